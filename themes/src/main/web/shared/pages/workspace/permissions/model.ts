import type { components } from "../../../api/schema";

export type Grant = components["schemas"]["Grant"];
export type Condition = components["schemas"]["Condition"];
export type Matrix = components["schemas"]["Matrix"];
export type MatrixRole = components["schemas"]["MatrixRole"];
export type ResourceType = components["schemas"]["ResourceType"];
export type Row = components["schemas"]["MatrixRow"];

export type State = "GRANTED" | "BY_TYPE" | "NONE" | "BLOCKED_BY_PARENT" | "MIXED";

/** What a grant is about: a type as a whole, or one resource of it. */
export interface Target {
  readonly type: string;
  readonly resource?: string;
  /** For people. */
  readonly name?: string;
  readonly parent?: string;
  readonly parentName?: string;
}

/** What shall change for one target, as against what is stored. */
export interface Edit {
  readonly target: Target;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Grants under a condition that are withdrawn. */
  readonly dropped: readonly Grant[];
  /** Whether anything is granted on the target itself, before and after. */
  readonly had: boolean;
  readonly has: boolean;
}

/** Unsaved changes of one role, by target. What is stored is not in it: changes of others stay when it is saved. */
export type Draft = ReadonlyMap<string, Edit>;

export const noChanges: Draft = new Map();

export function keyOf(target: { type: string; resource?: string }): string {
  return `${target.type} ${target.resource ?? ""}`;
}

export function targetOf(row: Row): Target {
  return { type: row.type, resource: row.id, name: row.name, parent: row.parent, parentName: row.parentName };
}

/** An action with what it brings along: the base action (R4) and what the type says that it implies. */
export function closure(type: ResourceType, actions: Iterable<string>): Set<string> {
  const all = new Set<string>();
  const open = [...actions];
  if (open.length > 0) open.push(type.baseAction);
  for (let action = open.pop(); action !== undefined; action = open.pop()) {
    if (all.has(action)) continue;
    all.add(action);
    open.push(...(type.implies[action] ?? []));
  }
  return all;
}

/** The actions that are stored without a condition. */
export function plain(stored: readonly Grant[]): Set<string> {
  return new Set(stored.filter((grant) => !grant.condition).flatMap((grant) => grant.actions ?? []));
}

export function conditional(stored: readonly Grant[]): Grant[] {
  return stored.filter((grant) => grant.condition);
}

/** The actions without a condition that the target has once the draft is saved. */
export function wanted(draft: Draft, target: Target, stored: readonly Grant[]): Set<string> {
  const actions = plain(stored);
  const edit = draft.get(keyOf(target));
  edit?.remove.forEach((action) => actions.delete(action));
  edit?.add.forEach((action) => actions.add(action));
  return actions;
}

/** The grants under a condition that the target has once the draft is saved. */
export function wantedConditional(draft: Draft, target: Target, stored: readonly Grant[]): Grant[] {
  const dropped = new Set(draft.get(keyOf(target))?.dropped.map(grantKey));
  return conditional(stored).filter((grant) => !dropped.has(grantKey(grant)));
}

export function grantKey(grant: Grant): string {
  return JSON.stringify(grant.condition ?? null);
}

/**
 * Gives an action, with the base action; or takes it, with all that would bring it along again. Without the base action
 * nothing is left (R4).
 */
export function toggle(draft: Draft, target: Target, stored: readonly Grant[], type: ResourceType, action: string, on: boolean): Draft {
  const now = wanted(draft, target, stored);
  let next: Set<string>;
  if (on) next = new Set([...now, action, type.baseAction]);
  else if (action === type.baseAction) next = new Set();
  else next = new Set([...now].filter((one) => !closureOfOne(type, one).has(action)));
  return put(draft, target, stored, next, wantedConditional(draft, target, stored));
}

function closureOfOne(type: ResourceType, action: string): Set<string> {
  const all = new Set<string>();
  const open = [action];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (!all.has(one)) {
      all.add(one);
      open.push(...(type.implies[one] ?? []));
    }
  }
  return all;
}

/** Withdraws a grant that is under a condition, or keeps it after all. */
export function toggleConditional(draft: Draft, target: Target, stored: readonly Grant[], grant: Grant, on: boolean): Draft {
  const kept = wantedConditional(draft, target, stored).filter((one) => grantKey(one) !== grantKey(grant));
  return put(draft, target, stored, wanted(draft, target, stored), on ? [...kept, grant] : kept);
}

function put(draft: Draft, target: Target, stored: readonly Grant[], actions: Set<string>, kept: readonly Grant[]): Draft {
  const before = plain(stored);
  const keptKeys = new Set(kept.map(grantKey));
  const edit: Edit = {
    target,
    add: [...actions].filter((action) => !before.has(action)),
    remove: [...before].filter((action) => !actions.has(action)),
    dropped: conditional(stored).filter((grant) => !keptKeys.has(grantKey(grant))),
    had: stored.length > 0,
    has: actions.size > 0 || kept.length > 0,
  };
  const next = new Map(draft);
  if (edit.add.length + edit.remove.length + edit.dropped.length === 0) next.delete(keyOf(target));
  else next.set(keyOf(target), edit);
  return next;
}

/** The draft as the API takes it. */
export function changes(draft: Draft): { add: Grant[]; remove: Grant[] } {
  const add: Grant[] = [];
  const remove: Grant[] = [];
  for (const { target, ...edit } of draft.values()) {
    const on = { type: target.type, resource: target.resource };
    if (edit.add.length > 0) add.push({ ...on, actions: [...edit.add] });
    if (edit.remove.length > 0) remove.push({ ...on, actions: [...edit.remove] });
    edit.dropped.forEach((grant) => remove.push({ ...on, actions: grant.actions, condition: grant.condition }));
  }
  return { add, remove };
}

/** How many actions the draft gives and takes by itself; what goes with a parent is for the server to count. */
export function counts(draft: Draft): { added: number; removed: number } {
  let added = 0;
  let removed = 0;
  for (const edit of draft.values()) {
    added += edit.add.length;
    removed += edit.remove.length + edit.dropped.reduce((sum, grant) => sum + (grant.actions?.length ?? 0), 0);
  }
  return { added, removed };
}

/** What is known of a role, for telling how it stands to a resource. */
export interface Knowledge {
  readonly types: ReadonlyMap<string, ResourceType>;
  /** What the role grants on types as a whole. */
  readonly onTypes: readonly Grant[];
  /** A resource that was loaded. */
  row(id: string): Row | undefined;
}

export function storedOnType(knowledge: Knowledge, type: string): Grant[] {
  return knowledge.onTypes.filter((grant) => grant.type === type);
}

/** How far a type is granted as a whole: to all, under a condition only, or not. */
export function typeReach(draft: Draft, knowledge: Knowledge, type: string): "all" | "some" | "none" {
  const stored = storedOnType(knowledge, type);
  if (wanted(draft, { type }, stored).size > 0) return "all";
  return wantedConditional(draft, { type }, stored).length > 0 ? "some" : "none";
}

/** Whether the role grants what the resource belongs to (P3). */
export function isOpen(draft: Draft, knowledge: Knowledge, row: Row): boolean {
  const parentType = knowledge.types.get(row.type)?.parentType;
  if (!parentType) return true;
  const whole = typeReach(draft, knowledge, parentType);
  if (!row.parent) return whole === "all";
  if (whole !== "none") return true;
  const edit = draft.get(keyOf({ type: parentType, resource: row.parent }));
  if (edit) return edit.has;
  const parent = knowledge.row(row.parent);
  if (parent) return (parent.grants ?? []).length > 0;
  return !row.blocked && storedOnType(knowledge, parentType).length === 0;
}

export interface Standing {
  readonly state: State;
  /** Whether any of it holds under a condition only. */
  readonly conditional: boolean;
  /** What it is granted goes because its parent is withdrawn. */
  readonly goesWithParent: boolean;
  /** Whether an unsaved change is about this very row. */
  readonly changed: boolean;
}

/** How the role stands to a resource once the draft is saved. */
export function standing(draft: Draft, knowledge: Knowledge, row: Row): Standing {
  const target = targetOf(row);
  const stored = row.grants ?? [];
  const edit = draft.get(keyOf(target));
  const own = wanted(draft, target, stored).size > 0;
  const ownConditional = wantedConditional(draft, target, stored);
  const whole = typeReach(draft, knowledge, row.type);
  const wholeConditional = wantedConditional(draft, { type: row.type }, storedOnType(knowledge, row.type));
  const told = { conditional: ownConditional.length + wholeConditional.length > 0, goesWithParent: false, changed: edit !== undefined };
  if (!own && ownConditional.length === 0 && whole === "none") return { ...told, state: "NONE" };
  if (!isOpen(draft, knowledge, row)) {
    const goes = row.blocked !== true && (edit?.add.length ?? 0) === 0 && stored.length > 0;
    return { ...told, goesWithParent: goes, state: goes && whole === "none" ? "NONE" : "BLOCKED_BY_PARENT" };
  }
  const { granted, total } = children(draft, knowledge, row);
  if (granted > 0 && granted < total) return { ...told, state: "MIXED" };
  return { ...told, state: own || ownConditional.length > 0 ? "GRANTED" : "BY_TYPE" };
}

/** How many of the children of a resource are granted, singly or by type, once the draft is saved. */
export function children(draft: Draft, knowledge: Knowledge, row: Row): { granted: number; total: number } {
  let total = 0;
  let granted = 0;
  for (const [type, count] of Object.entries(row.children ?? {})) {
    total += count;
    if (typeReach(draft, knowledge, type) !== "none") {
      granted += count;
    } else {
      const single = (row.childGrants?.[type] ?? 0) + difference(draft, type, row.id);
      granted += Math.min(count, Math.max(0, single));
    }
  }
  return { granted, total };
}

function difference(draft: Draft, type: string, parent?: string): number {
  let difference = 0;
  for (const { target, had, has } of draft.values()) {
    if (target.type === type && target.resource && (parent === undefined || target.parent === parent)) {
      difference += Number(has) - Number(had);
    }
  }
  return difference;
}

export interface Group {
  readonly type: string;
  readonly category?: string;
  readonly total: number;
  readonly granted: readonly number[];
  readonly singly: readonly number[];
}

/** How many resources of these types there are, and how many the role grants once the draft is saved. */
export function tally(draft: Draft, knowledge: Knowledge, groups: readonly Group[], types: readonly string[]): { granted: number; total: number } {
  let total = 0;
  let granted = 0;
  for (const type of types) {
    const own = groups.filter((group) => group.type === type);
    const all = sum(own, (group) => group.total);
    total += all;
    const single = sum(own, (group) => group.singly[0] ?? 0) + difference(draft, type);
    granted += typeReach(draft, knowledge, type) === "none" ? Math.min(all, Math.max(0, single)) : all;
  }
  return { granted, total };
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

/** Grants what the children of the draft belong to, as the server named it in its refusal. */
export function withParents(draft: Draft, knowledge: Knowledge, parents: readonly string[], parentTypes: readonly string[]): Draft {
  let next = draft;
  for (const id of parents) {
    const row = knowledge.row(id);
    const child = [...draft.values()].find((edit) => edit.target.parent === id);
    const key = row?.type ?? (child && knowledge.types.get(child.target.type)?.parentType);
    const type = key ? knowledge.types.get(key) : undefined;
    if (!type) continue;
    const target = row ? targetOf(row) : { type: type.key, resource: id, name: child?.target.parentName };
    next = toggle(next, target, row?.grants ?? [], type, type.baseAction, true);
  }
  for (const key of parentTypes) {
    const type = knowledge.types.get(key);
    if (type) next = toggle(next, { type: key }, storedOnType(knowledge, key), type, type.baseAction, true);
  }
  return next;
}

/** A tab: the types of one category. */
export interface Tab {
  readonly key: string;
  readonly category: string;
  readonly types: readonly ResourceType[];
}

/** One tab for each category, in the order of the catalogue; a type without a category is one by itself. */
export function tabs(types: readonly ResourceType[]): Tab[] {
  const byCategory = new Map<string, ResourceType[]>();
  for (const type of types) {
    const category = type.category ?? type.key;
    byCategory.set(category, [...(byCategory.get(category) ?? []), type]);
  }
  return [...byCategory].map(([category, own]) => ({ key: own[0]!.key, category, types: own }));
}
