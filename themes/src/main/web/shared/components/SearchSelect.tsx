import { Button, Chip, ChipGroup, FormGroup, FormHelperText, HelperText, HelperTextItem, MenuToggle, Select, SelectList, SelectOption, TextInputGroup, TextInputGroupMain, TextInputGroupUtilities, type MenuToggleElement } from "@patternfly/react-core";
import { TimesIcon } from "@patternfly/react-icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState, type KeyboardEvent, type Ref } from "react";
import { useMessages } from "../i18n/useMessages";

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
}

interface SearchSelectProps {
  label: string;
  chosen: readonly Choice[];
  onChange: (chosen: readonly Choice[]) => void;
  /** Whether several can be chosen. */
  several?: boolean;
  /** Key and function of a query for what fits a text; asked only while the list is open. */
  queryKey: readonly unknown[];
  search: (text: string) => Promise<readonly Choice[]>;
  help?: string;
  /** What is wrong with it. */
  error?: string;
  required?: boolean;
  disabled?: boolean;
  /** For tests; the field's name in the API. */
  name: string;
}

/** A labelled field to choose one or several of many by typing a part of their names; the server searches. */
export function SearchSelect(props: SearchSelectProps) {
  const { label, chosen, onChange, several, name, error, help } = props;
  const t = useMessages();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [active, setActive] = useState(-1);
  const settled = useSettled(text.trim());
  const query = useQuery({
    queryKey: [...props.queryKey, settled],
    queryFn: () => props.search(settled),
    enabled: open,
    placeholderData: keepPreviousData,
  });
  const found = query.data ?? [];
  const single = several ? undefined : chosen[0];
  const hint = error ?? help;
  const shown = single && !open ? single.label : text;

  const close = () => {
    setOpen(false);
    setActive(-1);
    setText("");
  };
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    if (!several) {
      onChange([choice]);
      close();
    } else if (chosen.some((one) => one.id === choice.id)) {
      onChange(chosen.filter((one) => one.id !== choice.id));
    } else {
      onChange([...chosen, choice]);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (open && found.length > 0) setActive((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
      setOpen(true);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (open) choose(found[active]);
      else setOpen(true);
    } else if (event.key === "Tab") {
      close();
    } else if (event.key === "Backspace" && several && text === "" && chosen.length > 0) {
      onChange(chosen.slice(0, -1));
    }
  };

  // Escape closes the list, and not the dialog around it.
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    close();
  };

  return (
    <FormGroup label={label} fieldId={id} isRequired={props.required} onKeyDown={onEscape}>
      <Select
        variant="typeahead"
        id={`${id}-list`}
        isOpen={open}
        selected={chosen.map((one) => one.id)}
        onSelect={(_event, value) => choose(found.find((one) => one.id === value))}
        onOpenChange={(value) => !value && close()}
        shouldFocusFirstItemOnOpen={false}
        popperProps={{ appendTo: "inline" }}
        isScrollable
        toggle={(toggle: Ref<MenuToggleElement>) => (
          <MenuToggle
            ref={toggle}
            variant="typeahead"
            isExpanded={open}
            isDisabled={props.disabled}
            isFullWidth
            status={error ? "danger" : undefined}
            aria-label={label}
            onClick={() => (open ? close() : setOpen(true))}
          >
            <TextInputGroup isPlain isDisabled={props.disabled}>
              <TextInputGroupMain
                inputId={id}
                value={shown}
                onClick={() => setOpen(true)}
                onChange={(_event, value) => {
                  setText(value);
                  setActive(-1);
                  setOpen(true);
                }}
                onKeyDown={onKeyDown}
                autoComplete="off"
                placeholder={t("kcw.common.typeToSearch")}
                role="combobox"
                isExpanded={open}
                aria-controls={`${id}-list`}
                aria-label={label}
                aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
                data-testid={`kcw-field-${name}`}
              >
                {several && chosen.length > 0 && (
                  <ChipGroup aria-label={label} numChips={20}>
                    {chosen.map((one) => (
                      <Chip
                        key={one.id}
                        closeBtnAriaLabel={t("kcw.common.remove", { name: one.label })}
                        onClick={(event) => {
                          event.stopPropagation();
                          onChange(chosen.filter((other) => other.id !== one.id));
                        }}
                      >
                        {one.label}
                      </Chip>
                    ))}
                  </ChipGroup>
                )}
              </TextInputGroupMain>
              {chosen.length > 0 && (
                <TextInputGroupUtilities>
                  <Button
                    variant="plain"
                    aria-label={t("kcw.common.remove", { name: label })}
                    onClick={(event) => {
                      event.stopPropagation();
                      onChange([]);
                      close();
                    }}
                  >
                    <TimesIcon />
                  </Button>
                </TextInputGroupUtilities>
              )}
            </TextInputGroup>
          </MenuToggle>
        )}
      >
        <SelectList aria-label={label}>
          {found.map((choice, index) => (
            <SelectOption
              key={choice.id}
              id={`${id}-${index}`}
              value={choice.id}
              description={choice.description}
              isFocused={index === active}
              isSelected={chosen.some((one) => one.id === choice.id)}
              data-testid={`kcw-choice-${name}`}
            >
              {choice.label}
            </SelectOption>
          ))}
          {found.length === 0 && (
            <SelectOption isDisabled value="">
              {query.isFetching ? t("kcw.common.loading") : t("kcw.common.nothingFound")}
            </SelectOption>
          )}
        </SelectList>
      </Select>
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

const PAUSE_IN_TYPING = 250;

/** The text once its writer pauses. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_IN_TYPING);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
