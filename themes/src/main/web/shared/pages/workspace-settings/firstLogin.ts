import type { components } from "../../api/schema";
import { useMessages } from "../../i18n/useMessages";

export type Rule = components["schemas"]["FirstLogin"];

/** Whom a rule is about. */
export type Who = "everybody" | "provider" | "domain";

export function kindOf(rule: Rule | undefined): Who {
  if (rule?.provider) return "provider";
  return rule?.emailDomain ? "domain" : "everybody";
}

/** Whom a rule is about, in words. */
export function useWho(): (rule: Rule) => string {
  const t = useMessages();
  return (rule) => {
    if (rule.provider) return t("kcw.settings.firstLogin.byProvider", { provider: rule.provider });
    if (rule.emailDomain) return t("kcw.settings.firstLogin.byDomain", { domain: rule.emailDomain });
    return t("kcw.settings.firstLogin.everybody");
  };
}
