import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show, type Replies } from "../../../testing/TestHost";
import { bodyOf, connectorOf, partOf } from "./importFiles";
import ResourcesTab from "./ResourcesTab";

const research = {
  id: "1",
  alias: "research",
  name: "Research",
  default: false,
  status: "ACTIVE",
  mfaRequired: false,
  memberCount: 1,
  createdAt: 1,
  version: 1,
  may: ["resources-read", "all-resources-read", "resources-write", "shares-write"],
};
const type = { name: "", labels: {}, categoryLabels: {}, kinds: {}, actions: ["access"], actionLabels: {}, actionCategories: {}, baseAction: "access", implies: {}, registration: "REQUIRED", shareable: ["access"], builtIn: false, version: 1 };
const types = [
  { ...type, key: "data-connector", labels: { en: "Data connector" } },
  { ...type, key: "widget", labels: { en: "Widget" }, parentType: "data-connector" },
];
const resource = { providers: [], requires: [], attributes: {}, active: true, shared: false, workspace: "1", version: 4 };
const feeds = { ...resource, id: "c", type: "data-connector", externalId: "feeds", name: "Feeds", children: { widget: 2 } };
const gone = { ...resource, id: "w", type: "widget", externalId: "gone", name: "Gone", parent: "c", active: false };
const borrowed = { ...resource, id: "b", type: "widget", externalId: "b", name: "Borrowed", shared: true, sharedFrom: { id: "2", alias: "sales" } };

const LIST = "GET /workspaces/research/resources";
const IMPORT = "POST /workspaces/research/resources/import";

function replies(): Replies {
  return {
    "GET /resource-types": { body: types },
    [LIST]: (request) =>
      new URL(request.url).searchParams.has("parent")
        ? { body: [gone], headers: { "X-Total-Count": "1" } }
        : { body: [feeds, borrowed], headers: { "X-Total-Count": "2" } },
  };
}

const outcome = { dryRun: true, connector: { type: "data-connector", externalId: "feeds", name: "Feeds" }, added: [{ type: "widget", externalId: "a", name: "A" }], changed: [], unchanged: 0, vanished: [], removed: [], inactive: 0, unresolved: [{ widget: "lost", pointer: "/apps/0" }], warnings: [] };

async function drop(...files: File[]) {
  const user = userEvent.setup();
  await user.click(await screen.findByTestId("kcw-import"));
  const input = (await screen.findByTestId("kcw-drop")).querySelector("input");
  await user.upload(input as HTMLInputElement, files);
  return user;
}

describe("resources of a workspace", () => {
  it("stand by connector with what belongs to it, which is loaded when unfolded", async () => {
    const { requests } = await show(<ResourcesTab workspace={research} />, replies());
    expect(await screen.findByText("Widget: 2")).toBeVisible();
    expect(requests).toHaveLength(2);
    expect(screen.getByTestId("kcw-shared")).toHaveTextContent("Shared by sales");
    expect(screen.queryByRole("button", { name: "Actions for Borrowed" })).toBeNull();
    await userEvent.click(screen.getByTestId("kcw-unfold-feeds"));
    expect(await screen.findByTestId("kcw-child-gone")).toHaveTextContent("Vanished from its catalogue");
    expect(requests).toHaveLength(3);
  });

  it("of who may only look have no buttons", async () => {
    await show(<ResourcesTab workspace={{ ...research, may: ["resources-read", "all-resources-read"] }} />, replies());
    expect(await screen.findByRole("link", { name: "Feeds" })).toBeVisible();
    expect(screen.queryByTestId("kcw-import")).toBeNull();
    expect(screen.queryByTestId("kcw-create")).toBeNull();
    expect(screen.queryByTestId("kcw-row-actions")).toBeNull();
  });

  it("are imported from several files, after a look at what changes, and lead to their permissions", async () => {
    const bodies: string[] = [];
    await show(<ResourcesTab workspace={research} />, {
      ...replies(),
      [IMPORT]: async (request) => {
        bodies.push(new URL(request.url).search + (await request.text()));
        return { body: { ...outcome, connector: { ...outcome.connector, id: "c" } } };
      },
    });
    const user = await drop(
      new File(['{"a": {"name": "A", "endpoint": "a"}}'], "feeds_widgets.json", { type: "application/json" }),
      new File(["[]"], "apps.json", { type: "application/json" }),
    );
    await waitFor(() => expect(screen.getByTestId("kcw-field-connector")).toHaveValue("feeds"));
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByTestId("kcw-diff")).toHaveTextContent("Added: 1, changed: 0, vanished: 0");
    expect(screen.getByText("lost (/apps/0)")).toBeVisible();
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByTestId("kcw-to-permissions")).toHaveAttribute("href", "#/acme/workspaces/research/permissions?connector=c");
    expect(bodies[0]).toBe('?format=openbb&dryRun=true&connector=feeds{"widgets":{"a": {"name": "A", "endpoint": "a"}},"apps":[]}');
    expect(bodies[1]).toContain("dryRun=false");
  });

  it("of a file that can't be read are not imported, and the place is said", async () => {
    const asked: string[] = [];
    await show(<ResourcesTab workspace={research} />, {
      ...replies(),
      [IMPORT]: (request) => {
        asked.push(new URL(request.url).search);
        return {
          status: 400,
          body: { type: "about:blank", title: "Bad Request", status: 400, code: "INVALID_REQUEST", detail: "bad", violations: [{ field: "", message: "cannot be read at line 1, column 3" }] },
        };
      },
    });
    const user = await drop(new File(["{ nonsense"], "widgets.json", { type: "application/json" }));
    await user.type(await screen.findByTestId("kcw-field-connector"), "feeds");
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByTestId("kcw-problem")).toHaveTextContent("widgets.json: cannot be read at line 1, column 3");
    await waitFor(() => expect(asked).toEqual(["?format=openbb&dryRun=true&part=widgets&connector=feeds"]));
  });

  it("tell their files apart by what is in them", () => {
    expect(partOf("x.json", "[]")).toBe("apps");
    expect(partOf("x.json", '{"a": {"endpoint": "a"}}')).toBe("widgets");
    expect(partOf("x.json", '{"a": {"endpoints": {}}}')).toBe("agents");
    expect(partOf("x.json", '{"widgets": {}, "apps": []}')).toBe("all");
    expect(partOf("templates.json", "nonsense")).toBe("apps");
    expect(connectorOf("My Backend_widgets.json")).toBe("my-backend");
    expect(bodyOf([{ name: "x", text: '{"widgets": {}}', part: "all" }])).toBe('{"widgets": {}}');
  });
});
