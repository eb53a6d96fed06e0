import { Page } from "../../components/Page";
import { useMessages } from "../../i18n/useMessages";
import { ActivityLog } from "./ActivityLog";

/** What was changed in the realm and all its workspaces. */
export default function ActivityPage() {
  const t = useMessages();
  return (
    <Page title={t("kcw.activity.log")} subtitle={t("kcw.activity.subtitle")}>
      <ActivityLog />
    </Page>
  );
}
