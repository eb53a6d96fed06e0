import type { components } from "./schema";

export type ProblemBody = components["schemas"]["Problem"];

/** A refusal of the API (RFC 9457), or a request that got no answer (`status` 0). */
export class Problem extends Error {
  readonly status: number;
  /** The rule that refused, such as `ROLE_NAME_TAKEN`; `UNREACHABLE` without an answer, else `UNKNOWN`. */
  readonly code: string;
  readonly body: ProblemBody | undefined;

  constructor(status: number, body?: ProblemBody) {
    super(body?.detail ?? body?.title ?? `HTTP ${status}`);
    this.name = "Problem";
    this.status = status;
    this.code = body?.code ?? (status === 0 ? "UNREACHABLE" : "UNKNOWN");
    this.body = body;
  }

  /** What is wrong with one field of the request. */
  violation(field: string): string | undefined {
    return this.body?.violations?.find((violation) => violation.field === field)?.message;
  }

  /** Somebody else has changed what was to be saved. */
  get isStale(): boolean {
    return this.status === 412;
  }
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0);
}
