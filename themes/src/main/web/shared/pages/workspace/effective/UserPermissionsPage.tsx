import { EmptyState, EmptyStateBody, EmptyStateHeader, Label } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router-dom";
import { content, page, useApi } from "../../../api/client";
import { Loaded } from "../../../components/Loaded";
import { Loading } from "../../../components/Loading";
import { Page } from "../../../components/Page";
import { ProblemState } from "../../../components/ProblemAlert";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { useResourceTypes } from "../../resource-types/types";
import { PermissionsTable, type Permission } from "./PermissionsTable";
import { SLICE, useSlices } from "./usePermissions";

/** What a user may do in all his workspaces, and by what. */
export default function UserPermissionsPage() {
  const t = useMessages();
  const { userId = "" } = useParams();
  const host = useHost();
  const api = useApi();
  const user = useQuery({
    queryKey: ["users", host.realm, userId],
    queryFn: () => content(api.GET("/users/{id}", { params: { path: { id: userId } } })),
  });
  return (
    <Loaded query={user}>
      {(found) => (
        <Page
          title={[found.firstName, found.lastName].filter(Boolean).join(" ") || found.username}
          subtitle={t("kcw.effective.everywhereSubtitle", { name: found.username })}
          badges={
            found.type === "ADMIN" && (
              <Label isCompact color="gold">
                {t("kcw.effective.accountAdmin")}
              </Label>
            )
          }
        >
          <Permissions user={userId} unlimited={found.type === "ADMIN"} />
        </Page>
      )}
    </Loaded>
  );
}

function Permissions({ user, unlimited }: { user: string; unlimited: boolean }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const types = useResourceTypes();
  const { query, items } = useSlices<Permission>(["permissions", host.realm, "everywhere", user], (after) =>
    page(api.GET("/users/{id}/permissions", { params: { path: { id: user }, query: { after, max: SLICE } } })),
  );
  if (query.isError) return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  if (items === undefined) return <Loading />;
  if (items.length === 0 && !query.hasNextPage) {
    return (
      <EmptyState data-testid="kcw-empty">
        <EmptyStateHeader titleText={t("kcw.effective.nothing")} headingLevel="h2" />
        <EmptyStateBody>{t("kcw.effective.nothingBody")}</EmptyStateBody>
      </EmptyState>
    );
  }
  return (
    <PermissionsTable
      permissions={items}
      types={types.data}
      unlimited={unlimited}
      hasMore={query.hasNextPage}
      loading={query.isFetchingNextPage}
      onMore={() => void query.fetchNextPage()}
    />
  );
}
