import { content, page, type Api } from "../../api/client";
import type { Choice } from "../../components/Picker";

const CHOICES = 20;

/** Users of the realm, or of one workspace: its admins see no others. */
export function usersOf(api: Api, ws: string | undefined): (search: string) => Promise<Choice[]> {
  return async (text) => {
    const query = { search: text || undefined, max: CHOICES };
    const people =
      ws === undefined
        ? (await page(api.GET("/users", { params: { query } }))).items
        : (await content(api.GET("/workspaces/{ws}/members", { params: { path: { ws }, query } }))).map(({ user }) => user);
    return people.map(({ id, username, email }) => ({ id, text: username, detail: email }));
  };
}

/** Workspaces by name; they are chosen by alias, which is what URLs show. */
export function workspacesOf(api: Api): (search: string) => Promise<Choice[]> {
  return async (text) =>
    (await content(api.GET("/workspaces", { params: { query: { search: text || undefined, first: 0, max: CHOICES } } }))).map(({ alias, name }) => ({
      id: alias,
      text: alias,
      detail: name,
    }));
}
