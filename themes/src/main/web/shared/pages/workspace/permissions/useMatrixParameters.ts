import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router-dom";
import type { MatrixQuery } from "./useMatrix";

export interface MatrixParameters {
  get(name: string): string;
  readonly query: MatrixQuery;
  /** Changes some; an empty one goes. */
  change(values: Record<string, string | readonly string[]>): void;
}

/** What the matrix shows, kept in the URL: a link to it shows what its sender saw. */
export function useMatrixParameters(): MatrixParameters {
  const [parameters, setParameters] = useSearchParams();
  const text = parameters.toString();
  const query = useMemo(() => {
    const all = new URLSearchParams(text);
    const get = (name: string) => all.get(name) ?? "";
    return {
      search: get("search"),
      category: get("category"),
      provider: get("provider"),
      state: get("state"),
      connector: get("connector"),
      ids: all.getAll("id"),
    };
  }, [text]);
  const change = useCallback(
    (values: Record<string, string | readonly string[]>) =>
      setParameters(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(values)) {
            after.delete(name);
            for (const one of [value].flat()) if (one) after.append(name, one);
          }
          return after;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return { get: (name) => parameters.get(name) ?? "", query, change };
}
