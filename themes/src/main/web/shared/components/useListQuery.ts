import { useCallback } from "react";
import { useSearchParams } from "react-router-dom";

export interface ListQuery {
  readonly first: number;
  readonly max: number;
  readonly search: string;
  /** Another filter of the list. */
  filter(name: string): string;
  /** Changes filters; an empty one goes. The list begins anew. */
  change(filters: Record<string, string>): void;
  go(first: number, max: number): void;
}

const PAGE_SIZE = 20;

/** Filters and place of a list, kept in the URL: a link to a list shows what its sender saw. */
export function useListQuery(): ListQuery {
  const [parameters, setParameters] = useSearchParams();
  const update = useCallback(
    (values: Record<string, string>) =>
      setParameters(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(values)) {
            if (value) after.set(name, value);
            else after.delete(name);
          }
          return after;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return {
    first: number(parameters.get("first"), 0),
    max: number(parameters.get("max"), PAGE_SIZE),
    search: parameters.get("search") ?? "",
    filter: (name) => parameters.get(name) ?? "",
    change: (filters) => update({ ...filters, first: "" }),
    go: (first, max) => update({ first: first > 0 ? String(first) : "", max: max === PAGE_SIZE ? "" : String(max) }),
  };
}

function number(text: string | null, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
}
