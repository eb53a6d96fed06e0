import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../testing/TestHost";
import { aliasOf } from "./CreateWorkspaceDialog";
import WorkspacesPage from "./WorkspacesPage";

const research = {
  id: "1",
  alias: "research",
  name: "Research",
  default: false,
  status: "ACTIVE",
  memberCount: 3,
  createdAt: 1,
  version: 1,
};

const me = { id: "9", username: "admin", type: "ADMIN", workspaces: [], enabled: true, may: ["workspaces-list", "workspace-create"] };

describe("the list of workspaces", () => {
  it("takes one request to show a page of it, and one for what its viewer may do", async () => {
    const { requests } = await show(<WorkspacesPage />, {
      "GET /me": { body: me },
      "GET /workspaces": { body: [research], headers: { "X-Total-Count": "1" } },
    });
    expect(await screen.findByRole("link", { name: "Research" })).toBeVisible();
    expect(requests.sort()).toEqual(["GET /me", "GET /workspaces?first=0&max=20"]);
  });

  it("shows at the field what is wrong with it, and keeps what was typed", async () => {
    await show(<WorkspacesPage />, {
      "GET /me": { body: me },
      "GET /workspaces": { body: [], headers: { "X-Total-Count": "0" } },
      "POST /workspaces": {
        status: 409,
        body: {
          type: "about:blank",
          title: "Conflict",
          status: 409,
          code: "WORKSPACE_ALIAS_TAKEN",
          detail: "The alias is taken",
          violations: [{ field: "alias", message: "is taken" }],
        },
      },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-create"));
    await user.type(await screen.findByTestId("kcw-field-name"), "Größen & Maße");
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("is taken")).toBeVisible();
    expect(screen.getByTestId("kcw-field-name")).toHaveValue("Größen & Maße");
  });

  it("of a realm that is not enabled offers to enable it, and then shows them", async () => {
    let enabled = false;
    await show(<WorkspacesPage />, {
      "GET /me": () => ({ body: { ...me, enabled, may: enabled ? me.may : ["settings-read", "settings-write"] } }),
      "GET /workspaces": () =>
        enabled
          ? { body: [research], headers: { "X-Total-Count": "1" } }
          : {
              status: 404,
              body: { type: "about:blank", title: "Not Found", status: 404, code: "REALM_NOT_ENABLED", detail: "not enabled", violations: [] },
            },
      "PUT /settings": async (request) => {
        expect(await request.json()).toEqual({ enabled: true });
        enabled = true;
        return { body: {} };
      },
    });
    await userEvent.click(await screen.findByTestId("kcw-enable"));
    expect(await screen.findByRole("link", { name: "Research" })).toBeVisible();
  });

  it("offers nothing to who may only look", async () => {
    await show(<WorkspacesPage />, {
      "GET /me": { body: { ...me, may: ["workspaces-list"] } },
      "GET /workspaces": { body: [], headers: { "X-Total-Count": "0" } },
    });
    expect(await screen.findByTestId("kcw-empty")).toBeVisible();
    expect(screen.queryByTestId("kcw-create")).not.toBeInTheDocument();
  });

  it("suggests an alias that the API takes", () => {
    expect(aliasOf("Größen & Maße")).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
    expect(aliasOf("  --Äpfel--  ")).toBe("a-pfel");
  });
});
