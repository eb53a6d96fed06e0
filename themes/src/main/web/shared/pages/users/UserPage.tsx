import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, EmptyState, EmptyStateBody, EmptyStateHeader, Tab, Tabs, TabTitleText } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useParams, useSearchParams } from "react-router-dom";
import { content, page, useApi } from "../../api/client";
import { useMay } from "../../api/useMay";
import { Loaded } from "../../components/Loaded";
import { Loading } from "../../components/Loading";
import { Page } from "../../components/Page";
import { ProblemState } from "../../components/ProblemAlert";
import { useHost } from "../../host/Host";
import { Time } from "../../i18n/Time";
import { useMessages } from "../../i18n/useMessages";
import { LoginHistory } from "../logins/LoginHistory";
import { useResourceTypes } from "../resource-types/types";
import { PermissionsTable, type Permission } from "../workspace/effective/PermissionsTable";
import { SLICE, useSlices } from "../workspace/effective/usePermissions";
import { UserActions } from "./UserActions";
import { Source, Star, Status, Type, Workspaces } from "./UserLabels";
import { nameOf, type User } from "./user";

/** A user: who he is, where he belongs, what he may do in all his workspaces and by what, and what can be done with him. */
export default function UserPage() {
  const { userId = "" } = useParams();
  const host = useHost();
  const api = useApi();
  const user = useQuery({
    queryKey: ["users", host.realm, "one", userId],
    queryFn: () => content(api.GET("/users/{id}", { params: { path: { id: userId } } })),
  });
  return <Loaded query={user}>{(found) => <Profile user={found} />}</Loaded>;
}

function Profile({ user }: { user: User }) {
  const t = useMessages();
  return (
    <Page
      title={nameOf(user)}
      badges={
        <>
          <Star user={user} /> <Status user={user} />
        </>
      }
      subtitle={t("kcw.effective.everywhereSubtitle", { name: user.username })}
      actions={<UserActions user={user} />}
    >
      <DescriptionList isCompact columnModifier={{ md: "2Col" }} className="pf-v5-u-mb-lg">
        <Fact title={t("kcw.users.username")}>{user.username}</Fact>
        <Fact title={t("kcw.users.email")}>{user.email ?? "–"}</Fact>
        <Fact title={t("kcw.users.type")}>
          <Type user={user} />
        </Fact>
        <Fact title={t("kcw.users.source")}>
          <Source user={user} />
        </Fact>
        <Fact title={t("kcw.users.lastLogin")}>
          {user.lastLogin ? (
            <>
              <Time at={user.lastLogin} /> {user.lastClient && t("kcw.users.through", { client: user.lastClient })}
            </>
          ) : (
            t("kcw.users.never")
          )}
        </Fact>
        <Fact title={t("kcw.users.activeWorkspace")}>{user.activeWorkspace?.alias ?? "–"}</Fact>
        <Fact title={t("kcw.users.created")}>{user.createdAt ? <Time at={user.createdAt} /> : "–"}</Fact>
        <Fact title={t("kcw.users.workspaces")}>
          <Workspaces user={user} />
        </Fact>
      </DescriptionList>
      <More user={user} />
    </Page>
  );
}

/** What he may do, and when he was here: the URL keeps which of them is shown. */
function More({ user }: { user: User }) {
  const t = useMessages();
  const may = useMay();
  const [parameters, setParameters] = useSearchParams();
  const logins = parameters.get("tab") === "logins" && may("logins-read");
  return (
    <Tabs
      activeKey={logins ? "logins" : "permissions"}
      onSelect={(_event, key) => setParameters(key === "logins" ? { tab: "logins" } : {}, { replace: true })}
      aria-label={t("kcw.users.more")}
      role="region"
      mountOnEnter
      unmountOnExit
    >
      <Tab eventKey="permissions" title={<TabTitleText>{t("kcw.effective.permissions")}</TabTitleText>} data-testid="kcw-tab-permissions">
        <Permissions user={user.id} unlimited={user.type === "ADMIN"} />
      </Tab>
      {may("logins-read") && (
        <Tab eventKey="logins" title={<TabTitleText>{t("kcw.logins.history")}</TabTitleText>} data-testid="kcw-tab-logins">
          <LoginHistory user={user.id} />
        </Tab>
      )}
    </Tabs>
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
        <EmptyStateHeader titleText={t("kcw.effective.nothing")} headingLevel="h3" />
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
