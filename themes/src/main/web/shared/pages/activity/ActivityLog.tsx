import { FormSelect, FormSelectOption, ToolbarItem } from "@patternfly/react-core";
import { useState } from "react";
import { useApi } from "../../api/client";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { ChoicesFilter } from "../trail/ChoicesFilter";
import { ExportMenu } from "../trail/ExportMenu";
import type { FilterChip } from "../trail/FilterChips";
import { MoreFilters, type FilterField } from "../trail/MoreFilters";
import { usersOf, workspacesOf } from "../trail/people";
import { TrailLog } from "../trail/TrailLog";
import { useTrailUrl, type TrailUrl } from "../trail/useTrailUrl";
import { CLASSES, classOf, countActivity, exportActivity, filterOf, loadActivity, useActivityTypes, type Activity, type TrailClass } from "./activity";
import { ActivityRows } from "./ActivityRows";
import { useActivityText } from "./useActivityText";

/**
 * What was changed, newest first: in one workspace, or in the whole realm.
 *
 * @param workspace alias; without, the one that the URL filters by, or all
 */
export function ActivityLog({ workspace }: { workspace?: string }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const url = useTrailUrl();
  const ws = workspace ?? (url.get("workspace") || undefined);
  // Keycloak's own changes concern the realm as a whole.
  const trailClass = ws === undefined ? classOf(url) : "ACTIVITY";
  const filter = ws === undefined ? { ...filterOf(url), class: trailClass } : filterOf(url);
  const narrow = Boolean(filter.actor || filter.target || filter.role || filter.client || filter.correlation || filter.search);
  const chips = useChips(url, workspace);
  const fields = useFields(workspace);
  return (
    <TrailLog<Activity>
      url={url}
      label={t("kcw.activity.title")}
      search={t("kcw.activity.search")}
      queryKey={["activity", host.realm, ws ?? "", filter]}
      load={(cursor) => loadActivity(api, ws, { ...filter, ...cursor })}
      count={(range, offset) => countActivity(api, ws, filter, range, offset)}
      filters={
        <>
          {workspace === undefined && ws === undefined && (
            <ToolbarItem style={{ minWidth: "11rem" }}>
              <ClassFilter url={url} chosen={trailClass} />
            </ToolbarItem>
          )}
          <ToolbarItem>
            <TypesFilter url={url} trailClass={trailClass} ofWorkspace={ws !== undefined} />
          </ToolbarItem>
          <ToolbarItem>
            <MoreFilters url={url} fields={fields} />
          </ToolbarItem>
        </>
      }
      chips={chips}
      menu={<ExportMenu name={ws === undefined ? "activity" : `activity-${ws}`} run={(kind) => exportActivity(api, ws, filter, kind)} wider={narrow} />}
      none={{ title: t("kcw.activity.none"), body: t(workspace === undefined ? "kcw.activity.noneBodyRealm" : "kcw.activity.noneBody") }}
    >
      {(rows) => <ActivityRows rows={rows} url={url} ofWorkspace={workspace !== undefined} />}
    </TrailLog>
  );
}

function ClassFilter({ url, chosen }: { url: TrailUrl; chosen: TrailClass }) {
  const t = useMessages();
  return (
    <FormSelect
      value={chosen}
      aria-label={t("kcw.activity.class")}
      // Types belong to one class.
      onChange={(_event, value) => url.filter({ class: value === "ACTIVITY" ? "" : value, type: "" })}
      data-testid="kcw-filter-class"
    >
      {CLASSES.map((one) => (
        <FormSelectOption key={one} value={one} label={t(`kcw.activity.class.${one}`)} />
      ))}
    </FormSelect>
  );
}

/** Types that concern the realm and no workspace: they are not offered as filters of one. */
const OF_THE_REALM = /^(REALM|SETTINGS|ACCOUNT|USERS?|RESOURCE_TYPE|SINK|PERSON|RETENTION|HOLD|AUDIT|ARCHIVE)_/;

function TypesFilter({ url, trailClass, ofWorkspace }: { url: TrailUrl; trailClass: TrailClass; ofWorkspace: boolean }) {
  const t = useMessages();
  const text = useActivityText();
  const [opened, setOpened] = useState(false);
  const types = useActivityTypes(opened);
  return (
    <ChoicesFilter
      name="type"
      label={t("kcw.activity.what")}
      chosen={url.all("type")}
      options={types.data
        ?.filter((one) => one.trailClass === trailClass && !(ofWorkspace && OF_THE_REALM.test(one.type)))
        .map(({ type }) => ({ value: type, label: text(type) }))}
      onOpen={() => setOpened(true)}
      onChange={(type) => url.filter({ type })}
    />
  );
}

/** What narrows the log besides search and days. The rows know the names of those whose ids the URL has. */
function useChips(url: TrailUrl, workspace: string | undefined): (rows: readonly Activity[]) => FilterChip[] {
  const t = useMessages();
  const text = useActivityText();
  return (rows) => {
    const actor = url.get("actor");
    const target = url.get("target");
    const one = (name: string, label: string, says = url.get(name)): FilterChip[] => (url.get(name) ? [{ name, label, text: says }] : []);
    return [
      ...url.all("type").map((type) => ({ name: "type", value: type, label: t("kcw.activity.what"), text: text(type) })),
      ...one("actor", t("kcw.activity.actor"), rows.find((row) => row.actor.id === actor)?.actor.username ?? actor),
      ...one("target", t("kcw.activity.target"), rows.find((row) => row.target.id === target)?.target.name ?? target),
      ...(workspace === undefined ? one("workspace", t("kcw.activity.workspace")) : []),
      ...one("role", t("kcw.activity.role")),
      ...one("client", t("kcw.activity.client")),
      ...one("correlation", t("kcw.activity.correlation")),
    ];
  };
}

function useFields(workspace: string | undefined): FilterField[] {
  const t = useMessages();
  const api = useApi();
  return [
    { name: "actor", label: t("kcw.activity.actor"), find: usersOf(api, workspace) },
    ...(workspace === undefined ? [{ name: "workspace", label: t("kcw.activity.workspace"), find: workspacesOf(api) }] : []),
    { name: "role", label: t("kcw.activity.role"), help: t("kcw.activity.roleHelp") },
    { name: "target", label: t("kcw.activity.targetId"), help: t("kcw.activity.targetHelp") },
    { name: "client", label: t("kcw.activity.client") },
  ];
}
