import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router-dom";
import { describe, expect, it } from "vitest";
import { show, type Replies } from "../../testing/TestHost";
import RolesTab from "../workspace/roles/RolesTab";
import TemplateRolePage from "./TemplateRolePage";
import { difference, heldOnTypes, toggled, type ResourceType } from "./typeGrants";
import WorkspaceRolePage from "./WorkspaceRolePage";

const research = { id: "w", alias: "research", name: "Research", default: false, status: "ACTIVE", memberCount: 3, createdAt: 1, version: 1 };
const workspace = { ...research, may: ["roles-read", "roles-write", "members-write", "resource-access-read"] };
const editor = { id: "r1", name: "editor", description: "Edits", scope: "WORKSPACE", builtIn: false, workspace: "w", memberCount: 1, createdAt: 1, version: 4 };
const viewer = { ...editor, id: "r2", name: "viewer", scope: "TEMPLATE", workspace: undefined };
const owner = { ...viewer, id: "r3", name: "owner", description: "in English", builtIn: true };
const anna = { user: { id: "u1", username: "anna" }, status: "ACTIVE", source: "DIRECT", roles: [{ id: "r1", name: "editor", managed: false }], since: 1, version: 1 };
const flow = { key: "chatflow", name: "Chatflow", actions: ["view", "update", "delete"], baseAction: "view", implies: { delete: ["update"] }, registration: "REQUIRED", builtIn: false, version: 1 };

const listed: Replies = {
  "GET /workspaces/research/roles": { body: [owner, editor, viewer], headers: { "X-Total-Count": "3" } },
};

describe("the roles of a workspace", () => {
  it("are shown with where they come from, in one request", async () => {
    const { requests } = await show(<RolesTab workspace={workspace as never} />, listed);
    expect(await screen.findByRole("link", { name: "editor" })).toBeVisible();
    expect(screen.getByText("Built-in")).toBeVisible();
    expect(screen.getByText("Template")).toBeVisible();
    expect(screen.getByText(/Owns the workspace/)).toBeVisible();
    expect(requests).toHaveLength(1);
  });

  it("show no buttons to whoever may only read", async () => {
    await show(<RolesTab workspace={{ ...workspace, may: ["roles-read"] } as never} />, listed);
    expect(await screen.findByRole("link", { name: "editor" })).toBeVisible();
    expect(screen.queryByTestId("kcw-create")).toBeNull();
    expect(screen.queryByTestId("kcw-row-actions")).toBeNull();
  });

  it("are created with members that are looked for by typing, and a taken name shows at its field", async () => {
    let sent: unknown;
    await show(<RolesTab workspace={workspace as never} />, {
      ...listed,
      "GET /workspaces/research/members": { body: [anna], headers: { "X-Total-Count": "1" } },
      "POST /workspaces/research/roles": async (request) => {
        sent = await request.json();
        return { status: 409, body: { status: 409, code: "ROLE_NAME_TAKEN", title: "Role name taken", detail: "taken" } };
      },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-create"));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByTestId("kcw-submit")).toBeDisabled();
    await user.type(screen.getByTestId("kcw-field-name"), "Editor");
    await user.type(screen.getByTestId("kcw-field-description"), "Edits as well");
    await user.type(within(screen.getByTestId("kcw-picker-members")).getByRole("textbox"), "an");
    await user.click(await screen.findByTestId("kcw-choice-anna"));
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText(/has this name already/)).toBeVisible();
    expect(sent).toEqual({ name: "Editor", description: "Edits as well", members: ["u1"] });
    expect(screen.getByTestId("kcw-field-name")).toHaveValue("Editor");
  });
});

describe("a role of a workspace", () => {
  it("shows who holds it in two requests, and is taken from them", async () => {
    let sent: unknown;
    const { requests } = await show(
      <Routes>
        <Route path="/acme/workspaces/:ws/roles/:role" element={<WorkspaceRolePage />} />
      </Routes>,
      {
        "GET /workspaces/research/roles/r1": { body: { ...editor, may: ["roles-write", "members-read", "members-write"] } },
        "GET /workspaces/research/members": { body: [anna], headers: { "X-Total-Count": "1" } },
        "PATCH /workspaces/research/roles/r1/members": async (request) => {
          sent = await request.json();
          return { body: editor };
        },
      },
      "/acme/workspaces/research/roles/r1",
    );
    expect(await screen.findByRole("link", { name: "anna" })).toBeVisible();
    expect(requests).toHaveLength(2);
    const user = userEvent.setup();
    await user.click(screen.getByTestId("kcw-row-actions"));
    await user.click(await screen.findByText("Take the role away"));
    expect(await screen.findByText("editor was taken from anna")).toBeVisible();
    expect(sent).toEqual({ remove: ["u1"] });
  });
});

describe("what a template grants", () => {
  it("is changed in place, with the version that was read, in three requests to show it", async () => {
    let sent: unknown;
    let version: string | null = null;
    const { requests } = await show(
      <Routes>
        <Route path="/acme/template-roles/:role" element={<TemplateRolePage />} />
      </Routes>,
      {
        "GET /roles/r2": { body: { ...viewer, may: ["templates-write"] } },
        "GET /roles/r2/grants": {
          body: [
            { type: "chatflow", actions: ["view"] },
            { type: "chatflow", actions: ["update"], condition: { owner: true } },
          ],
        },
        "GET /resource-types": { body: [flow] },
        "PATCH /roles/r2/grants": async (request) => {
          sent = await request.json();
          version = request.headers.get("If-Match");
          return { body: { added: 2, removed: 0, warnings: [] } };
        },
      },
      "/acme/template-roles/r2",
    );
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-grant-chatflow-delete"));
    expect(requests).toHaveLength(3);
    expect(screen.getByText(/the user owns it/)).toBeVisible();
    expect(screen.getByTestId("kcw-unsaved")).toHaveTextContent("2 added, 0 removed");
    await user.click(screen.getByTestId("kcw-save"));
    expect(await screen.findByText("The permissions of viewer were saved")).toBeVisible();
    expect(sent).toEqual({ add: [{ type: "chatflow", actions: ["delete", "update"] }], remove: [] });
    expect(version).toBe('"4"');
  });

  it("follows the base action and what actions imply", () => {
    const type = flow as unknown as ResourceType;
    const nothing = heldOnTypes([]);
    const all = toggled(nothing, type, "delete", true);
    expect([...(all.get("chatflow") ?? [])].sort()).toEqual(["delete", "update", "view"]);
    expect([...(toggled(all, type, "update", false).get("chatflow") ?? [])]).toEqual(["view"]);
    expect(toggled(all, type, "view", false).get("chatflow")?.size).toBe(0);
    expect(difference(all, nothing)).toMatchObject({ added: 0, removed: 3 });
  });
});
