import { Button } from "@patternfly/react-core";
import { FilterIcon } from "@patternfly/react-icons";
import { useState } from "react";
import { Dialog } from "../../components/Dialog";
import { Picker, type Choice } from "../../components/Picker";
import { TextField } from "../../components/TextField";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import type { TrailUrl } from "./useTrailUrl";

/** A filter that is typed, or looked for. */
export interface FilterField {
  /** Its name in the URL. */
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  /** Where what is chosen is found; without, it is typed. */
  readonly find?: (search: string) => Promise<Choice[]>;
}

/** The filters that are not used every day. */
export function MoreFilters({ url, fields }: { url: TrailUrl; fields: readonly FilterField[] }) {
  const t = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" icon={<FilterIcon />} onClick={() => setOpen(true)} data-testid="kcw-more-filters">
        {t("kcw.trail.moreFilters")}
      </Button>
      {open && <FiltersDialog url={url} fields={fields} onClose={() => setOpen(false)} />}
    </>
  );
}

function FiltersDialog({ url, fields, onClose }: { url: TrailUrl; fields: readonly FilterField[]; onClose: () => void }) {
  const t = useMessages();
  const host = useHost();
  const [values, setValues] = useState<Record<string, Choice | undefined>>(() =>
    Object.fromEntries(
      fields.map(({ name }) => {
        const id = url.get(name);
        return [name, id ? { id, text: id } : undefined];
      }),
    ),
  );
  const set = (name: string, choice: Choice | undefined) => setValues((before) => ({ ...before, [name]: choice }));
  return (
    <Dialog
      title={t("kcw.trail.moreFilters")}
      submit={t("kcw.trail.apply")}
      size="medium"
      onSubmit={() => {
        url.filter(Object.fromEntries(fields.map(({ name }) => [name, values[name]?.id.trim() ?? ""])));
        onClose();
      }}
      onClose={onClose}
    >
      {fields.map(({ name, label, help, find }) => {
        const chosen = values[name];
        return find ? (
          <Picker
            key={name}
            name={name}
            label={label}
            help={help}
            queryKey={["filter", host.realm, name]}
            find={find}
            chosen={chosen ? [chosen] : []}
            onChange={(choices) => set(name, choices[0])}
            single
            folded
          />
        ) : (
          <TextField key={name} name={name} label={label} help={help} value={chosen?.id ?? ""} onChange={(text) => set(name, text ? { id: text, text } : undefined)} />
        );
      })}
    </Dialog>
  );
}
