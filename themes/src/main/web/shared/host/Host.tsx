import { createContext, useContext, type PropsWithChildren } from "react";

/** A role of Keycloak's administration that lets somebody open a page of Keycloak's own. */
export type KeycloakAccess = "query-groups" | "view-identity-providers" | "view-realm";

/** What a page needs of the console that it runs in. The same pages run in several consoles; only this differs. */
export interface Host {
  /** URL of our REST API for the viewed realm, without a slash at its end. */
  readonly base: string;
  /** Name of the viewed realm. */
  readonly realm: string;
  /** A bearer token that is still good. */
  token(): Promise<string>;
  /** Where the router finds a page of ours: `path("/workspaces")`. */
  path(page: string): string;
  /** Where the router finds a page of Keycloak's own; undefined where there is none, or its user may not open it. */
  keycloak(page: string, access: KeycloakAccess): string | undefined;
  /** Tells the console how to call the page of ours at this path in its breadcrumb from now on. */
  call(page: string, name: string): void;
}

const HostContext = createContext<Host | undefined>(undefined);

export function HostProvider({ host, children }: PropsWithChildren<{ host: Host }>) {
  return <HostContext.Provider value={host}>{children}</HostContext.Provider>;
}

export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error("A page of Keycloak Workspaces stands outside a HostProvider");
  return host;
}
