import { Button, Flex, FlexItem, Label, LabelGroup, Text, TextContent, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { content, useApi } from "../../../api/client";
import { mayIn } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { Loaded } from "../../../components/Loaded";
import { RowActions } from "../../../components/RowActions";
import { useChange } from "../../../components/useChange";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { AddMembersDialog } from "./AddMembersDialog";
import type { GroupMapping } from "./api";
import { RolesDialog } from "./RolesDialog";

type Open = { kind: "add" } | { kind: "roles" | "remove"; group: GroupMapping };

/** The Keycloak groups whose members belong to a workspace. */
export function GroupMappings({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const may = mayIn(workspace)("groups-write");
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const query = useQuery({
    queryKey: ["group-mappings", host.realm, workspace.alias],
    queryFn: () => content(api.GET("/workspaces/{ws}/groups", { params: { path: { ws: workspace.alias } } })),
  });
  const reload = [["group-mappings"], ["members"], ["workspace"], ["overview"]];
  const path = (group: GroupMapping) => ({ path: { ws: workspace.alias, groupId: group.id } });
  const change = useChange<{ group: GroupMapping; roles: string[] }, GroupMapping>({
    run: ({ group, roles }) => content(api.PUT("/workspaces/{ws}/groups/{groupId}", { params: path(group), body: { roles } })),
    done: (_result, { group }) => t("kcw.members.changedAlert", { name: group.path }),
    reload,
    then: close,
    quiet: true,
  });
  const remove = useChange<GroupMapping, unknown>({
    run: (group) => content(api.DELETE("/workspaces/{ws}/groups/{groupId}", { params: path(group) })),
    done: (_result, group) => t("kcw.members.groupRemovedAlert", { name: group.path }),
    reload,
    then: close,
    quiet: true,
  });
  const show = (kind: "roles" | "remove", group: GroupMapping) => () => {
    change.reset();
    remove.reset();
    setOpen({ kind, group });
  };
  return (
    <section aria-labelledby="kcw-groups-title" data-testid="kcw-groups" className="pf-v5-u-mt-xl">
      <Flex alignItems={{ default: "alignItemsCenter" }}>
        <FlexItem grow={{ default: "grow" }}>
          <Title headingLevel="h2" size="lg" id="kcw-groups-title">
            {t("kcw.members.groups")}
          </Title>
          <TextContent>
            <Text component="small">{t("kcw.members.groupsHelp")}</Text>
          </TextContent>
        </FlexItem>
        {may && (
          <FlexItem>
            <Button variant="secondary" onClick={() => setOpen({ kind: "add" })} data-testid="kcw-add-groups">
              {t("kcw.members.addGroups")}
            </Button>
          </FlexItem>
        )}
      </Flex>
      <Loaded query={query}>
        {(groups) =>
          groups.length === 0 ? (
            <Text className="pf-v5-u-mt-md">{t("kcw.members.noGroups")}</Text>
          ) : (
            <Table variant="compact" aria-label={t("kcw.members.groups")}>
              <Thead>
                <Tr>
                  <Th width={40}>{t("kcw.members.group")}</Th>
                  <Th>{t("kcw.members.roles")}</Th>
                  {may && <Th screenReaderText={t("kcw.common.actions")} />}
                </Tr>
              </Thead>
              <Tbody>
                {groups.map((group) => (
                  <Tr key={group.id}>
                    <Td dataLabel={t("kcw.members.group")}>{group.path}</Td>
                    <Td dataLabel={t("kcw.members.roles")}>
                      <LabelGroup aria-label={t("kcw.members.rolesOf", { name: group.path })} numLabels={6}>
                        {group.roles.map((role) => (
                          <Label key={role.id} isCompact>
                            {role.name}
                          </Label>
                        ))}
                      </LabelGroup>
                    </Td>
                    {may && (
                      <Td isActionCell>
                        <RowActions
                          name={group.path}
                          items={[
                            { title: t("kcw.members.changeRoles"), onClick: show("roles", group) },
                            { title: t("kcw.members.removeGroup"), onClick: show("remove", group) },
                          ]}
                        />
                      </Td>
                    )}
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )
        }
      </Loaded>
      {open?.kind === "add" && <AddMembersDialog workspace={workspace} kind="groups" onClose={close} />}
      {open?.kind === "roles" && (
        <RolesDialog
          workspace={workspace}
          title={t("kcw.members.rolesOf", { name: open.group.path })}
          roles={open.group.roles.map((role) => ({ id: role.id, text: role.name }))}
          required
          busy={change.isPending}
          error={change.error}
          onSave={(roles) => change.mutate({ group: open.group, roles })}
          onClose={close}
        />
      )}
      {open?.kind === "remove" && (
        <Dialog
          title={t("kcw.members.removeGroupTitle", { name: open.group.path })}
          submit={t("kcw.members.removeGroup")}
          danger
          busy={remove.isPending}
          error={remove.error}
          onSubmit={() => remove.mutate(open.group)}
          onClose={close}
        >
          <Text>{t("kcw.members.removeGroupBody")}</Text>
        </Dialog>
      )}
    </section>
  );
}
