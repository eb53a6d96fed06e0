import { Button, Skeleton } from "@patternfly/react-core";
import { AngleDownIcon, AngleRightIcon } from "@patternfly/react-icons";
import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useMessages } from "../../../i18n/useMessages";
import type { Item } from "./useMatrix";
import "./permissions.css";

export interface GridCell {
  /** A checkbox is clicked where it stands; everything else is only moved to. */
  readonly kind: "check" | "text" | "button";
  readonly content: ReactNode;
  /** What Enter or Space does, if it is no checkbox. */
  readonly act?: () => void;
}

interface MatrixGridProps {
  label: string;
  items: readonly Item[];
  /** Titles of the columns behind the name. */
  columns: readonly { readonly key: string; readonly title: ReactNode; readonly span?: number; readonly className: string }[];
  columnCount: number;
  name: (item: Exclude<Item, { kind: "pending" }>) => ReactNode;
  nameTitle: string;
  cells: (item: Exclude<Item, { kind: "pending" }>) => readonly { readonly className: string; readonly cells: readonly GridCell[] }[];
  selected?: (item: Item) => boolean | undefined;
  onSelect?: (item: Item, selected: boolean, range: boolean) => void;
  onExpand: (id: string, expanded: boolean) => void;
  onSee: (from: number, to: number) => void;
  changed: (item: Item) => boolean;
  wide?: boolean;
}

const ROW_HEIGHT = 57;

/** Rows of a tree that only the browser's view of is drawn; a treegrid for keyboards and screen readers. */
export function MatrixGrid(props: MatrixGridProps) {
  const { items, onSee, onExpand } = props;
  const t = useMessages();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState({ row: 0, column: 0 });
  const moved = useRef(false);
  const row = Math.min(active.row, Math.max(0, items.length - 1));
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are only called while drawing.
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: props.wide ? 5 : 10,
    scrollPaddingStart: ROW_HEIGHT,
    // Where the keyboard is stays drawn, however far one scrolls.
    rangeExtractor: useCallback(
      (range: Range) => [...new Set([...defaultRangeExtractor(range), ...(row < range.count ? [row] : [])])].sort((one, other) => one - other),
      [row],
    ),
  });
  const drawn = virtualizer.getVirtualItems();
  const range = virtualizer.range;
  const from = range?.startIndex ?? 0;
  const to = range?.endIndex ?? 0;
  useEffect(() => onSee(from, to), [from, to, onSee]);

  useEffect(() => {
    if (!moved.current) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${row}:${active.column}"]`);
    if (cell && document.activeElement !== cell) cell.focus({ preventScroll: true });
    if (cell) moved.current = false;
  });

  const go = (toRow: number, toColumn: number) => {
    const target = Math.max(0, Math.min(items.length - 1, toRow));
    const item = items[target];
    const last = item && item.kind !== "pending" ? props.cells(item).reduce((sum, group) => sum + group.cells.length, 0) : 0;
    moved.current = true;
    setActive({ row: target, column: Math.max(0, Math.min(last, toColumn)) });
    virtualizer.scrollToIndex(target, { align: "auto" });
  };

  const parentOf = (index: number): number => {
    const level = items[index]?.level ?? 1;
    for (let above = index - 1; above >= 0; above--) if ((items[above]?.level ?? 1) < level) return above;
    return index;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement)) return;
    const place = event.target.closest<HTMLElement>("[data-cell]")?.dataset.cell?.split(":").map(Number);
    if (!place || event.altKey) return;
    if (event.key === " " && event.target instanceof HTMLInputElement) return;
    const [index = 0, column = 0] = place;
    const item = items[index];
    const page = Math.max(1, to - from - 1);
    const expandable = item?.kind === "row" && item.row.children !== undefined;
    const cell = item && item.kind !== "pending" && column > 0 ? props.cells(item).flatMap((group) => group.cells)[column - 1] : undefined;
    const steps: Record<string, () => void> = {
      ArrowDown: () => go(index + 1, column),
      ArrowUp: () => go(index - 1, column),
      PageDown: () => go(index + page, column),
      PageUp: () => go(index - page, column),
      Home: () => (event.ctrlKey ? go(0, column) : go(index, 0)),
      End: () => (event.ctrlKey ? go(items.length - 1, column) : go(index, Number.MAX_SAFE_INTEGER)),
      ArrowRight: () => {
        if (column === 0 && expandable && !item.expanded) onExpand(item.row.id, true);
        else go(index, column + 1);
      },
      ArrowLeft: () => {
        if (column > 0) go(index, column - 1);
        else if (expandable && item.expanded) onExpand(item.row.id, false);
        else go(parentOf(index), 0);
      },
    };
    const press = () => {
      if (column === 0 && item) props.onSelect?.(item, !props.selected?.(item), event.shiftKey);
      else cell?.act?.();
    };
    const step = steps[event.key] ?? ((event.key === " " || event.key === "Enter") && cell?.kind !== "check" ? press : undefined);
    if (!step) return;
    event.preventDefault();
    step();
  };

  return (
    <div ref={scroller} className={props.wide ? "kcw-matrix kcw-matrix-wide" : "kcw-matrix"} data-testid="kcw-matrix">
      <div
        role="treegrid"
        aria-label={props.label}
        aria-rowcount={items.length + 1}
        aria-colcount={props.columnCount + 1}
        aria-multiselectable={props.onSelect ? true : undefined}
        onKeyDown={onKeyDown}
        tabIndex={-1}
      >
        <div role="rowgroup" className="kcw-matrix-head">
          <div role="row" aria-rowindex={1} className="kcw-matrix-row">
            <div role="columnheader" aria-colindex={1} className="kcw-matrix-name">
              {props.nameTitle}
            </div>
            {props.columns.map((column, index) => (
              <div key={column.key} role="columnheader" aria-colindex={index + 2} aria-colspan={column.span} className={column.className}>
                {column.title}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="kcw-matrix-body" style={{ height: virtualizer.getTotalSize() }}>
          {drawn.map(({ index, key, start }) => {
            const item = items[index];
            if (!item) return null;
            const focusable = index === row;
            const place = { transform: `translateY(${start}px)` };
            if (item.kind === "pending") {
              return (
                <div key={key} ref={virtualizer.measureElement} data-index={index} role="row" aria-rowindex={index + 2} aria-level={item.level} aria-busy className="kcw-matrix-row" style={place} data-testid="kcw-pending">
                  <div role="gridcell" aria-colindex={1} className="kcw-matrix-name" tabIndex={focusable ? 0 : -1} data-cell={`${index}:0`}>
                    <Skeleton screenreaderText={t("kcw.common.loading")} width="60%" />
                  </div>
                </div>
              );
            }
            const expandable = item.kind === "row" && item.row.children !== undefined;
            const selected = props.selected?.(item);
            const id = item.kind === "row" ? item.row.id : item.type.key;
            let column = 0;
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                role="row"
                aria-rowindex={index + 2}
                aria-level={item.level}
                aria-expanded={expandable ? item.expanded : undefined}
                aria-selected={selected}
                className={["kcw-matrix-row", props.changed(item) ? "kcw-changed" : "", item.kind === "type" ? "kcw-whole" : ""].join(" ")}
                style={place}
                data-testid={`kcw-row-${id}`}
              >
                <div
                  role="rowheader"
                  aria-colindex={1}
                  className="kcw-matrix-name"
                  style={{ paddingInlineStart: `calc(${item.level - 1} * var(--pf-v5-global--spacer--lg) + var(--pf-v5-global--spacer--sm))` }}
                  tabIndex={focusable && active.column === 0 ? 0 : -1}
                  data-cell={`${index}:0`}
                  onFocus={() => setActive({ row: index, column: 0 })}
                >
                  {expandable ? (
                    <Button
                      variant="plain"
                      tabIndex={-1}
                      className="kcw-expand"
                      aria-label={t(item.expanded ? "kcw.permissions.collapse" : "kcw.permissions.expand", { name: item.row.name })}
                      onClick={() => onExpand(item.row.id, !item.expanded)}
                      data-testid={`kcw-expand-${id}`}
                    >
                      {item.expanded ? <AngleDownIcon /> : <AngleRightIcon />}
                    </Button>
                  ) : (
                    <span className="kcw-expand" />
                  )}
                  {props.onSelect && selected !== undefined && (
                    <input
                      type="checkbox"
                      tabIndex={-1}
                      checked={selected}
                      aria-label={t("kcw.permissions.select", { name: item.kind === "row" ? item.row.name : item.type.name })}
                      onChange={() => undefined}
                      onClick={(event) => props.onSelect?.(item, !selected, event.shiftKey)}
                      data-testid={`kcw-select-${id}`}
                    />
                  )}
                  {props.name(item)}
                </div>
                {props.cells(item).map((group, groupIndex) => (
                  <div key={groupIndex} role="presentation" className={group.className}>
                    {group.cells.map((cell) => {
                      column++;
                      const here = column;
                      const focus = focusable && active.column === here;
                      return (
                        <GridCellView
                          key={here}
                          cell={cell}
                          column={here}
                          place={`${index}:${here}`}
                          focusable={focus}
                          onFocus={() => setActive({ row: index, column: here })}
                        />
                      );
                    })}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function GridCellView({ cell, column, place, focusable, onFocus }: { cell: GridCell; column: number; place: string; focusable: boolean; onFocus: () => void }) {
  return (
    <div role="gridcell" aria-colindex={column + 1} className="kcw-cell" tabIndex={focusable ? 0 : -1} data-cell={place} onFocus={onFocus} onClick={cell.kind === "button" ? cell.act : undefined} onKeyDown={(event) => {
      if (cell.kind === "check" && !(event.target instanceof HTMLInputElement) && (event.key === " " || event.key === "Enter") && cell.act) {
        event.preventDefault();
        event.stopPropagation();
        cell.act();
      }
    }}>
      {cell.content}
    </div>
  );
}
