import type { ComponentType } from "react";
import type { RealmOperation } from "../../api/useMay";
import type { MessageKey } from "../../i18n/keys";

/** A tab of the audit trail: a folder beside this file whose default export shows it. */
export interface AuditTab {
  /** Its place in the URL. */
  readonly key: string;
  readonly title: MessageKey;
  readonly load: () => Promise<{ default: ComponentType }>;
  /** Who sees it. */
  readonly operation: RealmOperation;
}

/** All tabs, in their order: where the trail goes, whether it is whole, how long it is kept. */
export const auditTabs: readonly AuditTab[] = [
  { key: "sinks", title: "kcw.audit.sinks", load: () => import("./sinks/SinksTab"), operation: "sinks-read" },
  { key: "integrity", title: "kcw.audit.integrity", load: () => import("./integrity/IntegrityTab"), operation: "audit-read" },
  { key: "retention", title: "kcw.retention.title", load: () => import("./retention/RetentionTab"), operation: "retention-read" },
];
