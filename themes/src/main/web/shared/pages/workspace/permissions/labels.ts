import type { Messages } from "../../../i18n/useMessages";
import type { Condition, ResourceType, Tab } from "./model";

function inLanguage(labels: Record<string, string> | undefined, language: string): string | undefined {
  return labels?.[language] ?? labels?.[language.split("-")[0] ?? ""];
}

export function typeLabel(type: ResourceType | undefined, language: string): string {
  return type ? (inLanguage(type.labels, language) ?? type.name) : "";
}

export function actionLabel(type: ResourceType, action: string, language: string): string {
  return inLanguage(type.actionLabels[action], language) ?? action;
}

export function tabLabel(tab: Tab, language: string): string {
  const type = tab.types[0];
  return inLanguage(type?.categoryLabels[tab.category], language) ?? (type?.category ? tab.category : typeLabel(type, language));
}

/** A condition as a sentence: `resource.status is not "archived" and subject.id is resource.owner`. */
export function conditionText(condition: Condition, t: Messages): string {
  if (condition.owner) return t("kcw.permissions.condition.owner");
  return (condition.all ?? [])
    .map(({ attr, op, value }) => {
      const values = { attr: attr ?? "", value: valueText(value) };
      if (op === "neq") return t("kcw.permissions.condition.neq", values);
      return op === "in" ? t("kcw.permissions.condition.in", values) : t("kcw.permissions.condition.eq", values);
    })
    .join(` ${t("kcw.permissions.condition.and")} `);
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  if (value !== null && typeof value === "object" && "attr" in value) return String(value.attr);
  return typeof value === "string" ? `"${value}"` : String(value);
}
