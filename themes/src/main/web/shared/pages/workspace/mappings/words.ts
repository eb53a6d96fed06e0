import { useMessages } from "../../../i18n/useMessages";
import type { Mapping } from "./mappings";

/** What kind of thing brings roles. */
export function useKind(): (kind: string) => string {
  const t = useMessages();
  return (kind) => {
    if (kind === "GROUP") return t("kcw.mappings.kind.GROUP");
    return kind === "IDP" ? t("kcw.mappings.kind.IDP") : t("kcw.mappings.kind.LDAP");
  };
}

/** Who gets the roles of a mapping. */
export function useCondition(): (mapping: Mapping) => string {
  const t = useMessages();
  return ({ kind, condition }) => {
    if (kind === "GROUP") return t("kcw.mappings.inGroup");
    return condition === "*" ? t("kcw.mappings.everyone") : (condition ?? "");
  };
}
