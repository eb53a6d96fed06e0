import { content, page, type Api, type Page } from "../../api/client";
import type { components, paths } from "../../api/schema";
import { startOfDay, type DayCount, type Range } from "../trail/days";
import type { ExportKind } from "../trail/ExportMenu";
import type { Cursor, TrailUrl } from "../trail/useTrailUrl";

export type Login = components["schemas"]["Login"];

type Query = NonNullable<paths["/logins"]["get"]["parameters"]["query"]>;

/** Which logins are wanted, as the API takes it. */
export type LoginFilter = Pick<Query, "code" | "user" | "mode" | "client" | "workspace" | "from" | "to" | "search">;

/** What can become of a login or logout: the API's numbers, and their names in our texts. */
export const CODES = [
  [0, "LOGIN_SUCCESS"],
  [1, "LOGOUT_SUCCESS"],
  [-1, "UNKNOWN_USER"],
  [-2, "INCORRECT_CREDENTIAL"],
  [-3, "USER_DISABLED"],
  [-4, "NO_ASSIGNED_WORKSPACE"],
  [-5, "INVALID_LOGIN_MODE"],
  [-6, "REGISTRATION_PENDING"],
  [-99, "UNKNOWN_ERROR"],
] as const;

export type CodeName = (typeof CODES)[number][1];

export function codeName(code: number): CodeName | undefined {
  return CODES.find(([number]) => number === code)?.[1];
}

/** The filters that the URL says. */
export function filterOf(url: TrailUrl): LoginFilter {
  const text = (name: string) => url.get(name) || undefined;
  const codes = url.all("code").map(Number);
  return {
    code: codes.length > 0 ? codes : undefined,
    user: text("user"),
    mode: text("mode"),
    client: text("client"),
    workspace: text("workspace"),
    from: startOfDay(url.get("from")),
    to: startOfDay(url.get("to"), 1),
    search: text("search"),
  };
}

export function loadLogins(api: Api, query: LoginFilter & Cursor & { max: number }): Promise<Page<Login>> {
  return page(api.GET("/logins", { params: { query } }));
}

export function countLogins(api: Api, filter: LoginFilter, range: Range, offset: number): Promise<{ days: DayCount[] }> {
  return content(api.GET("/logins/counts", { params: { query: { ...filter, ...range, offset } } }));
}

/** The sealed logins of this time as a file. */
export function exportLogins(api: Api, filter: LoginFilter, kind: ExportKind): Promise<unknown> {
  return content<unknown>(api.GET("/logins/export", { params: { query: { ...kind, from: filter.from, to: filter.to } }, parseAs: "blob" }));
}
