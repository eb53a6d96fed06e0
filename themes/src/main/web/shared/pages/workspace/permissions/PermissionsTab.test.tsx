import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Workspace } from "../../../api/useWorkspace";
import { show, type Replies } from "../../../testing/TestHost";
import PermissionsTab from "./PermissionsTab";

const workspace: Workspace = {
  id: "1", alias: "research", name: "Research", default: false, status: "ACTIVE", mfaRequired: false, memberCount: 3, createdAt: 1, version: 1,
  may: ["roles-read", "matrix-read", "roles-write"],
};

function type(key: string, base: string, parentType?: string) {
  return {
    key, name: key, actions: [base], baseAction: base, implies: {}, labels: {}, categoryLabels: {}, kinds: {}, actionLabels: {}, actionCategories: {},
    registration: "REQUIRED", shareable: [], builtIn: false, version: 1, parentType,
  };
}

const types = [type("data-connector", "view"), type("widget", "access", "data-connector")];
const connector = { id: "c1", type: "data-connector", externalId: "c1", name: "Markets", providers: [], active: true, shared: false, states: ["NONE"], children: { widget: 1 }, usableChildren: [0], childGrants: {}, blocked: false };
const prices = { id: "w1", type: "widget", externalId: "w1", name: "Prices", parent: "c1", parentName: "Markets", providers: ["acme"], active: true, shared: false, states: ["NONE"], blocked: true };
const analyst = { id: "r1", name: "analyst", description: "", scope: "WORKSPACE", builtIn: false, memberCount: 1, mfaRequired: false, createdAt: 1, version: 4 };
const admin = { id: "r0", name: "admin", description: "", scope: "TEMPLATE", builtIn: true, memberCount: 1, mfaRequired: false, createdAt: 1, version: 1 };

function matrix(request: Request) {
  const query = new URL(request.url).searchParams;
  const rows = query.get("roots") ? [connector] : query.get("parent") || query.get("type") === "widget" ? [prices] : query.get("connector") ? [connector, prices] : [];
  return {
    body: {
      roles: query.getAll("role").map((id) => ({ id, name: id, scope: "WORKSPACE", builtIn: id === "r0", types: id === "r0" ? ["data-connector", "widget"] : [], grants: [], version: 4 })),
      total: rows.length,
      rows: rows.map((row) => ({ ...row, states: query.getAll("role").map(() => "NONE") })),
      facets: query.get("facets")
        ? {
            types,
            groups: [
              { type: "data-connector", total: 1, granted: [0], singly: [0] },
              { type: "widget", total: 1, granted: [0], singly: [0] },
            ],
            providers: { acme: 1 },
            incomplete: [],
          }
        : undefined,
    },
  };
}

const replies: Replies = {
  "GET /workspaces/research/roles": { body: [admin, analyst] },
  "GET /workspaces/research/matrix": matrix,
};

function open(more: Replies = {}, at = "/", of: Workspace = workspace) {
  return show(<PermissionsTab workspace={of} />, { ...replies, ...more }, at);
}

describe("the permissions of a workspace", () => {
  beforeEach(() => {
    vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
    vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(1000);
  });

  it("show the first role of the workspace in two requests of their own", async () => {
    const { requests } = await open();
    expect(await screen.findByTestId("kcw-row-c1")).toHaveTextContent("No access");
    expect(screen.getByTestId("kcw-role")).toHaveDisplayValue("analyst");
    expect(screen.getByTestId("kcw-category-widget")).toHaveTextContent("0/1");
    expect(requests).toHaveLength(2);
  });

  it("ask for a role first where the workspace has none of its own", async () => {
    const { requests } = await open({ "GET /workspaces/research/roles": { body: [admin] } });
    expect(await screen.findByTestId("kcw-empty")).toHaveTextContent("No role yet");
    expect(screen.getByTestId("kcw-to-roles")).toHaveTextContent("Create a role");
    expect(requests).toHaveLength(1);

    await userEvent.click(screen.getByTestId("kcw-built-in"));
    expect(await screen.findByTestId("kcw-row-c1")).toBeInTheDocument();
    expect(screen.getByTestId("kcw-role")).toHaveDisplayValue("admin");
  });

  it("offer nobody to create a role who may not", async () => {
    await open({ "GET /workspaces/research/roles": { body: [admin] } }, "/", { ...workspace, may: ["roles-read", "matrix-read"] });
    expect(await screen.findByTestId("kcw-empty")).toBeInTheDocument();
    expect(screen.queryByTestId("kcw-to-roles")).toBeNull();
  });

  it("count what is changed, and send it together once the impact is confirmed", async () => {
    const sent: { dry: boolean; version: string | null; body: unknown }[] = [];
    await open({
      "PATCH /workspaces/research/roles/r1/grants": async (request) => {
        const dry = new URL(request.url).searchParams.get("dryRun") === "true";
        sent.push({ dry, version: request.headers.get("If-Match"), body: await request.json() });
        return { body: { added: 1, removed: 0, warnings: [], members: 7, resources: 1, raised: [], withdrawn: [], names: {} } };
      },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-action-c1-view"));
    expect(screen.getByTestId("kcw-row-c1")).toHaveTextContent("Granted, unsaved");
    expect(screen.getByTestId("kcw-unsaved-counts")).toHaveTextContent("1 added, 0 removed");
    expect(screen.getByTestId("kcw-category-data-connector")).toHaveTextContent("1/1");
    await user.click(screen.getByTestId("kcw-save"));
    expect(await screen.findByTestId("kcw-impact")).toHaveTextContent("Users affected7");
    await user.click(screen.getByTestId("kcw-submit"));
    await waitFor(() => expect(screen.queryByTestId("kcw-unsaved")).toBeNull());
    const body = { add: [{ type: "data-connector", resource: "c1", actions: ["view"] }], remove: [] };
    expect(sent).toEqual([
      { dry: true, version: '"4"', body },
      { dry: false, version: '"4"', body },
    ]);
  });

  it("offer to grant the parent when the gate refuses", async () => {
    await open(
      {
        "PATCH /workspaces/research/roles/r1/grants": async (request) => {
          const { add } = (await request.json()) as { add: { resource?: string }[] };
          return add.some((grant) => grant.resource === "c1")
            ? { body: { added: 2, removed: 0, warnings: [], members: 1, resources: 2, raised: [], withdrawn: [], names: {} } }
            : { status: 409, body: { type: "", title: "", status: 409, code: "PARENT_NOT_GRANTED", detail: "No", errorMessage: "", violations: [], parents: ["c1"], parentTypes: [] } };
        },
      },
      "/?type=widget",
    );
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-action-w1-access"));
    expect(screen.getByTestId("kcw-row-w1")).toHaveTextContent("Blocked by parent");
    await user.click(screen.getByTestId("kcw-save"));
    expect(await screen.findByTestId("kcw-gate")).toHaveTextContent("Markets");
    await user.click(screen.getByTestId("kcw-grant-parents"));
    expect(await screen.findByTestId("kcw-confirm-counts")).toHaveTextContent("2 added, 0 removed");
    expect(await screen.findByTestId("kcw-impact")).toBeVisible();
  });

  it("keep the changes when somebody else was faster", async () => {
    await open({
      "PATCH /workspaces/research/roles/r1/grants": { status: 412, body: { type: "", title: "", status: 412, code: "STALE_VERSION", detail: "", errorMessage: "", violations: [] } },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-action-c1-view"));
    await user.click(screen.getByTestId("kcw-save"));
    expect(await screen.findByTestId("kcw-stale")).toBeVisible();
    await user.click(screen.getByTestId("kcw-submit"));
    expect(screen.getByTestId("kcw-unsaved-counts")).toHaveTextContent("1 added, 0 removed");
  });

  it("are moved through and set with the keyboard", async () => {
    await open();
    const user = userEvent.setup();
    const row = await screen.findByTestId("kcw-row-c1");
    await user.click(within(row).getByRole("rowheader"));
    within(row).getByRole("rowheader").focus();
    await user.keyboard("{ArrowRight}");
    expect(row).toHaveAttribute("aria-expanded", "true");
    const child = await screen.findByTestId("kcw-row-w1");
    await user.keyboard("{ArrowDown}");
    expect(within(child).getByRole("rowheader")).toHaveFocus();
    await user.keyboard("{ArrowRight}{ArrowRight} ");
    expect(screen.getByTestId("kcw-action-w1-access")).toBeChecked();
    expect(screen.getByTestId("kcw-unsaved-counts")).toHaveTextContent("1 added, 0 removed");
    await user.keyboard("{Home}{ArrowLeft}{ArrowLeft}");
    expect(row).toHaveAttribute("aria-expanded", "false");
  });

  it("set a selection at once", async () => {
    await open({}, "/?connector=c1");
    const user = userEvent.setup();
    await screen.findByTestId("kcw-row-w1");
    await user.click(screen.getByTestId("kcw-select-all"));
    await waitFor(() => expect(screen.getByTestId("kcw-selected")).toHaveTextContent("2 selected"));
    await user.click(screen.getByTestId("kcw-bulk-grant"));
    await user.click(await screen.findByRole("menuitem", { name: "Access" }));
    expect(screen.getByTestId("kcw-unsaved-counts")).toHaveTextContent("2 added, 0 removed");
  });

  it("ask before another role discards changes", async () => {
    await open();
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-action-c1-view"));
    await user.selectOptions(screen.getByTestId("kcw-role"), "r0");
    await user.click(await screen.findByTestId("kcw-stay"));
    expect(screen.getByTestId("kcw-unsaved-counts")).toBeVisible();
    await user.selectOptions(screen.getByTestId("kcw-role"), "r0");
    await user.click(await screen.findByTestId("kcw-leave"));
    await waitFor(() => expect(screen.getByTestId("kcw-read-only")).toHaveTextContent("built in"));
    expect(screen.queryByTestId("kcw-unsaved")).toBeNull();
  });

  it("have nothing to click for who may only look", async () => {
    await open({}, "/", { ...workspace, may: ["roles-read", "matrix-read"] });
    expect(await screen.findByTestId("kcw-row-c1")).toBeVisible();
    expect(screen.getByTestId("kcw-read-only")).toBeVisible();
    expect(screen.queryByRole("checkbox")).toBeNull();
    expect(screen.queryByTestId("kcw-bulk")).toBeNull();
  });

  it("of all roles stand side by side, and lead to the role", async () => {
    const { requests } = await open({}, "/?view=roles");
    const row = await screen.findByTestId("kcw-row-c1");
    expect(within(row).getAllByRole("gridcell")).toHaveLength(2);
    expect(requests).toHaveLength(2);
    await userEvent.setup().click(screen.getByTestId("kcw-column-r1"));
    expect(await screen.findByTestId("kcw-action-c1-view")).toBeVisible();
  });
});
