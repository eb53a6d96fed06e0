import { Alert, Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Flex, Stack, StackItem } from "@patternfly/react-core";
import { useState, type ReactNode } from "react";
import { useNavigate } from "react-router-dom";
import { Page } from "../../components/Page";
import { useHost } from "../../host/Host";
import { Time } from "../../i18n/Time";
import { useMessages } from "../../i18n/useMessages";
import type { Role, Scope } from "./calls";
import { DeleteRoleDialog } from "./DeleteRoleDialog";
import { CreateRoleDialog, EditRoleDialog } from "./RoleForm";
import { RoleScopeLabel, useRoleDescription } from "./RoleLabels";
import { rolePath } from "./RolesList";

interface RoleFrameProps {
  ws: Scope;
  role: Role;
  /** Whether the viewer may make and change roles here. */
  writes: boolean;
  assigns?: boolean;
  links?: ReactNode;
  children: ReactNode;
}

/** A role: what it is called, what can be done with it, and what there is of it. */
export function RoleFrame({ ws, role, writes, assigns = false, links, children }: RoleFrameProps) {
  const t = useMessages();
  const host = useHost();
  const navigate = useNavigate();
  const description = useRoleDescription();
  const [open, setOpen] = useState<"edit" | "clone" | "delete">();
  const close = () => setOpen(undefined);
  const here = (role.scope === "TEMPLATE") === (ws === undefined);
  const list = ws === undefined ? "/template-roles" : `/workspaces/${encodeURIComponent(ws)}/roles`;
  const changeable = writes && here && !role.builtIn;
  return (
    <Page
      title={role.name}
      badges={<RoleScopeLabel role={role} />}
      subtitle={description(role)}
      actions={
        <Flex>
          {links}
          {changeable && (
            <Button variant="secondary" onClick={() => setOpen("edit")} data-testid="kcw-edit">
              {t("kcw.roles.edit")}
            </Button>
          )}
          {writes && !role.builtIn && (
            <Button variant="secondary" onClick={() => setOpen("clone")} data-testid="kcw-clone">
              {t("kcw.roles.clone")}
            </Button>
          )}
          {changeable && (
            <Button variant="danger" onClick={() => setOpen("delete")} data-testid="kcw-delete">
              {t("kcw.roles.delete")}
            </Button>
          )}
        </Flex>
      }
    >
      <Stack hasGutter>
        {role.builtIn && (
          <StackItem>
            <Alert variant="info" isInline isPlain title={t("kcw.roles.builtInExplained")} data-testid="kcw-built-in" />
          </StackItem>
        )}
        {!role.builtIn && !here && (
          <StackItem>
            <Alert variant="info" isInline isPlain title={t("kcw.roles.templateExplained")} />
          </StackItem>
        )}
        <StackItem>
          <DescriptionList isHorizontal isCompact columnModifier={{ lg: "2Col" }}>
            <DescriptionListGroup>
              <DescriptionListTerm>{t("kcw.roles.created")}</DescriptionListTerm>
              <DescriptionListDescription>
                <Time at={role.createdAt} />
              </DescriptionListDescription>
            </DescriptionListGroup>
            {ws === undefined && (
              <DescriptionListGroup>
                <DescriptionListTerm>{t("kcw.roles.memberCount")}</DescriptionListTerm>
                <DescriptionListDescription data-testid="kcw-member-count">{role.memberCount}</DescriptionListDescription>
              </DescriptionListGroup>
            )}
          </DescriptionList>
        </StackItem>
        <StackItem>{children}</StackItem>
      </Stack>
      {open === "edit" && <EditRoleDialog ws={ws} role={role} onClose={close} />}
      {open === "clone" && (
        <CreateRoleDialog
          ws={ws}
          source={role}
          withMembers={assigns}
          onClose={close}
          onCreated={(created) => void navigate(host.path(rolePath(ws, created.id)))}
        />
      )}
      {open === "delete" && (
        <DeleteRoleDialog ws={ws} role={role} onClose={close} onDeleted={() => void navigate(host.path(list))} />
      )}
    </Page>
  );
}
