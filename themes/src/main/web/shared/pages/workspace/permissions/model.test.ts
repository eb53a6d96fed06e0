import { describe, expect, it } from "vitest";
import {
  changes, closure, counts, isOpen, noChanges, standing, tabs, tally, targetOf, toggle, toggleConditional, withParents, type Draft, type Grant,
  type Knowledge, type ResourceType, type Row,
} from "./model";

function type(key: string, actions: string[], more: Partial<ResourceType> = {}): ResourceType {
  return {
    key, name: key, actions, baseAction: actions[0] ?? "", implies: {}, labels: {}, categoryLabels: {}, kinds: {}, actionLabels: {}, actionCategories: {},
    registration: "REQUIRED", shareable: [], builtIn: false, version: 1, ...more,
  };
}

function row(id: string, of: string, more: Partial<Row> = {}): Row {
  return { id, type: of, externalId: id, name: id, providers: [], active: true, shared: false, states: ["NONE"], ...more };
}

const connector = type("data-connector", ["view"]);
const widget = type("widget", ["access", "edit", "manage"], { parentType: "data-connector", implies: { manage: ["edit"] } });
const app = type("app", ["access"], { parentType: "data-connector", category: "content" });
const owned: Grant = { type: "widget", resource: "w1", actions: ["access"], condition: { owner: true } };

function knowing(rows: Row[] = [], onTypes: Grant[] = []): Knowledge {
  const types = new Map([connector, widget, app].map((one) => [one.key, one]));
  return { types, onTypes, row: (id) => rows.find((one) => one.id === id) };
}

function grant(draft: Draft, of: Row, what: ResourceType, action: string, on = true): Draft {
  return toggle(draft, targetOf(of), of.grants ?? [], what, action, on);
}

describe("a click", () => {
  const w1 = row("w1", "widget", { parent: "c1", parentName: "C" });

  it("on an action gives the base action with it", () => {
    expect(changes(grant(noChanges, w1, widget, "edit")).add).toEqual([{ type: "widget", resource: "w1", actions: ["edit", "access"] }]);
  });

  it("shows what an action brings along, and does not send it", () => {
    const draft = grant(noChanges, w1, widget, "manage");
    expect(closure(widget, ["manage"])).toEqual(new Set(["access", "manage", "edit"]));
    expect(counts(draft)).toEqual({ added: 2, removed: 0 });
  });

  it("that takes the base action takes all", () => {
    const stored = row("w1", "widget", { grants: [{ type: "widget", resource: "w1", actions: ["access", "edit"] }] });
    const draft = grant(noChanges, stored, widget, "access", false);
    expect(changes(draft)).toEqual({ add: [], remove: [{ type: "widget", resource: "w1", actions: ["access", "edit"] }] });
  });

  it("that takes an action takes those that would bring it along again", () => {
    const stored = row("w1", "widget", { grants: [{ type: "widget", resource: "w1", actions: ["access", "edit", "manage"] }] });
    expect(changes(grant(noChanges, stored, widget, "edit", false)).remove[0]?.actions).toEqual(["edit", "manage"]);
  });

  it("and another that undoes it leave no change", () => {
    const draft = grant(grant(noChanges, w1, widget, "access"), w1, widget, "access", false);
    expect(draft.size).toBe(0);
  });

  it("on a condition withdraws that grant only, and brings it back", () => {
    const stored = [owned, { type: "widget", resource: "w1", actions: ["access"] }];
    const draft = toggleConditional(noChanges, targetOf(w1), stored, owned, false);
    expect(changes(draft)).toEqual({ add: [], remove: [owned] });
    expect(counts(draft)).toEqual({ added: 0, removed: 1 });
    expect(toggleConditional(draft, targetOf(w1), stored, owned, true).size).toBe(0);
  });
});

describe("the state of a row", () => {
  const c1 = row("c1", "data-connector", { children: { widget: 2 }, childGrants: {} });
  const w1 = row("w1", "widget", { parent: "c1", parentName: "C", blocked: true });
  const w2 = row("w2", "widget", { parent: "c1", blocked: true });
  const known = knowing([c1, w1, w2]);

  it("without a grant is no access", () => {
    expect(standing(noChanges, known, c1).state).toBe("NONE");
  });

  it("below a parent that is not granted is blocked, until the parent is", () => {
    const child = grant(noChanges, w1, widget, "access");
    expect(standing(child, known, w1).state).toBe("BLOCKED_BY_PARENT");
    const both = withParents(child, known, ["c1"], []);
    expect(standing(both, known, w1)).toMatchObject({ state: "GRANTED", changed: true });
    expect(counts(both)).toEqual({ added: 2, removed: 0 });
  });

  it("is mixed where some of its children are granted", () => {
    const some = grant(grant(noChanges, c1, connector, "view"), w1, widget, "access");
    expect(standing(some, known, c1).state).toBe("MIXED");
    expect(standing(grant(some, w2, widget, "access"), known, c1).state).toBe("GRANTED");
  });

  it("is by type where the type is granted as a whole", () => {
    const whole = toggle(noChanges, { type: "data-connector" }, [], connector, "view", true);
    expect(standing(whole, known, c1).state).toBe("BY_TYPE");
  });

  it("goes with its parent", () => {
    const granted = row("c1", "data-connector", { grants: [{ type: "data-connector", resource: "c1", actions: ["view"] }] });
    const child = row("w1", "widget", { parent: "c1", blocked: false, grants: [{ type: "widget", resource: "w1", actions: ["access"] }] });
    const draft = grant(noChanges, granted, connector, "view", false);
    expect(standing(draft, knowing([granted, child]), child)).toMatchObject({ state: "NONE", goesWithParent: true });
  });

  it("of a parent that was not loaded is what the server says", () => {
    expect(isOpen(noChanges, knowing(), row("w9", "widget", { parent: "far", blocked: false }))).toBe(true);
    expect(isOpen(noChanges, knowing(), row("w9", "widget", { parent: "far", blocked: true }))).toBe(false);
  });

  it("tells that it holds under a condition only", () => {
    const some = row("w1", "widget", { parent: "c1", blocked: false, grants: [owned] });
    expect(standing(noChanges, knowing(), some)).toMatchObject({ state: "GRANTED", conditional: true });
  });
});

describe("parents named by a refusal", () => {
  it("that were not loaded are known from their children", () => {
    const child = grant(noChanges, row("w1", "widget", { parent: "far", parentName: "Far" }), widget, "access");
    expect(changes(withParents(child, knowing(), ["far"], [])).add).toContainEqual({ type: "data-connector", resource: "far", actions: ["view"] });
  });

  it("may be types", () => {
    const whole = toggle(noChanges, { type: "widget" }, [], widget, "access", true);
    expect(changes(withParents(whole, knowing(), [], ["data-connector"])).add).toContainEqual({ type: "data-connector", resource: undefined, actions: ["view"] });
  });
});

describe("counts of a tab", () => {
  const groups = [{ type: "widget", total: 10, granted: [3], singly: [3] }];

  it("follow unsaved changes", () => {
    expect(tally(noChanges, knowing(), groups, ["widget"])).toEqual({ granted: 3, total: 10 });
    expect(tally(grant(noChanges, row("w1", "widget"), widget, "access"), knowing(), groups, ["widget"])).toEqual({ granted: 4, total: 10 });
    expect(tally(toggle(noChanges, { type: "widget" }, [], widget, "access", true), knowing(), groups, ["widget"])).toEqual({ granted: 10, total: 10 });
  });

  it("fall back to single grants when the type is withdrawn", () => {
    const stored = [{ type: "widget", actions: ["access"] }];
    const draft = toggle(noChanges, { type: "widget" }, stored, widget, "access", false);
    expect(tally(draft, knowing([], stored), [{ ...groups[0]!, granted: [10] }], ["widget"])).toEqual({ granted: 3, total: 10 });
  });

  it("stand in one tab for each category", () => {
    expect(tabs([connector, app, type("prompt", ["use"], { category: "content" })]).map((tab) => tab.types.map((one) => one.key))).toEqual([["data-connector"], ["app", "prompt"]]);
  });
});
