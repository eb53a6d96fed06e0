import { Button, Form, FormGroup, Modal, ModalVariant, TextInput } from "@patternfly/react-core";
import { useId, useState, type ReactNode } from "react";
import { useMessages } from "../i18n/useMessages";
import { ProblemAlert } from "./ProblemAlert";

export interface DialogProps {
  title: string;
  /** What the button says that does it. */
  submit: string;
  danger?: boolean;
  busy?: boolean;
  /** Why the last try was refused. */
  error?: unknown;
  /** Whether what was entered can be sent. */
  ready?: boolean;
  /** Text that must be typed before the button works. */
  confirm?: string;
  size?: "small" | "medium" | "large";
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks for something, or whether something shall really be done. Enter sends, Escape closes. */
export function Dialog(props: DialogProps) {
  const t = useMessages();
  const form = useId();
  const field = useId();
  const [typed, setTyped] = useState("");
  const ready = (props.ready ?? true) && (props.confirm === undefined || typed === props.confirm) && !props.busy;
  return (
    <Modal
      variant={ModalVariant[props.size ?? "small"]}
      title={props.title}
      titleIconVariant={props.danger ? "warning" : undefined}
      isOpen
      onClose={props.onClose}
      // What is open inside closes first.
      onEscapePress={(event) => !event.defaultPrevented && props.onClose()}
      actions={[
        <Button key="submit" form={form} type="submit" variant={props.danger ? "danger" : "primary"} isDisabled={!ready} isLoading={props.busy} data-testid="kcw-submit">
          {props.submit}
        </Button>,
        <Button key="cancel" variant="link" onClick={props.onClose} data-testid="kcw-cancel">
          {t("kcw.common.cancel")}
        </Button>,
      ]}
    >
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) props.onSubmit();
        }}
      >
        <ProblemAlert error={props.error} />
        {props.children}
        {props.confirm !== undefined && (
          <FormGroup label={t("kcw.common.typeToConfirm", { text: props.confirm })} fieldId={field}>
            <TextInput id={field} value={typed} onChange={(_event, value) => setTyped(value)} autoComplete="off" data-testid="kcw-confirm" />
          </FormGroup>
        )}
      </Form>
    </Modal>
  );
}
