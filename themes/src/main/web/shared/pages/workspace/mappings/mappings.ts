import type { components } from "../../../api/schema";
import type { Host } from "../../../host/Host";

export type Mapping = components["schemas"]["Mapping"];

/** What a mapping is, as the API names it. */
export const KINDS = ["GROUP", "IDP", "LDAP"] as const;

/** The group of a mapping, or the mapper, as Keycloak knows it. */
export function idOf(mapping: Mapping): string {
  return mapping.id.slice(mapping.id.indexOf(":") + 1);
}

/** The mapper's own name, without the provider's in front of it. */
export function nameOf(mapping: Mapping): string {
  const provider = `${mapping.provider}: `;
  return mapping.name.startsWith(provider) ? mapping.name.slice(provider.length) : mapping.name;
}

/** Keycloak's own page of the group or mapper, where it is changed. */
export function placeOf(host: Host, mapping: Mapping): string | undefined {
  const id = encodeURIComponent(idOf(mapping));
  const provider = encodeURIComponent(mapping.providerId ?? "");
  const type = encodeURIComponent(mapping.providerType ?? "");
  if (mapping.kind === "GROUP") return host.keycloak(`/groups/${id}`, "query-groups");
  if (mapping.kind === "LDAP") return host.keycloak(`/user-federation/ldap/${provider}/mappers/${id}`, "view-realm");
  return type ? host.keycloak(`/identity-providers/${type}/${provider}/mappers/${id}`, "view-identity-providers") : undefined;
}

/** Whether somebody could approve it: it waits, and nothing else is wrong with it. */
export function isApprovable(mapping: Mapping): boolean {
  return mapping.problems.length === 1 && mapping.problems[0] === "NOT_APPROVED";
}
