import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useHost } from "../host/Host";
import { content, useApi } from "./client";
import type { components } from "./schema";

export type Me = components["schemas"]["Me"];

/** What may be done in the realm as a whole. */
export type RealmOperation =
  | "settings-read"
  | "settings-write"
  | "workspaces-list"
  | "workspace-create"
  | "organizations-read"
  | "templates-read"
  | "templates-write"
  | "types-read"
  | "types-usage-read"
  | "types-write"
  | "activity-read"
  | "logins-read"
  | "audit-read"
  | "audit-write"
  | "sinks-read"
  | "sinks-write"
  | "retention-read"
  | "holds-write"
  | "users-read"
  | "users-write"
  | "users-delete"
  | "config-write";

/** What may be done in a workspace. */
export type WorkspaceOperation =
  | "workspace-read"
  | "workspace-overview-read"
  | "workspace-update"
  | "workspace-delete"
  | "deletion-impact-read"
  | "workspace-transfer"
  | "members-read"
  | "members-write"
  | "member-permissions-read"
  | "groups-read"
  | "groups-write"
  | "invitations-read"
  | "invite"
  | "bypass-invite"
  | "roles-read"
  | "roles-write"
  | "matrix-read"
  | "resources-read"
  | "all-resources-read"
  | "resource-access-read"
  | "resources-write"
  | "shares-read"
  | "shares-write"
  | "workspace-activity-read";

/** Whether the viewer may do something. */
export type May<O extends string> = (operation: O) => boolean;

/** What the viewer is in this realm. One request for all who ask. */
export function useMe(): UseQueryResult<Me> {
  const host = useHost();
  const api = useApi();
  return useQuery({
    queryKey: ["me", host.realm],
    queryFn: () => content(api.GET("/me")),
    staleTime: 60_000,
  });
}

/** What the viewer may do in the realm as a whole; nothing until it is known. */
export function useMay(): May<RealmOperation> {
  const may = useMe().data?.may;
  return (operation) => may?.includes(operation) ?? false;
}

/** What the viewer may do in a workspace: a workspace that was loaded by itself tells, so this takes no request. */
export function mayIn(workspace: { readonly may?: readonly string[] } | undefined): May<WorkspaceOperation> {
  return (operation) => workspace?.may?.includes(operation) ?? false;
}
