import { readFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { show, type Replies } from "../../testing/TestHost";
import { CODES } from "./logins";
import { LoginHistory } from "./LoginHistory";
import LoginsPage from "./LoginsPage";

function login(id: string, code: number, more = {}) {
  return { id, seq: 3, hash: "c0ffee", at: 1_700_000_000_000, type: code === 1 ? "LOGOUT" : code === 0 ? "LOGIN" : "LOGIN_ERROR", code, user: { id: "b", username: "ben" }, mode: "password", client: "app", workspace: { id: "1", alias: "research" }, session: "s-1", ip: "192.0.2.1", ...more };
}

const replies: Replies = {
  "GET /logins": { body: [login("1", 0), login("2", -2, { user: { username: "<i>nobody</i>" }, error: "invalid_user_credentials", mode: undefined }), login("3", 1, { mode: "admin" }), login("4", 0, { mode: "corporate-idp" })] },
  "GET /logins/counts": { body: { types: [], days: [] } },
};

describe("login activity", () => {
  beforeAll(() => {
    URL.createObjectURL = vi.fn(() => "#logins");
    URL.revokeObjectURL = vi.fn();
  });

  it("takes two requests and says how each login went", async () => {
    const { requests } = await show(<LoginsPage />, replies, "/?timeline=table");
    const rows = await screen.findAllByTestId("kcw-activity");
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining("benSigned in (0)Passwordappresearch192.0.2.1"),
      expect.stringContaining("<i>nobody</i>Wrong password or code (-2)–app"),
      expect.stringContaining("benSigned out (1)By an administrator"),
      expect.stringContaining("benSigned in (0)corporate-idp"),
    ]);
    expect(requests).toHaveLength(2);
    await userEvent.click(within(rows[1] as HTMLElement).getByTestId("kcw-unfold"));
    expect(await screen.findByTestId("kcw-facts")).toHaveTextContent("invalid_user_credentials");
    expect(screen.getByTestId("kcw-facts")).toHaveTextContent("s-1");
  });

  it("is filtered by several results, user, mode and client, all in the URL", async () => {
    const { requests } = await show(<LoginsPage />, replies, "/?timeline=hidden&user=b&mode=ldap&client=app&code=-2");
    await userEvent.click(await screen.findByTestId("kcw-filter-code"));
    await userEvent.click(await screen.findByRole("checkbox", { name: "Account disabled (-3)" }));
    await waitFor(() => expect(requests.at(-1)).toContain("code=-3"));
    const query = new URLSearchParams(requests.at(-1)?.split("?")[1]);
    expect(query.getAll("code")).toEqual(["-2", "-3"]);
    expect([query.get("user"), query.get("mode"), query.get("client")]).toEqual(["b", "ldap", "app"]);
    expect(screen.getByTestId("kcw-chips")).toHaveTextContent("ben");
  });

  it("is exported", async () => {
    const { requests } = await show(<LoginsPage />, { ...replies, "GET /logins/export": { body: {} } }, "/?timeline=hidden");
    await userEvent.click(await screen.findByTestId("kcw-export"));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Excel" }));
    expect(await screen.findByText("The log was exported")).toBeInTheDocument();
    expect(requests).toContain("GET /logins/export?format=xlsx&schema=native");
  });

  it("of one user is a history, and goes on where it ended", async () => {
    const { requests } = await show(<LoginHistory user="b" />, {
      "GET /users/b/logins": (request) => (request.url.includes("after=") ? { body: [login("2", -2)] } : { body: [login("1", 0)], headers: { "X-Next-Cursor": "k1" } }),
    });
    expect(await screen.findByText("Signed in (0)")).toBeVisible();
    await userEvent.click(screen.getByTestId("kcw-more"));
    expect(await screen.findByText("Wrong password or code (-2)")).toBeVisible();
    expect(requests).toEqual(["GET /users/b/logins?max=20", "GET /users/b/logins?after=k1&max=20"]);
  });

  it("knows every code that the server can write", () => {
    const source = readFileSync("../../../../provider/src/main/java/io/github/kcworkspaces/audit/LoginCode.java", "utf8");
    const codes = [...source.matchAll(/^ {4}([A-Z_]+)\((-?\d+)\)/gm)].map((match) => [Number(match[2]), match[1]]);
    expect([...CODES].map((code) => [...code])).toEqual(codes);
  });
});
