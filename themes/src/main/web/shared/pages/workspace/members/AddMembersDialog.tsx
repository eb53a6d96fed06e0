import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { content, useApi } from "../../../api/client";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { Picker, type Choice } from "../../../components/Picker";
import { useChange } from "../../../components/useChange";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { useChoices } from "./api";

/** Adds users to a workspace, or gives its roles to the members of groups. */
export function AddMembersDialog({ workspace, kind, onClose }: { workspace: Workspace; kind: "users" | "groups"; onClose: () => void }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const client = useQueryClient();
  const find = useChoices(workspace);
  const [chosen, setChosen] = useState<Choice[]>([]);
  const [roles, setRoles] = useState<Choice[]>([]);
  const users = kind === "users";
  const add = useChange<void, number>({
    run: async () => {
      const path = { ws: workspace.alias };
      const body = { roles: roles.map((role) => role.id) };
      for (const one of chosen) {
        if (users) {
          const params = { path: { ...path, userId: one.id } };
          await content(api.PUT("/workspaces/{ws}/members/{userId}", { params, body: roles.length > 0 ? body : {} }));
        } else {
          const params = { path: { ...path, groupId: one.id } };
          await content(api.PUT("/workspaces/{ws}/groups/{groupId}", { params, body }));
        }
        // What is done is done: a second try is about the rest.
        setChosen((before) => before.filter((other) => other.id !== one.id));
      }
      return chosen.length;
    },
    done: (count) => t("kcw.members.addedAlert", { count }),
    reload: [["members"], ["mappings"], ["workspace"], ["overview"], ["candidates"]],
    then: onClose,
    quiet: true,
  });
  const close = () => {
    if (add.isError) void client.invalidateQueries({ queryKey: [users ? "members" : "mappings"] });
    onClose();
  };
  return (
    <Dialog
      title={users ? t("kcw.members.addUsers") : t("kcw.members.addGroups")}
      submit={t("kcw.members.add")}
      size="medium"
      busy={add.isPending}
      error={add.error}
      ready={chosen.length > 0 && (users || roles.length > 0)}
      onSubmit={() => add.mutate()}
      onClose={close}
    >
      <Picker
        name={kind}
        label={users ? t("kcw.members.users") : t("kcw.members.groups")}
        find={users ? find.users : find.groups}
        queryKey={["candidates", host.realm, workspace.alias, kind]}
        chosen={chosen}
        onChange={setChosen}
        required
      />
      <Picker
        name="roles"
        label={t("kcw.members.roles")}
        help={users ? t("kcw.members.rolesHelp") : t("kcw.members.groupRolesHelp")}
        find={find.roles}
        queryKey={["roles", host.realm, workspace.alias]}
        chosen={roles}
        onChange={setRoles}
        required={!users}
      />
    </Dialog>
  );
}
