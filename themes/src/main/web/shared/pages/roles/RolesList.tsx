import { Button, ToggleGroup, ToggleGroupItem, ToolbarItem } from "@patternfly/react-core";
import type { IAction } from "@patternfly/react-table";
import { useState, type ReactNode } from "react";
import { Link, useNavigate } from "react-router-dom";
import { useApi } from "../../api/client";
import { DataTable } from "../../components/DataTable";
import { EmptyList } from "../../components/EmptyList";
import { useChange } from "../../components/useChange";
import { useListQuery } from "../../components/useListQuery";
import { useHost } from "../../host/Host";
import { Time } from "../../i18n/Time";
import { useMessages } from "../../i18n/useMessages";
import { aboutRoles, restoreRole, useRoles, type Role, type Scope } from "./calls";
import { DeleteRoleDialog } from "./DeleteRoleDialog";
import { CreateRoleDialog, EditRoleDialog } from "./RoleForm";
import { RoleScopeLabel, useRoleDescription } from "./RoleLabels";

type Open = { kind: "create" } | { kind: "clone" | "edit" | "delete"; role: Role };

interface RolesListProps {
  ws: Scope;
  /** Whether the viewer may change roles here. */
  writes: boolean;
  /** Whether the viewer may give roles to members. */
  assigns?: boolean;
  /** Further links beside the search. */
  links?: ReactNode;
}

/** Where the page of a role is. */
export function rolePath(ws: Scope, id: string): string {
  return ws === undefined ? `/template-roles/${id}` : `/workspaces/${encodeURIComponent(ws)}/roles/${id}`;
}

/** The roles of a workspace, or the templates of the realm; live ones or deleted ones. */
export function RolesList({ ws, writes, assigns = false, links }: RolesListProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const navigate = useNavigate();
  const list = useListQuery();
  const description = useRoleDescription();
  const deleted = list.filter("deleted") === "true";
  const query = useRoles(ws, list, deleted);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const restore = useChange<Role, Role>({
    run: (role) => restoreRole(api, ws, role.id),
    done: (role) => t("kcw.roles.restoredAlert", { name: role.name }),
    reload: aboutRoles(host.realm),
  });
  const created = (role: Role) => void navigate(host.path(rolePath(ws, role.id)));
  const label = t(ws === undefined ? "kcw.roles.templates" : "kcw.roles.title");
  const create = writes && (
    <Button variant="primary" onClick={() => setOpen({ kind: "create" })} data-testid="kcw-create">
      {t(ws === undefined ? "kcw.roles.createTemplate" : "kcw.roles.create")}
    </Button>
  );
  const actions = (role: Role): IAction[] => {
    if (!writes || role.builtIn) return [];
    if (deleted) return [{ title: t("kcw.roles.restore"), onClick: () => restore.mutate(role), "data-testid": "kcw-restore" } as IAction];
    const here = (role.scope === "TEMPLATE") === (ws === undefined);
    const clone = { title: t("kcw.roles.clone"), onClick: () => setOpen({ kind: "clone", role }), "data-testid": "kcw-clone" } as IAction;
    if (!here) return [clone];
    return [
      { title: t("kcw.roles.edit"), onClick: () => setOpen({ kind: "edit", role }), "data-testid": "kcw-edit" } as IAction,
      clone,
      { isSeparator: true },
      { title: t("kcw.roles.delete"), onClick: () => setOpen({ kind: "delete", role }), "data-testid": "kcw-delete" } as IAction,
    ];
  };
  return (
    <>
      <DataTable<Role>
        label={label}
        query={query}
        list={list}
        filtered={deleted}
        rowKey={(role) => role.id}
        rowLabel={(role) => role.name}
        rowActions={writes ? actions : undefined}
        columns={[
          {
            key: "name",
            title: t("kcw.roles.name"),
            width: 20,
            cell: (role) => (deleted ? role.name : <Link to={host.path(rolePath(ws, role.id))}>{role.name}</Link>),
          },
          { key: "scope", title: t("kcw.roles.scope"), cell: (role) => <RoleScopeLabel role={role} /> },
          { key: "description", title: t("kcw.roles.description"), width: 40, cell: (role) => description(role) },
          { key: "members", title: t("kcw.roles.memberCount"), cell: (role) => role.memberCount },
          {
            key: "at",
            title: t(deleted ? "kcw.roles.deletedAt" : "kcw.roles.created"),
            cell: (role) => <Time at={(deleted ? role.deletedAt : role.createdAt) ?? 0} />,
          },
        ]}
        filters={
          <ToolbarItem>
            <ToggleGroup aria-label={t("kcw.roles.show")}>
              <ToggleGroupItem
                text={t("kcw.roles.live")}
                buttonId="kcw-roles-live"
                isSelected={!deleted}
                onChange={() => list.change({ deleted: "" })}
              />
              <ToggleGroupItem
                text={t("kcw.roles.deleted")}
                buttonId="kcw-roles-deleted"
                isSelected={deleted}
                onChange={() => list.change({ deleted: "true" })}
              />
            </ToggleGroup>
          </ToolbarItem>
        }
        actions={
          <>
            {create && <ToolbarItem>{create}</ToolbarItem>}
            {links}
          </>
        }
        empty={<EmptyList title={t("kcw.roles.none")} body={t("kcw.roles.noneBody")} action={create} />}
      />
      {open?.kind === "create" && <CreateRoleDialog ws={ws} withMembers={assigns} onClose={close} onCreated={created} />}
      {open?.kind === "clone" && <CreateRoleDialog ws={ws} source={open.role} withMembers={assigns} onClose={close} onCreated={created} />}
      {open?.kind === "edit" && <EditRoleDialog ws={ws} role={open.role} onClose={close} />}
      {open?.kind === "delete" && <DeleteRoleDialog ws={ws} role={open.role} onClose={close} />}
    </>
  );
}
