import { AdminUi, KeycloakProvider } from "@keycloak/keycloak-admin-ui";
import type Keycloak from "keycloak-js";
import type { Environment } from "./environment";

/** The whole stock console. Pages, stock ones and ours, are rendered in its outlet. */
export function Console({ keycloak, environment }: { keycloak: Keycloak; environment: Environment }) {
  return (
    <KeycloakProvider environment={environment} keycloak={keycloak}>
      <AdminUi />
    </KeycloakProvider>
  );
}
