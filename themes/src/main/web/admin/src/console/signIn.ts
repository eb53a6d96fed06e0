import Keycloak from "keycloak-js";
import type { Environment } from "./environment";

/** Signs in as the stock console does: authorization code with PKCE, with the console's own client. */
export async function signIn(environment: Environment): Promise<Keycloak> {
  const keycloak = new Keycloak({
    url: environment.serverBaseUrl,
    realm: environment.realm,
    clientId: environment.clientId,
  });
  keycloak.onAuthLogout = () => void keycloak.login();
  await keycloak.init({
    onLoad: "login-required",
    pkceMethod: "S256",
    responseMode: "query",
    scope: environment.scope,
  });
  return keycloak;
}
