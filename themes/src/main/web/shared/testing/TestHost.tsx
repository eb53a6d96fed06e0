import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, type RenderResult } from "@testing-library/react";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInstance } from "i18next";
import type { ReactElement } from "react";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { vi } from "vitest";
import { AlertsProvider } from "../components/Alerts";
import { HostProvider, type Host } from "../host/Host";

const BASE = "http://server/admin/realms/acme/rbac";

interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** What the server answers, by method and path without query: `{"GET /workspaces": {body: []}}`. */
export type Replies = Record<string, Reply | ((request: Request) => Reply | Promise<Reply>)>;

export interface Screen extends RenderResult {
  /** The requests made so far, as `GET /workspaces?first=0`. */
  readonly requests: string[];
}

/** Shows an element as a page of a console, over a server that gives prepared answers. English, without animations. */
export async function show(element: ReactElement, replies: Replies, at = "/"): Promise<Screen> {
  const requests: string[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = request.url.slice(BASE.length);
    requests.push(`${request.method} ${path}`);
    const reply = replies[`${request.method} ${path.split("?")[0]}`];
    if (!reply) throw new Error(`No reply is prepared for ${request.method} ${path}`);
    const { status = 200, body, headers } = typeof reply === "function" ? await reply(request) : reply;
    return new Response(body === undefined || status === 204 ? null : JSON.stringify(body), {
      status,
      headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json", ...headers },
    });
  });
  const i18n = createInstance();
  await i18n.use(initReactI18next).init({
    lng: "en",
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: messages() } },
  });
  const host: Host = {
    base: BASE,
    realm: "acme",
    token: async () => "token",
    path: (page) => `/acme${page}`,
    keycloak: (page) => `/acme${page}`,
    call: () => undefined,
  };
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter([{ path: "*", element }], { initialEntries: [at] });
  const result = render(
    <I18nextProvider i18n={i18n}>
      <HostProvider host={host}>
        <QueryClientProvider client={queries}>
          <AlertsProvider>
            <RouterProvider router={router} />
          </AlertsProvider>
        </QueryClientProvider>
      </HostProvider>
    </I18nextProvider>,
  );
  return Object.assign(result, { requests });
}

function messages(): Record<string, string> {
  return Object.fromEntries(
    ["shared", "admin"]
      .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)))
      .filter((name) => name.endsWith("messages_en.properties"))
      .flatMap((name) => readFileSync(name, "utf8").split("\n"))
      .filter((line) => line.includes("=") && !line.startsWith("#"))
      .map((line) => [line.slice(0, line.indexOf("=")).trim(), line.slice(line.indexOf("=") + 1).trim()]),
  );
}
