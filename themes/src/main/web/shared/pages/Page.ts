import type { ComponentType } from "react";
import type { MessageKey } from "../i18n/keys";

/** A role of Keycloak's administration, or `anyone` who may open the console. */
export type ConsoleAccess = "view-realm" | "manage-realm" | "view-users" | "query-users" | "anyone";

/** A page of ours: what its `route.ts` exports. */
export interface PageRoute {
  /** Below the realm: `/workspaces/:ws/:tab`. */
  readonly path: string;
  /** Loads the page when it is first opened. */
  readonly load: () => Promise<{ default: ComponentType }>;
  /** Its name in the breadcrumb, until the page has told another (`Host.call`); without, it is no step of its own. */
  readonly breadcrumb?: MessageKey;
  /**
   * Who gets to it: any of these. What it shows and offers then is for the API to say; members of workspaces are no
   * administrators of the realm.
   */
  readonly access: readonly ConsoleAccess[];
  /** Its entry in the navigation, if it has one. */
  readonly nav?: { readonly path: string; readonly title: MessageKey };
}
