import { Alert, Button, ClipboardCopy, Modal, ModalVariant } from "@patternfly/react-core";
import { useMessages } from "../../../i18n/useMessages";

/** A secret that was made, the one time that it is shown. */
export function SecretDialog({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  const t = useMessages();
  return (
    <Modal
      variant={ModalVariant.small}
      title={t("kcw.sinks.secretOf", { name })}
      isOpen
      // Only the button closes it: it is gone then.
      showClose={false}
      onEscapePress={() => undefined}
      actions={[
        <Button key="close" variant="primary" onClick={onClose} data-testid="kcw-secret-kept">
          {t("kcw.sinks.secretStored")}
        </Button>,
      ]}
    >
      <Alert variant="warning" isInline title={t("kcw.sinks.secretOnce")} className="pf-v5-u-mb-md" />
      <ClipboardCopy isReadOnly isCode hoverTip={t("kcw.trail.copy")} clickTip={t("kcw.trail.copied")} textAriaLabel={t("kcw.sinks.secretOf", { name })} data-testid="kcw-secret">
        {secret}
      </ClipboardCopy>
    </Modal>
  );
}
