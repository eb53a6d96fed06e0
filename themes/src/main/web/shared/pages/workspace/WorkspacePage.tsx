import { lazy, Suspense } from "react";
import { Navigate, useParams } from "react-router-dom";
import { mayIn } from "../../api/useMay";
import { useWorkspace, type Workspace } from "../../api/useWorkspace";
import { Loaded } from "../../components/Loaded";
import { Loading } from "../../components/Loading";
import { Page } from "../../components/Page";
import { PageTabs } from "../../components/PageTabs";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { workspaceTabs } from "./tabs";
import { WorkspaceBadges } from "./WorkspaceBadges";

const contents = new Map(
  workspaceTabs.map((tab) => {
    const Content = lazy(tab.load);
    return [tab.key, (workspace: Workspace) => <Content key={workspace.id} workspace={workspace} />];
  }),
);

/** A workspace: what it is called, and its tabs. */
export default function WorkspacePage() {
  const { ws = "" } = useParams();
  const query = useWorkspace(ws);
  return <Loaded query={query}>{(workspace) => <Frame workspace={workspace} />}</Loaded>;
}

function Frame({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const host = useHost();
  const { ws = "", tab } = useParams();
  const may = mayIn(workspace);
  const tabs = workspaceTabs.filter((one) => one.visible?.(may) ?? true);
  const content = tabs.some((one) => one.key === tab) ? contents.get(tab ?? "") : undefined;
  if (!content) return <Navigate to={host.path(`/workspaces/${encodeURIComponent(ws)}/${tabs[0]?.key ?? ""}`)} replace />;
  return (
    <Page
      title={workspace.name}
      badges={<WorkspaceBadges workspace={workspace} />}
      tabs={
        <PageTabs
          label={t("kcw.workspace.tabs")}
          active={tab ?? ""}
          tabs={tabs.map((one) => ({
            key: one.key,
            title: t(one.title),
            to: host.path(`/workspaces/${encodeURIComponent(ws)}/${one.key}`),
          }))}
        />
      }
    >
      <Suspense fallback={<Loading />}>{content(workspace)}</Suspense>
    </Page>
  );
}
