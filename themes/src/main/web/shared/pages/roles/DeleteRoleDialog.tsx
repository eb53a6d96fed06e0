import { List, ListItem, Text, TextContent } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "../../api/client";
import { Dialog } from "../../components/Dialog";
import { Loaded } from "../../components/Loaded";
import { useChange } from "../../components/useChange";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { aboutRoles, deleteRole, membersOf, type Role, type Scope } from "./calls";

const NAMED = 10;

/** Deletes a role softly, after saying who loses it. */
export function DeleteRoleDialog({ ws, role, onClose, onDeleted }: { ws: Scope; role: Role; onClose: () => void; onDeleted?: () => void }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const remove = useChange({
    run: () => deleteRole(api, ws, role),
    done: () => t("kcw.roles.deletedAlert", { name: role.name }),
    reload: aboutRoles(host.realm),
    then: () => {
      onClose();
      onDeleted?.();
    },
    quiet: true,
  });
  return (
    <Dialog
      title={t("kcw.roles.deleteTitle", { name: role.name })}
      submit={t("kcw.roles.delete")}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      <TextContent data-testid="kcw-impact">
        <Text component="p">{t("kcw.roles.deleteBody")}</Text>
        {ws === undefined ? (
          <Text component="p">{t("kcw.roles.losesCount", { count: role.memberCount })}</Text>
        ) : (
          <Losers ws={ws} role={role} />
        )}
      </TextContent>
    </Dialog>
  );
}

function Losers({ ws, role }: { ws: string; role: Role }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const query = useQuery({
    queryKey: ["members", host.realm, ws, { role: role.id, max: NAMED }],
    queryFn: () => membersOf(api, ws, { role: role.id, max: NAMED }),
  });
  return (
    <Loaded query={query}>
      {(page) => (
        <>
          <Text component="p">{t("kcw.roles.losesCount", { count: page.total ?? page.items.length })}</Text>
          <List>
            {page.items.map((member) => (
              <ListItem key={member.user.id}>{member.user.username}</ListItem>
            ))}
            {(page.total ?? 0) > page.items.length && (
              <ListItem>{t("kcw.roles.andMore", { count: (page.total ?? 0) - page.items.length })}</ListItem>
            )}
          </List>
        </>
      )}
    </Loaded>
  );
}
