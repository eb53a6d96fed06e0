import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, EmptyStateHeader, EmptyStateIcon, Pagination, SearchInput, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { SearchIcon } from "@patternfly/react-icons";
import { Table, Tbody, Td, Th, Thead, Tr, type IAction } from "@patternfly/react-table";
import type { UseQueryResult } from "@tanstack/react-query";
import { Fragment, useState, type ReactNode } from "react";
import type { Page } from "../api/client";
import { useMessages } from "../i18n/useMessages";
import { Loading } from "./Loading";
import { ProblemState } from "./ProblemAlert";
import { RowActions } from "./RowActions";
import type { ListQuery } from "./useListQuery";

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** Share of the width, in percent. */
  readonly width?: 10 | 15 | 20 | 25 | 30 | 35 | 40 | 45 | 50 | 60;
}

export interface DataTableProps<T> {
  /** What the table lists, for screen readers. */
  label: string;
  query: UseQueryResult<Page<T>>;
  list: ListQuery;
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  rowLabel: (row: T) => string;
  /** Actions of a row; none for an empty list, so that who may not does not see any. */
  rowActions?: (row: T) => IAction[];
  /** Further rows below a row, such as what belongs to it. */
  below?: (row: T) => ReactNode;
  /** Filters beside the search. */
  filters?: ReactNode;
  /** Buttons above the table. */
  actions?: ReactNode;
  /** Shown in place of an empty list that nothing filters: explains, and offers the first step. */
  empty: ReactNode;
  /** Whether any filter other than the search narrows the list. */
  filtered?: boolean;
  selection?: { selected: ReadonlySet<string>; onSelect: (rows: readonly T[], selected: boolean) => void };
}

/** A list that the server pages and filters. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { query, list } = props;
  const t = useMessages();
  const page = query.data;
  if (query.isError) return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  if (page === undefined) return <Loading />;
  const nothing = page.items.length === 0;
  if (nothing && !list.search && !props.filtered && list.first === 0) return <>{props.empty}</>;
  return (
    <>
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem variant="search-filter">
            <ListSearch list={list} label={props.label} />
          </ToolbarItem>
          {props.filters}
          {props.actions}
          <ToolbarItem variant="pagination" align={{ default: "alignRight" }}>
            <Paging page={page} list={list} label={props.label} />
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      {nothing ? <NothingFound list={list} /> : <Rows {...props} page={page} />}
      <span className="pf-v5-screen-reader" role="status">
        {page.total !== undefined && t("kcw.common.found", { count: page.total })}
      </span>
    </>
  );
}

function ListSearch({ list, label }: { list: ListQuery; label: string }) {
  const t = useMessages();
  const [text, setText] = useState(list.search);
  return (
    <SearchInput
      value={text}
      aria-label={t("kcw.common.searchIn", { what: label })}
      placeholder={t("kcw.common.search")}
      onChange={(_event, value) => setText(value)}
      onSearch={(_event, value) => list.change({ search: value.trim() })}
      onClear={() => {
        setText("");
        list.change({ search: "" });
      }}
      resetButtonLabel={t("kcw.common.clear")}
      submitSearchButtonLabel={t("kcw.common.search")}
      data-testid="kcw-search"
    />
  );
}

function Paging<T>({ page, list, label }: { page: Page<T>; list: ListQuery; label: string }) {
  const t = useMessages();
  return (
    <Pagination
      isCompact
      itemCount={page.total ?? 0}
      page={Math.floor(list.first / list.max) + 1}
      perPage={list.max}
      perPageOptions={[20, 50, 100].map((value) => ({ title: String(value), value }))}
      onSetPage={(_event, number) => list.go((number - 1) * list.max, list.max)}
      onPerPageSelect={(_event, size) => list.go(0, size)}
      titles={{
        paginationAriaLabel: t("kcw.common.pagesOf", { what: label }),
        toNextPageAriaLabel: t("kcw.common.nextPage"),
        toPreviousPageAriaLabel: t("kcw.common.previousPage"),
        perPageSuffix: t("kcw.common.perPage"),
        ofWord: t("kcw.common.of"),
        items: "",
      }}
    />
  );
}

function NothingFound({ list }: { list: ListQuery }) {
  const t = useMessages();
  return (
    <EmptyState>
      <EmptyStateHeader titleText={t("kcw.common.nothingFound")} headingLevel="h2" icon={<EmptyStateIcon icon={SearchIcon} />} />
      <EmptyStateBody>{t("kcw.common.nothingFoundBody")}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button variant="link" onClick={() => list.change({ search: "" })}>
            {t("kcw.common.clear")}
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}

function Rows<T>({ page, ...props }: DataTableProps<T> & { page: Page<T> }) {
  const t = useMessages();
  const { selection } = props;
  return (
    <Table aria-label={props.label} variant="compact">
      <Thead>
        <Tr>
          {selection && (
            <Th
              select={{
                onSelect: (_event, selected) => selection.onSelect(page.items, selected),
                isSelected: page.items.every((row) => selection.selected.has(props.rowKey(row))),
              }}
              aria-label={t("kcw.common.selectAll")}
            />
          )}
          {props.columns.map((column) => (
            <Th key={column.key} width={column.width} modifier="wrap">
              {column.title}
            </Th>
          ))}
          {props.rowActions && <Th screenReaderText={t("kcw.common.actions")} />}
        </Tr>
      </Thead>
      <Tbody>
        {page.items.map((row, index) => {
          const actions = props.rowActions?.(row) ?? [];
          const key = props.rowKey(row);
          const tr = (
            <Tr key={key}>
              {selection && (
                <Td
                  select={{
                    rowIndex: index,
                    onSelect: (_event, selected) => selection.onSelect([row], selected),
                    isSelected: selection.selected.has(props.rowKey(row)),
                  }}
                />
              )}
              {props.columns.map((column) => (
                <Td key={column.key} dataLabel={column.title}>
                  {column.cell(row)}
                </Td>
              ))}
              {props.rowActions && (
                <Td isActionCell>
                  {actions.length > 0 && (
                    <RowActions items={actions} name={props.rowLabel(row)} />
                  )}
                </Td>
              )}
            </Tr>
          );
          return props.below ? (
            <Fragment key={key}>
              {tr}
              {props.below(row)}
            </Fragment>
          ) : (
            tr
          );
        })}
      </Tbody>
    </Table>
  );
}
