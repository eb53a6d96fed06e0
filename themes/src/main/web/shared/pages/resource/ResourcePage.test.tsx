import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router-dom";
import { describe, expect, it } from "vitest";
import { show, type Replies } from "../../testing/TestHost";
import ResourcePage from "./ResourcePage";

const key = { providers: [], requires: [], attributes: {}, active: true, shared: false, workspace: "1", version: 4, id: "k", type: "credential", externalId: "key", name: "Key" };
const home = { id: "1", alias: "research", name: "Research", default: false, status: "ACTIVE", memberCount: 1, createdAt: 1, version: 1, may: ["resources-read", "all-resources-read", "shares-read", "shares-write"] };
const shares = { workspaces: ["2"], members: [{ user: "u", actions: ["use"] }], groups: [], version: 7, names: { "2": "sales", u: "ben" } };

function open(tab: string, replies: Replies, resource: object = key, workspace: object = home) {
  return show(
    <Routes>
      <Route path="/acme/workspaces/:ws/resources/:id/:tab" element={<ResourcePage />} />
    </Routes>,
    {
      "GET /workspaces/research": { body: workspace },
      "GET /workspaces/research/resources/k": { body: resource },
      "GET /workspaces/research/resources/k/shares": { body: shares },
      ...replies,
    },
    `/acme/workspaces/research/resources/k/${tab}`,
  );
}

const PUT = "PUT /workspaces/research/resources/k/shares";

describe("shares of a resource", () => {
  it("are told by name, in three requests", async () => {
    const { requests } = await open("shares", {});
    expect(await screen.findByTestId("kcw-shared-workspaces")).toHaveTextContent("sales");
    expect(screen.getByTestId("kcw-shared-people")).toHaveTextContent("ben");
    expect(requests).toHaveLength(3);
  });

  it("with workspaces are replaced as a whole, with the version that was read", async () => {
    let sent: unknown;
    let version: string | null = null;
    await open("shares", {
      "GET /workspaces": { body: [home, { ...home, id: "3", alias: "lab", name: "Lab" }], headers: { "X-Total-Count": "2" } },
      [PUT]: async (request) => {
        version = request.headers.get("If-Match");
        sent = await request.json();
        return { body: shares };
      },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-share-workspaces"));
    await user.click(await screen.findByLabelText("Lab"));
    expect(screen.queryByLabelText("Research")).toBeNull();
    await user.click(screen.getByTestId("kcw-submit"));
    await waitFor(() => expect(sent).toEqual({ workspaces: ["2", "3"] }));
    expect(version).toBe("7");
  });

  it.each([
    { may: ["groups-write"], path: "candidates/groups", found: { id: "g", path: "/staff", mapped: false } },
    { may: [], path: "groups", found: { id: "g", path: "/staff", roles: [] } },
  ])("with groups reach those that the viewer may see: $path", async ({ may, path, found }) => {
    let sent: unknown;
    const { requests } = await open(
      "shares",
      {
        "GET /workspaces/research/members": { body: [], headers: { "X-Total-Count": "0" } },
        "GET /resource-types": { body: [{ key: "credential", name: "Credential", actions: ["use"], shareable: ["use"], actionLabels: {} }] },
        [`GET /workspaces/research/${path}`]: { body: [found] },
        [PUT]: async (request) => {
          sent = await request.json();
          return { body: shares };
        },
      },
      key,
      { ...home, may: [...home.may, ...may] },
    );
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-share-people"));
    await user.selectOptions(screen.getByTestId("kcw-field-kind"), "group");
    await user.click(await screen.findByLabelText("/staff"));
    await user.click(await screen.findByTestId("kcw-share-use"));
    await user.click(screen.getByTestId("kcw-submit"));
    await waitFor(() => expect(sent).toMatchObject({ groups: [{ group: "g", actions: ["use"] }] }));
    expect(requests.filter((request) => request.includes("/groups"))).toHaveLength(1);
  });

  it("say why they are refused", async () => {
    await open("shares", {
      "GET /workspaces": { body: [], headers: { "X-Total-Count": "0" } },
      [PUT]: { status: 422, body: { type: "about:blank", title: "Unprocessable", status: 422, code: "NOT_SHAREABLE", detail: "not shareable", violations: [] } },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByTestId("kcw-share-workspaces"));
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByTestId("kcw-problem")).toHaveTextContent("Its type does not share that action");
  });

  it("of what is shared from elsewhere are made there", async () => {
    await open("shares", {}, { ...key, shared: true, sharedFrom: { id: "2", alias: "sales" } });
    expect(await screen.findByTestId("kcw-shares-foreign")).toHaveTextContent("sales");
    expect(screen.getByTestId("kcw-shared")).toBeVisible();
  });

  it("are not changed by who may only look", async () => {
    await open("shares", {}, key, { ...home, may: ["resources-read", "all-resources-read", "shares-read"] });
    expect(await screen.findByTestId("kcw-shared-people")).toBeVisible();
    expect(screen.queryByTestId("kcw-share-workspaces")).toBeNull();
    expect(screen.queryByTestId("kcw-share-people")).toBeNull();
  });
});
