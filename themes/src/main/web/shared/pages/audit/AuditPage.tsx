import { lazy, Suspense } from "react";
import { Navigate, useParams } from "react-router-dom";
import { content, useApi } from "../../api/client";
import { useMay, useMe } from "../../api/useMay";
import { Loaded } from "../../components/Loaded";
import { Loading } from "../../components/Loading";
import { Page } from "../../components/Page";
import { PageTabs } from "../../components/PageTabs";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { EXPORT_KINDS, ExportMenu, type ExportKind } from "../trail/ExportMenu";
import { auditTabs } from "./tabs";

const contents = new Map(
  auditTabs.map((tab) => {
    const Content = lazy(tab.load);
    return [tab.key, <Content key={tab.key} />];
  }),
);

const KINDS: readonly ExportKind[] = [...EXPORT_KINDS, { format: "manifest", schema: "native" }];

/** The audit trail as a whole: where it goes, whether it is what was sealed, and all of it as a file. */
export default function AuditPage() {
  const t = useMessages();
  const me = useMe();
  const may = useMay();
  return (
    <Page
      title={t("kcw.audit.title")}
      subtitle={t("kcw.audit.subtitle")}
      actions={may("activity-read") && <WholeTrail />}
      tabs={<AuditTabs />}
    >
      <Loaded query={me}>{() => <Tab />}</Loaded>
    </Page>
  );
}

function WholeTrail() {
  const api = useApi();
  return (
    <ExportMenu
      name="audit"
      kinds={KINDS}
      run={(query) => content<unknown>(api.GET("/audit/export", { params: { query }, parseAs: "blob" }))}
      whole
    />
  );
}

function useTabs() {
  const may = useMay();
  return auditTabs.filter((tab) => may(tab.operation));
}

function AuditTabs() {
  const t = useMessages();
  const host = useHost();
  const { tab } = useParams();
  const tabs = useTabs();
  return (
    <PageTabs
      label={t("kcw.audit.title")}
      active={tab ?? tabs[0]?.key ?? ""}
      tabs={tabs.map((one) => ({ key: one.key, title: t(one.title), to: host.path(`/workspaces-audit/${one.key}`) }))}
    />
  );
}

function Tab() {
  const host = useHost();
  const { tab } = useParams();
  const tabs = useTabs();
  const shown = tab ?? tabs[0]?.key ?? "";
  const found = tabs.some((one) => one.key === shown) ? contents.get(shown) : undefined;
  // Nobody without any tab gets here, so this ends at the first one.
  if (!found) return tab === undefined ? null : <Navigate to={host.path("/workspaces-audit")} replace />;
  return <Suspense fallback={<Loading />}>{found}</Suspense>;
}
