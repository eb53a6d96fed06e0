import { Alert, AlertActionCloseButton, AlertActionLink, Button, FormSelect, FormSelectOption, Label, ToolbarItem } from "@patternfly/react-core";
import { AngleDownIcon, AngleRightIcon } from "@patternfly/react-icons";
import { Td, Tr, type IAction } from "@patternfly/react-table";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { page, useApi } from "../../../api/client";
import { mayIn } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { DataTable, type Column } from "../../../components/DataTable";
import { EmptyList } from "../../../components/EmptyList";
import { RowActions } from "../../../components/RowActions";
import { useListQuery } from "../../../components/useListQuery";
import { useHost } from "../../../host/Host";
import { useLabel } from "../../../i18n/useLabel";
import { useLanguage, useMessages } from "../../../i18n/useMessages";
import { useResourceTypes, type ResourceType } from "../../resource-types/types";
import { DeleteResourceDialog } from "./DeleteResourceDialog";
import { ImportDialog } from "./ImportDialog";
import { ResourceDialog } from "./ResourceDialog";
import { ResourceBadges } from "./ResourceBadges";
import { CONNECTOR, RESOURCES, type ImportOutcome, type Resource } from "./resources";

type Open = { kind: "create" } | { kind: "import"; connector?: Resource } | { kind: "edit" | "delete"; resource: Resource };

/** What there is in a workspace: by connector, and what stands for itself. With a search or filter a plain list. */
export default function ResourcesTab({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const label = useLabel();
  const host = useHost();
  const api = useApi();
  const navigate = useNavigate();
  const list = useListQuery();
  const may = mayIn(workspace);
  const types = useResourceTypes();
  const [open, setOpen] = useState<Open>();
  const [imported, setImported] = useState<ImportOutcome>();
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const { first, max, search } = list;
  const type = list.filter("type");
  const category = list.filter("category");
  const shared = list.filter("shared");
  const filtered = type !== "" || category !== "" || shared !== "";
  const tree = may("all-resources-read") && search === "" && !filtered;
  const filters = {
    first,
    max,
    search: search || undefined,
    type: type || undefined,
    category: category || undefined,
    shared: shared || undefined,
    roots: tree || undefined,
  };
  const query = useQuery({
    queryKey: [RESOURCES, host.realm, workspace.alias, filters],
    queryFn: () => page(api.GET("/workspaces/{ws}/resources", { params: { path: { ws: workspace.alias }, query: filters } })),
    placeholderData: keepPreviousData,
  });
  const known = types.data ?? [];
  const typeName = (key: string) => label(known.find((one) => one.key === key)?.labels, key);
  const writes = may("resources-write");
  const importable = writes && known.some((one) => one.key === CONNECTOR);
  const pathOf = (resource: Resource, tab = "") =>
    host.path(`/workspaces/${encodeURIComponent(workspace.alias)}/resources/${encodeURIComponent(resource.id)}${tab}`);
  const toggle = (id: string) =>
    setUnfolded((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const columns: Column<Resource>[] = [
    {
      key: "name",
      title: t("kcw.resources.name"),
      width: 35,
      cell: (resource) => (
        <NameCell
          resource={resource}
          to={pathOf(resource)}
          unfolded={unfolded.has(resource.id)}
          onToggle={tree && !resource.parent && canHave(known, resource) ? () => toggle(resource.id) : undefined}
          inTree={tree}
        />
      ),
    },
    { key: "type", title: t("kcw.resources.type"), cell: (resource) => typeName(resource.type) },
    {
      key: "category",
      title: t("kcw.resources.category"),
      cell: (resource) =>
        resource.category && (
          <Button
            variant="link"
            isInline
            aria-label={t("kcw.resources.onlyCategory", { category: resource.category })}
            onClick={() => list.change({ category: resource.category ?? "" })}
          >
            {[resource.category, resource.subCategory].filter(Boolean).join(" / ")}
          </Button>
        ),
    },
    tree
      ? { key: "content", title: t("kcw.resources.content"), cell: (resource) => <Counts counts={resource.children} typeName={typeName} /> }
      : { key: "providers", title: t("kcw.resources.providers"), cell: (resource) => resource.providers.join(", ") },
  ];
  const actions = (resource: Resource): IAction[] => {
    const items: IAction[] = [];
    if (resource.shared) return items;
    if (writes) items.push({ title: t("kcw.resources.edit"), onClick: () => setOpen({ kind: "edit", resource }) });
    if (importable && resource.type === CONNECTOR) {
      items.push({ title: t("kcw.resources.importAgain"), onClick: () => setOpen({ kind: "import", connector: resource }) });
    }
    if (may("shares-write")) items.push({ title: t("kcw.resources.share"), onClick: () => void navigate(pathOf(resource, "/shares")) });
    if (writes) items.push({ title: t("kcw.resources.remove"), onClick: () => setOpen({ kind: "delete", resource }) });
    return items;
  };
  const importButton = importable && (
    <Button variant="primary" onClick={() => setOpen({ kind: "import" })} data-testid="kcw-import">
      {t("kcw.resources.import")}
    </Button>
  );
  const createButton = writes && (
    <Button variant="secondary" onClick={() => setOpen({ kind: "create" })} data-testid="kcw-create">
      {t("kcw.resources.create")}
    </Button>
  );
  return (
    <>
      {imported && (
        <Imported outcome={imported} workspace={workspace} onClose={() => setImported(undefined)} />
      )}
      <DataTable<Resource>
        label={t("kcw.resources.title")}
        query={query}
        list={list}
        rowKey={(resource) => resource.id}
        rowLabel={(resource) => resource.name}
        columns={columns}
        rowActions={writes || may("shares-write") ? actions : undefined}
        below={(resource) =>
          tree && unfolded.has(resource.id) ? (
            <Children workspace={workspace} parent={resource} columns={columns} actions={writes || may("shares-write") ? actions : undefined} />
          ) : null
        }
        filtered={filtered}
        filters={
          <>
            <ToolbarItem>
              <FormSelect value={type} aria-label={t("kcw.resources.type")} onChange={(_event, value) => list.change({ type: value })} data-testid="kcw-filter-type">
                <FormSelectOption value="" label={t("kcw.resources.allTypes")} />
                {known.filter((one) => !one.builtIn).map((one) => (
                  <FormSelectOption key={one.key} value={one.key} label={label(one.labels, one.name)} />
                ))}
              </FormSelect>
            </ToolbarItem>
            {may("all-resources-read") && (
              <ToolbarItem>
                <FormSelect value={shared} aria-label={t("kcw.resources.shared")} onChange={(_event, value) => list.change({ shared: value })} data-testid="kcw-filter-shared">
                  <FormSelectOption value="" label={t("kcw.resources.sharedAny")} />
                  <FormSelectOption value="in" label={t("kcw.resources.sharedIn")} />
                  <FormSelectOption value="out" label={t("kcw.resources.sharedOut")} />
                </FormSelect>
              </ToolbarItem>
            )}
            {category && (
              <ToolbarItem alignSelf="center">
                <Label onClose={() => list.change({ category: "" })} closeBtnAriaLabel={t("kcw.resources.anyCategory")} data-testid="kcw-filter-category">
                  {t("kcw.resources.inCategory", { category })}
                </Label>
              </ToolbarItem>
            )}
          </>
        }
        actions={
          <>
            {importButton && <ToolbarItem>{importButton}</ToolbarItem>}
            {createButton && <ToolbarItem>{createButton}</ToolbarItem>}
          </>
        }
        empty={<Nothing types={known} writes={writes} action={<>{importButton} {createButton}</>} />}
      />
      {open?.kind === "create" && <ResourceDialog workspace={workspace} types={known} onClose={() => setOpen(undefined)} />}
      {open?.kind === "edit" && <ResourceDialog workspace={workspace} types={known} resource={open.resource} onClose={() => setOpen(undefined)} />}
      {open?.kind === "delete" && <DeleteResourceDialog workspace={workspace} resource={open.resource} onClose={() => setOpen(undefined)} />}
      {open?.kind === "import" && (
        <ImportDialog
          workspace={workspace}
          types={known}
          connector={open.connector}
          onDone={(outcome) => {
            setImported(outcome);
            setOpen(undefined);
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function canHave(types: readonly ResourceType[], resource: Resource): boolean {
  return types.some((type) => type.parentType === resource.type) || Object.keys(resource.children ?? {}).length > 0;
}

interface NameCellProps {
  resource: Resource;
  to: string;
  unfolded: boolean;
  onToggle: (() => void) | undefined;
  inTree: boolean;
}

function NameCell({ resource, to, unfolded, onToggle, inTree }: NameCellProps) {
  const t = useMessages();
  return (
    <span className={inTree && resource.parent ? "pf-v5-u-pl-2xl" : undefined} style={{ display: "inline-block" }}>
      {onToggle && (
        <Button
          variant="plain"
          className="pf-v5-u-p-xs"
          aria-expanded={unfolded}
          aria-label={t("kcw.resources.unfold", { name: resource.name })}
          icon={unfolded ? <AngleDownIcon /> : <AngleRightIcon />}
          onClick={onToggle}
          data-testid={`kcw-unfold-${resource.externalId}`}
        />
      )}{" "}
      <Link to={to}>{resource.name}</Link> <ResourceBadges resource={resource} />
    </span>
  );
}

function Counts({ counts, typeName }: { counts: Record<string, number> | undefined; typeName: (key: string) => string }) {
  const language = useLanguage();
  return Object.entries(counts ?? {})
    .map(([type, count]) => `${typeName(type)}: ${count.toLocaleString(language)}`)
    .join(", ");
}

const CHILDREN = 50;

interface ChildrenProps {
  workspace: Workspace;
  parent: Resource;
  columns: Column<Resource>[];
  actions: ((resource: Resource) => IAction[]) | undefined;
}

/** What belongs to a resource, as rows below it, a page at a time. */
function Children({ workspace, parent, columns, actions }: ChildrenProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const query = useInfiniteQuery({
    queryKey: [RESOURCES, host.realm, workspace.alias, "children", parent.id],
    queryFn: ({ pageParam }) =>
      page(
        api.GET("/workspaces/{ws}/resources", {
          params: { path: { ws: workspace.alias }, query: { parent: parent.id, first: pageParam, max: CHILDREN } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last, all) => {
      const loaded = all.reduce((sum, one) => sum + one.items.length, 0);
      return loaded < (last.total ?? 0) ? loaded : undefined;
    },
  });
  const children = query.data?.pages.flatMap((one) => one.items) ?? [];
  const note = query.isPending ? t("kcw.common.loading") : children.length === 0 ? t("kcw.resources.noChildren") : undefined;
  const width = columns.length + (actions ? 1 : 0);
  return (
    <>
      {children.map((child) => {
        const items = actions?.(child) ?? [];
        return (
          <Tr key={child.id} data-testid={`kcw-child-${child.externalId}`}>
            {columns.map((column) => (
              <Td key={column.key} dataLabel={column.title}>
                {column.cell(child)}
              </Td>
            ))}
            {actions && <Td isActionCell>{items.length > 0 && <RowActions items={items} name={child.name} />}</Td>}
          </Tr>
        );
      })}
      {(note !== undefined || query.hasNextPage || query.isError) && (
        <Tr>
          <Td colSpan={width}>
            {note}
            {(query.hasNextPage || query.isError) && (
              <Button variant="link" isLoading={query.isFetching} onClick={() => void (query.isError ? query.refetch() : query.fetchNextPage())} data-testid="kcw-more">
                {query.isError ? t("kcw.common.retry") : t("kcw.common.loadMore")}
              </Button>
            )}
          </Td>
        </Tr>
      )}
    </>
  );
}

/** What an import did, and the way to say who may use it. */
function Imported({ outcome, workspace, onClose }: { outcome: ImportOutcome; workspace: Workspace; onClose: () => void }) {
  const t = useMessages();
  const host = useHost();
  const connector = outcome.connector.id ?? "";
  return (
    <Alert
      variant="success"
      isInline
      className="pf-v5-u-mb-md"
      title={t("kcw.resources.imported", { name: outcome.connector.name, added: outcome.added.length, changed: outcome.changed.length })}
      actionClose={<AlertActionCloseButton title={t("kcw.common.close")} onClose={onClose} />}
      actionLinks={
        <AlertActionLink
          component="a"
          href={`#${host.path(`/workspaces/${encodeURIComponent(workspace.alias)}/permissions?connector=${encodeURIComponent(connector)}`)}`}
          data-testid="kcw-to-permissions"
        >
          {t("kcw.resources.toPermissions")}
        </AlertActionLink>
      }
      data-testid="kcw-imported"
    >
      {t("kcw.resources.importedBody")}
    </Alert>
  );
}

function Nothing({ types, writes, action }: { types: readonly ResourceType[]; writes: boolean; action: React.ReactNode }) {
  const t = useMessages();
  const host = useHost();
  if (writes && types.every((type) => type.builtIn)) {
    return (
      <EmptyList
        title={t("kcw.resources.none")}
        body={t("kcw.resources.noneTypes")}
        action={<Link to={host.path("/resource-types")}>{t("kcw.types.title")}</Link>}
      />
    );
  }
  return <EmptyList title={t("kcw.resources.none")} body={writes ? t("kcw.resources.noneBody") : t("kcw.resources.noneReader")} action={writes && action} />;
}
