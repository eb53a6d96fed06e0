import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextArea, TextInput } from "@patternfly/react-core";
import { useId } from "react";

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  /** What is wrong with it. */
  error?: string;
  required?: boolean;
  multiline?: boolean;
  disabled?: boolean;
  maxLength?: number;
  /** Whether what is typed stays hidden. */
  secret?: boolean;
  /** For tests; the field's name in the API. */
  name: string;
}

/** A labelled field for text, with help and what is wrong with it. */
export function TextField({ label, value, onChange, help, error, required, multiline, disabled, maxLength, secret, name }: TextFieldProps) {
  const id = useId();
  const Input = multiline ? TextArea : TextInput;
  const hint = error ?? help;
  return (
    <FormGroup label={label} fieldId={id} isRequired={required}>
      <Input
        id={id}
        name={name}
        value={value}
        onChange={(_event: unknown, text: string) => onChange(text)}
        validated={error ? "error" : "default"}
        isRequired={required}
        isDisabled={disabled}
        maxLength={maxLength}
        {...(secret && { type: "password" as const, autoComplete: "new-password" })}
        aria-describedby={hint ? `${id}-hint` : undefined}
        data-testid={`kcw-field-${name}`}
      />
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
