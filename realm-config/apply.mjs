// Waits for the server, then applies every file of workspaces/<realm>.yaml to its realm through the product's own API, and
// lets people in from outside.
// node apply.mjs <server URL> <process id of the server>
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { letPeopleIn } from "./people.mjs";

const [server, pid] = process.argv.slice(2);
const folder = fileURLToPath(new URL("src/main/resources/workspaces", import.meta.url));
const patience = Date.now() + 10 * 60 * 1000;

const alive = () => {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
};

const answers = async (url) => {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
};

const adminToken = async () => {
  const response = await fetch(`${server}/realms/master/protocol/openid-connect/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "password",
      client_id: "admin-cli",
      username: process.env.KC_BOOTSTRAP_ADMIN_USERNAME,
      password: process.env.KC_BOOTSTRAP_ADMIN_PASSWORD,
    }),
  });
  if (!response.ok) {
    throw new Error(`no administrator's token: ${response.status} ${await response.text()}`);
  }
  return (await response.json()).access_token;
};

const apply = async (realm, file) => {
  while (!(await answers(`${server}/realms/${realm}`))) {
    if (!alive()) {
      throw new Error("the server has ended");
    }
    if (Date.now() > patience) {
      throw new Error(`the realm ${realm} is still not there`);
    }
    await pause(500);
  }
  const response = await fetch(`${server}/admin/realms/${realm}/rbac/config`, {
    method: "PUT",
    headers: { Authorization: `Bearer ${await adminToken()}`, "Content-Type": "application/yaml" },
    body: readFileSync(file),
  });
  if (!response.ok) {
    throw new Error(`${file} was refused: ${response.status} ${await response.text()}`);
  }
  console.log(`${basename(file)}: ${(await response.json()).changes.length} changes in realm ${realm}`);
};

/** The administrator signs in to the master realm: it shows the console with workspaces too. */
const extendConsole = async () => {
  const response = await fetch(`${server}/admin/realms/master`, {
    method: "PUT",
    headers: { Authorization: `Bearer ${await adminToken()}`, "Content-Type": "application/json" },
    body: JSON.stringify({ adminTheme: "workspaces" }),
  });
  if (!response.ok) {
    throw new Error(`the console of master could not be extended: ${response.status} ${await response.text()}`);
  }
};

/** People sign in with the flow of the product; of a second factor they are asked by workspaces only. */
const bindFlow = async (realm) => {
  const flow = "browser with workspaces";
  const url = `${server}/admin/realms/${realm}`;
  const headers = { Authorization: `Bearer ${await adminToken()}`, "Content-Type": "application/json" };
  const send = async (path, method, body) => {
    const response = await fetch(`${url}${path}`, { method, headers, body: body && JSON.stringify(body) });
    if (!response.ok) {
      throw new Error(`the flow of ${realm} could not be bound: ${response.status} ${await response.text()}`);
    }
    return response;
  };
  const executions = `/authentication/flows/${encodeURIComponent(flow)}/executions`;
  for (const step of await (await send(executions, "GET")).json()) {
    if (step.displayName?.endsWith("Conditional 2FA") && step.requirement !== "DISABLED") {
      await send(executions, "PUT", { ...step, requirement: "DISABLED" });
    }
  }
  await send("", "PUT", { browserFlow: flow });
};

/** Keycloak's own admin API, below /admin/realms. */
const call = async (method, path, body) => {
  const response = await fetch(`${server}/admin/realms${path}`, {
    method,
    headers: { Authorization: `Bearer ${await adminToken()}`, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (method === "GET" && response.status === 404) {
    return null;
  }
  if (!response.ok) {
    throw new Error(`${method} ${path} was refused: ${response.status} ${await response.text()}`);
  }
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
};

try {
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".yaml")).sort()) {
    await apply(basename(name, ".yaml"), join(folder, name));
    await bindFlow(basename(name, ".yaml"));
  }
  await extendConsole();
  await call("PUT", "/acme", {
    smtpServer: {
      host: "localhost",
      port: process.env.DEMO_MAIL_PORT ?? "3025",
      from: "sso@acme.example",
      fromDisplayName: "Acme Research",
    },
  });
  await letPeopleIn(server, call);
} catch (e) {
  console.error(e.message);
  process.exit(1);
}
