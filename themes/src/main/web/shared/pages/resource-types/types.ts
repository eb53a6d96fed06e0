import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { content, useApi } from "../../api/client";
import type { components } from "../../api/schema";
import { useHost } from "../../host/Host";

export type ResourceType = components["schemas"]["ResourceType"];
export type ResourceTypeChange = components["schemas"]["ResourceTypeChange"];
export type Usage = Record<string, components["schemas"]["TypeUsage"]>;

/** First member of the keys of all that is loaded about resource types. */
export const TYPES = "resource-types";

/** All resource types of the realm; there are at most some hundreds. */
export function useResourceTypes(): UseQueryResult<ResourceType[]> {
  const host = useHost();
  const api = useApi();
  return useQuery({ queryKey: [TYPES, host.realm], queryFn: () => content(api.GET("/resource-types")) });
}

/** How much there is of each type, by key; nothing for who may not know it. */
export function useTypeUsage(enabled: boolean): UseQueryResult<Usage> {
  const host = useHost();
  const api = useApi();
  return useQuery({
    queryKey: [TYPES, host.realm, "usage"],
    queryFn: () => content(api.GET("/resource-types/usage")),
    enabled,
  });
}

/** The types in groups that share a category, in the order in which categories first appear. */
export function byCategory(types: readonly ResourceType[]): [string, ResourceType[]][] {
  const groups = new Map<string, ResourceType[]>();
  for (const type of types) {
    const group = groups.get(type.category ?? "") ?? [];
    group.push(type);
    groups.set(type.category ?? "", group);
  }
  return [...groups];
}
