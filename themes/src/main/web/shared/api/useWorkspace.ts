import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useHost } from "../host/Host";
import { content, useApi } from "./client";
import type { components } from "./schema";

export type Workspace = components["schemas"]["Workspace"];

/** A workspace by its alias, with what the viewer may do in it. One request for all who ask. */
export function useWorkspace(ws: string): UseQueryResult<Workspace> {
  const host = useHost();
  const api = useApi();
  return useQuery({
    queryKey: ["workspace", host.realm, ws],
    queryFn: () => content(api.GET("/workspaces/{ws}", { params: { path: { ws } } })),
    staleTime: 5_000,
  });
}
