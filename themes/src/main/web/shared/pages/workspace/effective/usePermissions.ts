import { useInfiniteQuery } from "@tanstack/react-query";
import type { Page } from "../../../api/client";

/** How many entries one "load more" brings at least, unless the end comes first. */
const ENOUGH = 50;
/** The server filters within slices, which can be short; so many are asked for before the user is asked again. */
const MOST_SLICES = 10;
export const SLICE = 200;

/** A list by cursor whose slices may be short before its end. */
export function useSlices<T>(queryKey: readonly unknown[], load: (after: string | undefined) => Promise<Page<T>>) {
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const items: T[] = [];
      let after = pageParam;
      for (let slices = 0; slices < MOST_SLICES; slices++) {
        const slice = await load(after);
        items.push(...slice.items);
        after = slice.next;
        if (after === undefined || items.length >= ENOUGH) break;
      }
      return { items, next: after };
    },
    getNextPageParam: (last) => last.next,
  });
  return { query, items: query.data?.pages.flatMap((one) => one.items) };
}
