import { content, useApi } from "../../../api/client";
import type { Workspace } from "../../../api/useWorkspace";
import { Picker, type Choice } from "../../../components/Picker";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";

const CHOICES = 20;

/** The organization that a workspace has now. */
export function organizationOf(workspace: Workspace): Choice | undefined {
  return workspace.organization
    ? { id: workspace.organization, text: workspace.organizationName ?? workspace.organization }
    : undefined;
}

interface OrganizationFieldProps {
  chosen: Choice | undefined;
  onChange: (chosen: Choice | undefined) => void;
  error?: string;
}

/** The organization of Keycloak that a workspace belongs to; the server searches. */
export function OrganizationField({ chosen, onChange, error }: OrganizationFieldProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  return (
    <Picker
      name="organization"
      label={t("kcw.wsettings.organization")}
      help={t("kcw.wsettings.organizationHelp")}
      chosen={chosen ? [chosen] : []}
      onChange={([one]) => onChange(one)}
      queryKey={["organizations", host.realm]}
      single
      folded
      find={async (search) => {
        const query = { search: search || undefined, max: CHOICES };
        const found = await content(api.GET("/organizations", { params: { query } }));
        return found.map((one) => ({
          id: one.id,
          text: one.name,
          detail: one.enabled ? one.alias : t("kcw.wsettings.organizationDisabled", { alias: one.alias }),
        }));
      }}
      error={error}
    />
  );
}
