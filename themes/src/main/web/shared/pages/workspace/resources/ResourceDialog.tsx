import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { content, page, useApi } from "../../../api/client";
import { asProblem } from "../../../api/problem";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { SelectField } from "../../../components/SelectField";
import { TextField } from "../../../components/TextField";
import { useChange } from "../../../components/useChange";
import { useHost } from "../../../host/Host";
import { useLabel } from "../../../i18n/useLabel";
import { useMessages } from "../../../i18n/useMessages";
import type { ResourceType } from "../../resource-types/types";
import { RESOURCE, RESOURCES, type Resource, type ResourceDraft } from "./resources";

interface ResourceDialogProps {
  workspace: Workspace;
  types: readonly ResourceType[];
  /** What is edited; a new one without. */
  resource?: Resource;
  onClose: () => void;
}

const MOST_PARENTS = 1000;

/** Registers a resource by hand, or changes one. */
export function ResourceDialog({ workspace, types, resource, onClose }: ResourceDialogProps) {
  const t = useMessages();
  const label = useLabel();
  const host = useHost();
  const api = useApi();
  const own = types.filter((one) => !one.builtIn);
  const [type, setType] = useState(resource?.type ?? own[0]?.key ?? "");
  const [externalId, setExternalId] = useState(resource?.externalId ?? "");
  const [name, setName] = useState(resource?.name ?? "");
  const [category, setCategory] = useState(resource?.category ?? "");
  const [subCategory, setSubCategory] = useState(resource?.subCategory ?? "");
  const [providers, setProviders] = useState(resource?.providers.join(", ") ?? "");
  const [parent, setParent] = useState(resource?.parent ?? "");
  const [attributes, setAttributes] = useState(
    resource && Object.keys(resource.attributes).length > 0 ? JSON.stringify(resource.attributes, null, 2) : "",
  );
  const parentType = types.find((one) => one.key === type)?.parentType;
  const parents = useQuery({
    queryKey: [RESOURCES, host.realm, workspace.alias, "parents", parentType],
    queryFn: () =>
      page(
        api.GET("/workspaces/{ws}/resources", {
          params: { path: { ws: workspace.alias }, query: { type: parentType, max: MOST_PARENTS } },
        }),
      ),
    enabled: parentType !== undefined,
  });
  const parsed = parse(attributes);
  const draft: ResourceDraft = {
    name: name.trim(),
    category: category.trim(),
    subCategory: subCategory.trim(),
    providers: providers
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
    parent,
    attributes: parsed,
  };
  const save = useChange<void, Resource>({
    run: () =>
      content(
        resource
          ? api.PUT("/workspaces/{ws}/resources/{id}", {
              params: { path: { ws: workspace.alias, id: resource.id }, header: { "If-Match": String(resource.version) } },
              body: draft,
            })
          : api.POST("/workspaces/{ws}/resources", {
              params: { path: { ws: workspace.alias } },
              body: { ...draft, type, externalId: externalId.trim() || undefined },
            }),
      ),
    done: (saved) => t(resource ? "kcw.resources.saved" : "kcw.resources.created", { name: saved.name }),
    reload: [[RESOURCES], [RESOURCE], ["overview"]],
    then: onClose,
    quiet: true,
  });
  const problem = save.error ? asProblem(save.error) : undefined;
  return (
    <Dialog
      title={resource ? t("kcw.resources.editTitle", { name: resource.name }) : t("kcw.resources.create")}
      submit={resource ? t("kcw.resources.save") : t("kcw.resources.create")}
      busy={save.isPending}
      error={problem}
      ready={type !== "" && name.trim() !== "" && parsed !== undefined}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <SelectField
        name="type"
        label={t("kcw.resources.type")}
        value={type}
        onChange={(chosen) => {
          setType(chosen);
          setParent("");
        }}
        disabled={resource !== undefined}
        options={own.map((one) => ({ value: one.key, label: label(one.labels, one.name) }))}
        error={problem?.violation("type")}
        required
      />
      <TextField name="name" label={t("kcw.resources.name")} value={name} onChange={setName} error={problem?.violation("name")} maxLength={255} required />
      <TextField
        name="externalId"
        label={t("kcw.resources.externalId")}
        help={t("kcw.resources.externalIdHelp")}
        value={externalId}
        onChange={setExternalId}
        disabled={resource !== undefined}
        error={problem?.violation("externalId")}
        maxLength={255}
      />
      {parentType && (
        <SelectField
          name="parent"
          label={t("kcw.resources.parent", { type: label(types.find((one) => one.key === parentType)?.labels, parentType) })}
          value={parent}
          onChange={setParent}
          options={[
            { value: "", label: t("kcw.resources.noParent") },
            ...(parents.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
          ]}
          error={problem?.violation("parent")}
        />
      )}
      <TextField name="category" label={t("kcw.resources.category")} value={category} onChange={setCategory} error={problem?.violation("category")} maxLength={255} />
      <TextField name="subCategory" label={t("kcw.resources.subCategory")} value={subCategory} onChange={setSubCategory} error={problem?.violation("subCategory")} maxLength={255} />
      <TextField name="providers" label={t("kcw.resources.providers")} help={t("kcw.resources.providersHelp")} value={providers} onChange={setProviders} error={problem?.violation("providers")} />
      <TextField
        name="attributes"
        label={t("kcw.resources.attributes")}
        help={t("kcw.resources.attributesHelp")}
        value={attributes}
        onChange={setAttributes}
        error={parsed === undefined ? t("kcw.resources.attributesBad") : problem?.violation("attributes")}
        multiline
      />
    </Dialog>
  );
}

/** The members of an object in JSON; undefined if it is none. */
function parse(text: string): Record<string, unknown> | undefined {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
