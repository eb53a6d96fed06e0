import { Label } from "@patternfly/react-core";
import { useLanguage, useMessages } from "../../../i18n/useMessages";
import { typeLabel } from "./labels";
import type { ResourceType, Row } from "./model";

/** What a resource is called, what it is, and where it belongs. */
export function ResourceName({ row, type, flat, children }: { row: Row; type: ResourceType | undefined; flat: boolean; children?: string }) {
  const t = useMessages();
  const language = useLanguage();
  const facts = [typeLabel(type, language), flat ? row.parentName : undefined, row.category, row.subCategory, ...row.providers].filter(Boolean);
  return (
    <span>
      {row.name}{" "}
      {!row.active && (
        <Label isCompact color="orange">
          {t("kcw.permissions.inactive")}
        </Label>
      )}{" "}
      {row.shared && (
        <Label isCompact color="cyan">
          {t("kcw.permissions.shared")}
        </Label>
      )}
      <br />
      <small className="pf-v5-u-color-200">
        {facts.join(" · ")}
        {children && ` · ${children}`}
      </small>
    </span>
  );
}
