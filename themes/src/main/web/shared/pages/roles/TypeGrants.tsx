import { ActionList, ActionListItem, Button, Checkbox, Flex, FlexItem, List, ListItem, Text, TextContent, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { content, page, useApi } from "../../api/client";
import { ConditionText } from "../../components/ConditionText";
import { EmptyList } from "../../components/EmptyList";
import { Loaded } from "../../components/Loaded";
import { ProblemAlert } from "../../components/ProblemAlert";
import { useChange } from "../../components/useChange";
import { useHost } from "../../host/Host";
import { useLabel } from "../../i18n/useLabel";
import { useMessages } from "../../i18n/useMessages";
import { useResourceTypes } from "../resource-types/types";
import { aboutRoles, ifMatch, type Role } from "./calls";
import { difference, heldOnTypes, toggled, type Grant, type ResourceType } from "./typeGrants";

const MOST = 1000;

/** What a template grants on whole types, changed in place. Templates have no resources of their own. */
export function TypeGrants({ role, writes }: { role: Role; writes: boolean }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const types = useResourceTypes();
  const grants = useQuery({
    queryKey: ["role", host.realm, undefined, role.id, "grants", role.version],
    queryFn: () => page(api.GET("/roles/{id}/grants", { params: { path: { id: role.id }, query: { max: MOST } } })),
  });
  return (
    <>
      <Title headingLevel="h2" size="lg">
        {t("kcw.roles.grants")}
      </Title>
      <TextContent className="pf-v5-u-mb-md">
        <Text component="small">{t(role.builtIn ? "kcw.roles.grantsBuiltIn" : "kcw.roles.grantsBody")}</Text>
      </TextContent>
      <Loaded query={types}>
        {(known) =>
          known.length === 0 ? (
            <EmptyList title={t("kcw.roles.noTypes")} body={t("kcw.roles.noTypesBody")} />
          ) : (
            <Loaded query={grants}>
              {(held) => <GrantsTable key={role.version} role={role} types={known} grants={held.items} writes={writes && !role.builtIn} />}
            </Loaded>
          )
        }
      </Loaded>
    </>
  );
}

function GrantsTable({ role, types, grants, writes }: { role: Role; types: readonly ResourceType[]; grants: readonly Grant[]; writes: boolean }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const label = useLabel();
  const before = heldOnTypes(grants);
  const [after, setAfter] = useState(before);
  const change = difference(before, after);
  const changes = change.added + change.removed;
  const save = useChange({
    run: () =>
      content(
        api.PATCH("/roles/{id}/grants", {
          params: { path: { id: role.id }, header: { "If-Match": ifMatch(role.version) } },
          body: { add: change.add, remove: change.remove },
        }),
      ),
    done: () => t("kcw.roles.grantsSaved", { name: role.name }),
    reload: aboutRoles(host.realm),
    quiet: true,
  });
  return (
    <>
      <ProblemAlert error={save.error} />
      <Table aria-label={t("kcw.roles.grants")} variant="compact">
        <Thead>
          <Tr>
            <Th width={25}>{t("kcw.roles.type")}</Th>
            <Th>{t("kcw.roles.actions")}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {types.map((type) => {
            const name = label(type.labels, type.name);
            const conditional = grants.filter((grant) => grant.type === type.key && !grant.resource && grant.condition);
            return (
              <Tr key={type.key}>
                <Td dataLabel={t("kcw.roles.type")}>{name}</Td>
                <Td dataLabel={t("kcw.roles.actions")}>
                  <Flex role="group" aria-label={name}>
                    {type.actions.map((action) => (
                      <FlexItem key={action}>
                        <Checkbox
                          id={`kcw-grant-${type.key}-${action}`}
                          label={label(type.actionLabels?.[action], action)}
                          isChecked={after.get(type.key)?.has(action) ?? false}
                          isDisabled={!writes}
                          onChange={(_event, give) => setAfter(toggled(after, type, action, give))}
                          data-testid={`kcw-grant-${type.key}-${action}`}
                        />
                      </FlexItem>
                    ))}
                  </Flex>
                  {conditional.length > 0 && (
                    <TextContent>
                      <Text component="small">{t("kcw.roles.conditional")}</Text>
                      <List>
                        {conditional.map((grant, index) => (
                          <ListItem key={index}>
                            {(grant.actions ?? []).map((action) => label(type.actionLabels?.[action], action)).join(", ")}:{" "}
                            {grant.condition && <ConditionText condition={grant.condition} />}
                          </ListItem>
                        ))}
                      </List>
                    </TextContent>
                  )}
                </Td>
              </Tr>
            );
          })}
        </Tbody>
      </Table>
      {writes && (
        <Flex className="pf-v5-u-mt-md" alignItems={{ default: "alignItemsCenter" }}>
          <ActionList>
            <ActionListItem>
              <Button variant="primary" isDisabled={changes === 0} isLoading={save.isPending} onClick={() => save.mutate(undefined)} data-testid="kcw-save">
                {t("kcw.roles.save")}
              </Button>
            </ActionListItem>
            <ActionListItem>
              <Button variant="link" isDisabled={changes === 0} onClick={() => setAfter(before)} data-testid="kcw-discard">
                {t("kcw.roles.discard")}
              </Button>
            </ActionListItem>
          </ActionList>
          <FlexItem role="status" data-testid="kcw-unsaved">
            {changes > 0 ? t("kcw.roles.unsaved", { added: change.added, removed: change.removed }) : t("kcw.roles.saved")}
          </FlexItem>
        </Flex>
      )}
    </>
  );
}
