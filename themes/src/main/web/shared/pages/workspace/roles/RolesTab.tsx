import { ToolbarItem } from "@patternfly/react-core";
import { Link } from "react-router-dom";
import { mayIn } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { RolesList } from "../../roles/RolesList";

/** The roles of a workspace: its own, and templates of the realm. */
export default function RolesTab({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const host = useHost();
  const may = mayIn(workspace);
  return (
    <RolesList
      ws={workspace.alias}
      writes={may("roles-write")}
      assigns={may("members-write")}
      links={
        may("resource-access-read") && (
          <ToolbarItem alignSelf="center">
            <Link to={host.path(`/workspaces/${encodeURIComponent(workspace.alias)}/who-can`)} data-testid="kcw-who-can">
              {t("kcw.effective.whoCan")}
            </Link>
          </ToolbarItem>
        )
      }
    />
  );
}
