import type { ComponentType } from "react";
import type { May, WorkspaceOperation } from "../../api/useMay";
import type { Workspace } from "../../api/useWorkspace";
import type { MessageKey } from "../../i18n/keys";
import type { Resource } from "../workspace/resources/resources";

/** What a tab of a resource gets. */
export interface ResourceTabProps {
  readonly workspace: Workspace;
  readonly resource: Resource;
}

/** A tab of a resource. */
export interface ResourceTab {
  /** Its place in the URL. */
  readonly key: string;
  readonly title: MessageKey;
  readonly load: () => Promise<{ default: ComponentType<ResourceTabProps> }>;
  /** Who sees it; everybody without. */
  readonly visible?: (may: May<WorkspaceOperation>) => boolean;
}

export const resourceTabs: readonly ResourceTab[] = [
  { key: "details", title: "kcw.resource.details", load: () => import("./DetailsTab") },
  { key: "shares", title: "kcw.shares.title", load: () => import("./shares/SharesTab"), visible: (may) => may("shares-read") },
  { key: "access", title: "kcw.resource.access", load: () => import("./AccessTab"), visible: (may) => may("resource-access-read") },
];
