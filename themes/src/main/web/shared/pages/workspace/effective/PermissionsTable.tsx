import { Button, Label, LabelGroup } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import type { components } from "../../../api/schema";
import { ConditionText } from "../../../components/ConditionText";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { rolePath } from "../../roles/RolesList";
import type { ResourceType } from "../../resource-types/types";
import { useWords } from "./words";

/** An entry of the effective permissions; with its workspace where several are shown. */
export type Permission = components["schemas"]["EffectivePermission"] & { workspace?: components["schemas"]["WorkspaceReference"] };

interface PermissionsTableProps {
  permissions: readonly Permission[];
  types: readonly ResourceType[] | undefined;
  /** Alias of the workspace; undefined where entries name theirs. */
  ws?: string;
  /** Whether the user manages all workspaces, so that no role is behind. */
  unlimited?: boolean;
  hasMore: boolean;
  loading: boolean;
  onMore: () => void;
}

/** What a user may do, and by what. */
export function PermissionsTable({ permissions, types, ws, unlimited, hasMore, loading, onMore }: PermissionsTableProps) {
  const t = useMessages();
  const host = useHost();
  const words = useWords(types);
  const everywhere = ws === undefined;
  return (
    <>
      <Table aria-label={t("kcw.effective.permissions")} variant="compact" data-testid="kcw-permissions">
        <Thead>
          <Tr>
            {everywhere && <Th width={15}>{t("kcw.effective.workspace")}</Th>}
            <Th width={15}>{t("kcw.effective.type")}</Th>
            <Th width={30}>{t("kcw.effective.on")}</Th>
            <Th width={20}>{t("kcw.effective.actions")}</Th>
            <Th>{t("kcw.effective.behind")}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {permissions.map((permission, index) => {
            const alias = permission.workspace?.alias ?? ws ?? "";
            return (
              <Tr key={`${alias} ${permission.type} ${permission.resource ?? ""} ${index}`}>
                {everywhere && (
                  <Td dataLabel={t("kcw.effective.workspace")}>
                    <Link to={host.path(`/workspaces/${encodeURIComponent(alias)}/overview`)}>{alias}</Link>
                  </Td>
                )}
                <Td dataLabel={t("kcw.effective.type")}>{words.type(permission.type)}</Td>
                <Td dataLabel={t("kcw.effective.on")}>
                  <On permission={permission} ws={alias} />
                </Td>
                <Td dataLabel={t("kcw.effective.actions")}>{permission.actions.map((action) => words.action(permission.type, action)).join(", ")}</Td>
                <Td dataLabel={t("kcw.effective.behind")}>
                  <Behind ws={alias} via={permission.via} shared={permission.shared} resource={permission.resource} unlimited={unlimited} />
                </Td>
              </Tr>
            );
          })}
        </Tbody>
      </Table>
      {hasMore && (
        <Button variant="link" isLoading={loading} isDisabled={loading} onClick={onMore} data-testid="kcw-more">
          {t("kcw.common.loadMore")}
        </Button>
      )}
    </>
  );
}

function On({ permission, ws }: { permission: Permission; ws: string }) {
  const t = useMessages();
  const host = useHost();
  const missing = permission.missing.map((id) => permission.names?.[id] ?? id);
  return (
    <>
      {permission.resource ? (
        <Link to={host.path(`/workspaces/${encodeURIComponent(ws)}/resources/${encodeURIComponent(permission.resource)}/details`)}>
          {permission.name ?? permission.externalId ?? permission.resource}
        </Link>
      ) : (
        t("kcw.effective.allOfType")
      )}
      {permission.condition && (
        <div>
          {t("kcw.effective.if")} <ConditionText condition={permission.condition} />
        </div>
      )}
      {!permission.complete && (
        <div>
          <Label isCompact color="orange" data-testid="kcw-incomplete">
            {t("kcw.effective.incomplete")}
          </Label>{" "}
          {t("kcw.effective.missing", { names: missing.join(", ") })}
        </div>
      )}
    </>
  );
}

interface BehindProps {
  ws: string;
  via: readonly components["schemas"]["Via"][];
  shared: boolean;
  resource?: string;
  unlimited?: boolean;
}

/** The roles and the share that give something. */
export function Behind({ ws, via, shared, resource, unlimited }: BehindProps) {
  const t = useMessages();
  const host = useHost();
  const behind: ReactNode[] = via.map((role) => (
    <Label
      key={role.role}
      color="blue"
      render={({ className, content }) => (
        <Link className={className} to={host.path(rolePath(ws, role.role))}>
          {content}
        </Link>
      )}
    >
      {role.name}
    </Label>
  ));
  if (shared) {
    behind.push(
      <Label key="share" isCompact color="green" data-testid={resource ? `kcw-share-${resource}` : "kcw-share"}>
        {t("kcw.effective.directShare")}
      </Label>,
    );
  }
  if (behind.length === 0) {
    return (
      <Label isCompact color="gold">
        {t(unlimited === false ? "kcw.effective.nothingBehind" : "kcw.effective.accountAdmin")}
      </Label>
    );
  }
  return (
    <LabelGroup aria-label={t("kcw.effective.behind")} numLabels={5}>
      {behind}
    </LabelGroup>
  );
}
