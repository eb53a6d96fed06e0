import { Button, FormSelect, FormSelectOption, Label, LabelGroup, Text, ToolbarItem } from "@patternfly/react-core";
import type { IAction } from "@patternfly/react-table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router-dom";
import { content, page, useApi } from "../../../api/client";
import { mayIn } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { DataTable } from "../../../components/DataTable";
import { Dialog } from "../../../components/Dialog";
import { EmptyList } from "../../../components/EmptyList";
import { useChange } from "../../../components/useChange";
import { useListQuery } from "../../../components/useListQuery";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { AddMembersDialog } from "../members/AddMembersDialog";
import { RolesDialog } from "../members/RolesDialog";
import { ApproveDialog } from "./ApproveDialog";
import { idOf, isApprovable, KINDS, nameOf, placeOf, type Mapping } from "./mappings";
import { MappingState } from "./MappingState";
import { useCondition, useKind } from "./words";

type Action = "roles" | "remove" | "approve" | "withdraw";
type Open = { kind: "add" } | { kind: Action; mapping: Mapping };

const RELOAD = [["mappings"], ["members"], ["workspace"], ["overview"]];

/** What outside brings roles to a workspace: groups, and mappers of identity providers and directories. */
export default function MappingsTab({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const kindText = useKind();
  const condition = useCondition();
  const may = mayIn(workspace)("groups-write");
  const list = useListQuery();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const { first, max, search } = list;
  const kind = list.filter("kind");
  const query = useQuery({
    queryKey: ["mappings", host.realm, workspace.alias, { first, max, search, kind }],
    queryFn: () =>
      page(
        api.GET("/workspaces/{ws}/mappings", {
          params: {
            path: { ws: workspace.alias },
            query: { first, max, search: search || undefined, kind: kind || undefined },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const group = (mapping: Mapping) => ({ path: { ws: workspace.alias, groupId: idOf(mapping) } });
  const change = useChange<{ mapping: Mapping; roles: string[] }, unknown>({
    run: ({ mapping, roles }) =>
      content(api.PUT("/workspaces/{ws}/groups/{groupId}", { params: group(mapping), body: { roles } })),
    done: (_result, { mapping }) => t("kcw.mappings.changedAlert", { name: mapping.name }),
    reload: RELOAD,
    then: close,
    quiet: true,
  });
  const remove = useChange<Mapping, unknown>({
    run: (mapping) => content(api.DELETE("/workspaces/{ws}/groups/{groupId}", { params: group(mapping) })),
    done: (_result, mapping) => t("kcw.mappings.removedAlert", { name: mapping.name }),
    reload: RELOAD,
    then: close,
    quiet: true,
  });
  const withdraw = useChange<Mapping, unknown>({
    run: ({ id }) =>
      content(api.DELETE("/workspaces/{ws}/mappings/{id}/approval", { params: { path: { ws: workspace.alias, id } } })),
    done: (_result, mapping) => t("kcw.mappings.withdrawnAlert", { name: nameOf(mapping) }),
    reload: RELOAD,
    then: close,
    quiet: true,
  });
  const show = (action: Action, mapping: Mapping) => () => {
    change.reset();
    remove.reset();
    withdraw.reset();
    setOpen({ kind: action, mapping });
  };
  const actions = (mapping: Mapping): IAction[] => {
    if (mapping.kind === "GROUP") {
      return [
        { title: t("kcw.mappings.changeRoles"), onClick: show("roles", mapping) },
        { title: t("kcw.mappings.remove"), onClick: show("remove", mapping) },
      ];
    }
    if (isApprovable(mapping)) return [{ title: t("kcw.mappings.approve"), onClick: show("approve", mapping) }];
    return mapping.approvedBy ? [{ title: t("kcw.mappings.withdraw"), onClick: show("withdraw", mapping) }] : [];
  };
  const add = may && (
    <Button variant="primary" onClick={() => setOpen({ kind: "add" })} data-testid="kcw-add-groups">
      {t("kcw.mappings.addGroups")}
    </Button>
  );
  return (
    <>
      <DataTable<Mapping>
        label={t("kcw.mappings.title")}
        query={query}
        list={list}
        rowKey={(mapping) => mapping.id}
        rowLabel={nameOf}
        columns={[
          { key: "name", title: t("kcw.mappings.name"), width: 25, cell: (mapping) => <Source mapping={mapping} /> },
          { key: "kind", title: t("kcw.mappings.kind"), width: 15, cell: (mapping) => kindText(mapping.kind) },
          { key: "condition", title: t("kcw.mappings.condition"), width: 20, cell: condition },
          { key: "roles", title: t("kcw.mappings.roles"), width: 20, cell: (mapping) => <Roles mapping={mapping} /> },
          { key: "state", title: t("kcw.mappings.state"), cell: (mapping) => <MappingState mapping={mapping} /> },
        ]}
        rowActions={may ? actions : undefined}
        filtered={kind !== ""}
        filters={
          <ToolbarItem>
            <FormSelect
              value={kind}
              aria-label={t("kcw.mappings.kind")}
              onChange={(_event, value) => list.change({ kind: value })}
              data-testid="kcw-filter-kind"
            >
              <FormSelectOption value="" label={t("kcw.mappings.allKinds")} />
              {KINDS.map((one) => (
                <FormSelectOption key={one} value={one} label={kindText(one)} />
              ))}
            </FormSelect>
          </ToolbarItem>
        }
        actions={add && <ToolbarItem>{add}</ToolbarItem>}
        empty={<EmptyList title={t("kcw.mappings.none")} body={t("kcw.mappings.noneBody")} action={add} />}
      />
      {open?.kind === "add" && <AddMembersDialog workspace={workspace} kind="groups" onClose={close} />}
      {open?.kind === "roles" && (
        <RolesDialog
          workspace={workspace}
          title={t("kcw.mappings.rolesOf", { name: open.mapping.name })}
          roles={open.mapping.roles.map((role) => ({ id: role.id, text: role.name }))}
          required
          busy={change.isPending}
          error={change.error}
          onSave={(roles) => change.mutate({ mapping: open.mapping, roles })}
          onClose={close}
        />
      )}
      {open?.kind === "remove" && (
        <Dialog
          title={t("kcw.mappings.removeTitle", { name: open.mapping.name })}
          submit={t("kcw.mappings.remove")}
          danger
          busy={remove.isPending}
          error={remove.error}
          onSubmit={() => remove.mutate(open.mapping)}
          onClose={close}
        >
          <Text>{t("kcw.mappings.removeBody")}</Text>
        </Dialog>
      )}
      {open?.kind === "approve" && <ApproveDialog workspace={workspace} mapping={open.mapping} reload={RELOAD} onClose={close} />}
      {open?.kind === "withdraw" && (
        <Dialog
          title={t("kcw.mappings.withdrawTitle", { name: nameOf(open.mapping) })}
          submit={t("kcw.mappings.withdraw")}
          danger
          busy={withdraw.isPending}
          error={withdraw.error}
          onSubmit={() => withdraw.mutate(open.mapping)}
          onClose={close}
        >
          <Text>{t("kcw.mappings.withdrawBody")}</Text>
        </Dialog>
      )}
    </>
  );
}

/** What it is called, with a way to Keycloak's own page of it. */
function Source({ mapping }: { mapping: Mapping }) {
  const place = placeOf(useHost(), mapping);
  const name = nameOf(mapping);
  return (
    <>
      {place ? <Link to={place}>{name}</Link> : name}
      {mapping.provider && (
        <Text component="small" className="pf-v5-u-color-200 pf-v5-u-display-block">
          {mapping.provider}
        </Text>
      )}
    </>
  );
}

function Roles({ mapping }: { mapping: Mapping }) {
  const t = useMessages();
  if (mapping.roles.length === 0) return t("kcw.mappings.noRoles");
  return (
    <LabelGroup aria-label={t("kcw.mappings.rolesOf", { name: nameOf(mapping) })} numLabels={6}>
      {mapping.roles.map((role) => (
        <Label key={role.id} isCompact>
          {role.name}
        </Label>
      ))}
    </LabelGroup>
  );
}
