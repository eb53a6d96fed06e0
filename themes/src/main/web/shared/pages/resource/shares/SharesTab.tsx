import { Alert, Button, Flex, FlexItem, Label, LabelGroup, Text, TextContent, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { content, useApi } from "../../../api/client";
import { mayIn } from "../../../api/useMay";
import { Loaded } from "../../../components/Loaded";
import { RowActions } from "../../../components/RowActions";
import { useChange } from "../../../components/useChange";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { RESOURCE, RESOURCES } from "../../workspace/resources/resources";
import type { ResourceTabProps } from "../tabs";
import { PeopleDialog, type Person } from "./PeopleDialog";
import { SHARES, type Shares, type SharesChange } from "./shares";
import { WorkspacesDialog } from "./WorkspacesDialog";

/** With whom a resource is shared: other workspaces, and members and groups of its own. */
export default function SharesTab({ workspace, resource }: ResourceTabProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const path = { ws: workspace.alias, id: resource.id };
  const query = useQuery({
    queryKey: [SHARES, host.realm, workspace.alias, resource.id],
    queryFn: () => content(api.GET("/workspaces/{ws}/resources/{id}/shares", { params: { path } })),
    enabled: !resource.shared,
  });
  if (resource.shared) {
    const from = resource.sharedFrom?.alias ?? "";
    return <Alert variant="info" isInline title={t("kcw.shares.foreign", { workspace: from })} data-testid="kcw-shares-foreign" />;
  }
  return <Loaded query={query}>{(shares) => <All workspace={workspace} resource={resource} shares={shares} />}</Loaded>;
}

type Open = { kind: "workspaces" } | { kind: "people"; person?: Person };

function All({ workspace, resource, shares }: ResourceTabProps & { shares: Shares }) {
  const t = useMessages();
  const api = useApi();
  const may = mayIn(workspace);
  const [open, setOpen] = useState<Open>();
  const change = useChange<SharesChange, Shares>({
    run: (body) =>
      content(
        api.PUT("/workspaces/{ws}/resources/{id}/shares", {
          params: { path: { ws: workspace.alias, id: resource.id }, header: { "If-Match": String(shares.version) } },
          body,
        }),
      ),
    done: () => t("kcw.shares.saved", { name: resource.name }),
    reload: [[SHARES], [RESOURCES], [RESOURCE], ["overview"]],
    then: () => setOpen(undefined),
    quiet: open !== undefined,
  });
  // Who doesn't read everything is told of shares only if he may share.
  const writes = may("shares-write") || !may("all-resources-read");
  const nameOf = (id: string) => shares.names[id] ?? id;
  const workspaces = shares.workspaces ?? [];
  const members = shares.members ?? [];
  const groups = shares.groups ?? [];
  const people: Person[] = [
    ...members.map((one) => ({ kind: "member" as const, id: one.user ?? "", name: nameOf(one.user ?? ""), actions: one.actions ?? [] })),
    ...groups.map((one) => ({ kind: "group" as const, id: one.group ?? "", name: nameOf(one.group ?? ""), actions: one.actions ?? [] })),
  ];
  const close = () => {
    change.reset();
    setOpen(undefined);
  };
  const saved = (after: readonly Person[]): SharesChange => ({
    members: after.filter((one) => one.kind === "member").map((one) => ({ user: one.id, actions: [...one.actions] })),
    groups: after.filter((one) => one.kind === "group").map((one) => ({ group: one.id, actions: [...one.actions] })),
  });
  const without = (person: Person) => people.filter((one) => one.kind !== person.kind || one.id !== person.id);
  return (
    <>
      <Title headingLevel="h2" size="lg">
        {t("kcw.shares.workspaces")}
      </Title>
      <TextContent className="pf-v5-u-mb-sm">
        <Text component="small">{t("kcw.shares.workspacesHelp")}</Text>
      </TextContent>
      <Flex>
        <FlexItem data-testid="kcw-shared-workspaces">
          {workspaces.length === 0 ? (
            t("kcw.shares.noWorkspaces")
          ) : (
            <LabelGroup aria-label={t("kcw.shares.workspaces")} numLabels={20}>
              {workspaces.map((id) => (
                <Label
                  key={id}
                  color="purple"
                  onClose={writes ? () => change.mutate({ workspaces: workspaces.filter((one) => one !== id) }) : undefined}
                  closeBtnAriaLabel={t("kcw.shares.endFor", { name: nameOf(id) })}
                >
                  {nameOf(id)}
                </Label>
              ))}
            </LabelGroup>
          )}
        </FlexItem>
        {writes && (
          <FlexItem>
            <Button variant="secondary" onClick={() => setOpen({ kind: "workspaces" })} data-testid="kcw-share-workspaces">
              {t("kcw.shares.chooseWorkspaces")}
            </Button>
          </FlexItem>
        )}
      </Flex>
      <Title headingLevel="h2" size="lg" className="pf-v5-u-mt-lg">
        {t("kcw.shares.people")}
      </Title>
      <TextContent className="pf-v5-u-mb-sm">
        <Text component="small">{t("kcw.shares.peopleHelp")}</Text>
      </TextContent>
      {people.length > 0 && (
        <Table aria-label={t("kcw.shares.people")} variant="compact" data-testid="kcw-shared-people">
          <Thead>
            <Tr>
              <Th>{t("kcw.shares.who")}</Th>
              <Th>{t("kcw.shares.kind")}</Th>
              <Th>{t("kcw.shares.actions")}</Th>
              {writes && <Th screenReaderText={t("kcw.common.actions")} />}
            </Tr>
          </Thead>
          <Tbody>
            {people.map((person) => (
              <Tr key={`${person.kind}-${person.id}`}>
                <Td dataLabel={t("kcw.shares.who")}>{person.name}</Td>
                <Td dataLabel={t("kcw.shares.kind")}>{person.kind === "member" ? t("kcw.shares.member") : t("kcw.shares.group")}</Td>
                <Td dataLabel={t("kcw.shares.actions")}>{person.actions.join(", ")}</Td>
                {writes && (
                  <Td isActionCell>
                    <RowActions
                      name={person.name}
                      items={[
                        { title: t("kcw.shares.change"), onClick: () => setOpen({ kind: "people", person }) },
                        { title: t("kcw.shares.end"), onClick: () => change.mutate(saved(without(person))) },
                      ]}
                    />
                  </Td>
                )}
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {people.length === 0 && <p className="pf-v5-u-mb-md">{t("kcw.shares.noPeople")}</p>}
      {writes && (
        <Button variant="secondary" className="pf-v5-u-mt-md" onClick={() => setOpen({ kind: "people" })} data-testid="kcw-share-people">
          {t("kcw.shares.choosePeople")}
        </Button>
      )}
      {open?.kind === "workspaces" && (
        <WorkspacesDialog
          workspace={workspace}
          chosen={workspaces.map((id) => ({ id, text: nameOf(id) }))}
          busy={change.isPending}
          error={change.error}
          onSave={(ids) => change.mutate({ workspaces: ids })}
          onClose={close}
        />
      )}
      {open?.kind === "people" && (
        <PeopleDialog
          workspace={workspace}
          resource={resource}
          person={open.person}
          busy={change.isPending}
          error={change.error}
          onSave={(chosen) => {
            const others = people.filter((one) => chosen.every((other) => other.kind !== one.kind || other.id !== one.id));
            change.mutate(saved([...others, ...chosen]));
          }}
          onClose={close}
        />
      )}
    </>
  );
}
