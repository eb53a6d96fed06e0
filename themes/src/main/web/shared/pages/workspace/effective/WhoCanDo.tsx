import { Button, EmptyState, EmptyStateBody, EmptyStateHeader } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link } from "react-router-dom";
import { page, useApi } from "../../../api/client";
import type { components } from "../../../api/schema";
import { Loading } from "../../../components/Loading";
import { ProblemState } from "../../../components/ProblemAlert";
import { useListQuery } from "../../../components/useListQuery";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { nameOf } from "../../roles/calls";
import type { ResourceType } from "../../resource-types/types";
import { Behind } from "./PermissionsTable";
import { SlicedSearch } from "./SlicedSearch";
import { useSlices } from "./usePermissions";
import { useWords } from "./words";

type MemberAccess = components["schemas"]["MemberAccess"];

const SLICE = 50;

interface WhoCanDoProps {
  ws: string;
  resource: { readonly id: string; readonly type: string };
  /** What they can do; anything without. */
  action?: string;
  types: readonly ResourceType[] | undefined;
}

/** The members who can do something with a resource, and by what. */
export function WhoCanDo({ ws, resource, action, types }: WhoCanDoProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const list = useListQuery();
  const words = useWords(types);
  const { search } = list;
  const { query, items } = useSlices<MemberAccess>(["permissions", host.realm, ws, "who", resource.id, { action, search }], (after) =>
    page(
      api.GET("/workspaces/{ws}/resources/{id}/access", {
        params: { path: { ws, id: resource.id }, query: { action: action || undefined, search: search || undefined, after, max: SLICE } },
      }),
    ),
  );
  return (
    <>
      <SlicedSearch list={list} label={t("kcw.effective.members")} />
      {query.isError ? (
        <ProblemState error={query.error} onRetry={() => void query.refetch()} />
      ) : items === undefined ? (
        <Loading />
      ) : items.length === 0 && !query.hasNextPage ? (
        <EmptyState data-testid="kcw-empty">
          <EmptyStateHeader titleText={t("kcw.effective.nobody")} headingLevel="h2" />
          <EmptyStateBody>{t("kcw.effective.nobodyBody")}</EmptyStateBody>
        </EmptyState>
      ) : (
        <>
          <Table aria-label={t("kcw.effective.whoCan")} variant="compact" data-testid="kcw-who">
            <Thead>
              <Tr>
                <Th width={25}>{t("kcw.effective.user")}</Th>
                <Th width={25}>{t("kcw.effective.name")}</Th>
                <Th width={20}>{t("kcw.effective.actions")}</Th>
                <Th>{t("kcw.effective.behind")}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {items.map((access) => (
                <Tr key={access.user.id}>
                  <Td dataLabel={t("kcw.effective.user")}>
                    <Link to={host.path(`/workspaces/${encodeURIComponent(ws)}/members/${encodeURIComponent(access.user.id)}`)}>
                      {access.user.username}
                    </Link>
                  </Td>
                  <Td dataLabel={t("kcw.effective.name")}>{nameOf(access.user)}</Td>
                  <Td dataLabel={t("kcw.effective.actions")}>{access.actions.map((one) => words.action(resource.type, one)).join(", ")}</Td>
                  <Td dataLabel={t("kcw.effective.behind")}>
                    <Behind ws={ws} via={access.via} shared={access.shared} />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
          {query.hasNextPage && (
            <Button variant="link" isLoading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()} data-testid="kcw-more">
              {t("kcw.common.loadMore")}
            </Button>
          )}
        </>
      )}
    </>
  );
}
