import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router-dom";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { show, type Replies } from "../../testing/TestHost";
import UserPage from "./UserPage";
import UsersPage from "./UsersPage";

const ben = {
  id: "b",
  username: "ben",
  email: "ben@example.org",
  firstName: "Ben",
  lastName: "<i>Lindqvist</i>",
  type: "NORMAL",
  status: "ACTIVE",
  source: "BROKER",
  accountOwner: false,
  createdAt: 1,
  lastLogin: 1_700_000_000_000,
  lastClient: "app",
  activeWorkspace: { id: "1", alias: "research" },
  workspaceCount: 2,
  workspaces: [{ id: "1", alias: "research", name: "Research", status: "ACTIVE", roles: ["editor", "viewer"] }],
};
const ada = { ...ben, id: "a", username: "ada", firstName: "Ada", type: "ADMIN", workspaceCount: 0, workspaces: [], lastLogin: undefined };
const olga = { ...ada, id: "o", username: "olga", type: "NORMAL", accountOwner: true };

const replies: Replies = {
  "GET /users": { body: [ada, ben, olga] },
  "GET /users/b": { body: ben },
  "GET /users/b/permissions": { body: [] },
  "GET /resource-types": { body: [] },
  "GET /me": { body: { id: "x", username: "x", type: "ADMIN", enabled: true, workspaces: [], may: ["users-read", "users-write", "users-delete"] } },
};

function profile(more: Replies = {}) {
  return show(
    <Routes>
      <Route path="/workspaces-users/:userId" element={<UserPage />} />
      <Route path="*" element={<p>elsewhere</p>} />
    </Routes>,
    { ...replies, ...more },
    "/workspaces-users/b",
  );
}

describe("the users of a realm", () => {
  beforeAll(() => {
    URL.createObjectURL = vi.fn(() => "#users");
    URL.revokeObjectURL = vi.fn();
  });

  it("take one request; exactly account admins and the account owner have a star", async () => {
    const { requests } = await show(<UsersPage />, replies);
    const row = await screen.findByTestId("kcw-user-ben");
    expect(within(row).getByText(/<i>Lindqvist<\/i>/)).toBeVisible();
    expect(within(row).getByText("research: editor, viewer")).toBeVisible();
    expect(within(row).getByText("and 1 more")).toBeVisible();
    expect(within(row).queryByTestId("kcw-star")).not.toBeInTheDocument();
    expect(within(screen.getByTestId("kcw-user-ada")).getByRole("img", { name: "Account admin" })).toBeVisible();
    expect(within(screen.getByTestId("kcw-user-olga")).getByRole("img", { name: "Account owner" })).toBeVisible();
    expect(requests).toEqual(["GET /users?max=50"]);
  });

  it("are filtered by the server, and more of them come by the cursor", async () => {
    const { requests } = await show(<UsersPage />, {
      ...replies,
      "GET /users": (request) =>
        request.url.includes("after=") ? { body: [ben] } : { body: [ada], headers: { "X-Next-Cursor": "k1" } },
    });
    const user = userEvent.setup();
    await user.selectOptions(await screen.findByTestId("kcw-filter-status"), "SUSPENDED");
    await user.click(await screen.findByTestId("kcw-more"));
    expect(await screen.findByTestId("kcw-user-ben")).toBeVisible();
    expect(requests).toContain("GET /users?status=SUSPENDED&after=k1&max=50");
  });

  it("are exported as they are filtered", async () => {
    const { requests } = await show(<UsersPage />, { ...replies, "GET /users/export": { body: [] } }, "/?type=ADMIN");
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-export"));
    await user.click(await screen.findByRole("menuitem", { name: "Excel" }));
    expect(await screen.findByText("The whole list was exported")).toBeInTheDocument();
    expect(requests).toContain("GET /users/export?format=xlsx&type=ADMIN");
  });
});

describe("a user", () => {
  it("shows where he belongs and when he was here", async () => {
    await profile();
    expect(await screen.findByText("ben@example.org")).toBeVisible();
    expect(screen.getByText(/through app/)).toBeVisible();
    expect(screen.getByText("An identity provider")).toBeVisible();
  });

  it("is changed after a question", async () => {
    const sent: unknown[] = [];
    await profile({
      "PATCH /users/b": async (request) => {
        sent.push(await request.json());
        return { body: { ...ben, type: "ADMIN" } };
      },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-actions"));
    await user.click(await screen.findByRole("menuitem", { name: "Make account admin" }));
    await user.click(await screen.findByTestId("kcw-submit"));
    expect(await screen.findByText("ben was changed")).toBeInTheDocument();
    expect(sent).toEqual([{ type: "ADMIN" }]);
  });

  it("cannot be changed by who may only look", async () => {
    await profile({ "GET /me": { body: { id: "x", username: "x", type: "NORMAL", enabled: true, workspaces: [], may: ["users-read"] } } });
    expect(await screen.findByText("ben@example.org")).toBeVisible();
    expect(screen.queryByTestId("kcw-actions")).not.toBeInTheDocument();
  });

  it("goes when his name is typed and somebody gets what he owns", async () => {
    const { requests } = await profile({
      "DELETE /users/b": (request) =>
        request.url.includes("successor=")
          ? { status: 204 }
          : {
              status: 409,
              body: { type: "about:blank", title: "", status: 409, code: "USER_OWNS", detail: "the user owns workspaces", violations: [] },
            },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-actions"));
    await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    expect(await screen.findByTestId("kcw-submit")).toBeDisabled();
    await user.type(screen.getByTestId("kcw-confirm"), "ben");
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("the user owns workspaces")).toBeVisible();
    expect(screen.getByTestId("kcw-submit")).toBeDisabled();
    await user.click(screen.getByTestId("kcw-search-successor"));
    await user.click(await screen.findByTestId("kcw-choice-ada"));
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("elsewhere")).toBeVisible();
    expect(requests).toContain("DELETE /users/b?successor=a");
  });
});
