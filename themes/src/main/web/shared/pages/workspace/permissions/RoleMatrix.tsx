import { Alert, Button, Flex, FlexItem, Label } from "@patternfly/react-core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { Link } from "react-router-dom";
import type { components } from "../../../api/schema";
import type { Workspace } from "../../../api/useWorkspace";
import { useAlerts } from "../../../components/Alerts";
import { Loading } from "../../../components/Loading";
import { ProblemState } from "../../../components/ProblemAlert";
import { useHost } from "../../../host/Host";
import { useLanguage, useMessages } from "../../../i18n/useMessages";
import { BulkBar } from "./BulkBar";
import { Incomplete } from "./Incomplete";
import { actionLabel, conditionText, typeLabel } from "./labels";
import { MatrixGrid, type GridCell } from "./MatrixGrid";
import { MatrixTabs } from "./MatrixTabs";
import { MatrixToolbar } from "./MatrixToolbar";
import {
  children, closure, conditional, counts, grantKey, keyOf, noChanges, plain, standing, storedOnType, tabs, tally, targetOf, toggle,
  toggleConditional, typeReach, wanted, wantedConditional, type Draft, type Grant, type Knowledge, type ResourceType, type Row, type State, type Target,
} from "./model";
import { ResourceName } from "./ResourceName";
import { SaveDialog } from "./SaveDialog";
import { StateMark } from "./StateMark";
import { LeaveDialog } from "./LeaveDialog";
import { useJumpToHits } from "./useJumpToHits";
import { useMatrix, type Item } from "./useMatrix";
import { useMatrixParameters } from "./useMatrixParameters";

type Role = components["schemas"]["Role"];

interface RoleMatrixProps {
  workspace: Workspace;
  roles: readonly Role[];
  role: Role;
  editable: boolean;
}

/** What one role permits, to be changed: changes are kept until they are saved together. */
export function RoleMatrix({ workspace, roles, role, editable }: RoleMatrixProps) {
  const t = useMessages();
  const language = useLanguage();
  const host = useHost();
  const client = useQueryClient();
  const alerts = useAlerts();
  const parameters = useMatrixParameters();
  const type = parameters.get("type");
  const ids = useMemo(() => [role.id], [role.id]);
  const [draft, setDraft] = useState<Draft>(noChanges);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<ReadonlyMap<string, Row>>(new Map());
  const [anchor, setAnchor] = useState<string>();
  const [saving, setSaving] = useState(false);
  const tabOf = useCallback((types: readonly ResourceType[]) => (type ? (tabs(types).find((tab) => tab.types.some((one) => one.key === type)) ?? null) : null), [type]);
  const matrix = useMatrix(workspace.alias, ids, parameters.query, tabOf, type, expanded);
  const { first, row: find } = matrix;
  useJumpToHits(matrix, parameters);

  const knowledge = useMemo<Knowledge>(() => {
    const types = new Map((first?.facets?.types ?? []).map((one) => [one.key, one]));
    const told = first?.roles[0];
    const grants = told?.grants ?? [];
    // Roles that hold everything have no grants to show for it.
    const everything = told?.builtIn && grants.length === 0;
    return {
      types,
      onTypes: everything ? told.types.map((key) => ({ type: key, actions: types.get(key)?.actions ?? [] })) : grants,
      row: find,
    };
  }, [first, find]);

  if (matrix.error) return <ProblemState error={matrix.error} onRetry={matrix.retry} />;
  const { added, removed } = counts(draft);
  const dirty = draft.size > 0;
  const groups = first?.facets?.groups ?? [];

  const storedOf = (item: Exclude<Item, { kind: "pending" }>): Grant[] => (item.kind === "type" ? storedOnType(knowledge, item.type.key) : (item.row.grants ?? []));
  const targetOfItem = (item: Exclude<Item, { kind: "pending" }>): Target => (item.kind === "type" ? { type: item.type.key } : targetOf(item.row));

  const cells = (item: Exclude<Item, { kind: "pending" }>) => {
    const of = item.kind === "type" ? item.type : knowledge.types.get(item.row.type);
    if (!of) return [];
    const target = targetOfItem(item);
    const stored = storedOf(item);
    const now = wanted(draft, target, stored);
    const implied = closure(of, now);
    const byType = item.kind === "type" ? new Set<string>() : closure(of, wanted(draft, { type: of.key }, storedOnType(knowledge, of.key)));
    const name = item.kind === "type" ? t("kcw.permissions.whole", { type: typeLabel(of, language) }) : item.row.name;
    const checks = of.actions.map((action): GridCell => {
      const own = now.has(action);
      const brought = !own && implied.has(action);
      const label = actionLabel(of, action, language);
      const why = brought ? t("kcw.permissions.implied") : !own && byType.has(action) ? t("kcw.permissions.byType") : "";
      const act = editable && !brought ? () => setDraft((before) => toggle(before, target, stored, of, action, !own)) : undefined;
      if (!editable) {
        return own || why ? { kind: "text", content: <Label isCompact variant={own ? "filled" : "outline"} color="green">{why ? `${label} (${why})` : label}</Label> } : { kind: "text", content: <span className="pf-v5-screen-reader">{t("kcw.permissions.not", { action: label })}</span> };
      }
      return {
        kind: "check",
        act,
        content: (
          <label>
            <input
              type="checkbox"
              tabIndex={-1}
              checked={own || brought}
              disabled={brought}
              aria-label={t("kcw.permissions.actionOn", { action: label, name }) + (why ? ` (${why})` : "")}
              onChange={() => act?.()}
              data-testid={`kcw-action-${item.kind === "type" ? of.key : item.row.id}-${action}`}
            />
            <span aria-hidden>
              {label}
              {why && <small className="pf-v5-u-color-200"> ({why})</small>}
            </span>
          </label>
        ),
      };
    });
    const kept = new Set(wantedConditional(draft, target, stored).map(grantKey));
    const conditions = conditional(stored).map((grant): GridCell => {
      const text = t("kcw.permissions.onlyIf", {
        actions: (grant.actions ?? []).map((action) => actionLabel(of, action, language)).join(", "),
        condition: conditionText(grant.condition ?? {}, t),
      });
      const on = kept.has(grantKey(grant));
      const act = editable ? () => setDraft((before) => toggleConditional(before, target, stored, grant, !on)) : undefined;
      return {
        kind: editable ? "check" : "text",
        act,
        content: editable ? (
          <label>
            <input type="checkbox" tabIndex={-1} checked={on} onChange={() => act?.()} data-testid="kcw-condition" />
            <em>{text}</em>
          </label>
        ) : (
          <em data-testid="kcw-condition">{text}</em>
        ),
      };
    });
    return [
      { className: "kcw-matrix-state", cells: [{ kind: "text" as const, content: <Standing item={item} draft={draft} knowledge={knowledge} /> }] },
      { className: "kcw-matrix-actions", cells: [...checks, ...conditions] },
    ];
  };

  const select = (item: Item, on: boolean, range: boolean) => {
    if (item.kind !== "row") return;
    const index = matrix.items.indexOf(item);
    const from = range && anchor ? matrix.items.findIndex((one) => one.key === anchor) : index;
    setAnchor(item.key);
    setSelected((before) => {
      const after = new Map(before);
      for (let at = Math.min(from < 0 ? index : from, index); at <= Math.max(from, index); at++) {
        const one = matrix.items[at];
        if (one?.kind !== "row") continue;
        if (on) after.set(one.row.id, one.row);
        else after.delete(one.row.id);
      }
      return after;
    });
  };

  const setAll = (action: string | null, on: boolean) =>
    setDraft((before) => {
      let after = before;
      for (const row of selected.values()) {
        const of = knowledge.types.get(row.type);
        if (!of || (action !== null && !of.actions.includes(action))) continue;
        const stored = (find(row.id) ?? row).grants ?? [];
        const target = targetOf(row);
        after = toggle(after, target, stored, of, action ?? of.baseAction, on);
        if (!on && action === null) conditional(stored).forEach((grant) => (after = toggleConditional(after, target, stored, grant, false)));
      }
      return after;
    });

  const reload = () => client.invalidateQueries({ queryKey: ["matrix", host.realm, workspace.alias] });
  const maxActions = Math.max(1, ...[...knowledge.types.values()].map((one) => one.actions.length));

  return (
    <>
      <MatrixToolbar roles={roles} role={role} parameters={parameters} first={first} connectorName={find(parameters.query.connector)?.name ?? ""} />
      {!editable && (
        <Alert
          isInline
          isPlain
          variant="info"
          title={t(role.builtIn ? "kcw.permissions.builtIn" : role.scope === "WORKSPACE" ? "kcw.permissions.viewOnly" : "kcw.permissions.template")}
          actionLinks={role.scope !== "WORKSPACE" && !role.builtIn && <Link to={host.path(`/template-roles/${role.id}`)}>{t("kcw.permissions.openTemplate")}</Link>}
          data-testid="kcw-read-only"
        />
      )}
      {!first || !first.facets ? (
        <Loading />
      ) : (
        <>
          <Incomplete
            incomplete={first.facets.incomplete}
            editable={editable}
            onShow={(one) => parameters.change({ type: one.missing[0]?.type ?? "", search: "", category: "", provider: "", state: "", connector: "", id: one.missing.map((missing) => missing.id) })}
            onGrant={(one) =>
              setDraft((before) =>
                one.missing.reduce((after, missing) => {
                  const of = knowledge.types.get(missing.type);
                  const row = find(missing.id);
                  return of ? toggle(after, row ? targetOf(row) : { type: missing.type, resource: missing.id, name: missing.name }, row?.grants ?? [], of, of.baseAction, true) : after;
                }, before),
              )
            }
          />
          <MatrixTabs
            tabs={tabs(first.facets.types)}
            active={tabOf(first.facets.types)?.key ?? ""}
            count={(tab) => {
              const { granted, total } = tally(draft, knowledge, groups, tab.types.map((one) => one.key));
              return `${granted.toLocaleString(language)}/${total.toLocaleString(language)}`;
            }}
            onOpen={(key) => parameters.change({ type: key })}
          />
          {editable && (
            <BulkBar
              selected={selected}
              total={matrix.total}
              types={knowledge.types}
              onAll={async () => {
                const rows = await matrix.all();
                setSelected(new Map(rows.map((one) => [one.id, one])));
              }}
              onClear={() => setSelected(new Map())}
              onSet={setAll}
            />
          )}
          <MatrixGrid
            key={JSON.stringify([parameters.query, type])}
            label={t("kcw.permissions.of", { role: role.name })}
            items={matrix.items}
            nameTitle={t("kcw.permissions.resource")}
            columnCount={1 + maxActions}
            columns={[
              { key: "state", title: t("kcw.permissions.state"), className: "kcw-matrix-state" },
              { key: "actions", title: t("kcw.permissions.actions"), span: maxActions, className: "kcw-matrix-actions" },
            ]}
            name={(item) =>
              item.kind === "type" ? (
                <strong>{t("kcw.permissions.whole", { type: typeLabel(item.type, language) })}</strong>
              ) : (
                <ResourceName row={item.row} type={knowledge.types.get(item.row.type)} flat={item.level === 1}>
                  {item.row.children && childrenText(draft, knowledge, item.row, t)}
                </ResourceName>
              )
            }
            cells={cells}
            selected={(item) => (editable && item.kind === "row" ? selected.has(item.row.id) : undefined)}
            onSelect={editable ? select : undefined}
            onExpand={(id, on) => setExpanded((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)))}
            onSee={matrix.see}
            changed={(item) => item.kind !== "pending" && draft.has(keyOf(targetOfItem(item)))}
          />
          {matrix.items.length === 0 && <p className="pf-v5-u-p-md">{t(filtered(parameters.query) ? "kcw.common.nothingFoundBody" : "kcw.permissions.noResources")}</p>}
        </>
      )}
      <span className="pf-v5-screen-reader" role="status">
        {first && t("kcw.common.found", { count: matrix.total })}
      </span>
      {dirty && (
        <div className="kcw-unsaved" role="region" aria-label={t("kcw.permissions.unsaved")} data-testid="kcw-unsaved">
          <Flex alignItems={{ default: "alignItemsCenter" }}>
            <FlexItem grow={{ default: "grow" }} role="status">
              <strong>{t("kcw.permissions.unsaved")}</strong> <span data-testid="kcw-unsaved-counts">{t("kcw.permissions.counts", { added, removed })}</span>
            </FlexItem>
            <FlexItem>
              <Button variant="primary" onClick={() => setSaving(true)} data-testid="kcw-save">
                {t("kcw.permissions.save")}
              </Button>{" "}
              <Button variant="link" onClick={() => setDraft(noChanges)} data-testid="kcw-discard">
                {t("kcw.permissions.discard")}
              </Button>
            </FlexItem>
          </Flex>
        </div>
      )}
      {saving && first && (
        <SaveDialog
          ws={workspace.alias}
          role={first.roles[0] ?? role}
          draft={draft}
          knowledge={knowledge}
          onDraft={setDraft}
          onStale={async () => {
            setSaving(false);
            await reload();
            alerts.warning(t("kcw.permissions.stale"), t("kcw.permissions.staleBody"));
          }}
          onSaved={async () => {
            setSaving(false);
            await reload();
            setDraft(noChanges);
            setSelected(new Map());
            alerts.success(t("kcw.permissions.saved", { role: role.name }));
          }}
          onClose={() => setSaving(false)}
        />
      )}
      <LeaveDialog dirty={dirty} added={added} removed={removed} />
    </>
  );
}

function filtered(query: { search: string; category: string; provider: string; state: string; connector: string; ids: readonly string[] }): boolean {
  return Boolean(query.search || query.category || query.provider || query.state || query.connector || query.ids.length > 0);
}

function childrenText(draft: Draft, knowledge: Knowledge, row: Row, t: ReturnType<typeof useMessages>): string {
  const { granted, total } = children(draft, knowledge, row);
  return t("kcw.permissions.children", { granted, total });
}

function Standing({ item, draft, knowledge }: { item: Exclude<Item, { kind: "pending" }>; draft: Draft; knowledge: Knowledge }) {
  const t = useMessages();
  if (item.kind === "type") {
    const reach = typeReach(draft, knowledge, item.type.key);
    const stored = storedOnType(knowledge, item.type.key);
    const changed = plain(stored).size > 0 !== (reach === "all");
    const state: State = reach === "none" ? "NONE" : "GRANTED";
    return <StateMark state={state} note={[reach === "some" && t("kcw.permissions.conditional"), changed && t("kcw.permissions.changed")].filter(Boolean).join(", ")} />;
  }
  const { state, changed, goesWithParent, ...told } = standing(draft, knowledge, item.row);
  const notes = [told.conditional && t("kcw.permissions.conditional"), goesWithParent && t("kcw.permissions.goesWithParent"), changed && t("kcw.permissions.changed")];
  return <StateMark state={state} note={notes.filter(Boolean).join(", ")} />;
}
