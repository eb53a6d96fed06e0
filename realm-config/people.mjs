// Lets people into the realm acme from outside: a directory, and a second realm by OpenID Connect and by SAML. Each is
// switched by one setting; what is off is there, but disabled, and an LDAP federation that was never on is not there.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const REALM = "acme";
const on = (setting, usual) => (process.env[setting] ?? usual) === "on";

export const settings = () => ({
  DEMO_LDAP: on("DEMO_LDAP", "off"),
  DEMO_OIDC: on("DEMO_OIDC", "on"),
  DEMO_SAML: on("DEMO_SAML", "on"),
});

/**
 * @param server its URL
 * @param call (method, path below /admin/realms, body) → what was answered, or null if that is not there
 */
export const letPeopleIn = async (server, call) => {
  const switches = settings();
  const file = fileURLToPath(new URL("src/main/resources/people/acme.json", import.meta.url));
  const people = JSON.parse(
    readFileSync(file, "utf8")
      .replaceAll("${server}", server)
      .replaceAll("${directory}", `ldap://localhost:${process.env.DEMO_LDAP_PORT ?? 3389}`),
  );
  await partners(people, call);
  for (const { setting, provider, mappers } of people.identityProviders) {
    await identityProvider({ ...provider, enabled: switches[setting] }, mappers, call);
  }
  await directory(people.directory, switches[people.directory.setting], call);
};

const partners = async ({ partners: realm, partnerClients }, call) => {
  if ((await call("GET", `/${realm.realm}`)) === null) {
    await call("POST", "", realm);
  }
  for (const client of partnerClients) {
    const [known] = await call("GET", `/${realm.realm}/clients?clientId=${encodeURIComponent(client.clientId)}`);
    if (known) {
      const { protocolMappers, ...changes } = client;
      await call("PUT", `/${realm.realm}/clients/${known.id}`, { ...known, ...changes });
    } else {
      await call("POST", `/${realm.realm}/clients`, client);
    }
  }
};

const identityProvider = async (provider, mappers, call) => {
  const path = `/${REALM}/identity-provider/instances/${provider.alias}`;
  if ((await call("GET", path)) === null) {
    await call("POST", `/${REALM}/identity-provider/instances`, provider);
  } else {
    await call("PUT", path, provider);
  }
  const known = await call("GET", `${path}/mappers`);
  for (const mapper of mappers) {
    const wanted = { ...mapper, identityProviderAlias: provider.alias };
    const old = known.find((one) => one.name === mapper.name);
    if (old) {
      await call("PUT", `${path}/mappers/${old.id}`, { ...wanted, id: old.id });
    } else {
      await call("POST", `${path}/mappers`, wanted);
    }
  }
};

const directory = async ({ component, mappers }, enabled, call) => {
  const { id: realmId } = await call("GET", `/${REALM}`);
  const components = async (parent) => await call("GET", `/${REALM}/components?parent=${parent}`);
  const named = async (parent, name) => (await components(parent)).find((one) => one.name === name);
  const known = await named(realmId, component.name);
  if (!known && !enabled) {
    return;
  }
  const wanted = {
    ...component,
    parentId: realmId,
    config: { ...component.config, enabled: [String(enabled)] },
  };
  if (known) {
    await call("PUT", `/${REALM}/components/${known.id}`, { ...wanted, id: known.id });
  } else {
    await call("POST", `/${REALM}/components`, wanted);
  }
  const parent = (await named(realmId, component.name)).id;
  for (const mapper of mappers) {
    const old = await named(parent, mapper.name);
    if (old) {
      await call("PUT", `/${REALM}/components/${old.id}`, { ...mapper, id: old.id, parentId: parent });
    } else {
      await call("POST", `/${REALM}/components`, { ...mapper, parentId: parent });
    }
  }
};
