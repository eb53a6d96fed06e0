import { Button, Chip, FormSelect, FormSelectOption, FormSelectOptionGroup, SearchInput, ToggleGroup, ToggleGroupItem, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { useState } from "react";
import type { components } from "../../../api/schema";
import { useMessages } from "../../../i18n/useMessages";
import type { Group, Matrix } from "./model";
import { states } from "./StateMark";
import type { MatrixParameters } from "./useMatrixParameters";

type Role = components["schemas"]["Role"];

interface MatrixToolbarProps {
  roles: readonly Role[];
  /** Undefined where all roles are shown. */
  role?: Role;
  parameters: MatrixParameters;
  first: Matrix | undefined;
  connectorName: string;
}

/** Which role, what of the resources, and how they are shown. */
export function MatrixToolbar({ roles, role, parameters, first, connectorName }: MatrixToolbarProps) {
  const t = useMessages();
  const { query, change } = parameters;
  const kinds = [
    { key: "own", title: t("kcw.permissions.roles.own"), roles: roles.filter((one) => one.scope === "WORKSPACE") },
    { key: "templates", title: t("kcw.permissions.roles.templates"), roles: roles.filter((one) => one.scope !== "WORKSPACE" && !one.builtIn) },
    { key: "builtIn", title: t("kcw.permissions.roles.builtIn"), roles: roles.filter((one) => one.builtIn) },
  ];
  const categories = [...new Set((first?.facets?.groups ?? []).map((group: Group) => group.category).filter((category) => category !== undefined))];
  const providers = Object.entries(first?.facets?.providers ?? {});
  return (
    <Toolbar className="pf-v5-u-pb-0" clearAllFilters={undefined}>
      <ToolbarContent>
        <ToolbarItem>
          <ToggleGroup aria-label={t("kcw.permissions.view")}>
            <ToggleGroupItem text={t("kcw.permissions.view.one")} buttonId="kcw-view-one" isSelected={role !== undefined} onChange={() => change({ view: "" })} data-testid="kcw-view-one" />
            <ToggleGroupItem text={t("kcw.permissions.view.roles")} buttonId="kcw-view-roles" isSelected={role === undefined} onChange={() => change({ view: "roles", state: "" })} data-testid="kcw-view-roles" />
          </ToggleGroup>
        </ToolbarItem>
        {role && (
          <ToolbarItem>
            <FormSelect aria-label={t("kcw.permissions.role")} value={role.id} onChange={(_event, id) => change({ role: id })} data-testid="kcw-role">
              {kinds
                .filter((kind) => kind.roles.length > 0)
                .map((kind) => (
                  <FormSelectOptionGroup key={kind.key} label={kind.title}>
                    {kind.roles.map((one) => (
                      <FormSelectOption key={one.id} value={one.id} label={one.name} />
                    ))}
                  </FormSelectOptionGroup>
                ))}
            </FormSelect>
          </ToolbarItem>
        )}
        <ToolbarItem variant="search-filter">
          <Search key={query.search} value={query.search} onSearch={(search) => change({ search })} />
        </ToolbarItem>
        {(categories.length > 0 || query.category) && (
          <ToolbarItem>
            <Filter name="category" label={t("kcw.permissions.category")} every={t("kcw.permissions.everyCategory")} value={query.category} options={categories.map((one) => ({ value: one, label: one }))} onChange={change} />
          </ToolbarItem>
        )}
        {(providers.length > 0 || query.provider) && (
          <ToolbarItem>
            <Filter name="provider" label={t("kcw.permissions.provider")} every={t("kcw.permissions.everyProvider")} value={query.provider} options={providers.map(([name, count]) => ({ value: name, label: `${name} (${count})` }))} onChange={change} />
          </ToolbarItem>
        )}
        {role && (
          <ToolbarItem>
            <Filter name="state" label={t("kcw.permissions.state")} every={t("kcw.permissions.everyState")} value={query.state} options={states.map((state) => ({ value: state, label: t(`kcw.permissions.state.${state}`) }))} onChange={change} />
          </ToolbarItem>
        )}
        {query.connector && (
          <ToolbarItem alignSelf="center">
            <Chip onClick={() => change({ connector: "" })} closeBtnAriaLabel={t("kcw.common.clear")} data-testid="kcw-connector">
              {connectorName}
            </Chip>
          </ToolbarItem>
        )}
        {query.ids.length > 0 && (
          <ToolbarItem alignSelf="center">
            <Chip onClick={() => change({ id: [] })} closeBtnAriaLabel={t("kcw.common.clear")} data-testid="kcw-ids">
              {t("kcw.permissions.chosen", { count: query.ids.length })}
            </Chip>
          </ToolbarItem>
        )}
        {(query.search || query.category || query.provider || query.state || query.connector || query.ids.length > 0) && (
          <ToolbarItem>
            <Button variant="link" onClick={() => change({ search: "", category: "", provider: "", state: "", connector: "", id: [] })} data-testid="kcw-clear-filters">
              {t("kcw.permissions.clearFilters")}
            </Button>
          </ToolbarItem>
        )}
      </ToolbarContent>
    </Toolbar>
  );
}

function Search({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const t = useMessages();
  const [text, setText] = useState(value);
  return (
    <SearchInput
      value={text}
      aria-label={t("kcw.permissions.search")}
      placeholder={t("kcw.common.search")}
      onChange={(_event, typed) => setText(typed)}
      onSearch={(_event, typed) => onSearch(typed.trim())}
      onClear={() => onSearch("")}
      resetButtonLabel={t("kcw.common.clear")}
      submitSearchButtonLabel={t("kcw.common.search")}
      data-testid="kcw-search"
    />
  );
}

interface FilterProps {
  name: string;
  label: string;
  every: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (values: Record<string, string>) => void;
}

function Filter({ name, label, every, value, options, onChange }: FilterProps) {
  const all = options.some((option) => option.value === value) || !value ? options : [...options, { value, label: value }];
  return (
    <FormSelect aria-label={label} value={value} onChange={(_event, chosen) => onChange({ [name]: chosen })} data-testid={`kcw-filter-${name}`}>
      <FormSelectOption value="" label={every} />
      {all.map((option) => (
        <FormSelectOption key={option.value} value={option.value} label={option.label} />
      ))}
    </FormSelect>
  );
}
