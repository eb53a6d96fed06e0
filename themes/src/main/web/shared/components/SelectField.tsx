import { FormGroup, FormHelperText, FormSelect, FormSelectOption, HelperText, HelperTextItem } from "@patternfly/react-core";
import { useId } from "react";

interface SelectFieldProps {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  help?: string;
  /** What is wrong with it. */
  error?: string;
  required?: boolean;
  disabled?: boolean;
  /** For tests; the field's name in the API. */
  name: string;
}

/** A labelled choice of one among a few. */
export function SelectField({ label, value, options, onChange, help, error, required, disabled, name }: SelectFieldProps) {
  const id = useId();
  const hint = error ?? help;
  return (
    <FormGroup label={label} fieldId={id} isRequired={required}>
      <FormSelect
        id={id}
        name={name}
        value={value}
        onChange={(_event, chosen) => onChange(chosen)}
        validated={error ? "error" : "default"}
        isDisabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        data-testid={`kcw-field-${name}`}
      >
        {options.map((option) => (
          <FormSelectOption key={option.value} value={option.value} label={option.label} />
        ))}
      </FormSelect>
      {hint && (
        <FormHelperText>
          <HelperText id={`${id}-hint`}>
            <HelperTextItem variant={error ? "error" : "default"}>{hint}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}
