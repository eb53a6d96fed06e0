import { Button } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router-dom";
import { content, useApi } from "../../../api/client";
import { mayIn } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { EmptyList } from "../../../components/EmptyList";
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
  const navigate = useNavigate();
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
          : (roles.find((one) => one.scope === "WORKSPACE") ?? roles.find((one) => !one.builtIn));
        const builtIn = roles.find((one) => one.builtIn);
        if (parameters.get("view") === "roles") return <RolesMatrix workspace={workspace} roles={roles} />;
        if (!role) {
          return (
            <EmptyList
              title={t("kcw.permissions.noRole")}
              body={t("kcw.permissions.noRoleBody")}
              action={
                <>
                  {mayIn(workspace)("roles-write") && (
                    <Button onClick={() => void navigate(host.path(`/workspaces/${encodeURIComponent(ws)}/roles`))} data-testid="kcw-to-roles">
                      {t("kcw.permissions.toRoles")}
                    </Button>
                  )}
                  {builtIn && (
                    <Button variant="link" onClick={() => parameters.change({ role: builtIn.id })} data-testid="kcw-built-in">
                      {t("kcw.permissions.seeBuiltIn")}
                    </Button>
                  )}
                </>
              }
            />
          );
        }
        const editable = mayIn(workspace)("roles-write") && role.scope === "WORKSPACE" && !role.builtIn;
        return <RoleMatrix key={role.id} workspace={workspace} roles={roles} role={role} editable={editable} />;
      }}
    </Loaded>
  );
}
