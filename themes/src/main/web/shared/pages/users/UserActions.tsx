import { Divider, Dropdown, DropdownItem, DropdownList, MenuToggle, Text, TextContent } from "@patternfly/react-core";
import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { content, useApi } from "../../api/client";
import { asProblem } from "../../api/problem";
import type { components } from "../../api/schema";
import { useMay } from "../../api/useMay";
import { Dialog } from "../../components/Dialog";
import { Picker, type Choice } from "../../components/Picker";
import { useChange } from "../../components/useChange";
import { useHost } from "../../host/Host";
import type { MessageKey } from "../../i18n/keys";
import { useMessages } from "../../i18n/useMessages";
import { successors, type User } from "./user";

type Change = components["schemas"]["UserChange"];

/** A change that is confirmed first. */
interface Step {
  readonly key: "promote" | "demote" | "suspend" | "activate" | "disable" | "enable";
  readonly change: Change;
}

/** What the dialog of a change says; each word of it is a text. */
const TEXTS: Record<Step["key"], { action: MessageKey; body: MessageKey }> = {
  promote: { action: "kcw.users.promote", body: "kcw.users.promoteBody" },
  demote: { action: "kcw.users.demote", body: "kcw.users.demoteBody" },
  suspend: { action: "kcw.users.suspend", body: "kcw.users.suspendBody" },
  activate: { action: "kcw.users.activate", body: "kcw.users.activateBody" },
  disable: { action: "kcw.users.disable", body: "kcw.users.disableBody" },
  enable: { action: "kcw.users.enable", body: "kcw.users.enableBody" },
};

const RELOAD = [["users"], ["members"], ["permissions"]];

function steps(user: User, mayWrite: boolean, mayDelete: boolean): Step[] {
  const all: Step[] = [];
  if (mayWrite) {
    all.push(user.type === "ADMIN" ? { key: "demote", change: { type: "NORMAL" } } : { key: "promote", change: { type: "ADMIN" } });
    if (user.status === "SUSPENDED") all.push({ key: "activate", change: { status: "ACTIVE" } });
    if (user.status === "ACTIVE" && user.type !== "ADMIN" && user.workspaceCount > 0) {
      all.push({ key: "suspend", change: { status: "SUSPENDED" } });
    }
    if (mayDelete) {
      all.push(
        user.status === "DISABLED"
          ? { key: "enable", change: { status: "ACTIVE" } }
          : { key: "disable", change: { status: "DISABLED" } },
      );
    }
  }
  return all;
}

/** What the viewer can do with a user: his type, his status, and whether there is one. */
export function UserActions({ user }: { user: User }) {
  const t = useMessages();
  const api = useApi();
  const may = useMay();
  const mayDelete = may("users-delete");
  const [menu, setMenu] = useState(false);
  const [step, setStep] = useState<Step>();
  const [deleting, setDeleting] = useState(false);
  const change = useChange<Change, User>({
    run: (body) => content(api.PATCH("/users/{id}", { params: { path: { id: user.id } }, body })),
    done: () => t("kcw.users.changed", { name: user.username }),
    reload: RELOAD,
    then: () => setStep(undefined),
    quiet: true,
  });
  const offered = steps(user, may("users-write"), mayDelete);
  if (offered.length === 0 && !mayDelete) return null;
  const choose = (action: () => void) => () => {
    setMenu(false);
    change.reset();
    action();
  };
  return (
    <>
      <Dropdown
        isOpen={menu}
        onOpenChange={setMenu}
        popperProps={{ position: "right" }}
        toggle={(reference) => (
          <MenuToggle ref={reference} isExpanded={menu} onClick={() => setMenu(!menu)} data-testid="kcw-actions">
            {t("kcw.common.actions")}
          </MenuToggle>
        )}
      >
        <DropdownList>
          {offered.map((one) => (
            <DropdownItem key={one.key} onClick={choose(() => setStep(one))} data-testid={`kcw-action-${one.key}`}>
              {t(TEXTS[one.key].action)}
            </DropdownItem>
          ))}
          {mayDelete && offered.length > 0 && <Divider component="li" />}
          {mayDelete && (
            <DropdownItem isDanger onClick={choose(() => setDeleting(true))} data-testid="kcw-action-delete">
              {t("kcw.users.delete")}
            </DropdownItem>
          )}
        </DropdownList>
      </Dropdown>
      {step && (
        <Dialog
          title={t("kcw.users.changeTitle", { name: user.username })}
          submit={t(TEXTS[step.key].action)}
          danger={step.key === "disable"}
          busy={change.isPending}
          error={change.error}
          onSubmit={() => change.mutate(step.change)}
          onClose={() => setStep(undefined)}
        >
          <Text>{t(TEXTS[step.key].body)}</Text>
        </Dialog>
      )}
      {deleting && <DeleteDialog user={user} onClose={() => setDeleting(false)} />}
    </>
  );
}

function DeleteDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const navigate = useNavigate();
  const [heir, setHeir] = useState<Choice[]>([]);
  const remove = useChange<string | undefined, unknown>({
    run: (successor) =>
      content<unknown>(api.DELETE("/users/{id}", { params: { path: { id: user.id }, query: { successor } } })),
    done: () => t("kcw.users.deleted", { name: user.username }),
    then: () => void navigate(host.path("/workspaces-users")),
    reload: [["users", host.realm, "list"], ["members"]],
    quiet: true,
  });
  const owns = remove.error !== null && asProblem(remove.error).code === "USER_OWNS";
  return (
    <Dialog
      title={t("kcw.users.deleteTitle", { name: user.username })}
      submit={t("kcw.users.delete")}
      danger
      size="medium"
      confirm={user.username}
      ready={!owns || heir.length > 0}
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() => remove.mutate(heir[0]?.id)}
      onClose={onClose}
    >
      <TextContent>
        <Text>{t("kcw.users.deleteBody")}</Text>
      </TextContent>
      <Picker
        name="successor"
        label={t("kcw.users.successor")}
        help={t("kcw.users.successorHelp")}
        queryKey={["users", host.realm, "successors", user.id]}
        find={successors(api, user.id)}
        chosen={heir}
        onChange={setHeir}
        single
        folded
        required={owns}
      />
    </Dialog>
  );
}
