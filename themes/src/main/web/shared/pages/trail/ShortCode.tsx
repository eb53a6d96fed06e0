import { ClipboardCopy } from "@patternfly/react-core";
import { useMessages } from "../../i18n/useMessages";
import "./ShortCode.css";

/** The beginning of a hash or signature, and a button that copies all of it. */
export function ShortCode({ label, children }: { label: string; children: string }) {
  const t = useMessages();
  return (
    <ClipboardCopy className="kcw-short-code" isReadOnly isCode variant="inline-compact" hoverTip={t("kcw.trail.copy")} clickTip={t("kcw.trail.copied")} textAriaLabel={label}>
      {children}
    </ClipboardCopy>
  );
}
