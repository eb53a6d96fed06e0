import { Button, SearchInput, Switch, Toolbar, ToolbarContent, ToolbarGroup, ToolbarItem } from "@patternfly/react-core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import type { Page } from "../../api/client";
import { EmptyList } from "../../components/EmptyList";
import { Loading } from "../../components/Loading";
import { ProblemState } from "../../components/ProblemAlert";
import { useMessages } from "../../i18n/useMessages";
import { DayFields } from "./DayField";
import type { DayCount, Range } from "./days";
import { FilterChips, type FilterChip } from "./FilterChips";
import { Timeline } from "./Timeline";
import { useNews } from "./useNews";
import type { Cursor, TrailUrl } from "./useTrailUrl";

const SLICE = 50;

interface TrailLogProps<T> {
  url: TrailUrl;
  /** What the log is of. */
  label: string;
  /** What it is searched for. */
  search: string;
  /** Key of the log as it is filtered. */
  queryKey: readonly unknown[];
  load: (cursor: Cursor & { max: number }) => Promise<Page<T>>;
  count: (range: Range, offset: number) => Promise<{ days: DayCount[] }>;
  /** Filters beside the search and the days. */
  filters: ReactNode;
  /** What narrows the log, in words; the search is added. */
  chips: (rows: readonly T[]) => readonly FilterChip[];
  /** The menu of exports. */
  menu: ReactNode;
  /** Why there is nothing. */
  none: { readonly title: string; readonly body: string };
  children: (rows: readonly T[]) => ReactNode;
}

/** A log of the trail: newest first, followed both ways, filtered, counted by day, and kept up to date if asked to. */
export function TrailLog<T>(props: TrailLogProps<T>) {
  const { url, queryKey, load } = props;
  const t = useMessages();
  const { cursor } = url;
  const query = useQuery({
    queryKey: [...queryKey, "rows", cursor],
    queryFn: () => load({ ...cursor, max: SLICE }),
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.items;
  const live = url.get("live") === "on" && url.newest;
  useNews(queryKey, query.data?.previous, load, live && query.isSuccess && !query.isPlaceholderData);
  const nearTop = cursor.before !== undefined && !query.isPlaceholderData && rows !== undefined && rows.length < SLICE;
  useEffect(() => {
    // Less than a page is newer than what was shown: the newest page has it all.
    if (nearTop) url.go({});
  }, [nearTop, url]);
  const search = url.get("search");
  const chips = [...props.chips(rows ?? []), ...(search ? [{ name: "search", label: t("kcw.trail.text"), text: search }] : [])];
  const filtered = chips.length > 0 || Boolean(url.get("from") || url.get("to"));
  return (
    <>
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem variant="search-filter">
            <Search key={search} url={url} label={props.search} />
          </ToolbarItem>
          {props.filters}
          <DayFields url={url} />
          <ToolbarGroup align={{ default: "alignRight" }} className="pf-v5-u-flex-wrap">
            <ToolbarItem alignSelf="center">
              <Switch
                id="kcw-live"
                label={t("kcw.trail.live")}
                isChecked={live}
                isDisabled={!url.newest}
                onChange={(_event, on) => url.set("live", on ? "on" : "")}
                data-testid="kcw-live"
              />
            </ToolbarItem>
            <ToolbarItem>{props.menu}</ToolbarItem>
          </ToolbarGroup>
        </ToolbarContent>
      </Toolbar>
      <FilterChips url={url} chips={chips} />
      <Timeline queryKey={queryKey} url={url} label={props.label} count={props.count} />
      {query.isError ? (
        <ProblemState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows === undefined ? (
        <Loading />
      ) : rows.length === 0 ? (
        <EmptyList title={filtered ? t("kcw.common.nothingFound") : props.none.title} body={filtered ? t("kcw.common.nothingFoundBody") : props.none.body} />
      ) : (
        props.children(rows)
      )}
      {query.data && <Paging url={url} page={query.data} label={props.label} onReload={() => void query.refetch()} />}
    </>
  );
}

function Search({ url, label }: { url: TrailUrl; label: string }) {
  const t = useMessages();
  const [text, setText] = useState(url.get("search"));
  return (
    <SearchInput
      value={text}
      aria-label={label}
      placeholder={label}
      onChange={(_event, value) => setText(value)}
      onSearch={(_event, value) => url.filter({ search: value.trim() })}
      onClear={() => {
        setText("");
        url.filter({ search: "" });
      }}
      resetButtonLabel={t("kcw.common.clear")}
      submitSearchButtonLabel={t("kcw.common.search")}
      data-testid="kcw-search"
    />
  );
}

function Paging<T>({ url, page, label, onReload }: { url: TrailUrl; page: Page<T>; label: string; onReload: () => void }) {
  const t = useMessages();
  return (
    <Toolbar role="navigation" aria-label={t("kcw.common.pagesOf", { what: label })}>
      <ToolbarContent>
        <ToolbarItem>
          {url.newest ? (
            <Button variant="secondary" onClick={onReload} data-testid="kcw-reload">
              {t("kcw.trail.reload")}
            </Button>
          ) : (
            <Button variant="secondary" onClick={() => url.go({})} data-testid="kcw-newest">
              {t("kcw.trail.newest")}
            </Button>
          )}
        </ToolbarItem>
        <ToolbarItem>
          <Button variant="secondary" isDisabled={url.newest || !page.previous} onClick={() => url.go({ before: page.previous })} data-testid="kcw-newer">
            {t("kcw.trail.newer")}
          </Button>
        </ToolbarItem>
        <ToolbarItem>
          <Button variant="secondary" isDisabled={!page.next} onClick={() => url.go({ after: page.next })} data-testid="kcw-older">
            {t("kcw.trail.older")}
          </Button>
        </ToolbarItem>
      </ToolbarContent>
    </Toolbar>
  );
}
