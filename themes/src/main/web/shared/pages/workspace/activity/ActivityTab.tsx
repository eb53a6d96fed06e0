import { Button, DatePicker, FormSelect, FormSelectOption, SearchInput, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { AngleDownIcon, AngleRightIcon } from "@patternfly/react-icons";
import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import { page, useApi } from "../../../api/client";
import type { Workspace } from "../../../api/useWorkspace";
import { EmptyList } from "../../../components/EmptyList";
import { LoadMore } from "../../../components/LoadMore";
import { Loading } from "../../../components/Loading";
import { ProblemState } from "../../../components/ProblemAlert";
import { useListQuery } from "../../../components/useListQuery";
import { useSlices } from "../../../components/useSlices";
import { useHost } from "../../../host/Host";
import { Time } from "../../../i18n/Time";
import { useMessages } from "../../../i18n/useMessages";
import { startOfDay, WORKSPACE_ACTIVITY_TYPES, type Activity } from "./activity";
import { Changes } from "./Changes";
import { useActivityText } from "./useActivityText";

const SLICE = 50;

/** What happened in a workspace, newest first. What it shows is in the URL; nothing is loaded without being asked for. */
export default function ActivityTab({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const list = useListQuery();
  const type = list.filter("type");
  const from = list.filter("from");
  const to = list.filter("to");
  const filters = {
    search: list.search || undefined,
    type: type ? [type] : undefined,
    from: startOfDay(from),
    to: startOfDay(to, 1),
    max: SLICE,
  };
  const { query, items } = useSlices<Activity>(["activity", host.realm, workspace.alias, filters], (after) =>
    page(api.GET("/workspaces/{ws}/activity", { params: { path: { ws: workspace.alias }, query: { ...filters, after } } })),
  );
  const filtered = Boolean(list.search || type || from || to);
  return (
    <>
      <Filters onReload={() => void query.refetch()} />
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {items?.length === 0 && (
        <EmptyList
          title={filtered ? t("kcw.common.nothingFound") : t("kcw.activity.none")}
          body={filtered ? t("kcw.common.nothingFoundBody") : t("kcw.activity.noneBody")}
        />
      )}
      {items !== undefined && items.length > 0 && <Entries entries={items} />}
      <LoadMore query={query} />
    </>
  );
}

function Filters({ onReload }: { onReload: () => void }) {
  const t = useMessages();
  const text = useActivityText();
  const list = useListQuery();
  const [search, setSearch] = useState(list.search);
  return (
    <Toolbar>
      <ToolbarContent>
        <ToolbarItem variant="search-filter">
          <SearchInput
            value={search}
            aria-label={t("kcw.activity.search")}
            placeholder={t("kcw.activity.search")}
            onChange={(_event, value) => setSearch(value)}
            onSearch={(_event, value) => list.change({ search: value.trim() })}
            onClear={() => {
              setSearch("");
              list.change({ search: "" });
            }}
            resetButtonLabel={t("kcw.common.clear")}
            submitSearchButtonLabel={t("kcw.common.search")}
            data-testid="kcw-search"
          />
        </ToolbarItem>
        <ToolbarItem>
          <FormSelect value={list.filter("type")} aria-label={t("kcw.activity.what")} onChange={(_event, value) => list.change({ type: value })} data-testid="kcw-filter-type">
            <FormSelectOption value="" label={t("kcw.activity.everything")} />
            {WORKSPACE_ACTIVITY_TYPES.map((type) => (
              <FormSelectOption key={type} value={type} label={text(type)} />
            ))}
          </FormSelect>
        </ToolbarItem>
        <ToolbarItem>
          <Day name="from" label={t("kcw.activity.from")} />
        </ToolbarItem>
        <ToolbarItem>
          <Day name="to" label={t("kcw.activity.to")} />
        </ToolbarItem>
        <ToolbarItem>
          <Button variant="secondary" onClick={onReload} data-testid="kcw-reload">
            {t("kcw.activity.reload")}
          </Button>
        </ToolbarItem>
      </ToolbarContent>
    </Toolbar>
  );
}

/** A day of the range; the filter keeps it as `2026-11-21`. */
function Day({ name, label }: { name: "from" | "to"; label: string }) {
  const t = useMessages();
  const list = useListQuery();
  return (
    <DatePicker
      value={list.filter(name)}
      placeholder={label}
      aria-label={label}
      buttonAriaLabel={t("kcw.activity.chooseDay", { what: label })}
      invalidFormatText={t("kcw.activity.noDay")}
      onChange={(_event, value) => {
        if (value === "" || /^\d{4}-\d{2}-\d{2}$/.test(value)) list.change({ [name]: value });
      }}
      inputProps={{ "data-testid": `kcw-filter-${name}` } as object}
    />
  );
}

function Entries({ entries }: { entries: readonly Activity[] }) {
  const t = useMessages();
  const text = useActivityText();
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setUnfolded((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  return (
    <Table aria-label={t("kcw.activity.title")} variant="compact">
      <Thead>
        <Tr>
          <Th screenReaderText={t("kcw.activity.changes")} />
          <Th width={20}>{t("kcw.activity.time")}</Th>
          <Th width={20}>{t("kcw.activity.actor")}</Th>
          <Th width={25}>{t("kcw.activity.what")}</Th>
          <Th>{t("kcw.activity.target")}</Th>
        </Tr>
      </Thead>
      {entries.map((entry) => {
        const changed = Object.keys(entry.changes).length > 0;
        const open = unfolded.has(entry.id);
        return (
          <Tbody key={entry.id} isExpanded={open}>
            <Tr data-testid="kcw-activity" data-type={entry.type}>
              <Td>
                {changed && (
                  <Button
                    variant="plain"
                    className="pf-v5-u-p-xs"
                    aria-expanded={open}
                    aria-label={t("kcw.activity.unfold", { what: text(entry.type), name: entry.target.name })}
                    icon={open ? <AngleDownIcon /> : <AngleRightIcon />}
                    onClick={() => toggle(entry.id)}
                    data-testid="kcw-unfold"
                  />
                )}
              </Td>
              <Td dataLabel={t("kcw.activity.time")}>
                <Time at={entry.at} />
              </Td>
              <Td dataLabel={t("kcw.activity.actor")}>{entry.actor.kind === "SYSTEM" ? t("kcw.activity.system") : entry.actor.username}</Td>
              <Td dataLabel={t("kcw.activity.what")}>{text(entry.type)}</Td>
              <Td dataLabel={t("kcw.activity.target")}>{entry.target.name}</Td>
            </Tr>
            {changed && (
              <Tr isExpanded={open}>
                <Td colSpan={5}>
                  <ExpandableRowContent>{open && <Changes changes={entry.changes} />}</ExpandableRowContent>
                </Td>
              </Tr>
            )}
          </Tbody>
        );
      })}
    </Table>
  );
}
