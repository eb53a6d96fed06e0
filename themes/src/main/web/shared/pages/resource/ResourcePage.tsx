import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Link, Navigate, useParams } from "react-router-dom";
import { content as answer, useApi } from "../../api/client";
import { mayIn } from "../../api/useMay";
import { useWorkspace, type Workspace } from "../../api/useWorkspace";
import { Loaded } from "../../components/Loaded";
import { Loading } from "../../components/Loading";
import { Page } from "../../components/Page";
import { PageTabs } from "../../components/PageTabs";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { ResourceBadges } from "../workspace/resources/ResourceBadges";
import { RESOURCE, type Resource } from "../workspace/resources/resources";
import { resourceTabs, type ResourceTabProps } from "./tabs";

const contents = new Map(
  resourceTabs.map((tab) => {
    const Content = lazy(tab.load);
    return [tab.key, (props: ResourceTabProps) => <Content {...props} />];
  }),
);

/** One resource: what it is, with whom it is shared, who may use it. */
export default function ResourcePage() {
  const { ws = "", id = "" } = useParams();
  const host = useHost();
  const api = useApi();
  const workspace = useWorkspace(ws);
  const resource = useQuery({
    queryKey: [RESOURCE, host.realm, ws, id],
    queryFn: () => answer(api.GET("/workspaces/{ws}/resources/{id}", { params: { path: { ws, id } } })),
  });
  return (
    <Loaded query={workspace}>
      {(home) => <Loaded query={resource}>{(found) => <Frame workspace={home} resource={found} />}</Loaded>}
    </Loaded>
  );
}

function Frame({ workspace, resource }: { workspace: Workspace; resource: Resource }) {
  const t = useMessages();
  const host = useHost();
  const { ws = "", tab } = useParams();
  const may = mayIn(workspace);
  const tabs = resourceTabs.filter((one) => one.visible?.(may) ?? true);
  const base = host.path(`/workspaces/${encodeURIComponent(ws)}/resources`);
  const content = tabs.some((one) => one.key === tab) ? contents.get(tab ?? "") : undefined;
  if (!content) return <Navigate to={`${base}/${encodeURIComponent(resource.id)}/details`} replace />;
  return (
    <Page
      title={resource.name}
      badges={<ResourceBadges resource={resource} />}
      subtitle={<Link to={base}>{t("kcw.resource.back", { workspace: workspace.name })}</Link>}
      actions={
        may("resource-access-read") && (
          <Link to={host.path(`/workspaces/${encodeURIComponent(ws)}/who-can?resource=${encodeURIComponent(resource.id)}`)} data-testid="kcw-who-can">
            {t("kcw.effective.whoCan")}
          </Link>
        )
      }
      tabs={
        <PageTabs
          label={t("kcw.resource.title")}
          active={tab ?? ""}
          tabs={tabs.map((one) => ({ key: one.key, title: t(one.title), to: `${base}/${encodeURIComponent(resource.id)}/${one.key}` }))}
        />
      }
    >
      <Suspense fallback={<Loading />}>{content({ workspace, resource })}</Suspense>
    </Page>
  );
}
