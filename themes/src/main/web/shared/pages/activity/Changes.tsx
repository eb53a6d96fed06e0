import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { useMessages } from "../../i18n/useMessages";
import type { Activity } from "./activity";

/** Old and new values of what was changed. */
export function Changes({ changes }: { changes: Activity["changes"] }) {
  const t = useMessages();
  const { t: translate, i18n } = useTranslation();
  const nameOf = (field: string) => {
    const key = `kcw.activity.field.${field}`;
    return i18n.exists(key) ? translate(key) : field;
  };
  return (
    <DescriptionList isHorizontal isCompact data-testid="kcw-changes">
      {Object.entries(changes).map(([field, change]) => (
        <DescriptionListGroup key={field}>
          <DescriptionListTerm>{nameOf(field)}</DescriptionListTerm>
          <DescriptionListDescription>
            {nothing(change.old) ? null : <del>{valueText(change.old)}</del>}
            {!nothing(change.old) && !nothing(change.new) && <span aria-label={t("kcw.activity.became")}> → </span>}
            {nothing(change.new) ? nothing(change.old) ? "–" : ` → ${t("kcw.activity.nothing")}` : <ins>{valueText(change.new)}</ins>}
          </DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}

function nothing(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** A value as text: lists with commas, anything deeper as JSON. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
