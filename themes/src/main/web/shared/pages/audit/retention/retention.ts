import { content, type Page } from "../../../api/client";
import type { components } from "../../../api/schema";

export type RetentionStatus = components["schemas"]["RetentionStatus"];
export type Hold = components["schemas"]["Hold"];
export type PurgeRun = components["schemas"]["PurgeRun"];

/** Members of the policy, one for each class of rows. */
export const CLASSES = ["activityDays", "loginDays", "keycloakDays"] as const;

export const HOLD_KINDS = ["REALM", "WORKSPACE", "PERSON"] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

export const SLICE = 20;

/** First members of the keys of what a hold changes. */
export const RELOAD = [["retention"], ["holds"]];

/** A list by place, a slice at a time. */
export async function sliceOf<T>(after: string | undefined, load: (first: number) => Parameters<typeof content<T[]>>[0]): Promise<Page<T>> {
  const first = Number(after ?? 0);
  const items = await content(load(first));
  return { items, total: undefined, next: items.length === SLICE ? String(first + SLICE) : undefined };
}
