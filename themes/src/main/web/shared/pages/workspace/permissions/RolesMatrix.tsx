import { Alert, Button } from "@patternfly/react-core";
import { useCallback, useMemo, useState } from "react";
import type { components } from "../../../api/schema";
import type { Workspace } from "../../../api/useWorkspace";
import { Loading } from "../../../components/Loading";
import { ProblemState } from "../../../components/ProblemAlert";
import { useLanguage, useMessages } from "../../../i18n/useMessages";
import { typeLabel } from "./labels";
import { MatrixGrid } from "./MatrixGrid";
import { MatrixTabs } from "./MatrixTabs";
import { MatrixToolbar } from "./MatrixToolbar";
import { tabs, type ResourceType, type State } from "./model";
import { ResourceName } from "./ResourceName";
import { Legend, StateMark } from "./StateMark";
import { useJumpToHits } from "./useJumpToHits";
import { useMatrix } from "./useMatrix";
import { useMatrixParameters } from "./useMatrixParameters";

type Role = components["schemas"]["Role"];

const MOST_ROLES = 50;

/** All roles side by side: a column each, a state in each cell. A cell leads to the role. */
export function RolesMatrix({ workspace, roles }: { workspace: Workspace; roles: readonly Role[] }) {
  const t = useMessages();
  const language = useLanguage();
  const parameters = useMatrixParameters();
  const type = parameters.get("type");
  const columns = useMemo(() => [...roles.filter((role) => role.scope === "WORKSPACE"), ...roles.filter((role) => role.scope !== "WORKSPACE")].slice(0, MOST_ROLES), [roles]);
  const ids = useMemo(() => columns.map((role) => role.id), [columns]);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const tabOf = useCallback((types: readonly ResourceType[]) => (type ? (tabs(types).find((tab) => tab.types.some((one) => one.key === type)) ?? null) : null), [type]);
  const matrix = useMatrix(workspace.alias, ids, parameters.query, tabOf, type, expanded);
  const { first } = matrix;
  useJumpToHits(matrix, parameters);
  if (matrix.error) return <ProblemState error={matrix.error} onRetry={matrix.retry} />;
  const open = (role: Role | undefined, search: string) => parameters.change({ view: "", role: role?.id ?? "", search });
  const groups = first?.facets?.groups ?? [];
  return (
    <>
      <MatrixToolbar roles={roles} parameters={parameters} first={first} connectorName={matrix.row(parameters.query.connector)?.name ?? ""} />
      {roles.length > MOST_ROLES && <Alert isInline variant="info" title={t("kcw.permissions.mostRoles", { count: MOST_ROLES })} />}
      {first ? (
        <>
          <MatrixTabs
            tabs={tabs(first.facets?.types ?? [])}
            active={tabOf(first.facets?.types ?? [])?.key ?? ""}
            count={(tab) => String(groups.filter((group) => tab.types.some((one) => one.key === group.type)).reduce((sum, group) => sum + group.total, 0))}
            onOpen={(key) => parameters.change({ type: key })}
          />
          <MatrixGrid
            key={JSON.stringify([parameters.query, type])}
            wide
            label={t("kcw.permissions.title")}
            items={matrix.items}
            nameTitle={t("kcw.permissions.resource")}
            columnCount={columns.length}
            columns={columns.map((role) => ({
              key: role.id,
              className: "kcw-matrix-column",
              title: (
                <Button variant="link" isInline onClick={() => open(role, parameters.query.search)} data-testid={`kcw-column-${role.id}`}>
                  {role.name}
                </Button>
              ),
            }))}
            name={(item) =>
              item.kind === "type" ? <strong>{t("kcw.permissions.whole", { type: typeLabel(item.type, language) })}</strong> : <ResourceName row={item.row} type={first.facets?.types.find((one) => one.key === item.row.type)} flat={item.level === 1} />
            }
            cells={(item) => [
              {
                className: "kcw-matrix-columns",
                cells: columns.map((role, index) => {
                  const whole = first.roles[index]?.types.includes(item.kind === "type" ? item.type.key : item.row.type);
                  const state = item.kind === "type" ? (whole ? "GRANTED" : "NONE") : ((item.row.states[index] ?? "NONE") as State);
                  const conditional = item.kind === "row" && (item.row.conditional ?? []).includes(role.id);
                  return {
                    kind: "button" as const,
                    act: () => open(role, item.kind === "row" ? item.row.name : ""),
                    content: <StateMark state={state} compact note={conditional ? t("kcw.permissions.conditional") : undefined} />,
                  };
                }),
              },
            ]}
            onExpand={(id, on) => setExpanded((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)))}
            onSee={matrix.see}
            changed={() => false}
          />
          <Legend />
        </>
      ) : (
        <Loading />
      )}
    </>
  );
}
