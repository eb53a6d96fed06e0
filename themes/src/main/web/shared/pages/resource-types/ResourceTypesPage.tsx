import { Button, Dropdown, DropdownItem, DropdownList, Label, LabelGroup, MenuToggle, SearchInput, Text, TextContent, Title, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import { content, useApi } from "../../api/client";
import { useMay } from "../../api/useMay";
import { EmptyList } from "../../components/EmptyList";
import { Loaded } from "../../components/Loaded";
import { Page } from "../../components/Page";
import { RowActions } from "../../components/RowActions";
import { useChange } from "../../components/useChange";
import { useListQuery } from "../../components/useListQuery";
import { useLabel } from "../../i18n/useLabel";
import { useMessages } from "../../i18n/useMessages";
import { download } from "../../components/download";
import { DeleteTypeDialog } from "./DeleteTypeDialog";
import { ImportCatalogueDialog } from "./ImportCatalogueDialog";
import { PresetCards } from "./PresetCards";
import { TypeDialog } from "./TypeDialog";
import { byCategory, useResourceTypes, useTypeUsage, type ResourceType, type Usage } from "./types";

type Open = { kind: "import" | "presets" | "create" } | { kind: "edit" | "delete"; type: ResourceType };

/** The kinds of things that applications protect: the catalogue of a realm. */
export default function ResourceTypesPage() {
  const t = useMessages();
  const api = useApi();
  const list = useListQuery();
  const may = useMay();
  const query = useResourceTypes();
  const usage = useTypeUsage(may("types-usage-read"));
  const [open, setOpen] = useState<Open>();
  const writes = may("types-write");
  const close = () => setOpen(undefined);
  const save = useChange<void, unknown>({
    run: () => content(api.GET("/resource-types/export")),
    then: (catalogue) => download("resource-types.json", JSON.stringify(catalogue, null, 2)),
  });
  const own = (query.data ?? []).filter((type) => !type.builtIn);
  return (
    <Page
      title={t("kcw.types.title")}
      subtitle={t("kcw.types.subtitle")}
      actions={own.length > 0 && <PageActions writes={writes} onOpen={setOpen} onExport={() => save.mutate()} />}
    >
      <Loaded query={query}>
        {(types) =>
          own.length === 0 ? (
            <>
              <EmptyList
                title={t("kcw.types.none")}
                body={writes ? t("kcw.types.noneBody") : t("kcw.types.noneBodyReader")}
                action={
                  writes && (
                    <>
                      <Button variant="primary" onClick={() => setOpen({ kind: "import" })} data-testid="kcw-types-import">
                        {t("kcw.types.importFile")}
                      </Button>
                      <Button variant="link" onClick={() => setOpen({ kind: "create" })} data-testid="kcw-create">
                        {t("kcw.types.create")}
                      </Button>
                    </>
                  )
                }
              />
              {writes && <PresetCards />}
            </>
          ) : (
            <>
              <Toolbar>
                <ToolbarContent>
                  <ToolbarItem variant="search-filter">
                    <SearchInput
                      value={list.search}
                      aria-label={t("kcw.common.searchIn", { what: t("kcw.types.title") })}
                      placeholder={t("kcw.common.search")}
                      onChange={(_event, value) => list.change({ search: value })}
                      onClear={() => list.change({ search: "" })}
                      resetButtonLabel={t("kcw.common.clear")}
                      data-testid="kcw-search"
                    />
                  </ToolbarItem>
                </ToolbarContent>
              </Toolbar>
              <Categories types={types} search={list.search} usage={usage.data} writes={writes} onOpen={setOpen} />
            </>
          )
        }
      </Loaded>
      {open?.kind === "import" && <ImportCatalogueDialog onClose={close} />}
      {open?.kind === "presets" && <ImportCatalogueDialog presets onClose={close} />}
      {open?.kind === "create" && <TypeDialog types={query.data ?? []} onClose={close} />}
      {open?.kind === "edit" && <TypeDialog types={query.data ?? []} type={open.type} onClose={close} />}
      {open?.kind === "delete" && <DeleteTypeDialog type={open.type} usage={usage.data?.[open.type.key]} onClose={close} />}
    </Page>
  );
}

function PageActions({ writes, onOpen, onExport }: { writes: boolean; onOpen: (open: Open) => void; onExport: () => void }) {
  const t = useMessages();
  const [expanded, setExpanded] = useState(false);
  const choose = (action: () => void) => () => {
    setExpanded(false);
    action();
  };
  return (
    <>
      {writes && (
        <>
          <Button variant="primary" onClick={() => onOpen({ kind: "presets" })} data-testid="kcw-types-presets">
            {t("kcw.types.presets")}
          </Button>{" "}
        </>
      )}
      <Dropdown
        isOpen={expanded}
        onOpenChange={setExpanded}
        popperProps={{ position: "right" }}
        toggle={(reference) => (
          <MenuToggle ref={reference} isExpanded={expanded} onClick={() => setExpanded(!expanded)} data-testid="kcw-types-more">
            {t("kcw.types.more")}
          </MenuToggle>
        )}
      >
        <DropdownList>
          {writes && (
            <DropdownItem onClick={choose(() => onOpen({ kind: "create" }))} data-testid="kcw-create">
              {t("kcw.types.create")}
            </DropdownItem>
          )}
          {writes && (
            <DropdownItem onClick={choose(() => onOpen({ kind: "import" }))} data-testid="kcw-types-import">
              {t("kcw.types.importFile")}
            </DropdownItem>
          )}
          <DropdownItem onClick={choose(onExport)} data-testid="kcw-types-export">
            {t("kcw.types.export")}
          </DropdownItem>
        </DropdownList>
      </Dropdown>
    </>
  );
}

interface CategoriesProps {
  types: ResourceType[];
  search: string;
  usage: Usage | undefined;
  writes: boolean;
  onOpen: (open: Open) => void;
}

function Categories({ types, search, ...rest }: CategoriesProps) {
  const t = useMessages();
  const label = useLabel();
  const wanted = search.trim().toLowerCase();
  const found = types.filter((type) =>
    [type.key, type.name, ...Object.values(type.labels), type.category ?? ""].some((text) => text.toLowerCase().includes(wanted)),
  );
  if (found.length === 0) {
    return <EmptyList title={t("kcw.common.nothingFound")} body={t("kcw.common.nothingFoundBody")} />;
  }
  // What is built in comes last: nobody has to do anything about it.
  const sorted = [...found].sort((one, other) => Number(one.builtIn) - Number(other.builtIn));
  return byCategory(sorted).map(([category, group]) => {
    const title = label(group[0]?.categoryLabels[category], category) || t("kcw.types.noCategory");
    return (
      <section key={category} className="pf-v5-u-mt-md" data-testid={`kcw-category-${category}`}>
        <Title headingLevel="h2" size="lg">
          {title}
        </Title>
        <TypeTable title={title} group={group} all={types} {...rest} />
      </section>
    );
  });
}

function TypeTable({ title, group, all, usage, writes, onOpen }: Omit<CategoriesProps, "types" | "search"> & { title: string; group: ResourceType[]; all: ResourceType[] }) {
  const t = useMessages();
  const label = useLabel();
  const named = (key: string) => {
    const type = all.find((one) => one.key === key);
    return type ? label(type.labels, type.name) : key;
  };
  return (
    <Table aria-label={title} variant="compact">
      <Thead>
        <Tr>
          <Th width={20} modifier="wrap">{t("kcw.types.type")}</Th>
          <Th width={30}>{t("kcw.types.actions")}</Th>
          <Th modifier="wrap">{t("kcw.types.parent")}</Th>
          <Th modifier="wrap">{t("kcw.types.gate")}</Th>
          <Th modifier="wrap">{t("kcw.types.registration")}</Th>
          {usage && <Th modifier="wrap">{t("kcw.types.usage")}</Th>}
          {writes && <Th screenReaderText={t("kcw.common.actions")} />}
        </Tr>
      </Thead>
      <Tbody>
        {group.map((type) => (
          <Tr key={type.key} data-testid={`kcw-type-${type.key}`}>
            <Td dataLabel={t("kcw.types.type")}>
              <strong>{label(type.labels, type.name)}</strong>{" "}
              {type.builtIn && <Label isCompact>{t("kcw.types.builtIn")}</Label>}
              <TextContent>
                <Text component="small">{type.key}</Text>
              </TextContent>
            </Td>
            <Td dataLabel={t("kcw.types.actions")}>
              <LabelGroup numLabels={8} aria-label={t("kcw.types.actionsOf", { name: label(type.labels, type.name) })} collapsedText={t("kcw.types.moreActions", { remaining: "${remaining}" })} expandedText={t("kcw.types.fewerActions")}>
                {type.actions.map((action) => (
                  <Label key={action} isCompact color={action === type.baseAction ? "blue" : "grey"}>
                    {label(type.actionLabels[action], action)}
                    {action === type.baseAction && ` (${t("kcw.types.base")})`}
                  </Label>
                ))}
              </LabelGroup>
            </Td>
            <Td dataLabel={t("kcw.types.parent")}>{type.parentType ? named(type.parentType) : t("kcw.types.noParent")}</Td>
            <Td dataLabel={t("kcw.types.gate")}>{type.parentType ? gateText(t, type.gate) : "–"}</Td>
            <Td dataLabel={t("kcw.types.registration")}>
              {type.registration === "REQUIRED" ? t("kcw.types.required") : t("kcw.types.optional")}
            </Td>
            {usage && (
              <Td dataLabel={t("kcw.types.usage")} data-testid={`kcw-usage-${type.key}`}>
                {t("kcw.types.resources", { count: usage[type.key]?.resources ?? 0 })},{" "}
                {t("kcw.types.grants", { count: usage[type.key]?.grants ?? 0 })}
              </Td>
            )}
            {writes && (
              <Td isActionCell>
                {!type.builtIn && (
                  <RowActions
                    name={label(type.labels, type.name)}
                    items={[
                      { title: t("kcw.types.edit"), onClick: () => onOpen({ kind: "edit", type }) },
                      { title: t("kcw.types.delete"), onClick: () => onOpen({ kind: "delete", type }) },
                    ]}
                  />
                )}
              </Td>
            )}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function gateText(t: ReturnType<typeof useMessages>, gate: string | undefined): string {
  if (gate === "strict") return t("kcw.types.gateStrict");
  return gate === "auto" ? t("kcw.types.gateAuto") : t("kcw.types.gateRealm");
}
