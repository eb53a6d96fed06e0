import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { content, useApi } from "../../../api/client";
import { useHost } from "../../../host/Host";
import type { Matrix, ResourceType, Row, Tab } from "./model";

/** How many rows a request brings: a view's worth many times over. */
export const PAGE_ROWS = 500;

/** What narrows the resources shown. */
export interface MatrixQuery {
  readonly search: string;
  readonly category: string;
  readonly provider: string;
  readonly state: string;
  readonly connector: string;
  readonly ids: readonly string[];
}

/** A list of rows that the server pages: the top of the tree, the resources of a type, or what belongs to a resource. */
interface Segment {
  readonly key: string;
  readonly query: { roots?: boolean; type?: string; parent?: string };
  /** How many there should be, before the server has told. */
  readonly expected: number;
  readonly narrowed: boolean;
}

export type Item =
  | { readonly kind: "type"; readonly key: string; readonly type: ResourceType; readonly level: number }
  | { readonly kind: "row"; readonly key: string; readonly row: Row; readonly level: number; readonly expanded: boolean }
  | { readonly kind: "pending"; readonly key: string; readonly page: PageKey; readonly level: number };

interface PageKey {
  readonly segment: Segment;
  readonly number: number;
}

export interface MatrixRows {
  readonly first: Matrix | undefined;
  readonly error: Error | null;
  readonly items: readonly Item[];
  /** How many rows stand at the top, type rows apart. */
  readonly total: number;
  row(id: string): Row | undefined;
  /** Tells which items are seen, so that what is near them is loaded. */
  see(from: number, to: number): void;
  /** Loads all rows at the top. */
  all(): Promise<Row[]>;
  retry(): void;
}

const ROOTS = "roots";
const CONNECTOR = "connector";

function segmentOfType(type: string, first: Matrix | undefined, query: MatrixQuery): Segment {
  const groups = first?.facets?.groups.filter((group) => group.type === type && (!query.category || group.category === query.category)) ?? [];
  return { key: `type ${type}`, query: { type }, expected: groups.reduce((sum, group) => sum + group.total, 0), narrowed: true };
}

/**
 * The rows of a matrix as they stand below each other, loaded as they are needed. The first request brings what there is to
 * choose from and the first rows at once.
 *
 * @param roles ids; none while they are unknown
 * @param tab null for the tree
 * @param typeInUrl the type that the first rows are of
 */
export function useMatrix(ws: string, roles: readonly string[], query: MatrixQuery, tab: (types: readonly ResourceType[]) => Tab | null, typeInUrl: string, expanded: ReadonlySet<string>): MatrixRows {
  const host = useHost();
  const api = useApi();
  const client = useQueryClient();
  const scope = useMemo(() => ["matrix", host.realm, ws, roles, query] as const, [host.realm, ws, roles, query]);
  const scopeKey = JSON.stringify(scope);

  const load = useCallback(
    (segment: Pick<Segment, "query" | "narrowed">, number: number, facets: boolean) =>
      content(
        api.GET("/workspaces/{ws}/matrix", {
          params: {
            path: { ws },
            query: {
              role: [...roles],
              ...segment.query,
              ...(segment.narrowed
                ? {
                    search: query.search || undefined,
                    category: query.category || undefined,
                    provider: query.provider || undefined,
                    state: query.state || undefined,
                    connector: query.connector || undefined,
                    id: query.ids.length > 0 ? [...query.ids] : undefined,
                  }
                : {}),
              first: number * PAGE_ROWS || undefined,
              max: PAGE_ROWS,
              facets: facets || undefined,
            },
          },
        }),
      ),
    [api, ws, roles, query],
  );

  const tree = query.connector ? { key: CONNECTOR, query: {} } : { key: ROOTS, query: { roots: true } };
  const opening = typeInUrl ? { key: `type ${typeInUrl}`, query: { type: typeInUrl } } : tree;
  const firstQuery = useQuery({
    queryKey: [...scope, "first"],
    queryFn: async () => ({ segment: opening.key, matrix: await load({ query: opening.query, narrowed: true }, 0, true) }),
    enabled: roles.length > 0,
    staleTime: 30_000,
  });
  const first = firstQuery.data?.matrix;
  const firstSegment = firstQuery.data?.segment;

  const [wanted, setWanted] = useState<{ scope: string; pages: ReadonlyMap<string, PageKey> }>({ scope: scopeKey, pages: new Map() });
  const pages = useMemo(() => (wanted.scope === scopeKey ? [...wanted.pages.values()] : []), [wanted, scopeKey]);
  const want = useCallback(
    (more: readonly PageKey[]) =>
      setWanted((before) => {
        const known = before.scope === scopeKey ? before.pages : new Map<string, PageKey>();
        const fresh = more.filter((page) => !known.has(pageKey(page)));
        if (fresh.length === 0 && before.scope === scopeKey) return before;
        return { scope: scopeKey, pages: new Map([...known, ...fresh.map((page) => [pageKey(page), page] as const)]) };
      }),
    [scopeKey],
  );

  const options = useCallback(
    (page: PageKey) => ({
      queryKey: [...scope, page.segment.key, page.number],
      queryFn: () => load(page.segment, page.number, false),
      staleTime: 30_000,
    }),
    [scope, load],
  );
  const loaded = useQueries({
    queries: pages.map(options),
    combine: (results) => ({
      data: results.map((result) => result.data),
      busy: results.some((result) => result.isFetching),
      error: results.find((result) => result.error)?.error ?? null,
    }),
  });
  const byPage = useMemo(() => {
    const found = new Map<string, Matrix>();
    pages.forEach((page, index) => {
      const data = loaded.data[index];
      if (data) found.set(pageKey(page), data);
    });
    if (first && firstSegment) found.set(`${firstSegment} 0`, first);
    return found;
  }, [pages, loaded.data, first, firstSegment]);

  const byId = useMemo(() => {
    const rows = new Map<string, Row>();
    byPage.forEach((matrix) => matrix.rows.forEach((row) => rows.set(row.id, row)));
    return rows;
  }, [byPage]);

  const shown = useMemo(() => (first?.facets ? tab(first.facets.types) : null), [first, tab]);
  const top = useMemo<readonly Segment[]>(() => {
    if (!first) return [];
    return shown
      ? shown.types.map((type) => segmentOfType(type.key, first, query))
      : [
          query.connector
            ? { key: CONNECTOR, query: {}, expected: 1, narrowed: true }
            : { key: ROOTS, query: { roots: true }, expected: 1, narrowed: true },
        ];
  }, [first, shown, query]);

  const { items, total } = useMemo(() => {
    const list: Item[] = [];
    // A connector with what belongs to it comes in one list; it stands before the rest.
    const rowsOf = (segment: Segment, number: number) => {
      const rows = byPage.get(`${segment.key} ${number}`)?.rows;
      if (segment.key !== CONNECTOR || number > 0 || !rows) return rows;
      return [...rows.filter((row) => row.id === query.connector), ...rows.filter((row) => row.id !== query.connector)];
    };
    const add = (segment: Segment, level: number, within: ReadonlySet<string>): number => {
      const told = byPage.get(`${segment.key} 0`)?.total;
      const count = told ?? (query.state && segment.narrowed ? Math.min(1, segment.expected) : segment.expected);
      for (let index = 0; index < count; index++) {
        const number = Math.floor(index / PAGE_ROWS);
        const row = rowsOf(segment, number)?.[index % PAGE_ROWS];
        if (!row) {
          list.push({ kind: "pending", key: `${segment.key} ${index}`, page: { segment, number }, level });
          continue;
        }
        if (segment.key === CONNECTOR) {
          const head = row.id === query.connector;
          list.push({ kind: "row", key: row.id, row, level: head ? 1 : 2, expanded: head });
          continue;
        }
        const open = row.children !== undefined && expanded.has(row.id) && !within.has(row.id);
        list.push({ kind: "row", key: `${segment.key} ${row.id}`, row, level, expanded: open });
        if (open) {
          const below = Object.values(row.children ?? {}).reduce((sum, many) => sum + many, 0);
          add({ key: `parent ${row.id}`, query: { parent: row.id }, expected: below, narrowed: false }, level + 1, new Set([...within, row.id]));
        }
      }
      return count;
    };
    let all = 0;
    top.forEach((segment, index) => {
      const type = shown?.types[index];
      if (type) list.push({ kind: "type", key: `whole ${type.key}`, type, level: 1 });
      all += add(segment, 1, new Set());
    });
    return { items: list, total: all };
  }, [byPage, expanded, query, shown, top]);

  const { busy } = loaded;
  const moved = useRef(false);
  const see = useCallback(
    (from: number, to: number) => {
      if (from > 0) moved.current = true;
      const ahead = moved.current ? PAGE_ROWS : 0;
      const near = new Map<string, PageKey>();
      for (let index = Math.max(0, from - ahead); index <= Math.min(items.length - 1, to + ahead); index++) {
        const item = items[index];
        if (item?.kind === "pending") near.set(pageKey(item.page), item.page);
      }
      // Who has begun to scroll goes on: the rest comes meanwhile, page by page.
      const next = moved.current && !busy ? items.find((item) => item.kind === "pending") : undefined;
      if (next?.kind === "pending") near.set(pageKey(next.page), next.page);
      if (near.size > 0) want([...near.values()]);
    },
    [items, busy, want],
  );
  const all = useCallback(async () => {
    const rows: Row[] = [];
    for (const segment of top) {
      for (let number = 0, more = segment.expected > 0; more; number++) {
        const page = { segment, number };
        const matrix: Matrix = byPage.get(pageKey(page)) ?? (await client.fetchQuery(options(page)));
        rows.push(...matrix.rows);
        more = (number + 1) * PAGE_ROWS < matrix.total;
        want([page]);
      }
    }
    return rows;
  }, [top, byPage, client, options, want]);

  return {
    first,
    error: firstQuery.error ?? loaded.error,
    items,
    total,
    row: useCallback((id: string) => byId.get(id), [byId]),
    see,
    all,
    retry: () => void client.invalidateQueries({ queryKey: ["matrix", host.realm, ws] }),
  };
}

function pageKey(page: PageKey): string {
  return `${page.segment.key} ${page.number}`;
}
