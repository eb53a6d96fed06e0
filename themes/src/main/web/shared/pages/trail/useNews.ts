import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Page } from "../../api/client";
import type { Cursor } from "./useTrailUrl";

const PAUSE = 5_000;

/**
 * Asks from time to time whether there is anything newer than the newest row shown, and only then has the rows and counts
 * loaded again. While the tab of the browser is hidden nothing is asked.
 *
 * @param key of the log; what hangs on it are its rows, counts and news
 * @param newest cursor of the newest row; undefined without rows
 */
export function useNews<T>(key: readonly unknown[], newest: string | undefined, load: (cursor: Cursor & { max: number }) => Promise<Page<T>>, on: boolean) {
  const client = useQueryClient();
  const news = useQuery({
    queryKey: [...key, "news", newest ?? ""],
    queryFn: () => load({ before: newest, max: 1 }),
    enabled: on,
    refetchInterval: PAUSE,
    refetchIntervalInBackground: false,
    gcTime: 0,
  });
  const some = on && (news.data?.items.length ?? 0) > 0;
  const root = JSON.stringify(key);
  useEffect(() => {
    if (!some) return;
    const parsed = JSON.parse(root) as unknown[];
    void client.invalidateQueries({ queryKey: [...parsed, "rows"] });
    void client.invalidateQueries({ queryKey: [...parsed, "counts"] });
  }, [client, root, some, newest]);
}
