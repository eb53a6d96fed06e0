import { screen } from "@testing-library/react";
import { Route, Routes } from "react-router-dom";
import { describe, expect, it } from "vitest";
import { show, type Replies } from "../../testing/TestHost";
import WorkspacePage from "./WorkspacePage";

const research = {
  id: "1",
  alias: "research",
  name: "Research",
  default: true,
  status: "SUSPENDED",
  memberCount: 3,
  createdAt: 1,
  version: 1,
  may: ["workspace-read", "workspace-overview-read", "workspace-activity-read"],
};

const overview = { members: 3, groups: 1, roles: 2, templates: 3, resources: { widget: 1200, app: 34 }, sharesOut: 0, sharesIn: 5 };

function open(at: string, replies: Replies) {
  return show(
    <Routes>
      <Route path="/acme/workspaces/:ws/:tab?" element={<WorkspacePage />} />
    </Routes>,
    replies,
    at,
  );
}

describe("a workspace", () => {
  it("opens with its overview, in three requests", async () => {
    const { requests } = await open("/acme/workspaces/research", {
      "GET /workspaces/research": { body: research },
      "GET /workspaces/research/overview": { body: overview },
      "GET /workspaces/research/activity": {
        body: [
          {
            id: "1",
            at: 1,
            type: "MEMBER_ADDED",
            actor: { username: "ada", kind: "USER" },
            target: { kind: "user", id: "b", name: "ben" },
            cause: "USER",
            changes: {},
          },
        ],
      },
    });
    expect(await screen.findByRole("heading", { level: 1, name: "Research" })).toBeVisible();
    expect(await screen.findByTestId("kcw-count-resources")).toHaveTextContent("1,234");
    expect(screen.getByTestId("kcw-default")).toBeVisible();
    expect(screen.getByTestId("kcw-suspended")).toBeVisible();
    expect(await screen.findByText(/: ben \(by ada\)/)).toBeVisible();
    expect(requests).toEqual([
      "GET /workspaces/research",
      "GET /workspaces/research/overview",
      "GET /workspaces/research/activity?max=5",
    ]);
  });

  it("that does not exist says so", async () => {
    await open("/acme/workspaces/nothing/overview", {
      "GET /workspaces/nothing": {
        status: 404,
        body: { type: "about:blank", title: "Not Found", status: 404, code: "NOT_FOUND", detail: "There is none", violations: [] },
      },
    });
    expect(await screen.findByTestId("kcw-error")).toBeVisible();
  });
});
