import type { ComponentType } from "react";
import type { May, WorkspaceOperation } from "../../api/useMay";
import type { Workspace } from "../../api/useWorkspace";
import type { MessageKey } from "../../i18n/keys";

/** A tab of a workspace: a folder beside this file whose default export shows it. */
export interface WorkspaceTab {
  /** Its place in the URL. */
  readonly key: string;
  readonly title: MessageKey;
  readonly load: () => Promise<{ default: ComponentType<{ workspace: Workspace }> }>;
  /** Who sees it; everybody without. */
  readonly visible?: (may: May<WorkspaceOperation>) => boolean;
}

/** All tabs, in their order: overview, members, mappings, roles, permissions, resources, activity, settings. */
export const workspaceTabs: readonly WorkspaceTab[] = [
  { key: "overview", title: "kcw.overview.title", load: () => import("./overview/OverviewTab") },
  {
    key: "members",
    title: "kcw.members.title",
    load: () => import("./members/MembersTab"),
    visible: (may) => may("members-read"),
  },
  {
    key: "mappings",
    title: "kcw.mappings.title",
    load: () => import("./mappings/MappingsTab"),
    visible: (may) => may("groups-read"),
  },
  { key: "roles", title: "kcw.roles.title", load: () => import("./roles/RolesTab"), visible: (may) => may("roles-read") },
  {
    key: "permissions",
    title: "kcw.permissions.title",
    load: () => import("./permissions/PermissionsTab"),
    visible: (may) => may("matrix-read") && may("roles-read"),
  },
  { key: "resources", title: "kcw.resources.title", load: () => import("./resources/ResourcesTab"), visible: (may) => may("resources-read") },
  { key: "activity", title: "kcw.activity.title", load: () => import("./activity/ActivityTab"), visible: (may) => may("workspace-activity-read") },
  { key: "settings", title: "kcw.wsettings.title", load: () => import("./settings/SettingsTab") },
];
