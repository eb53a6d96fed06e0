import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show, type Replies } from "../../../testing/TestHost";
import MappingsTab from "./MappingsTab";

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
  may: ["groups-read", "groups-write"],
};

const editor = { id: "r1", name: "editor" };
const staff = { id: "group:g", kind: "GROUP", name: "/staff", roles: [editor], problems: [] };
const waiting = {
  id: "idp:m1",
  kind: "IDP",
  provider: "partner",
  providerId: "partner",
  providerType: "oidc",
  name: "partner: <b>staff</b>",
  condition: "groups = staff",
  roles: [editor],
  problems: ["NOT_APPROVED"],
};
const approved = {
  ...waiting,
  id: "ldap:c1",
  kind: "LDAP",
  provider: "office",
  providerId: "c0",
  providerType: "ldap",
  name: "office: press",
  condition: "*",
  problems: [],
  approvedBy: "root",
  approvedAt: 1,
};
const wrong = { ...waiting, id: "idp:m2", name: "partner: old", roles: [], problems: ["NOT_APPROVED", "UNKNOWN_ROLE"] };

const replies: Replies = {
  "GET /workspaces/research/mappings": {
    body: [staff, waiting, approved, wrong],
    headers: { "X-Total-Count": "4" },
  },
};

describe("the mappings of a workspace", () => {
  it("take one request, lead to where they are changed, and say what hinders them", async () => {
    const { requests } = await show(<MappingsTab workspace={workspace} />, replies);
    expect(await screen.findByRole("link", { name: "/staff" })).toHaveAttribute("href", "/acme/groups/g");
    expect(screen.getByRole("link", { name: "<b>staff</b>" })).toHaveAttribute(
      "href",
      "/acme/identity-providers/oidc/partner/mappers/m1",
    );
    expect(screen.getByRole("link", { name: "press" })).toHaveAttribute("href", "/acme/user-federation/ldap/c0/mappers/c1");
    expect(screen.getAllByTestId("kcw-problem-NOT_APPROVED")).toHaveLength(2);
    expect(screen.getByTestId("kcw-problem-UNKNOWN_ROLE")).toBeVisible();
    expect(screen.getByText(/Approved by root/)).toBeVisible();
    expect(screen.getByText("Everyone of the provider")).toBeVisible();
    expect(requests).toEqual(["GET /workspaces/research/mappings?first=0&max=20"]);
  });

  it("are filtered by the server", async () => {
    const { requests } = await show(<MappingsTab workspace={workspace} />, replies);
    const user = userEvent.setup();
    await user.selectOptions(await screen.findByTestId("kcw-filter-kind"), "LDAP");
    expect(requests.at(-1)).toBe("GET /workspaces/research/mappings?first=0&max=20&kind=LDAP");
  });

  it("are approved after it was said what that gives", async () => {
    const { requests } = await show(<MappingsTab workspace={workspace} />, {
      ...replies,
      "PUT /workspaces/research/mappings/idp%3Am1/approval": { body: { ...waiting, problems: [] } },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Actions for <b>staff</b>" }));
    await user.click(await screen.findByRole("menuitem", { name: "Approve" }));
    expect(within(screen.getByRole("dialog")).getByText("groups = staff")).toBeVisible();
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("<b>staff</b> was approved")).toBeInTheDocument();
    expect(requests).toContain("PUT /workspaces/research/mappings/idp%3Am1/approval");
  });

  it("say why one may not be approved, and withdraw an approval", async () => {
    await show(<MappingsTab workspace={workspace} />, {
      ...replies,
      "PUT /workspaces/research/mappings/idp%3Am1/approval": {
        status: 403,
        body: { type: "about:blank", title: "", status: 403, code: "CANNOT_GRANT", detail: "no", violations: [] },
      },
      "DELETE /workspaces/research/mappings/ldap%3Ac1/approval": { status: 204 },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Actions for <b>staff</b>" }));
    await user.click(await screen.findByRole("menuitem", { name: "Approve" }));
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText(/You can only give what you hold yourself/)).toBeVisible();
    await user.click(screen.getByTestId("kcw-cancel"));
    await user.click(screen.getByRole("button", { name: "Actions for press" }));
    await user.click(await screen.findByRole("menuitem", { name: "Withdraw approval" }));
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("The approval of press was withdrawn")).toBeInTheDocument();
  });

  it("cannot be changed by who may only look", async () => {
    await show(<MappingsTab workspace={{ ...workspace, may: ["groups-read"] }} />, replies);
    expect(await screen.findByText("/staff")).toBeVisible();
    expect(screen.queryAllByRole("button", { name: /Add|Actions/ })).toHaveLength(0);
  });

  it("say how there come to be any", async () => {
    await show(<MappingsTab workspace={workspace} />, {
      "GET /workspaces/research/mappings": { body: [], headers: { "X-Total-Count": "0" } },
    });
    expect(await screen.findByTestId("kcw-empty")).toHaveTextContent("Claim to workspace role");
  });
});
