import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { readFileSync } from "node:fs";
import { Route, Routes } from "react-router-dom";
import { describe, expect, it } from "vitest";
import { show } from "../../../testing/TestHost";
import DecisionPage from "./DecisionPage";
import MemberPermissionsPage from "./MemberPermissionsPage";
import WhoCanPage from "./WhoCanPage";

const anna = { user: { id: "u1", username: "anna", firstName: "Anna", lastName: "Ek" }, status: "ACTIVE", source: "GROUP", roles: [{ id: "r1", name: "editor", managed: true }], since: 0, version: 0 };
const flow = { key: "chatflow", name: "Chatflow", labels: { en: "Chat flow" }, actions: ["view", "update"], baseAction: "view", registration: "REQUIRED", builtIn: false, version: 1 };
const support = { id: "f1", type: "chatflow", externalId: "support", name: "Support", workspace: "w", active: true, shared: false, version: 1 };

describe("what a member may do", () => {
  it("shows the roles and shares behind, conditions and what is missing, in three requests", async () => {
    const { requests } = await show(
      <Routes>
        <Route path="/acme/workspaces/:ws/members/:userId" element={<MemberPermissionsPage />} />
      </Routes>,
      {
        "GET /workspaces/research/members/u1": { body: anna },
        "GET /resource-types": { body: [flow] },
        "GET /workspaces/research/members/u1/permissions": (request) =>
          request.url.includes("after=c1")
            ? { body: [{ type: "chatflow", resource: "f2", name: "Other", actions: ["view"], via: [], complete: true, missing: [], shared: true }] }
            : {
                body: [
                  { type: "chatflow", condition: { all: [{ attr: "resource.status", op: "neq", value: "archived" }] }, actions: ["view"], via: [{ role: "r1", name: "editor" }], complete: true, missing: [], shared: false },
                  { type: "chatflow", resource: "f1", name: "Support", actions: ["view", "update"], via: [{ role: "r1", name: "editor" }], complete: false, missing: ["x1"], names: { x1: "Prices" }, shared: false },
                ],
                headers: { "X-Next-Cursor": "c1" },
              },
      },
      "/acme/workspaces/research/members/u1?type=chatflow&search=s",
    );
    expect(await screen.findByRole("heading", { level: 1, name: "Anna Ek" })).toBeVisible();
    expect(await screen.findByRole("link", { name: "Support" })).toBeVisible();
    expect(screen.getByText(/resource.status is not “archived”/)).toBeVisible();
    expect(screen.getByText("Missing: Prices")).toBeVisible();
    expect(screen.getByText("Shared directly")).toBeVisible();
    expect(screen.getByText("editor (through a group)")).toBeVisible();
    expect(requests.filter((one) => !one.includes("after=")).length).toBe(3);
    expect(requests.some((one) => one.includes("type=chatflow") && one.includes("search=s"))).toBe(true);
  });
});

describe("who can do what", () => {
  it("lists members with what is behind, in three requests", async () => {
    const { requests } = await show(
      <Routes>
        <Route path="/acme/workspaces/:ws/who-can" element={<WhoCanPage />} />
      </Routes>,
      {
        "GET /resource-types": { body: [flow] },
        "GET /workspaces/research/resources/f1": { body: support },
        "GET /workspaces/research/resources/f1/access": {
          body: [{ user: anna.user, actions: ["view"], via: [{ role: "r1", name: "editor" }], shared: true }],
        },
      },
      "/acme/workspaces/research/who-can?resource=f1&action=view",
    );
    expect(await screen.findByRole("link", { name: "anna" })).toBeVisible();
    expect(screen.getByRole("link", { name: "editor" })).toBeVisible();
    expect(screen.getByTestId("kcw-share")).toBeVisible();
    expect(requests).toHaveLength(3);
  });
});

describe("a decision", () => {
  it("is explained in words", async () => {
    let sent: unknown;
    await show(
      <Routes>
        <Route path="/acme/workspaces/:ws/decision" element={<DecisionPage />} />
      </Routes>,
      {
        "GET /resource-types": { body: [flow] },
        "GET /workspaces/research/resources/f1": { body: support },
        "GET /workspaces/research/members/u1": { body: anna },
        "POST /workspaces/research/access/v1/evaluation": async (request) => {
          sent = await request.json();
          return { body: { decision: false, context: { reason: "NO_GRANT" } } };
        },
      },
      "/acme/workspaces/research/decision?user=u1&resource=f1&action=update",
    );
    const user = userEvent.setup();
    const ask = await screen.findByTestId("kcw-ask");
    expect(await screen.findByRole("list", { name: /User/ })).toHaveTextContent("anna");
    expect(await screen.findByRole("list", { name: /Resource/ })).toHaveTextContent("Support");
    await user.click(ask);
    expect(await screen.findByText("No: anna may not do this")).toBeInTheDocument();
    expect(screen.getByText(/No role of the user grants this/)).toBeInTheDocument();
    expect(sent).toEqual({
      subject: { type: "user", id: "u1" },
      action: { name: "update" },
      resource: { type: "chatflow", id: "support" },
      options: { explain: true },
    });
  });

  it("has a text for every reason that is documented", () => {
    const documented = [...readFileSync("../../../../docs/architecture.md", "utf8").matchAll(/^\| \d+ \| `([A-Z_]+)` \|/gm)].map((match) => match[1]);
    const texts = readFileSync("shared/pages/workspace/effective/messages_en.properties", "utf8");
    expect(documented.length).toBeGreaterThan(15);
    expect(documented.filter((reason) => !texts.includes(`kcw.effective.reason.${reason}=`))).toEqual([]);
  });
});
