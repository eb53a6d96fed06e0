import { useInfiniteQuery, type UseInfiniteQueryResult } from "@tanstack/react-query";
import type { Page } from "../api/client";

/** A list that the server gives by cursor: all slices loaded so far. */
export interface Slices<T> {
  readonly query: UseInfiniteQueryResult<unknown>;
  /** Undefined until the first slice is there. */
  readonly items: T[] | undefined;
}

/** Loads a list by cursor, a slice at a time. */
export function useSlices<T>(
  queryKey: readonly unknown[],
  load: (after: string | undefined) => Promise<Page<T>>,
  enabled = true,
): Slices<T> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    enabled,
  });
  return { query, items: query.data?.pages.flatMap((slice) => slice.items) };
}
