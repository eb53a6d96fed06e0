import { Button, FlexItem, Label, LabelGroup, Title, ToolbarItem } from "@patternfly/react-core";
import type { IAction } from "@patternfly/react-table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router-dom";
import { content, useApi } from "../../api/client";
import { mayIn } from "../../api/useMay";
import { DataTable } from "../../components/DataTable";
import { Dialog } from "../../components/Dialog";
import { EmptyList } from "../../components/EmptyList";
import { Loaded } from "../../components/Loaded";
import { Picker, type Choice } from "../../components/Picker";
import { useChange } from "../../components/useChange";
import { useListQuery } from "../../components/useListQuery";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { aboutRoles, memberChoices, membersOf, nameOf, useRole, type Member, type Role } from "./calls";
import { RoleFrame } from "./RoleFrame";

/** A role as it is used in a workspace: what it is, and who holds it. */
export default function WorkspaceRolePage() {
  const { ws = "", role = "" } = useParams();
  const query = useRole(ws, role);
  return <Loaded query={query}>{(found) => <WorkspaceRole ws={ws} role={found} />}</Loaded>;
}

function WorkspaceRole({ ws, role }: { ws: string; role: Role }) {
  const t = useMessages();
  const host = useHost();
  const may = mayIn(role);
  return (
    <RoleFrame
      ws={ws}
      role={role}
      writes={may("roles-write")}
      assigns={may("members-write")}
      links={
        <FlexItem>
          <Link to={host.path(`/workspaces/${encodeURIComponent(ws)}/permissions?role=${encodeURIComponent(role.id)}`)} data-testid="kcw-role-permissions">
            {t("kcw.roles.permissions")}
          </Link>
        </FlexItem>
      }
    >
      {may("members-read") && <Holders ws={ws} role={role} assigns={may("members-write")} />}
    </RoleFrame>
  );
}

function Holders({ ws, role, assigns }: { ws: string; role: Role; assigns: boolean }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const list = useListQuery();
  const [adding, setAdding] = useState(false);
  const { first, max, search } = list;
  const query = useQuery({
    queryKey: ["members", host.realm, ws, { role: role.id, first, max, search }],
    queryFn: () => membersOf(api, ws, { role: role.id, first, max, search: search || undefined }),
    placeholderData: keepPreviousData,
  });
  const assignable = assigns && !(role.builtIn && role.name === "owner");
  const take = useChange<Member, unknown>({
    run: (member) =>
      content(
        api.PATCH("/workspaces/{ws}/roles/{id}/members", { params: { path: { ws, id: role.id } }, body: { remove: [member.user.id] } }),
      ),
    done: (_result, member) => t("kcw.roles.takenAlert", { name: member.user.username, role: role.name }),
    reload: aboutRoles(host.realm),
  });
  const held = (member: Member) => member.roles.filter((one) => one.id === role.id);
  const actions = (member: Member): IAction[] =>
    held(member).some((one) => !one.managed)
      ? [{ title: t("kcw.roles.take"), onClick: () => take.mutate(member), "data-testid": "kcw-take" } as IAction]
      : [];
  const add = assignable && (
    <Button variant="primary" onClick={() => setAdding(true)} data-testid="kcw-add-members">
      {t("kcw.roles.give")}
    </Button>
  );
  return (
    <>
      <Title headingLevel="h2" size="lg">
        {t("kcw.roles.members")}
      </Title>
      <DataTable<Member>
        label={t("kcw.roles.members")}
        query={query}
        list={list}
        rowKey={(member) => member.user.id}
        rowLabel={(member) => member.user.username}
        rowActions={assignable ? actions : undefined}
        columns={[
          {
            key: "user",
            title: t("kcw.roles.user"),
            width: 35,
            cell: (member) => (
              <Link to={host.path(`/workspaces/${encodeURIComponent(ws)}/members/${encodeURIComponent(member.user.id)}`)}>{member.user.username}</Link>
            ),
          },
          { key: "name", title: t("kcw.roles.fullName"), width: 35, cell: (member) => nameOf(member.user) },
          {
            key: "how",
            title: t("kcw.roles.how"),
            cell: (member) => (
              <LabelGroup aria-label={t("kcw.roles.how")}>
                {held(member).map((one) => (
                  <Label key={String(one.managed)} isCompact color={one.managed ? "orange" : "blue"}>
                    {t(one.managed ? "kcw.roles.throughGroup" : "kcw.roles.directly")}
                  </Label>
                ))}
              </LabelGroup>
            ),
          },
        ]}
        actions={add && <ToolbarItem>{add}</ToolbarItem>}
        empty={<EmptyList title={t("kcw.roles.noMembers")} body={t("kcw.roles.noMembersBody")} action={add} />}
      />
      {adding && <GiveDialog ws={ws} role={role} onClose={() => setAdding(false)} />}
    </>
  );
}

function GiveDialog({ ws, role, onClose }: { ws: string; role: Role; onClose: () => void }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const [members, setMembers] = useState<readonly Choice[]>([]);
  const give = useChange({
    run: () =>
      content(
        api.PATCH("/workspaces/{ws}/roles/{id}/members", {
          params: { path: { ws, id: role.id } },
          body: { add: members.map((one) => one.id) },
        }),
      ),
    done: () => t("kcw.roles.givenAlert", { role: role.name, count: members.length }),
    reload: aboutRoles(host.realm),
    then: onClose,
    quiet: true,
  });
  return (
    <Dialog
      title={t("kcw.roles.giveTitle", { name: role.name })}
      submit={t("kcw.roles.give")}
      size="medium"
      busy={give.isPending}
      error={give.error}
      ready={members.length > 0}
      onSubmit={() => give.mutate(undefined)}
      onClose={onClose}
    >
      <Picker
        name="members"
        label={t("kcw.roles.members")}
        help={t("kcw.roles.membersHelp")}
        required
        chosen={members}
        onChange={setMembers}
        queryKey={["members", host.realm, ws]}
        find={memberChoices(api, ws)}
      />
    </Dialog>
  );
}
