import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show, type Replies } from "../../../testing/TestHost";
import MembersTab from "./MembersTab";

const workspace = {
  id: "1",
  alias: "research",
  name: "Research",
  default: false,
  status: "ACTIVE",
  mfaRequired: false,
  memberCount: 2,
  createdAt: 1,
  version: 1,
  may: ["members-read", "members-write", "groups-read", "groups-write", "member-permissions-read"],
};

const ben = {
  user: { id: "b", username: "ben", firstName: "Ben", lastName: "<b>Lindqvist</b>" },
  status: "ACTIVE",
  source: "DIRECT",
  roles: [
    { id: "r1", name: "editor", managed: false },
    { id: "r2", name: "viewer", managed: true },
  ],
  since: 1,
  version: 3,
};

const replies: Replies = {
  "GET /workspaces/research/members": { body: [ben], headers: { "X-Total-Count": "1" } },
  "GET /workspaces/research/roles": {
    body: [
      { id: "o", name: "owner", description: "", scope: "TEMPLATE", builtIn: true },
      { id: "r1", name: "editor", description: "Works", scope: "WORKSPACE", builtIn: false },
    ],
  },
};

describe("the members of a workspace", () => {
  it("take one request beside that of the workspace, and names stay text", async () => {
    const { requests } = await show(<MembersTab workspace={workspace} />, replies);
    expect(await screen.findByText(/<b>Lindqvist<\/b>/)).toBeVisible();
    expect(screen.getByText("viewer (from outside)")).toBeVisible();
    expect(requests).toHaveLength(1);
  });

  it("cannot be changed by who may only look", async () => {
    await show(<MembersTab workspace={{ ...workspace, may: ["members-read", "groups-read"] }} />, replies);
    expect(await screen.findByText("ben")).toBeVisible();
    expect(screen.queryAllByRole("button", { name: /Add|Actions/ })).toHaveLength(0);
  });

  it("are added several at once, with roles", async () => {
    const added: unknown[] = [];
    const put = async (request: Request) => {
      added.push([request.url.split("/").pop(), await request.json()]);
      return { body: ben };
    };
    await show(<MembersTab workspace={workspace} />, {
      ...replies,
      "GET /workspaces/research/candidates/users": {
        body: [
          { user: ben.user, member: true },
          { user: { id: "c", username: "cleo" }, member: false },
          { user: { id: "d", username: "dan" }, member: false },
        ],
      },
      "PUT /workspaces/research/members/c": put,
      "PUT /workspaces/research/members/d": put,
    });
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-add-members"));
    expect(await screen.findByTestId("kcw-choice-ben")).toBeDisabled();
    await user.click(screen.getByTestId("kcw-choice-cleo"));
    await user.click(screen.getByTestId("kcw-choice-dan"));
    expect(screen.queryByTestId("kcw-choice-owner")).not.toBeInTheDocument();
    await user.click(await screen.findByTestId("kcw-choice-editor"));
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("2 entries added")).toBeInTheDocument();
    expect(added).toEqual([
      ["c", { roles: ["r1"] }],
      ["d", { roles: ["r1"] }],
    ]);
  });

  it("say why a managed one stays", async () => {
    await show(<MembersTab workspace={workspace} />, {
      ...replies,
      "DELETE /workspaces/research/members/b": (request) => {
        expect(request.headers.get("If-Match")).toBe('"3"');
        return {
          status: 409,
          body: { type: "about:blank", title: "", status: 409, code: "MEMBERSHIP_MANAGED", detail: "managed", violations: [] },
        };
      },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Actions for ben" }));
    await user.click(await screen.findByRole("menuitem", { name: "Unlink" }));
    await user.click(await screen.findByTestId("kcw-submit"));
    expect(within(await screen.findByTestId("kcw-problem")).getByText(/follows a Keycloak group/)).toBeVisible();
  });
});
