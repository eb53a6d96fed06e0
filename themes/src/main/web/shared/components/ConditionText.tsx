import type { components } from "../api/schema";
import { useMessages, type Messages } from "../i18n/useMessages";

type Condition = components["schemas"]["Condition"];
type Comparison = components["schemas"]["Comparison"];

/** A condition in words: `subject.department` equals `resource.department` and … */
export function ConditionText({ condition }: { condition: Condition }) {
  const t = useMessages();
  return <>{conditionText(t, condition)}</>;
}

export function conditionText(t: Messages, condition: Condition): string {
  if (condition.owner) return t("kcw.condition.owner");
  return (condition.all ?? []).map((comparison) => comparisonText(t, comparison)).join(` ${t("kcw.condition.and")} `);
}

function comparisonText(t: Messages, { attr = "", op, value }: Comparison): string {
  const other = operand(t, value);
  if (op === "in") return t("kcw.condition.in", { attr, value: other });
  return op === "neq" ? t("kcw.condition.neq", { attr, value: other }) : t("kcw.condition.eq", { attr, value: other });
}

function operand(t: Messages, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => operand(t, one)).join(", ");
  if (typeof value === "object" && value !== null && "attr" in value) return String(value.attr);
  return typeof value === "string" ? t("kcw.condition.text", { value }) : String(value);
}
