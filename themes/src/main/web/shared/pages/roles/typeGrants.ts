import type { components } from "../../api/schema";

export type Grant = components["schemas"]["Grant"];
export type ResourceType = components["schemas"]["ResourceType"];

/** Actions by type. */
export type Held = ReadonlyMap<string, ReadonlySet<string>>;

/** What a role grants on whole types without a condition. */
export function heldOnTypes(grants: readonly Grant[]): Held {
  const held = new Map<string, ReadonlySet<string>>();
  for (const grant of grants) {
    if (grant.resource || grant.condition || !grant.type) continue;
    held.set(grant.type, new Set([...(held.get(grant.type) ?? []), ...(grant.actions ?? [])]));
  }
  return held;
}

/**
 * What is held after an action is given or taken. As the server has it: an action brings the base action and what it
 * implies, and without the base action there is none.
 */
export function toggled(held: Held, type: ResourceType, action: string, give: boolean): Held {
  const actions = new Set(held.get(type.key));
  if (give) {
    const wanted = [action, type.baseAction];
    for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
      if (actions.has(next)) continue;
      actions.add(next);
      wanted.push(...(type.implies?.[next] ?? []));
    }
  } else if (action === type.baseAction) {
    actions.clear();
  } else {
    const gone = [action];
    for (let next = gone.pop(); next !== undefined; next = gone.pop()) {
      const taken = next;
      actions.delete(taken);
      gone.push(...[...actions].filter((other) => type.implies?.[other]?.includes(taken)));
    }
  }
  return new Map(held).set(type.key, actions);
}

/** The change from one to the other. */
export function difference(before: Held, after: Held): { add: Grant[]; remove: Grant[]; added: number; removed: number } {
  const only = (these: Held, those: Held): Grant[] =>
    [...these].flatMap(([type, actions]) => {
      const more = [...actions].filter((action) => !those.get(type)?.has(action));
      return more.length > 0 ? [{ type, actions: more }] : [];
    });
  const add = only(after, before);
  const remove = only(before, after);
  const count = (grants: Grant[]) => grants.reduce((sum, grant) => sum + (grant.actions?.length ?? 0), 0);
  return { add, remove, added: count(add), removed: count(remove) };
}
