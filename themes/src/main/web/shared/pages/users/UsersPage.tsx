import { EmptyState, EmptyStateBody, EmptyStateHeader, FormSelect, FormSelectOption, Label, Text, ToolbarItem } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link } from "react-router-dom";
import { page, useApi } from "../../api/client";
import { LoadMore } from "../../components/LoadMore";
import { Loading } from "../../components/Loading";
import { Page } from "../../components/Page";
import { ProblemState } from "../../components/ProblemAlert";
import { useListQuery, type ListQuery } from "../../components/useListQuery";
import { useSlices } from "../../components/useSlices";
import { useHost } from "../../host/Host";
import { Time } from "../../i18n/Time";
import { useMessages } from "../../i18n/useMessages";
import { SlicedSearch } from "../workspace/effective/SlicedSearch";
import { ExportMenu } from "./ExportMenu";
import { Source, Star, Status, Type, Workspaces } from "./UserLabels";
import { nameOf, SOURCES, STATUSES, TYPES, type User, type UserFilters } from "./user";

const SLICE = 50;

/** The users of the realm: who they are, where they belong, and when they were here last. */
export default function UsersPage() {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const list = useListQuery();
  const filters: UserFilters = {
    search: list.search || undefined,
    type: list.filter("type") || undefined,
    status: list.filter("status") || undefined,
    source: list.filter("source") || undefined,
    workspace: list.filter("workspace") || undefined,
  };
  const { query, items } = useSlices<User>(["users", host.realm, "list", filters], (after) =>
    page(api.GET("/users", { params: { query: { ...filters, after, max: SLICE } } })),
  );
  return (
    <Page title={t("kcw.users.title")} subtitle={t("kcw.users.subtitle")} actions={<ExportMenu filters={filters} />}>
      <SlicedSearch list={list} label={t("kcw.users.title")}>
        <Filters list={list} />
      </SlicedSearch>
      {query.isError ? (
        <ProblemState error={query.error} onRetry={() => void query.refetch()} />
      ) : items === undefined ? (
        <Loading />
      ) : items.length === 0 ? (
        <EmptyState data-testid="kcw-empty">
          <EmptyStateHeader titleText={t("kcw.common.nothingFound")} headingLevel="h2" />
          <EmptyStateBody>{t("kcw.common.nothingFoundBody")}</EmptyStateBody>
        </EmptyState>
      ) : (
        <>
          <Rows users={items} />
          <LoadMore query={query} />
        </>
      )}
    </Page>
  );
}

function Filters({ list }: { list: ListQuery }) {
  const t = useMessages();
  const workspace = list.filter("workspace");
  return (
    <>
      <Filter
        list={list}
        name="type"
        label={t("kcw.users.type")}
        all={t("kcw.users.allTypes")}
        options={TYPES.map((value) => ({ value, label: t(`kcw.users.type.${value}`) }))}
      />
      <Filter
        list={list}
        name="status"
        label={t("kcw.users.status")}
        all={t("kcw.users.allStatuses")}
        options={STATUSES.map((value) => ({ value, label: t(`kcw.users.status.${value}`) }))}
      />
      <Filter
        list={list}
        name="source"
        label={t("kcw.users.source")}
        all={t("kcw.users.allSources")}
        options={SOURCES.map((value) => ({ value, label: t(`kcw.users.source.${value}`) }))}
      />
      {workspace && (
        <ToolbarItem alignSelf="center">
          <Label
            onClose={() => list.change({ workspace: "" })}
            closeBtnAriaLabel={t("kcw.common.remove", { name: workspace })}
          >
            {t("kcw.users.inWorkspace", { ws: workspace })}
          </Label>
        </ToolbarItem>
      )}
    </>
  );
}

interface FilterProps {
  list: ListQuery;
  name: string;
  label: string;
  all: string;
  options: readonly { value: string; label: string }[];
}

function Filter({ list, name, label, all, options }: FilterProps) {
  return (
    <ToolbarItem style={{ minWidth: "9rem" }}>
      <FormSelect
        value={list.filter(name)}
        aria-label={label}
        onChange={(_event, value) => list.change({ [name]: value })}
        data-testid={`kcw-filter-${name}`}
      >
        <FormSelectOption value="" label={all} />
        {options.map((option) => (
          <FormSelectOption key={option.value} value={option.value} label={option.label} />
        ))}
      </FormSelect>
    </ToolbarItem>
  );
}

function Rows({ users }: { users: readonly User[] }) {
  const t = useMessages();
  const host = useHost();
  return (
    <Table aria-label={t("kcw.users.title")} variant="compact">
      <Thead>
        <Tr>
          <Th width={25}>{t("kcw.users.user")}</Th>
          <Th width={10}>{t("kcw.users.type")}</Th>
          <Th width={10}>{t("kcw.users.status")}</Th>
          <Th width={25}>{t("kcw.users.workspaces")}</Th>
          <Th width={10} modifier="wrap">
            {t("kcw.users.activeWorkspace")}
          </Th>
          <Th width={10}>{t("kcw.users.lastLogin")}</Th>
          <Th width={10} modifier="wrap">
            {t("kcw.users.source")}
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {users.map((user) => (
          <Tr key={user.id} data-testid={`kcw-user-${user.username}`}>
            <Td dataLabel={t("kcw.users.user")}>
              <Link to={host.path(`/workspaces-users/${encodeURIComponent(user.id)}`)}>{user.username}</Link> <Star user={user} />
              <Text component="small" className="pf-v5-u-color-200 pf-v5-u-display-block">
                {[nameOf(user), user.email].filter(Boolean).join(", ")}
              </Text>
            </Td>
            <Td dataLabel={t("kcw.users.type")}>
              <Type user={user} />
            </Td>
            <Td dataLabel={t("kcw.users.status")}>
              <Status user={user} />
            </Td>
            <Td dataLabel={t("kcw.users.workspaces")}>
              <Workspaces user={user} />
            </Td>
            <Td dataLabel={t("kcw.users.activeWorkspace")}>{user.activeWorkspace?.alias ?? "–"}</Td>
            <Td dataLabel={t("kcw.users.lastLogin")}>{user.lastLogin ? <Time at={user.lastLogin} /> : "–"}</Td>
            <Td dataLabel={t("kcw.users.source")}>
              <Source user={user} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
