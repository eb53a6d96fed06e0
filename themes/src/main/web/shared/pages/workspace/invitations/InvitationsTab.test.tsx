import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show, type Replies } from "../../../testing/TestHost";
import { expiry } from "./invitations";
import InvitationsTab from "./InvitationsTab";

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
  may: ["invitations-read", "invite"],
};

const pending = {
  id: "i1",
  workspace: "1",
  email: "ben@example.org",
  firstName: "Ben",
  lastName: "<b>Lindqvist</b>",
  roles: ["r1"],
  roleNames: ["editor"],
  bypass: false,
  message: "Welcome",
  expiresAt: 1_800_000_000_000,
  status: "PENDING",
  mailStatus: "FAILED",
  invitedBy: { id: "a", username: "ada" },
  createdAt: 1,
  version: 3,
};
const declined = { ...pending, id: "i2", email: "cleo@example.org", status: "DECLINED", mailStatus: "SENT", answeredAt: 2 };
const me = { id: "9", username: "admin", type: "ADMIN", workspaces: [], enabled: true, may: ["workspaces-list"] };

const replies: Replies = {
  "GET /me": { body: me },
  "GET /workspaces/research/invitations": { body: [pending, declined], headers: { "X-Total-Count": "2" } },
  "GET /workspaces/research/invitations/bulk": { body: [], headers: { "X-Total-Count": "0" } },
  "GET /workspaces/research/roles": {
    body: [{ id: "r1", name: "editor", description: "", scope: "WORKSPACE", builtIn: false }],
  },
  "GET /workspaces": {
    body: [
      { alias: "research", name: "Research" },
      { alias: "trading", name: "Trading" },
    ],
    headers: { "X-Total-Count": "2" },
  },
};

async function fillIn(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByTestId("kcw-invite"));
  fireEvent.change(screen.getByTestId("kcw-field-firstName"), { target: { value: "Dan" } });
  fireEvent.change(screen.getByTestId("kcw-field-lastName"), { target: { value: "Müller" } });
  fireEvent.change(screen.getByTestId("kcw-field-email"), { target: { value: "dan@example.org" } });
  expect(screen.getByTestId("kcw-submit")).toBeDisabled();
  await user.click(screen.getByLabelText("Search in Roles"));
  await user.click(await screen.findByTestId("kcw-choice-editor"));
}

describe("the invitations of a workspace", () => {
  it("say where the mail is and what became of them, and names stay text", async () => {
    const { requests } = await show(<InvitationsTab workspace={workspace} />, replies);
    expect(await screen.findAllByText("Ben <b>Lindqvist</b>")).toHaveLength(2);
    expect(screen.getByTestId("kcw-mail-failed")).toBeVisible();
    expect(screen.getByTestId("kcw-status-DECLINED")).toBeVisible();
    expect(requests.filter((one) => one.includes("/invitations"))).toHaveLength(2);
  });

  it("are filtered by the server", async () => {
    const { requests } = await show(<InvitationsTab workspace={workspace} />, replies);
    await userEvent.selectOptions(await screen.findByTestId("kcw-filter-status"), "EXPIRED");
    expect(requests.filter((one) => one.includes("status=EXPIRED"))).toHaveLength(1);
  });

  it("are sent with names, roles and a message, here alone", async () => {
    const sent: unknown[] = [];
    await show(<InvitationsTab workspace={workspace} />, {
      ...replies,
      "POST /workspaces/research/invitations": async (request) => {
        sent.push(await request.json());
        return { status: 201, body: pending };
      },
    });
    const user = userEvent.setup();
    await fillIn(user);
    expect(screen.queryByTestId("kcw-bypass")).not.toBeInTheDocument();
    await user.type(screen.getByTestId("kcw-field-message"), "Welcome");
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("dan@example.org was invited")).toBeInTheDocument();
    expect(sent).toEqual([
      { email: "dan@example.org", firstName: "Dan", lastName: "Müller", roles: ["r1"], bypass: false, message: "Welcome" },
    ]);
  });

  it("go to several workspaces by the names of roles, and a bypass says what it does", async () => {
    const sent: unknown[] = [];
    await show(<InvitationsTab workspace={{ ...workspace, may: [...workspace.may, "bypass-invite"] }} />, {
      ...replies,
      "POST /invitations": async (request) => {
        sent.push(await request.json());
        return { status: 201, body: [pending] };
      },
    });
    const user = userEvent.setup();
    await fillIn(user);
    await user.click(screen.getByLabelText("Search in Other workspaces"));
    expect(await screen.findByTestId("kcw-choice-Trading")).toBeInTheDocument();
    expect(screen.queryByTestId("kcw-choice-Research")).not.toBeInTheDocument();
    await user.click(screen.getByTestId("kcw-choice-Trading"));
    await user.click(screen.getByTestId("kcw-bypass"));
    expect(screen.getByTestId("kcw-bypass-warning")).toHaveTextContent("as soon as you confirm");
    expect(screen.queryByTestId("kcw-field-lifespan")).not.toBeInTheDocument();
    expect(screen.getByTestId("kcw-submit")).toHaveTextContent("Give access");
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("dan@example.org has access now")).toBeInTheDocument();
    expect(sent).toEqual([
      { email: "dan@example.org", firstName: "Dan", lastName: "Müller", bypass: true, workspaces: ["research", "trading"], roles: ["editor"] },
    ]);
  });

  it("name at the field what is wrong, and keep what was typed", async () => {
    await show(<InvitationsTab workspace={workspace} />, {
      ...replies,
      "POST /workspaces/research/invitations": {
        status: 400,
        body: {
          type: "about:blank",
          title: "",
          status: 400,
          code: "INVALID_EMAIL",
          detail: "wrong",
          violations: [{ field: "email", message: "is no address" }],
        },
      },
    });
    const user = userEvent.setup();
    await fillIn(user);
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("is no address")).toBeVisible();
    expect(screen.getByTestId("kcw-field-lastName")).toHaveValue("Müller");
  });

  it("are sent again, revoked, and proposed anew once they have ended", async () => {
    const { requests } = await show(<InvitationsTab workspace={workspace} />, {
      ...replies,
      "POST /workspaces/research/invitations/i1/resend": { body: pending },
      "DELETE /workspaces/research/invitations/i1": { status: 204 },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Actions for ben@example.org" }));
    await user.click(await screen.findByRole("menuitem", { name: "Send again" }));
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("The invitation of ben@example.org is sent again")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Actions for ben@example.org" }));
    await user.click(await screen.findByRole("menuitem", { name: "Revoke" }));
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("The invitation of ben@example.org was revoked")).toBeInTheDocument();
    expect(requests).toContain("DELETE /workspaces/research/invitations/i1");
    await user.click(screen.getByRole("button", { name: "Actions for cleo@example.org" }));
    await user.click(await screen.findByRole("menuitem", { name: "Invite again" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByTestId("kcw-field-email")).toHaveValue("cleo@example.org");
    expect(dialog.getByText("editor")).toBeVisible();
  });

  it("cannot be changed by who may only look", async () => {
    await show(<InvitationsTab workspace={{ ...workspace, may: ["invitations-read"] }} />, replies);
    expect(await screen.findByTestId("kcw-mail-failed")).toBeVisible();
    expect(screen.queryAllByRole("button", { name: /Invite|Actions/ })).toHaveLength(0);
  });

  it("end when they are told to", () => {
    expect(expiry("", 5)).toBeUndefined();
    expect(expiry("24", 5)).toBe(86_400_005);
  });
});
