import { DatePicker, ToolbarGroup, ToolbarItem } from "@patternfly/react-core";
import { useMessages } from "../../i18n/useMessages";
import type { TrailUrl } from "./useTrailUrl";

/** From which day, and until which. */
export function DayFields({ url }: { url: TrailUrl }) {
  const t = useMessages();
  return (
    <ToolbarGroup className="pf-v5-u-flex-wrap">
      <ToolbarItem>
        <Day url={url} name="from" label={t("kcw.trail.from")} />
      </ToolbarItem>
      <ToolbarItem>
        <Day url={url} name="to" label={t("kcw.trail.to")} />
      </ToolbarItem>
    </ToolbarGroup>
  );
}

/** A day of the range; the filter keeps it as `2026-11-21`. */
function Day({ url, name, label }: { url: TrailUrl; name: "from" | "to"; label: string }) {
  const t = useMessages();
  return (
    <DatePicker
      value={url.get(name)}
      placeholder={label}
      aria-label={label}
      buttonAriaLabel={t("kcw.trail.chooseDay", { what: label })}
      invalidFormatText={t("kcw.trail.noDay")}
      onChange={(_event, value) => {
        if (value === "" || /^\d{4}-\d{2}-\d{2}$/.test(value)) url.filter({ [name]: value });
      }}
      inputProps={{ "data-testid": `kcw-filter-${name}` } as object}
    />
  );
}
