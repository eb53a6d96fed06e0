import { Badge, MenuToggle, Select, SelectList, SelectOption } from "@patternfly/react-core";
import { useState } from "react";
import { useMessages } from "../../i18n/useMessages";

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface ChoicesFilterProps {
  label: string;
  /** For tests; the filter's name in the URL. */
  name: string;
  chosen: readonly string[];
  /** Undefined while they are not known. */
  options: readonly Option[] | undefined;
  onChange: (chosen: string[]) => void;
  /** Before its choices are shown for the first time. */
  onOpen?: () => void;
}

/** A filter of which several can be chosen at once. */
export function ChoicesFilter({ label, name, chosen, options, onChange, onOpen }: ChoicesFilterProps) {
  const t = useMessages();
  const [open, setOpen] = useState(false);
  const show = (next: boolean) => {
    if (next) onOpen?.();
    setOpen(next);
  };
  return (
    <Select
      role="menu"
      isOpen={open}
      onOpenChange={show}
      selected={[...chosen]}
      onSelect={(_event, value) => {
        const one = String(value);
        onChange(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
      }}
      toggle={(reference) => (
        <MenuToggle ref={reference} isExpanded={open} onClick={() => show(!open)} badge={chosen.length > 0 ? <Badge isRead>{chosen.length}</Badge> : undefined} data-testid={`kcw-filter-${name}`}>
          {label}
        </MenuToggle>
      )}
      isScrollable
      maxMenuHeight="20rem"
    >
      <SelectList aria-label={label}>
        {options === undefined && (
          <SelectOption isDisabled value="">
            {t("kcw.common.loading")}
          </SelectOption>
        )}
        {options?.map((option) => (
          <SelectOption key={option.value} hasCheckbox value={option.value} isSelected={chosen.includes(option.value)} data-testid={`kcw-option-${option.value}`}>
            {option.label}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  );
}
