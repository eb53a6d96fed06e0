import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show, type Replies } from "../../testing/TestHost";
import ResourceTypesPage from "./ResourceTypesPage";

const widget = {
  key: "widget",
  name: "Widget",
  labels: { en: "Widget" },
  category: "content",
  categoryLabels: { content: { en: "Apps and widgets" } },
  kinds: {},
  actions: ["access", "export"],
  actionLabels: { access: { en: "Use" } },
  actionCategories: {},
  baseAction: "access",
  implies: { export: ["access"] },
  parentType: "connector",
  registration: "REQUIRED",
  shareable: ["access"],
  builtIn: false,
  version: 3,
};
const connector = { ...widget, key: "connector", name: "Connector", labels: {}, parentType: undefined, implies: {}, gate: undefined };
const builtIn = { ...connector, key: "workspace", name: "Workspace", builtIn: true };

function replies(may: string[], types: unknown[]): Replies {
  return {
    "GET /me": { body: { id: "1", username: "ada", type: "ADMIN", workspaces: [], enabled: true, may } },
    "GET /resource-types": { body: types },
    "GET /resource-types/usage": { body: { widget: { resources: 12, grants: 1 } } },
    "GET /resource-types/presets": { body: [{ key: "openbb", labels: { en: "Data workspace" }, types: ["widget"], actions: 2 }] },
  };
}

const WRITER = ["types-read", "types-write", "types-usage-read"];

describe("resource types", () => {
  it("stand by category with what uses them, in three requests", async () => {
    const { requests } = await show(<ResourceTypesPage />, replies(WRITER, [builtIn, connector, widget]));
    expect(await screen.findByRole("heading", { name: "Apps and widgets" })).toBeVisible();
    expect(await screen.findByTestId("kcw-usage-widget")).toHaveTextContent("12 resources, 1 grant");
    expect(within(screen.getByTestId("kcw-type-widget")).getByText("Connector")).toBeVisible();
    expect(requests).toHaveLength(3);
  });

  it("offer no change to who may only look", async () => {
    await show(<ResourceTypesPage />, replies(["types-read", "types-usage-read"], [builtIn, widget]));
    expect(await screen.findByTestId("kcw-usage-widget")).toBeVisible();
    expect(screen.queryByTestId("kcw-types-presets")).toBeNull();
    expect(screen.queryByRole("button", { name: "Actions for Widget" })).toBeNull();
  });

  it("are offered by product where there are none, and applied after a preview", async () => {
    const asked: string[] = [];
    const { requests } = await show(<ResourceTypesPage />, {
      ...replies(WRITER, [builtIn]),
      "POST /resource-types/import": (request) => {
        asked.push(new URL(request.url).search);
        return { body: { added: ["widget"], changed: ["connector"], unchanged: [] } };
      },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-preset-openbb"));
    expect(await screen.findByTestId("kcw-preview")).toHaveTextContent("Added: 1");
    await user.click(screen.getByTestId("kcw-submit"));
    await waitFor(() => expect(asked).toEqual(["?preset=openbb&dryRun=true", "?preset=openbb&dryRun=false"]));
    expect(requests.filter((request) => request.startsWith("GET /me"))).toHaveLength(1);
  });

  it("of a file are shown before they are applied, and what is wrong with it is said with its place", async () => {
    await show(<ResourceTypesPage />, {
      ...replies(WRITER, [builtIn, widget]),
      "POST /resource-types/import": async (request) => ({
        status: 400,
        body: {
          type: "about:blank",
          title: "Bad Request",
          status: 400,
          code: "INVALID_REQUEST",
          detail: request.headers.get("Content-Type"),
          violations: [{ field: "types[1].key", message: (await request.text()).trim() }],
        },
      }),
    });
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-types-more"));
    await user.click(await screen.findByRole("menuitem", { name: "Import a file" }));
    const input = (await screen.findByTestId("kcw-drop")).querySelector("input");
    await user.upload(input as HTMLInputElement, new File(["types: []"], "own.yaml", { type: "application/yaml" }));
    expect(await screen.findByTestId("kcw-problem")).toHaveTextContent("types[1].key: types: []");
    expect(screen.getByTestId("kcw-problem")).toHaveTextContent("application/yaml");
    expect(screen.getByTestId("kcw-submit")).toBeDisabled();
  });

  it("are edited with their version, and keep what the form does not show", async () => {
    let sent: unknown;
    let version: string | null = "";
    await show(<ResourceTypesPage />, {
      ...replies(WRITER, [builtIn, connector, widget]),
      "PUT /resource-types/widget": async (request) => {
        version = request.headers.get("If-Match");
        sent = await request.json();
        return { body: widget };
      },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Actions for Widget" }));
    await user.click(await screen.findByRole("menuitem", { name: "Edit" }));
    await user.clear(await screen.findByTestId("kcw-field-action-1"));
    await user.type(screen.getByTestId("kcw-field-action-1"), "download");
    await user.selectOptions(screen.getByTestId("kcw-field-gate"), "auto");
    await user.click(screen.getByTestId("kcw-submit"));
    await waitFor(() => expect(version).toBe("3"));
    expect(sent).toMatchObject({
      actions: ["access", "download"],
      baseAction: "access",
      implies: { download: ["access"] },
      shareable: ["access"],
      gate: "auto",
      parentType: "connector",
      categoryLabels: widget.categoryLabels,
    });
  });

  it("in use are not deleted, and say why", async () => {
    await show(<ResourceTypesPage />, {
      ...replies(WRITER, [builtIn, widget]),
      "DELETE /resource-types/widget": {
        status: 409,
        body: { type: "about:blank", title: "Conflict", status: 409, code: "RESOURCE_TYPE_IN_USE", detail: "still has resources", violations: [] },
      },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Actions for Widget" }));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    expect(await screen.findByText(/by 12 resources and 1 grants/)).toBeVisible();
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByTestId("kcw-problem")).toHaveTextContent("The type is in use");
  });
});
