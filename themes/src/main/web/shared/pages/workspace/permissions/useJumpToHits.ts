import { useEffect, useRef } from "react";
import { tabs } from "./model";
import type { MatrixRows } from "./useMatrix";
import type { MatrixParameters } from "./useMatrixParameters";

/** What is searched for may be in another category only: then that one opens, once for each search. */
export function useJumpToHits(matrix: MatrixRows, { query, change }: MatrixParameters): void {
  const jumped = useRef("");
  const { first, total, items } = matrix;
  useEffect(() => {
    const search = JSON.stringify([query.search, query.category, query.provider, query.ids]);
    if (!first?.facets || jumped.current === search || !(query.search || query.category || query.provider || query.ids.length > 0)) return;
    if (items.some((item) => item.kind === "pending")) return;
    jumped.current = search;
    if (total > 0) return;
    const hit = tabs(first.facets.types).find((tab) =>
      first.facets?.groups.some((group) => group.total > 0 && tab.types.some((type) => type.key === group.type) && (!query.category || group.category === query.category)),
    );
    if (hit) change({ type: hit.key });
  }, [first, total, items, query, change]);
}
