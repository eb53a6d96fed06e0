import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";
import { useHost } from "../host/Host";
import { content, useApi } from "./client";
import type { components } from "./schema";

export type Workspace = components["schemas"]["Workspace"];

/** A workspace by its alias, with what the viewer may do in it. One request for all who ask. The breadcrumb calls it by its name. */
export function useWorkspace(ws: string): UseQueryResult<Workspace> {
  const host = useHost();
  const api = useApi();
  const query = useQuery({
    queryKey: ["workspace", host.realm, ws],
    queryFn: () => content(api.GET("/workspaces/{ws}", { params: { path: { ws } } })),
    staleTime: 5_000,
  });
  const name = query.data?.name;
  useEffect(() => {
    if (name) host.call(`/workspaces/${encodeURIComponent(ws)}`, name);
  }, [host, ws, name]);
  return query;
}
