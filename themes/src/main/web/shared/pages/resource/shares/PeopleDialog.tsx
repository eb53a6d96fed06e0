import { Checkbox, FormGroup } from "@patternfly/react-core";
import { useState } from "react";
import { content, page, useApi } from "../../../api/client";
import { mayIn } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { Loaded } from "../../../components/Loaded";
import { Picker, type Choice } from "../../../components/Picker";
import { SelectField } from "../../../components/SelectField";
import { useChange } from "../../../components/useChange";
import { useHost } from "../../../host/Host";
import { useLabel } from "../../../i18n/useLabel";
import { useMessages } from "../../../i18n/useMessages";
import { useResourceTypes } from "../../resource-types/types";
import type { Resource } from "../../workspace/resources/resources";

/** A member or group, with what it may do. */
export interface Person {
  readonly kind: "member" | "group";
  readonly id: string;
  readonly name: string;
  readonly actions: readonly string[];
}

interface PeopleDialogProps {
  workspace: Workspace;
  resource: Resource;
  /** Whose share is changed; new ones without. */
  person?: Person;
  busy: boolean;
  error: ReturnType<typeof useChange>["error"];
  onSave: (people: Person[]) => void;
  onClose: () => void;
}

const FOUND = 50;

/** Chooses members or groups, and what they may do with a resource without a role. */
export function PeopleDialog({ workspace, resource, person, busy, error, onSave, onClose }: PeopleDialogProps) {
  const t = useMessages();
  const label = useLabel();
  const host = useHost();
  const api = useApi();
  const types = useResourceTypes();
  const [kind, setKind] = useState<Person["kind"]>(person?.kind ?? "member");
  const [chosen, setChosen] = useState<readonly Choice[]>(person ? [{ id: person.id, text: person.name }] : []);
  const [actions, setActions] = useState<readonly string[]>(person?.actions ?? []);
  const ws = workspace.alias;
  // The groups of the realm are for those to see who may let them in.
  const everyGroup = mayIn(workspace)("groups-write");
  const find = async (search: string): Promise<Choice[]> => {
    if (kind === "member") {
      const members = await page(api.GET("/workspaces/{ws}/members", { params: { path: { ws }, query: { max: FOUND, search: search || undefined } } }));
      return members.items.map(({ user }) => ({
        id: user.id,
        text: user.username,
        detail: [user.firstName, user.lastName].filter(Boolean).join(" ") || user.email,
      }));
    }
    if (everyGroup) {
      const query = { max: FOUND, search: search || undefined };
      const groups = await content(api.GET("/workspaces/{ws}/candidates/groups", { params: { path: { ws }, query } }));
      return groups.map((group) => ({ id: group.id, text: group.path }));
    }
    const groups = await content(api.GET("/workspaces/{ws}/groups", { params: { path: { ws } } }));
    return groups.filter((group) => group.path.toLowerCase().includes(search.toLowerCase())).map((group) => ({ id: group.id, text: group.path }));
  };
  return (
    <Dialog
      title={person ? t("kcw.shares.changeFor", { name: person.name }) : t("kcw.shares.choosePeople")}
      submit={t("kcw.shares.save")}
      busy={busy}
      error={error}
      ready={chosen.length > 0 && actions.length > 0}
      onSubmit={() => onSave(chosen.map((choice) => ({ kind, id: choice.id, name: choice.text, actions })))}
      onClose={onClose}
    >
      {!person && (
        <>
          <SelectField
            name="kind"
            label={t("kcw.shares.kind")}
            value={kind}
            onChange={(value) => {
              setKind(value === "group" ? "group" : "member");
              setChosen([]);
            }}
            options={[
              { value: "member", label: t("kcw.shares.member") },
              { value: "group", label: t("kcw.shares.group") },
            ]}
          />
          <Picker
            key={kind}
            name="people"
            label={kind === "member" ? t("kcw.shares.members") : t("kcw.shares.groups")}
            help={kind === "group" ? t(everyGroup ? "kcw.shares.everyGroupHelp" : "kcw.shares.groupsHelp") : undefined}
            queryKey={["members", host.realm, ws, "share", kind]}
            find={find}
            chosen={chosen}
            onChange={setChosen}
            required
          />
        </>
      )}
      <Loaded query={types}>
        {(all) => {
          const type = all.find((one) => one.key === resource.type);
          const shareable = type?.shareable ?? [];
          return (
            <FormGroup role="group" label={t("kcw.shares.actions")} isRequired>
              {shareable.length === 0 && t("kcw.shares.nothingShareable")}
              {shareable.map((action) => (
                <Checkbox
                  key={action}
                  id={`kcw-share-${action}`}
                  label={label(type?.actionLabels[action], action)}
                  isChecked={actions.includes(action)}
                  onChange={(_event, checked) => setActions(checked ? [...actions, action] : actions.filter((one) => one !== action))}
                  data-testid={`kcw-share-${action}`}
                />
              ))}
            </FormGroup>
          );
        }}
      </Loaded>
    </Dialog>
  );
}
