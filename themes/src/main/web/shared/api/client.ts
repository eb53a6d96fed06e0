import createClient, { type Client } from "openapi-fetch";
import { useMemo } from "react";
import { useHost, type Host } from "../host/Host";
import { Problem, type ProblemBody } from "./problem";
import type { paths } from "./schema";

export type Api = Client<paths>;

/** The API of a host. The only place that makes requests. */
export function createApi(host: Pick<Host, "base" | "token">): Api {
  const client = createClient<paths>({
    baseUrl: host.base,
    headers: { Accept: "application/json, application/problem+json" },
    fetch: (request) => fetch(request),
  });
  client.use({
    async onRequest({ request }) {
      request.headers.set("Authorization", `Bearer ${await host.token()}`);
      return request;
    },
  });
  return client;
}

export function useApi(): Api {
  const host = useHost();
  return useMemo(() => createApi(host), [host]);
}

/** A page of a list. */
export interface Page<T> {
  readonly items: T[];
  /** How many there are in all; undefined where counting would be dear. */
  readonly total: number | undefined;
  /** Where the next page begins; undefined on the last one and on lists without cursors. */
  readonly next: string | undefined;
  /** Before what a later page of a list begins that is followed both ways; undefined on other lists, and without rows. */
  readonly previous?: string;
}

/**
 * The content of an answer.
 *
 * @throws Problem when the API refuses or can't be reached
 */
export async function content<D>(call: Promise<{ data?: D; error?: unknown; response: Response }>): Promise<D> {
  return (await answered(call)).data as D;
}

/** A list, with the total and cursor that its headers tell. */
export async function page<I>(
  call: Promise<{ data?: I[]; error?: unknown; response: Response }>,
): Promise<Page<I>> {
  const { data, response } = await answered(call);
  const total = response.headers.get("X-Total-Count");
  return {
    items: data ?? [],
    total: total === null ? undefined : Number(total),
    next: response.headers.get("X-Next-Cursor") ?? undefined,
    previous: response.headers.get("X-Previous-Cursor") ?? undefined,
  };
}

async function answered<A extends { error?: unknown; response: Response }>(call: Promise<A>): Promise<A> {
  let answer: A;
  try {
    answer = await call;
  } catch {
    throw new Problem(0);
  }
  if (!answer.response.ok) {
    const body = answer.error;
    throw new Problem(answer.response.status, body && typeof body === "object" ? (body as ProblemBody) : undefined);
  }
  return answer;
}
