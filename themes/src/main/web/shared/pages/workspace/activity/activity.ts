import type { components } from "../../../api/schema";

export type Activity = components["schemas"]["Activity"];

/** What can happen, as the API names it; a test compares it with the server's own list. */
export const ACTIVITY_TYPES = [
  "REALM_ENABLED",
  "REALM_DISABLED",
  "SETTINGS_UPDATED",
  "ACCOUNT_OWNER_CHANGED",
  "ACCOUNT_ADMIN_ADDED",
  "ACCOUNT_ADMIN_REMOVED",
  "USER_SUSPENDED",
  "USER_RESUMED",
  "USER_DISABLED",
  "USER_ENABLED",
  "USER_DELETED",
  "USERS_EXPORTED",
  "WORKSPACE_CREATED",
  "WORKSPACE_UPDATED",
  "WORKSPACE_SUSPENDED",
  "WORKSPACE_RESUMED",
  "WORKSPACE_TRANSFERRED",
  "WORKSPACE_DELETED",
  "MEMBER_ADDED",
  "MEMBER_ROLES_CHANGED",
  "MEMBER_SUSPENDED",
  "MEMBER_RESUMED",
  "MEMBER_REMOVED",
  "INVITATION_CREATED",
  "INVITATION_RESENT",
  "INVITATION_REVOKED",
  "INVITATION_ACCEPTED",
  "INVITATION_DECLINED",
  "INVITATION_EXPIRED",
  "INVITATION_BYPASSED",
  "GROUP_MAPPED",
  "GROUP_ROLES_CHANGED",
  "GROUP_UNMAPPED",
  "SOURCE_APPROVED",
  "SOURCE_WITHDRAWN",
  "ROLE_CREATED",
  "ROLE_UPDATED",
  "ROLE_DELETED",
  "ROLE_RESTORED",
  "GRANTS_CHANGED",
  "RESOURCE_TYPE_CREATED",
  "RESOURCE_TYPE_UPDATED",
  "RESOURCE_TYPE_DELETED",
  "RESOURCE_CREATED",
  "RESOURCE_UPDATED",
  "RESOURCE_DELETED",
  "RESOURCES_IMPORTED",
  "RESOURCES_HANDED_OVER",
  "RESOURCE_SHARED",
  "RESOURCE_UNSHARED",
  "ACCESS_DENIED",
] as const;

/** Types that concern the realm and no workspace: they are not offered as filters of one. */
const OF_THE_REALM = /^(REALM|SETTINGS|ACCOUNT|USERS?|RESOURCE_TYPE)_/;

export const WORKSPACE_ACTIVITY_TYPES = ACTIVITY_TYPES.filter((type) => !OF_THE_REALM.test(type));

/** The start of a day in the viewer's zone, as the API takes it; days later for the end of a range. */
export function startOfDay(day: string, daysLater = 0): number | undefined {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date) return undefined;
  return new Date(year, month - 1, date + daysLater).getTime();
}
