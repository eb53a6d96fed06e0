import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show, type Replies } from "../../testing/TestHost";
import WorkspaceSettingsPage from "./WorkspaceSettingsPage";

const settings = {
  enabled: true,
  accountOwner: "a",
  workspaceCreation: "admins",
  gate: "strict",
  claimBudgetBytes: 2048,
  subjectAttributes: ["department"],
  mfaRequiredFor: "none",
  mfaLevel: 2,
  version: 4,
};

const me = { id: "9", username: "admin", type: "ADMIN", workspaces: [], enabled: true, may: ["settings-read", "settings-write"] };

const replies: Replies = {
  "GET /me": { body: me },
  "GET /settings": { body: settings },
  "GET /users/a": { body: { id: "a", username: "ada", type: "ADMIN" } },
};

describe("the settings of a realm", () => {
  it("take three requests, and send only what was changed", async () => {
    const sent: unknown[] = [];
    const { requests } = await show(<WorkspaceSettingsPage />, {
      ...replies,
      "PUT /settings": async (request) => {
        sent.push(request.headers.get("If-Match"), await request.json());
        return { body: { ...settings, gate: "auto", version: 5 } };
      },
    });
    expect(await screen.findByText("ada")).toBeVisible();
    expect(requests).toHaveLength(3);
    const user = userEvent.setup();
    await user.selectOptions(screen.getByTestId("kcw-field-gate"), "auto");
    await user.selectOptions(screen.getByTestId("kcw-field-mfaRequiredFor"), "everyone");
    await user.click(screen.getByTestId("kcw-save"));
    expect(await screen.findByText("The settings were saved")).toBeInTheDocument();
    expect(sent).toEqual(['"4"', { gate: "auto", mfaRequiredFor: "everyone" }]);
  });

  it("show at the field which attribute is refused", async () => {
    await show(<WorkspaceSettingsPage />, {
      ...replies,
      "PUT /settings": {
        status: 400,
        body: {
          type: "about:blank",
          title: "Invalid request",
          status: 400,
          code: "INVALID_REQUEST",
          detail: "wrong",
          violations: [{ field: "subjectAttributes", message: "'nick' may be edited by the users themselves" }],
        },
      },
    });
    const user = userEvent.setup();
    const field = await screen.findByTestId("kcw-field-subjectAttributes");
    await user.type(field, "\nnick");
    await user.click(screen.getByTestId("kcw-save"));
    expect(await screen.findByText("'nick' may be edited by the users themselves")).toBeVisible();
  });

  it("can only be looked at by who may not change them", async () => {
    await show(<WorkspaceSettingsPage />, { ...replies, "GET /me": { body: { ...me, may: ["settings-read"] } } });
    expect(await screen.findByTestId("kcw-field-gate")).toBeDisabled();
    expect(screen.queryAllByRole("button")).toHaveLength(0);
  });

  it("are disabled only when the realm's name is typed", async () => {
    await show(<WorkspaceSettingsPage />, replies);
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-disable"));
    expect(await screen.findByTestId("kcw-submit")).toBeDisabled();
    await user.type(screen.getByTestId("kcw-confirm"), "acme");
    expect(screen.getByTestId("kcw-submit")).toBeEnabled();
  });

  it("say what first logins are given, and name what is wrong with a rule at its field", async () => {
    const sent: unknown[] = [];
    await show(<WorkspaceSettingsPage />, {
      ...replies,
      "GET /settings": { body: { ...settings, firstLogin: [{ provider: "partner", workspace: "press", roles: [] }] } },
      "GET /workspaces": { body: [{ alias: "research", name: "Research" }], headers: { "X-Total-Count": "1" } },
      "GET /workspaces/research/roles": { body: [{ id: "r1", name: "editor", description: "", scope: "WORKSPACE", builtIn: false }] },
      "PUT /settings": async (request) => {
        sent.push(await request.json());
        return {
          status: 400,
          body: {
            type: "about:blank",
            title: "Invalid request",
            status: 400,
            code: "INVALID_REQUEST",
            detail: "wrong",
            violations: [{ field: "firstLogin[1].emailDomain", message: "is no domain" }],
          },
        };
      },
    });
    const user = userEvent.setup();
    expect(await screen.findByText("Who comes through partner")).toBeVisible();
    expect(screen.getByText("Gives nothing: its roles are gone")).toBeVisible();
    await user.click(screen.getByTestId("kcw-add-rule"));
    await user.selectOptions(screen.getByTestId("kcw-field-who"), "domain");
    await user.type(screen.getByTestId("kcw-field-emailDomain"), "example");
    await user.click(screen.getByLabelText("Search in Workspace"));
    await user.click(await screen.findByTestId("kcw-choice-research"));
    await user.click(screen.getByLabelText("Search in Roles"));
    await user.click(await screen.findByTestId("kcw-choice-editor"));
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("is no domain")).toBeVisible();
    expect(sent).toEqual([
      {
        firstLogin: [
          { provider: "partner", workspace: "press", roles: [] },
          { emailDomain: "example", workspace: "research", roles: ["editor"] },
        ],
      },
    ]);
  });

  it("keep what was entered when a rule is removed", async () => {
    let version = 4;
    await show(<WorkspaceSettingsPage />, {
      ...replies,
      "GET /settings": () => ({ body: { ...settings, version, firstLogin: version === 4 ? [{ workspace: "press", roles: ["viewer"] }] : [] } }),
      "PUT /settings": async (request) => {
        expect(await request.json()).toEqual({ firstLogin: [] });
        version = 5;
        return { body: settings };
      },
    });
    const user = userEvent.setup();
    await user.selectOptions(await screen.findByTestId("kcw-field-gate"), "auto");
    await user.click(screen.getByRole("button", { name: "Actions for Everybody" }));
    await user.click(await screen.findByRole("menuitem", { name: "Remove rule" }));
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByTestId("kcw-no-rules")).toBeVisible();
    expect(screen.getByTestId("kcw-field-gate")).toHaveValue("auto");
  });
});
