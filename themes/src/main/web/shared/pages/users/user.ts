import { content, page, type Api } from "../../api/client";
import type { components } from "../../api/schema";
import type { Choice } from "../../components/Picker";

export type User = components["schemas"]["User"];

export const TYPES = ["NORMAL", "ADMIN"] as const;
export const STATUSES = ["ACTIVE", "INVITED", "SUSPENDED", "DISABLED"] as const;
export const SOURCES = ["LOCAL", "LDAP", "BROKER"] as const;
export const FORMATS = ["csv", "xlsx", "json"] as const;

export type Format = (typeof FORMATS)[number];

/** Filters of the list, as they stand in the URL. */
export interface UserFilters {
  readonly search?: string;
  readonly type?: string;
  readonly status?: string;
  readonly source?: string;
  readonly workspace?: string;
}

/** The word of a vocabulary, if it is one: a server may know more than this console. */
export function known<T extends string>(words: readonly T[], word: string): T | undefined {
  return words.find((one) => one === word);
}

/** The name by which somebody is called. */
export function nameOf(user: User): string {
  return [user.firstName, user.lastName].filter(Boolean).join(" ") || user.username;
}

/** Who could get what somebody owns. */
export function successors(api: Api, leaving: string): (text: string) => Promise<Choice[]> {
  return async (text) =>
    (await page(api.GET("/users", { params: { query: { search: text || undefined, max: 20 } } }))).items
      .filter((user) => user.id !== leaving && user.status !== "DISABLED")
      .map((user) => ({ id: user.id, text: user.username, detail: [nameOf(user), user.email].filter(Boolean).join(", ") }));
}

/** The whole list as a file. */
export async function exported(api: Api, format: Format, filters: UserFilters): Promise<Blob> {
  const file: unknown = await content<unknown>(
    api.GET("/users/export", { params: { query: { format, ...filters } }, parseAs: "blob" }),
  );
  return file as Blob;
}

/** Gives the user a file to keep. */
export function save(name: string, file: Blob) {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
