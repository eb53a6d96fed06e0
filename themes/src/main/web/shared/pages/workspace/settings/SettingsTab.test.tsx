import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../testing/TestHost";
import SettingsTab from "./SettingsTab";

const workspace = {
  id: "1",
  alias: "research",
  name: "Research",
  default: false,
  status: "ACTIVE",
  memberCount: 2,
  mfaRequired: false,
  createdAt: 1,
  version: 7,
  owner: { id: "a", username: "ada" },
  may: ["workspace-update", "workspace-transfer", "workspace-delete", "deletion-impact-read"],
};

const impact = { members: 1, roles: 2, resources: 3, sharesOut: 4, sharesIn: 5, pendingInvitations: 0, deletable: true, refusals: [], membersInTheWay: [] };

describe("the settings of a workspace", () => {
  it("show at the field what is wrong, and send the version that was read", async () => {
    await show(<SettingsTab workspace={workspace} />, {
      "PUT /workspaces/research": (request) => {
        expect(request.headers.get("If-Match")).toBe('"7"');
        return {
          status: 409,
          body: { type: "about:blank", title: "", status: 409, code: "ALIAS_TAKEN", detail: "the alias 'b' is taken", violations: [] },
        };
      },
    });
    const user = userEvent.setup();
    expect(screen.getByTestId("kcw-save")).toBeDisabled();
    await user.type(screen.getByTestId("kcw-field-alias"), "-b");
    await user.click(screen.getByTestId("kcw-save"));
    expect(await screen.findByTestId("kcw-problem")).toHaveTextContent("Another workspace has this alias");
  });

  it("demand a second factor, and put it under an organization that is searched for", async () => {
    const sent: unknown[] = [];
    await show(<SettingsTab workspace={{ ...workspace, organization: "o1", organizationName: "North" }} />, {
      "GET /me": { body: { id: "9", username: "admin", type: "ADMIN", workspaces: [], enabled: true, may: ["organizations-read"] } },
      "GET /organizations": {
        body: [
          { id: "o1", alias: "north", name: "North", enabled: true },
          { id: "o2", alias: "south", name: "South", enabled: false },
        ],
      },
      "PUT /workspaces/research": async (request) => {
        sent.push(await request.json());
        return {
          status: 422,
          body: { type: "about:blank", title: "", status: 422, code: "NOT_IN_ORGANIZATION", detail: "not in the organization: ben", violations: [] },
        };
      },
    });
    const user = userEvent.setup();
    expect(await screen.findByText("North")).toBeVisible();
    await user.click(screen.getByRole("textbox", { name: "Search in Organization" }));
    await user.click(await screen.findByTestId("kcw-choice-South"));
    await user.click(screen.getByTestId("kcw-field-mfaRequired"));
    await user.click(screen.getByTestId("kcw-save"));
    expect(await screen.findByTestId("kcw-problem")).toHaveTextContent("Some users are not in the organization");
    expect(sent).toEqual([{ name: "Research", alias: "research", description: "", mfaRequired: true, organization: "o2" }]);
  });

  it("let it be deleted when its alias is typed, and say what goes with it", async () => {
    const { requests } = await show(<SettingsTab workspace={workspace} />, {
      "GET /workspaces/research/deletion-impact": { body: impact },
      "DELETE /workspaces/research": { status: 204 },
    });
    const user = userEvent.setup();
    await user.click(screen.getByTestId("kcw-delete"));
    expect(await screen.findByTestId("kcw-losses")).toHaveTextContent("Resources3");
    expect(screen.getByTestId("kcw-submit")).toBeDisabled();
    await user.type(screen.getByTestId("kcw-confirm"), "research");
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("Workspace Research was deleted")).toBeInTheDocument();
    expect(requests).toContain("DELETE /workspaces/research?confirm=research");
  });

  it("name the members who stand in the way of a deletion", async () => {
    await show(<SettingsTab workspace={workspace} />, {
      "GET /workspaces/research/deletion-impact": {
        body: { ...impact, deletable: false, refusals: ["WORKSPACE_HAS_MEMBERS"], membersInTheWay: ["ben", "cleo"] },
      },
    });
    await userEvent.click(screen.getByTestId("kcw-delete"));
    expect(await screen.findByTestId("kcw-refusals")).toHaveTextContent(/ben.*cleo/);
    expect(screen.queryByTestId("kcw-submit")).not.toBeInTheDocument();
  });

  it("of the default workspace explain why it can't be deleted", async () => {
    await show(<SettingsTab workspace={{ ...workspace, default: true }} />, {});
    expect(screen.getByText(/can't be deleted/)).toBeVisible();
    expect(screen.queryByTestId("kcw-delete")).not.toBeInTheDocument();
    expect(screen.getByTestId("kcw-field-alias")).toBeDisabled();
  });

  it("hide every button from who may not change them", async () => {
    await show(<SettingsTab workspace={{ ...workspace, organization: "o1", organizationName: "North", may: [] }} />, {});
    expect(screen.getByDisplayValue("North")).toBeDisabled();
    expect(screen.getByTestId("kcw-field-mfaRequired")).toBeDisabled();
    expect(screen.queryAllByRole("button")).toHaveLength(0);
  });
});
