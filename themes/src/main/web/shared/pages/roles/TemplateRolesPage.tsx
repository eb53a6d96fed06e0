import { useMay } from "../../api/useMay";
import { Page } from "../../components/Page";
import { useMessages } from "../../i18n/useMessages";
import { RolesList } from "./RolesList";

/** The templates of the realm: roles that are defined once and usable in each workspace. */
export default function TemplateRolesPage() {
  const t = useMessages();
  const may = useMay();
  return (
    <Page title={t("kcw.roles.templates")} subtitle={t("kcw.roles.templatesSubtitle")}>
      <RolesList ws={undefined} writes={may("templates-write")} />
    </Page>
  );
}
