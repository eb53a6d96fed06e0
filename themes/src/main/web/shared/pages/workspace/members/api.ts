import { useApi, content, page } from "../../../api/client";
import type { components } from "../../../api/schema";
import type { Workspace } from "../../../api/useWorkspace";
import type { Choice } from "../../../components/Picker";
import { useMessages } from "../../../i18n/useMessages";

export type Member = components["schemas"]["Member"];
type Person = components["schemas"]["Person"];

const CHOICES = 20;

/** First and last name, if he has any. */
export function fullName(person: Person): string {
  return [person.firstName, person.lastName].filter(Boolean).join(" ");
}

export function personChoice(person: Person): Choice {
  return { id: person.id, text: person.username, detail: [fullName(person), person.email].filter(Boolean).join(", ") };
}

/** Who and what can be chosen in a workspace. */
export function useChoices(workspace: Pick<Workspace, "alias">) {
  const api = useApi();
  const t = useMessages();
  const path = { ws: workspace.alias };
  const query = (search: string) => ({ search: search || undefined, max: CHOICES });
  return {
    users: async (search: string): Promise<Choice[]> => {
      const found = await content(api.GET("/workspaces/{ws}/candidates/users", { params: { path, query: query(search) } }));
      return found.map(({ user, member }) => ({
        ...personChoice(user),
        refused: member ? t("kcw.members.memberAlready") : undefined,
      }));
    },
    groups: async (search: string): Promise<Choice[]> => {
      const found = await content(api.GET("/workspaces/{ws}/candidates/groups", { params: { path, query: query(search) } }));
      return found.map(({ id, path: text, mapped }) => ({
        id,
        text,
        refused: mapped ? t("kcw.members.mappedAlready") : undefined,
      }));
    },
    members: async (search: string): Promise<Choice[]> => {
      const { items } = await page(api.GET("/workspaces/{ws}/members", { params: { path, query: query(search) } }));
      return items.map(({ user }) => personChoice(user));
    },
    /** Roles that can be given; that of owners comes with ownership only. */
    roles: async (search: string): Promise<Choice[]> => {
      const { items } = await page(api.GET("/workspaces/{ws}/roles", { params: { path, query: query(search) } }));
      return items
        .filter((role) => !(role.builtIn && role.name === "owner"))
        .map((role) => ({ id: role.id, text: role.name, detail: role.description || undefined }));
    },
  };
}
