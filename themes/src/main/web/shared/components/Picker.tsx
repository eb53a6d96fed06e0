import { Checkbox, FormGroup, FormHelperText, HelperText, HelperTextItem, Label, LabelGroup, Panel, PanelMain, PanelMainBody, Radio, SearchInput } from "@patternfly/react-core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";
import { useMessages } from "../i18n/useMessages";
import { ProblemAlert } from "./ProblemAlert";

/** What can be chosen. */
export interface Choice {
  readonly id: string;
  readonly text: string;
  readonly detail?: string;
  /** Why it can't be chosen. */
  readonly refused?: string;
}

interface PickerProps {
  label: string;
  /** For tests; the field's name in the API. */
  name: string;
  /** The first choices that a search finds. */
  find: (search: string) => Promise<Choice[]>;
  /** Key of what `find` finds. */
  queryKey: readonly unknown[];
  chosen: readonly Choice[];
  onChange: (chosen: Choice[]) => void;
  /** Whether only one can be chosen. */
  single?: boolean;
  required?: boolean;
  /** Whether the choices show only while they are used: for a form with several such fields. */
  folded?: boolean;
  help?: string;
  /** What is wrong with it. */
  error?: string;
}

const PAUSE_IN_TYPING = 250;
const PAUSE_IN_CLICKING = 200;

/** A labelled choice among many, which are looked for by typing. */
export function Picker(props: PickerProps) {
  const { label, name, find, queryKey, chosen, onChange, single, required, folded, help, error } = props;
  const t = useMessages();
  const id = useId();
  const [used, setUsed] = useState(false);
  const shown = !folded || used;
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const search = useSettled(text.trim());
  const query = useQuery({
    queryKey: [...queryKey, "choices", search],
    queryFn: () => find(search),
    enabled: shown,
    placeholderData: keepPreviousData,
  });
  const change = (choice: Choice, checked: boolean) => {
    const others = chosen.filter((one) => one.id !== choice.id);
    onChange(checked ? (single ? [choice] : [...others, choice]) : others);
    if (folded && single && checked) {
      // The choices go, and with them what has the focus.
      field.current?.focus();
      setUsed(false);
    }
  };
  // Not before the click is done that took the focus: the choices go, and what was clicked would move away under it.
  const folding = useRef<ReturnType<typeof setTimeout>>(undefined);
  const enter = () => clearTimeout(folding.current);
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) folding.current = setTimeout(() => setUsed(false), PAUSE_IN_CLICKING);
  };
  useEffect(() => enter, []);
  // Escape closes the choices, and not the dialog around them.
  const fold = (event: KeyboardEvent) => {
    if (!folded || !used || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    setUsed(false);
  };
  const hint = error ?? help;
  const Option = single ? Radio : Checkbox;
  return (
    <FormGroup
      label={label}
      role="group"
      fieldId={id}
      isRequired={required}
      onBlur={leave}
      onFocus={enter}
      onKeyDown={fold}
      data-testid={`kcw-picker-${name}`}
    >
      {chosen.length > 0 && (
        <LabelGroup aria-label={t("kcw.common.chosen", { what: label })} numLabels={10} className="pf-v5-u-mb-sm">
          {chosen.map((choice) => (
            <Label
              key={choice.id}
              isCompact
              onClose={single && required ? undefined : () => change(choice, false)}
              closeBtnAriaLabel={t("kcw.common.remove", { name: choice.text })}
            >
              {choice.text}
            </Label>
          ))}
        </LabelGroup>
      )}
      <SearchInput
        ref={field}
        value={text}
        aria-label={t("kcw.common.searchIn", { what: label })}
        placeholder={t("kcw.common.search")}
        onChange={(_event, value) => {
          setText(value);
          setUsed(true);
        }}
        onClick={() => setUsed(true)}
        onClear={() => setText("")}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.preventDefault();
          if (event.key === "ArrowDown") setUsed(true);
        }}
        resetButtonLabel={t("kcw.common.clear")}
        data-testid={`kcw-search-${name}`}
      />
      <ProblemAlert error={query.error} />
      {shown && (
        <Panel isScrollable variant="bordered" className="pf-v5-u-mt-sm">
          <PanelMain maxHeight="12rem" tabIndex={0} role="region" aria-label={label}>
            <PanelMainBody className="pf-v5-u-p-sm">
              {query.data?.length === 0 && t("kcw.common.nothingFound")}
              {query.data?.map((choice) => (
                <Option
                  key={choice.id}
                  id={`${id}-${choice.id}`}
                  name={single ? id : `${id}-${choice.id}`}
                  label={choice.text}
                  description={choice.refused ?? choice.detail}
                  isDisabled={choice.refused !== undefined}
                  isChecked={chosen.some((one) => one.id === choice.id)}
                  onChange={(_event, checked) => change(choice, checked)}
                  data-testid={`kcw-choice-${choice.text}`}
                />
              ))}
            </PanelMainBody>
          </PanelMain>
        </Panel>
      )}
      {hint && (
        <FormHelperText>
          <HelperText>
            <HelperTextItem variant={error ? "error" : "default"}>{hint}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}

/** The text as it was when typing last paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_IN_TYPING);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
