import { EmptyState, EmptyStateBody, EmptyStateHeader } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { content, useApi } from "../../../api/client";
import { mayIn } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { Loaded } from "../../../components/Loaded";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { RoleMatrix } from "./RoleMatrix";
import { RolesMatrix } from "./RolesMatrix";
import { useMatrixParameters } from "./useMatrixParameters";

/** What roles permit in a workspace: one role in all detail, or all of them side by side. */
export default function PermissionsTab({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const parameters = useMatrixParameters();
  const ws = workspace.alias;
  const query = useQuery({
    queryKey: ["roles", host.realm, ws, "usable"],
    queryFn: () => content(api.GET("/workspaces/{ws}/roles", { params: { path: { ws }, query: { max: 1000 } } })),
  });
  return (
    <Loaded query={query}>
      {(roles) => {
        const reference = parameters.get("role");
        const role = reference
          ? roles.find((one) => one.id === reference || one.name === reference)
          : (roles.find((one) => one.scope === "WORKSPACE") ?? roles.find((one) => !one.builtIn) ?? roles[0]);
        if (parameters.get("view") === "roles") return <RolesMatrix workspace={workspace} roles={roles} />;
        if (!role) {
          return (
            <EmptyState>
              <EmptyStateHeader titleText={t("kcw.permissions.noRole")} headingLevel="h2" />
              <EmptyStateBody>{t("kcw.permissions.noRoleBody")}</EmptyStateBody>
            </EmptyState>
          );
        }
        const editable = mayIn(workspace)("roles-write") && role.scope === "WORKSPACE" && !role.builtIn;
        return <RoleMatrix key={role.id} workspace={workspace} roles={roles} role={role} editable={editable} />;
      }}
    </Loaded>
  );
}
