import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { content, page, useApi, type Api, type Page } from "../../api/client";
import type { components } from "../../api/schema";
import type { Choice } from "../../components/Picker";
import type { ListQuery } from "../../components/useListQuery";
import { useHost } from "../../host/Host";

export type Role = components["schemas"]["Role"];
export type Member = components["schemas"]["Member"];
export type NewRole = components["schemas"]["NewRole"];
export type RoleChange = components["schemas"]["RoleChange"];

/** Where roles are: in a workspace, by its alias; or templates of the realm. */
export type Scope = string | undefined;

/** First members of the keys of what depends on roles and on who holds them. */
export function aboutRoles(realm: string): readonly unknown[][] {
  return [["roles", realm], ["role", realm], ["members", realm], ["permissions", realm], ["overview", realm], ["matrix", realm]];
}

export function ifMatch(version: number): string {
  return `"${version}"`;
}

export function createRole(api: Api, ws: Scope, body: NewRole): Promise<Role> {
  return content(ws === undefined ? api.POST("/roles", { body }) : api.POST("/workspaces/{ws}/roles", { params: { path: { ws } }, body }));
}

export function updateRole(api: Api, ws: Scope, role: Role, body: RoleChange): Promise<Role> {
  const { id } = role;
  const header = { "If-Match": ifMatch(role.version) };
  return content(
    ws === undefined
      ? api.PUT("/roles/{id}", { params: { path: { id }, header }, body })
      : api.PUT("/workspaces/{ws}/roles/{id}", { params: { path: { ws, id }, header }, body }),
  );
}

export async function deleteRole(api: Api, ws: Scope, role: Role): Promise<void> {
  const { id } = role;
  const header = { "If-Match": ifMatch(role.version) };
  await content<unknown>(
    ws === undefined
      ? api.DELETE("/roles/{id}", { params: { path: { id }, header } })
      : api.DELETE("/workspaces/{ws}/roles/{id}", { params: { path: { ws, id }, header } }),
  );
}

export function restoreRole(api: Api, ws: Scope, id: string): Promise<Role> {
  return content(
    ws === undefined
      ? api.POST("/roles/{id}/restore", { params: { path: { id } } })
      : api.POST("/workspaces/{ws}/roles/{id}/restore", { params: { path: { ws, id } } }),
  );
}

function rolesPage(api: Api, ws: Scope, query: { first?: number; max?: number; search?: string; deleted?: boolean }): Promise<Page<Role>> {
  return page(
    ws === undefined
      ? api.GET("/roles", { params: { query } })
      : api.GET("/workspaces/{ws}/roles", { params: { path: { ws }, query } }),
  );
}

/** A page of the roles of a scope; for a workspace, templates are among them. */
export function useRoles(ws: Scope, list: ListQuery, deleted: boolean): UseQueryResult<Page<Role>> {
  const host = useHost();
  const api = useApi();
  const { first, max, search } = list;
  return useQuery({
    queryKey: ["roles", host.realm, ws, { first, max, search, deleted }],
    queryFn: () => rolesPage(api, ws, { first, max, search: search || undefined, deleted: deleted || undefined }),
    placeholderData: keepPreviousData,
  });
}

/** One role, with what the viewer may do where it is. */
export function useRole(ws: Scope, id: string): UseQueryResult<Role> {
  const host = useHost();
  const api = useApi();
  return useQuery({
    queryKey: ["role", host.realm, ws, id],
    queryFn: () =>
      content(
        ws === undefined
          ? api.GET("/roles/{id}", { params: { path: { id } } })
          : api.GET("/workspaces/{ws}/roles/{id}", { params: { path: { ws, id } } }),
      ),
  });
}

/** Roles whose grants can be copied. */
export function roleChoices(api: Api, ws: Scope): (text: string) => Promise<Choice[]> {
  return async (text) =>
    (await rolesPage(api, ws, { max: 20, search: text || undefined })).items
      .filter((role) => !role.builtIn)
      .map((role) => ({ id: role.id, text: role.name, detail: role.description || undefined }));
}

/** Members of a workspace to choose from. */
export function memberChoices(api: Api, ws: string): (text: string) => Promise<Choice[]> {
  return async (text) =>
    (await page(api.GET("/workspaces/{ws}/members", { params: { path: { ws }, query: { max: 20, search: text || undefined } } }))).items.map(
      (member) => ({ id: member.user.id, text: member.user.username, detail: nameOf(member.user) }),
    );
}

type Person = components["schemas"]["Person"];

/** Name and address of somebody, as far as they are known. */
export function nameOf(person: Person): string | undefined {
  return [[person.firstName, person.lastName].filter(Boolean).join(" "), person.email].filter(Boolean).join(" · ") || undefined;
}

/** Who holds a role in a workspace, by page. */
export function membersOf(api: Api, ws: string, query: { role: string; first?: number; max?: number; search?: string }): Promise<Page<Member>> {
  return page(api.GET("/workspaces/{ws}/members", { params: { path: { ws }, query } }));
}
