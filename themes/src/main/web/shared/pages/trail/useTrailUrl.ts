import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router-dom";

/** A place in a list that is followed both ways; neither: its beginning. */
export interface Cursor {
  readonly after?: string;
  readonly before?: string;
}

/** Filters and place of a log, kept in the URL: a link to it shows what its sender saw. */
export interface TrailUrl {
  get(name: string): string;
  /** A filter of several values. */
  all(name: string): string[];
  readonly cursor: Cursor;
  /** Whether the newest rows are shown. */
  readonly newest: boolean;
  /** Changes filters; an empty one goes. The log begins at its newest row again. */
  filter(values: Record<string, string | readonly string[]>): void;
  go(cursor: Cursor): void;
  /** What says how the log is shown, and not which rows. */
  set(name: string, value: string): void;
  /** Takes all filters away. */
  clear(): void;
}

/** What stays when filters are cleared. */
const VIEW = ["timeline", "live", "class", "tab"];

export function useTrailUrl(): TrailUrl {
  const [parameters, setParameters] = useSearchParams();
  const update = useCallback(
    (change: (parameters: URLSearchParams) => void) =>
      setParameters(
        (before) => {
          const after = new URLSearchParams(before);
          change(after);
          return after;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return useMemo(() => {
    const get = (name: string) => parameters.get(name) ?? "";
    const cursor = { after: get("after") || undefined, before: get("before") || undefined };
    return {
      get,
      all: (name) => get(name).split(",").filter(Boolean),
      cursor,
      newest: !cursor.after && !cursor.before,
      filter: (values) =>
        update((after) => {
          for (const [name, value] of Object.entries(values)) put(after, name, typeof value === "string" ? value : value.join(","));
          put(after, "after", "");
          put(after, "before", "");
        }),
      go: (to) =>
        update((after) => {
          put(after, "after", to.after ?? "");
          put(after, "before", to.before ?? "");
        }),
      set: (name, value) => update((after) => put(after, name, value)),
      clear: () =>
        update((after) => {
          for (const name of [...after.keys()]) if (!VIEW.includes(name)) after.delete(name);
        }),
    };
  }, [parameters, update]);
}

function put(parameters: URLSearchParams, name: string, value: string) {
  if (value) parameters.set(name, value);
  else parameters.delete(name);
}
