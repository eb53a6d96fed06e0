import { Label } from "@patternfly/react-core";
import { useMessages } from "../../../i18n/useMessages";
import type { Resource } from "./resources";

/** What is special about a resource. */
export function ResourceBadges({ resource }: { resource: Resource }) {
  const t = useMessages();
  return (
    <>
      {!resource.active && (
        <Label isCompact color="orange" data-testid="kcw-vanished">
          {t("kcw.resources.vanished")}
        </Label>
      )}{" "}
      {resource.shared && (
        <Label isCompact color="purple" data-testid="kcw-shared">
          {t("kcw.resources.sharedFrom", { workspace: resource.sharedFrom?.alias ?? resource.sharedFrom?.id ?? "" })}
        </Label>
      )}
    </>
  );
}
