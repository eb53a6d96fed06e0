import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, EmptyState, EmptyStateBody, EmptyStateHeader, Flex, FlexItem, FormSelect, FormSelectOption, Label, LabelGroup, Title, ToolbarItem } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router-dom";
import { content, page, useApi } from "../../../api/client";
import { Loaded } from "../../../components/Loaded";
import { Loading } from "../../../components/Loading";
import { Page } from "../../../components/Page";
import { ProblemState } from "../../../components/ProblemAlert";
import { useListQuery } from "../../../components/useListQuery";
import { useHost } from "../../../host/Host";
import { Time } from "../../../i18n/Time";
import { useMessages } from "../../../i18n/useMessages";
import { rolePath } from "../../roles/RolesList";
import { useResourceTypes } from "../../resource-types/types";
import type { Member } from "../../roles/calls";
import { PermissionsTable, type Permission } from "./PermissionsTable";
import { SlicedSearch } from "./SlicedSearch";
import { SLICE, useSlices } from "./usePermissions";
import { useWords } from "./words";

/** A member of a workspace: who he is there, what he may do, and by what. */
export default function MemberPermissionsPage() {
  const { ws = "", userId = "" } = useParams();
  const host = useHost();
  const api = useApi();
  const member = useQuery({
    queryKey: ["members", host.realm, ws, "one", userId],
    queryFn: () => content(api.GET("/workspaces/{ws}/members/{userId}", { params: { path: { ws, userId } } })),
  });
  return <Loaded query={member}>{(found) => <MemberPage ws={ws} member={found} />}</Loaded>;
}

function MemberPage({ ws, member }: { ws: string; member: Member }) {
  const t = useMessages();
  const host = useHost();
  const { user } = member;
  const at = `/workspaces/${encodeURIComponent(ws)}`;
  return (
    <Page
      title={[user.firstName, user.lastName].filter(Boolean).join(" ") || user.username}
      badges={<StatusLabel status={member.status} />}
      subtitle={t("kcw.effective.inWorkspace", { ws })}
      actions={
        <Flex>
          <FlexItem>
            <Link to={host.path(`${at}/decision?user=${encodeURIComponent(user.id)}`)} data-testid="kcw-explain">
              {t("kcw.effective.explain")}
            </Link>
          </FlexItem>
          <FlexItem>
            <Link to={host.path(`/workspaces-users/${encodeURIComponent(user.id)}`)} data-testid="kcw-everywhere">
              {t("kcw.effective.everywhere")}
            </Link>
          </FlexItem>
        </Flex>
      }
    >
      <DescriptionList isCompact columnModifier={{ md: "2Col" }} className="pf-v5-u-mb-lg">
        <Fact title={t("kcw.effective.username")}>{user.username}</Fact>
        <Fact title={t("kcw.effective.email")}>{user.email ?? "–"}</Fact>
        <Fact title={t("kcw.effective.source")}>
          <Source source={member.source} />
        </Fact>
        <Fact title={t("kcw.effective.since")}>{member.since > 0 ? <Time at={member.since} /> : "–"}</Fact>
        <Fact title={t("kcw.effective.roles")}>
          <LabelGroup aria-label={t("kcw.effective.roles")} numLabels={10}>
            {member.roles.map((role) => (
              <Label
                key={`${role.id} ${role.managed}`}
                isCompact
                color={role.managed ? "orange" : "blue"}
                render={({ className, content: text }) => (
                  <Link className={className} to={host.path(rolePath(ws, role.id))}>
                    {text}
                  </Link>
                )}
              >
                {role.managed ? t("kcw.effective.throughGroup", { role: role.name }) : role.name}
              </Label>
            ))}
          </LabelGroup>
        </Fact>
      </DescriptionList>
      <Title headingLevel="h2" size="lg">
        {t("kcw.effective.permissions")}
      </Title>
      <Permissions ws={ws} user={user.id} suspended={member.status === "SUSPENDED"} />
    </Page>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{title}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

function StatusLabel({ status }: { status: string }) {
  const t = useMessages();
  const suspended = status === "SUSPENDED";
  return (
    <Label isCompact color={suspended ? "orange" : "green"} data-testid="kcw-status">
      {t(suspended ? "kcw.effective.suspended" : "kcw.effective.active")}
    </Label>
  );
}

const SOURCES = ["DIRECT", "INVITATION", "BYPASS", "GROUP", "IDP", "LDAP", "OWNER"] as const;

function Source({ source }: { source: string }) {
  const t = useMessages();
  const known = SOURCES.find((one) => one === source);
  return <>{known ? t(`kcw.effective.source.${known}`) : source}</>;
}

function Permissions({ ws, user, suspended }: { ws: string; user: string; suspended: boolean }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const list = useListQuery();
  const types = useResourceTypes();
  const words = useWords(types.data);
  const type = list.filter("type");
  const { search } = list;
  const { query, items } = useSlices<Permission>(["permissions", host.realm, ws, user, { type, search }], (after) =>
    page(
      api.GET("/workspaces/{ws}/members/{userId}/permissions", {
        params: { path: { ws, userId: user }, query: { after, max: SLICE, type: type || undefined, search: search || undefined } },
      }),
    ),
  );
  return (
    <>
      <SlicedSearch list={list} label={t("kcw.effective.permissions")}>
        <ToolbarItem>
          <FormSelect
            value={type}
            aria-label={t("kcw.effective.type")}
            onChange={(_event, value) => list.change({ type: value })}
            data-testid="kcw-filter-type"
          >
            <FormSelectOption value="" label={t("kcw.effective.allTypes")} />
            {(types.data ?? []).map((one) => (
              <FormSelectOption key={one.key} value={one.key} label={words.type(one.key)} />
            ))}
          </FormSelect>
        </ToolbarItem>
      </SlicedSearch>
      {query.isError ? (
        <ProblemState error={query.error} onRetry={() => void query.refetch()} />
      ) : items === undefined ? (
        <Loading />
      ) : items.length === 0 && !query.hasNextPage ? (
        <EmptyState data-testid="kcw-empty">
          <EmptyStateHeader titleText={t("kcw.effective.nothing")} headingLevel="h3" />
          <EmptyStateBody>
            {t(suspended ? "kcw.effective.nothingSuspended" : type || search ? "kcw.effective.nothingFiltered" : "kcw.effective.nothingBody")}
          </EmptyStateBody>
        </EmptyState>
      ) : (
        <PermissionsTable
          permissions={items}
          types={types.data}
          ws={ws}
          hasMore={query.hasNextPage}
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </>
  );
}
