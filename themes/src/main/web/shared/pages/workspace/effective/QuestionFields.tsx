import { useQuery } from "@tanstack/react-query";
import { content, page, useApi } from "../../../api/client";
import type { components } from "../../../api/schema";
import { Picker, type Choice } from "../../../components/Picker";
import { SelectField } from "../../../components/SelectField";
import type { ListQuery } from "../../../components/useListQuery";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import type { ResourceType } from "../../resource-types/types";
import { useWords } from "./words";

export type Resource = components["schemas"]["Resource"];

/** The resource that the URL names. */
export function useNamedResource(ws: string, id: string) {
  const host = useHost();
  const api = useApi();
  return useQuery({
    queryKey: ["resources", host.realm, ws, "one", id],
    queryFn: () => content(api.GET("/workspaces/{ws}/resources/{id}", { params: { path: { ws, id } } })),
    enabled: id !== "",
  });
}

interface QuestionFieldsProps {
  ws: string;
  list: ListQuery;
  types: readonly ResourceType[];
  resource: Resource | undefined;
  /** Whether an action must be chosen. */
  actionRequired: boolean;
}

/** Which resource, and what to do with it; kept in the URL. */
export function QuestionFields({ ws, list, types, resource, actionRequired }: QuestionFieldsProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const words = useWords(types);
  const type = resource?.type ?? list.filter("type");
  const definition = types.find((one) => one.key === type);
  const find = async (text: string): Promise<Choice[]> =>
    (
      await page(
        api.GET("/workspaces/{ws}/resources", { params: { path: { ws }, query: { max: 20, type: type || undefined, search: text || undefined } } }),
      )
    ).items.map((one) => ({ id: one.id, text: one.name ?? one.externalId, detail: `${words.type(one.type)} · ${one.externalId}` }));
  return (
    <>
      <SelectField
        name="type"
        label={t("kcw.effective.type")}
        value={type}
        onChange={(value) => list.change({ type: value, resource: "", action: "" })}
        options={[{ value: "", label: t("kcw.effective.allTypes") }, ...types.map((one) => ({ value: one.key, label: words.type(one.key) }))]}
      />
      <Picker
        name="resource"
        label={t("kcw.effective.resource")}
        required
        chosen={resource ? [{ id: resource.id, text: resource.name ?? resource.externalId }] : []}
        onChange={(chosen) => list.change({ resource: chosen[0]?.id ?? "" })}
        queryKey={["resources", host.realm, ws, type]}
        find={find}
        single
        folded
      />
      <SelectField
        name="action"
        label={t("kcw.effective.action")}
        value={list.filter("action")}
        onChange={(value) => list.change({ action: value })}
        required={actionRequired}
        disabled={!definition}
        options={[
          { value: "", label: t(actionRequired ? "kcw.effective.chooseAction" : "kcw.effective.anyAction") },
          ...(definition?.actions ?? []).map((one) => ({ value: one, label: words.action(type, one) })),
        ]}
      />
    </>
  );
}
