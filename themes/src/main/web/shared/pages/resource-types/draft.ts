import type { Labels } from "../../i18n/useLabel";
import type { ResourceType, ResourceTypeChange } from "./types";

/** An action while it is edited; its key may change, its id does not. */
export interface ActionDraft {
  readonly id: string;
  /** The key under which it was loaded. */
  readonly was?: string;
  readonly key: string;
  readonly implies: string;
  readonly labelEn: string;
  readonly labelDe: string;
  readonly shareable: boolean;
}

/** A resource type while it is edited. */
export interface TypeDraft {
  readonly key: string;
  readonly name: string;
  readonly labelEn: string;
  readonly labelDe: string;
  readonly category: string;
  readonly registration: string;
  readonly parentType: string;
  readonly gate: string;
  readonly actions: readonly ActionDraft[];
  /** Id of the base action. */
  readonly base: string;
}

export function newAction(key = "", shareable = false): ActionDraft {
  return { id: crypto.randomUUID(), key, implies: "", labelEn: "", labelDe: "", shareable };
}

export function draftOf(type: ResourceType | undefined): TypeDraft {
  const actions = type
    ? type.actions.map<ActionDraft>((key) => ({
        id: key,
        was: key,
        key,
        implies: (type.implies[key] ?? []).join(", "),
        labelEn: type.actionLabels[key]?.en ?? "",
        labelDe: type.actionLabels[key]?.de ?? "",
        shareable: type.shareable.includes(key),
      }))
    : [newAction("view", true)];
  return {
    key: type?.key ?? "",
    name: type?.name ?? "",
    labelEn: type?.labels.en ?? "",
    labelDe: type?.labels.de ?? "",
    category: type?.category ?? "",
    registration: type?.registration ?? "REQUIRED",
    parentType: type?.parentType ?? "",
    gate: type?.gate ?? "",
    actions,
    base: type?.baseAction ?? actions[0]?.id ?? "",
  };
}

/** The whole type as it is sent: what the form does not show stays what it was. */
export function typeOf(draft: TypeDraft, before: ResourceType | undefined): ResourceTypeChange {
  const actions = draft.actions.filter((action) => action.key.trim() !== "");
  const keys = new Map(actions.filter((action) => action.was).map((action) => [action.was, action.key.trim()]));
  const renamed = (key: string) => keys.get(key);
  return {
    name: draft.name.trim() || undefined,
    labels: labels(before?.labels, draft.labelEn, draft.labelDe),
    icon: before?.icon,
    category: draft.category.trim() || undefined,
    categoryLabels: before?.categoryLabels,
    kinds: before?.kinds,
    actions: actions.map((action) => action.key.trim()),
    actionLabels: Object.fromEntries(
      actions
        .map((action) => [action.key.trim(), labels(before?.actionLabels[action.was ?? ""], action.labelEn, action.labelDe)] as const)
        .filter(([, texts]) => Object.keys(texts).length > 0),
    ),
    actionCategories: Object.fromEntries(
      Object.entries(before?.actionCategories ?? {}).flatMap(([key, category]) => {
        const now = renamed(key);
        return now ? [[now, category]] : [];
      }),
    ),
    baseAction: actions.find((action) => action.id === draft.base)?.key.trim(),
    implies: Object.fromEntries(
      actions.map((action) => [action.key.trim(), words(action.implies)] as const).filter(([, implied]) => implied.length > 0),
    ),
    parentType: draft.parentType || undefined,
    gate: draft.gate || undefined,
    registration: draft.registration,
    shareable: actions.filter((action) => action.shareable).map((action) => action.key.trim()),
  };
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

function labels(before: Labels, en: string, de: string): Record<string, string> {
  const after: Record<string, string> = { ...before };
  for (const [language, text] of Object.entries({ en: en.trim(), de: de.trim() })) {
    if (text) after[language] = text;
    else delete after[language];
  }
  return after;
}
