import type { AdminEnvironment } from "@keycloak/keycloak-admin-ui";

/** What the server says of itself in the page. */
export type Environment = AdminEnvironment & {
  /** Root of the server as the browser reaches it. */
  authServerUrl?: string;
};

const element = document.getElementById("environment");

export const environment = JSON.parse(element?.textContent ?? "{}") as Environment;
