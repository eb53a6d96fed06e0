import { Label } from "@patternfly/react-core";
import type { Workspace } from "../../api/useWorkspace";
import { useMessages } from "../../i18n/useMessages";

/** What is special about a workspace. */
export function WorkspaceBadges({ workspace }: { workspace: Pick<Workspace, "default" | "status" | "mfaRequired" | "organizationName"> }) {
  const t = useMessages();
  return (
    <>
      {workspace.default && (
        <Label isCompact color="blue" data-testid="kcw-default">
          {t("kcw.workspace.default")}
        </Label>
      )}
      {workspace.organizationName && (
        <Label isCompact color="purple" data-testid="kcw-organization">
          {t("kcw.workspace.organization", { name: workspace.organizationName })}
        </Label>
      )}
      {workspace.mfaRequired && (
        <Label isCompact color="cyan" data-testid="kcw-mfa">
          {t("kcw.workspace.mfa")}
        </Label>
      )}
      {workspace.status === "SUSPENDED" && (
        <Label isCompact color="orange" data-testid="kcw-suspended">
          {t("kcw.workspace.suspended")}
        </Label>
      )}
    </>
  );
}
