import type { ReactNode } from "react";
import { useLocation } from "react-router-dom";
import { Page } from "../../../components/Page";
import { PageTabs } from "../../../components/PageTabs";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";

/** The frame of the pages that answer questions about access in a workspace. What was chosen on one is kept on the other. */
export function QuestionsPage({ ws, active, children }: { ws: string; active: "who-can" | "decision"; children: ReactNode }) {
  const t = useMessages();
  const host = useHost();
  const { search } = useLocation();
  const at = (page: string) => host.path(`/workspaces/${encodeURIComponent(ws)}/${page}${search}`);
  return (
    <Page
      title={t("kcw.effective.questions")}
      subtitle={t("kcw.effective.inWorkspace", { ws })}
      tabs={
        <PageTabs
          label={t("kcw.effective.questions")}
          active={active}
          tabs={[
            { key: "who-can", title: t("kcw.effective.whoCan"), to: at("who-can") },
            { key: "decision", title: t("kcw.effective.explain"), to: at("decision") },
          ]}
        />
      }
    >
      {children}
    </Page>
  );
}
