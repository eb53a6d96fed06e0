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

describe("the list of workspaces", () => {
  it("takes one request to show a page of it", async () => {
    const { requests } = await show(<WorkspacesPage />, {
      "GET /workspaces": { body: [research], headers: { "X-Total-Count": "1" } },
    });
    expect(await screen.findByRole("link", { name: "Research" })).toBeVisible();
    expect(requests.filter((request) => request.startsWith("GET /workspaces"))).toHaveLength(1);
  });

  it("shows at the field what is wrong with it, and keeps what was typed", async () => {
    await show(<WorkspacesPage />, {
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

  it("suggests an alias that the API takes", () => {
    expect(aliasOf("Größen & Maße")).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
    expect(aliasOf("  --Äpfel--  ")).toBe("a-pfel");
  });
});
