import { Button, Label, LabelGroup, Text, TextContent, ToolbarItem } from "@patternfly/react-core";
import type { IAction } from "@patternfly/react-table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router-dom";
import { content, page, useApi } from "../../../api/client";
import { mayIn } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { DataTable } from "../../../components/DataTable";
import { Dialog } from "../../../components/Dialog";
import { EmptyList } from "../../../components/EmptyList";
import { useChange } from "../../../components/useChange";
import { useListQuery } from "../../../components/useListQuery";
import { useHost } from "../../../host/Host";
import { Time } from "../../../i18n/Time";
import { useMessages } from "../../../i18n/useMessages";
import type { MessageKey } from "../../../i18n/keys";
import { AddMembersDialog } from "./AddMembersDialog";
import { fullName, type Member } from "./api";
import { RolesDialog } from "./RolesDialog";

type Open = { kind: "add" } | { kind: "roles" | "unlink" | "suspend"; member: Member };

const SOURCES: Record<string, MessageKey> = {
  DIRECT: "kcw.members.source.DIRECT",
  INVITATION: "kcw.members.source.INVITATION",
  BYPASS: "kcw.members.source.BYPASS",
  GROUP: "kcw.members.source.GROUP",
  IDP: "kcw.members.source.IDP",
  LDAP: "kcw.members.source.LDAP",
  OWNER: "kcw.members.source.OWNER",
};

/** Who belongs to a workspace, by himself or through a group, and with which roles. */
export default function MembersTab({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const may = mayIn(workspace);
  const list = useListQuery();
  const [open, setOpen] = useState<Open>();
  const { first, max, search } = list;
  const query = useQuery({
    queryKey: ["members", host.realm, workspace.alias, { first, max, search }],
    queryFn: () =>
      page(
        api.GET("/workspaces/{ws}/members", {
          params: { path: { ws: workspace.alias }, query: { first, max, search: search || undefined } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const close = () => setOpen(undefined);
  const reload = [["members"], ["workspace"], ["overview"]];
  const params = (member: Member) => ({
    path: { ws: workspace.alias, userId: member.user.id },
    // Who is a member through a group only has no version yet.
    header: member.version > 0 ? { "If-Match": `"${member.version}"` } : undefined,
  });
  const change = useChange<{ member: Member; status?: string; roles?: string[] }, Member>({
    run: ({ member, ...body }) => content(api.PUT("/workspaces/{ws}/members/{userId}", { params: params(member), body })),
    done: (_result, { member }) => t("kcw.members.changedAlert", { name: member.user.username }),
    reload,
    then: close,
    quiet: open !== undefined,
  });
  const unlink = useChange<Member, unknown>({
    run: (member) => content(api.DELETE("/workspaces/{ws}/members/{userId}", { params: params(member) })),
    done: (_result, member) => t("kcw.members.unlinkedAlert", { name: member.user.username }),
    reload,
    then: close,
    quiet: true,
  });
  const show = (kind: "roles" | "unlink" | "suspend", member: Member) => () => {
    change.reset();
    unlink.reset();
    setOpen({ kind, member });
  };
  const actions = (member: Member): IAction[] =>
    may("members-write")
      ? [
          { title: t("kcw.members.changeRoles"), onClick: show("roles", member) },
          member.status === "SUSPENDED"
            ? { title: t("kcw.members.activate"), onClick: () => change.mutate({ member, status: "ACTIVE" }) }
            : { title: t("kcw.members.suspend"), onClick: show("suspend", member) },
          { isSeparator: true },
          { title: t("kcw.members.unlink"), onClick: show("unlink", member) },
        ]
      : [];
  const add = may("members-write") && (
    <Button variant="primary" onClick={() => setOpen({ kind: "add" })} data-testid="kcw-add-members">
      {t("kcw.members.addUsers")}
    </Button>
  );
  return (
    <>
      <DataTable<Member>
        label={t("kcw.members.title")}
        query={query}
        list={list}
        rowKey={(member) => member.user.id}
        rowLabel={(member) => member.user.username}
        columns={[
          {
            key: "user",
            title: t("kcw.members.user"),
            width: 25,
            cell: (member) => <Person workspace={workspace} member={member} linked={may("member-permissions-read")} />,
          },
          { key: "roles", title: t("kcw.members.roles"), width: 30, cell: (member) => <Roles member={member} /> },
          { key: "status", title: t("kcw.members.status"), width: 10, cell: (member) => <Status member={member} /> },
          {
            key: "source",
            title: t("kcw.members.source"),
            width: 15,
            cell: (member) => (SOURCES[member.source] ? t(SOURCES[member.source] as MessageKey) : member.source),
          },
          { key: "since", title: t("kcw.members.since"), width: 15, cell: (member) => <Time at={member.since} /> },
        ]}
        rowActions={may("members-write") ? actions : undefined}
        actions={add && <ToolbarItem>{add}</ToolbarItem>}
        empty={<EmptyList title={t("kcw.members.none")} body={t("kcw.members.noneBody")} action={add} />}
      />
      {open?.kind === "add" && <AddMembersDialog workspace={workspace} kind="users" onClose={close} />}
      {open?.kind === "roles" && (
        <RolesDialog
          workspace={workspace}
          title={t("kcw.members.rolesOf", { name: open.member.user.username })}
          help={open.member.roles.some((role) => role.managed) ? t("kcw.members.managedRolesHelp") : undefined}
          roles={open.member.roles.filter((role) => !role.managed).map((role) => ({ id: role.id, text: role.name }))}
          busy={change.isPending}
          error={change.error}
          onSave={(roles) => change.mutate({ member: open.member, roles })}
          onClose={close}
        />
      )}
      {open?.kind === "suspend" && (
        <Dialog
          title={t("kcw.members.suspendTitle", { name: open.member.user.username })}
          submit={t("kcw.members.suspend")}
          busy={change.isPending}
          error={change.error}
          onSubmit={() => change.mutate({ member: open.member, status: "SUSPENDED" })}
          onClose={close}
        >
          <Text>{t("kcw.members.suspendBody")}</Text>
        </Dialog>
      )}
      {open?.kind === "unlink" && (
        <Dialog
          title={t("kcw.members.unlinkTitle", { name: open.member.user.username })}
          submit={t("kcw.members.unlink")}
          danger
          busy={unlink.isPending}
          error={unlink.error}
          onSubmit={() => unlink.mutate(open.member)}
          onClose={close}
        >
          <TextContent>
            <Text>{t("kcw.members.unlinkBody")}</Text>
          </TextContent>
        </Dialog>
      )}
    </>
  );
}

function Person({ workspace, member, linked }: { workspace: Workspace; member: Member; linked: boolean }) {
  const host = useHost();
  const { user } = member;
  const about = [fullName(user), user.email].filter(Boolean).join(", ");
  return (
    <>
      {linked ? (
        <Link to={host.path(`/workspaces/${workspace.alias}/members/${encodeURIComponent(user.id)}`)}>{user.username}</Link>
      ) : (
        user.username
      )}
      {about && (
        <Text component="small" className="pf-v5-u-color-200 pf-v5-u-display-block">
          {about}
        </Text>
      )}
    </>
  );
}

function Roles({ member }: { member: Member }) {
  const t = useMessages();
  if (member.roles.length === 0) return t("kcw.members.noRoles");
  return (
    <LabelGroup aria-label={t("kcw.members.rolesOf", { name: member.user.username })} numLabels={6}>
      {member.roles.map((role) => (
        <Label key={`${role.id}-${role.managed}`} isCompact color={role.managed ? "purple" : "grey"}>
          {role.managed ? t("kcw.members.managedRole", { name: role.name }) : role.name}
        </Label>
      ))}
    </LabelGroup>
  );
}

function Status({ member }: { member: Member }) {
  const t = useMessages();
  const active = member.status === "ACTIVE";
  return (
    <Label isCompact color={active ? "green" : "orange"}>
      {active ? t("kcw.members.active") : t("kcw.members.suspended")}
    </Label>
  );
}
