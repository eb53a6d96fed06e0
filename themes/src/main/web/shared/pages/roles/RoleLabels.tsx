import { Label } from "@patternfly/react-core";
import { useMessages } from "../../i18n/useMessages";
import type { Role } from "./calls";

/** Where a role comes from: built in, a template of the realm, or the workspace's own. */
export function RoleScopeLabel({ role }: { role: Pick<Role, "scope" | "builtIn"> }) {
  const t = useMessages();
  if (role.builtIn) {
    return (
      <Label isCompact color="grey">
        {t("kcw.roles.builtIn")}
      </Label>
    );
  }
  return role.scope === "TEMPLATE" ? (
    <Label isCompact color="purple">
      {t("kcw.roles.template")}
    </Label>
  ) : (
    <Label isCompact color="blue">
      {t("kcw.roles.own")}
    </Label>
  );
}

const BUILT_IN = ["owner", "admin", "member"] as const;

/** The description of a role; that of a built-in one in the viewer's language. */
export function useRoleDescription(): (role: Role) => string {
  const t = useMessages();
  return (role) => {
    const known = role.builtIn ? BUILT_IN.find((name) => name === role.name) : undefined;
    return known ? t(`kcw.roles.builtIn.${known}`) : role.description;
  };
}
