import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { content, page, useApi, type Api, type Page } from "../../api/client";
import type { components, paths } from "../../api/schema";
import { useHost } from "../../host/Host";
import { startOfDay, type DayCount, type Range } from "../trail/days";
import type { ExportKind } from "../trail/ExportMenu";
import type { Cursor, TrailUrl } from "../trail/useTrailUrl";

export type Activity = components["schemas"]["Activity"];
export type ActivityType = components["schemas"]["ActivityType"];

/** Rows of ours, or what Keycloak tells of its own changes. */
export const CLASSES = ["ACTIVITY", "KEYCLOAK"] as const;
export type TrailClass = (typeof CLASSES)[number];

type Query = NonNullable<paths["/activity"]["get"]["parameters"]["query"]>;

/** Which rows are wanted, as the API takes it. */
export type ActivityFilter = Pick<Query, "class" | "type" | "actor" | "target" | "role" | "client" | "correlation" | "from" | "to" | "search">;

/** The filters that the URL says. */
export function filterOf(url: TrailUrl): ActivityFilter {
  const text = (name: string) => url.get(name) || undefined;
  const types = url.all("type");
  return {
    type: types.length > 0 ? types : undefined,
    actor: text("actor"),
    target: text("target"),
    role: text("role"),
    client: text("client"),
    correlation: text("correlation"),
    from: startOfDay(url.get("from")),
    to: startOfDay(url.get("to"), 1),
    search: text("search"),
  };
}

export function classOf(url: TrailUrl): TrailClass {
  return CLASSES.find((one) => one === url.get("class")) ?? "ACTIVITY";
}

/** Activity of a workspace, or of the realm. */
export function loadActivity(api: Api, ws: string | undefined, query: ActivityFilter & Cursor & { max: number }): Promise<Page<Activity>> {
  return page(
    ws === undefined ? api.GET("/activity", { params: { query } }) : api.GET("/workspaces/{ws}/activity", { params: { path: { ws }, query } }),
  );
}

export function countActivity(api: Api, ws: string | undefined, filter: ActivityFilter, range: Range, offset: number): Promise<{ days: DayCount[] }> {
  const query = { ...filter, ...range, offset };
  return content(
    ws === undefined
      ? api.GET("/activity/counts", { params: { query } })
      : api.GET("/workspaces/{ws}/activity/counts", { params: { path: { ws }, query } }),
  );
}

/** The sealed rows of these types and this time as a file. What is Keycloak's own stands in the export of the whole trail. */
export async function exportActivity(api: Api, ws: string | undefined, filter: ActivityFilter, kind: ExportKind): Promise<unknown> {
  const query = { ...kind, type: filter.type, from: filter.from, to: filter.to };
  if (ws !== undefined) return content<unknown>(api.GET("/workspaces/{ws}/activity/export", { params: { path: { ws }, query }, parseAs: "blob" }));
  if (filter.class !== "KEYCLOAK") return content<unknown>(api.GET("/activity/export", { params: { query }, parseAs: "blob" }));
  const type = filter.type ?? (await content(api.GET("/audit/types"))).filter((one) => one.trailClass === "KEYCLOAK").map((one) => one.type);
  return content<unknown>(api.GET("/audit/export", { params: { query: { ...query, type } }, parseAs: "blob" }));
}

/** The closed vocabulary of what is recorded; asked for when it is needed. */
export function useActivityTypes(enabled: boolean): UseQueryResult<ActivityType[]> {
  const host = useHost();
  const api = useApi();
  return useQuery({
    queryKey: ["activity-types", host.realm],
    queryFn: () => content(api.GET("/audit/types")),
    enabled,
    staleTime: Infinity,
  });
}
