import { readFileSync } from "node:fs";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../testing/TestHost";
import { ACTIVITY_TYPES, startOfDay } from "./activity";
import ActivityTab from "./ActivityTab";

const research = { id: "1", alias: "research", name: "Research", default: false, status: "ACTIVE", mfaRequired: false, memberCount: 1, createdAt: 1, version: 1 };

function entry(id: string, type: string, changes = {}) {
  return { id, at: 1_700_000_000_000, type, actor: { username: "ada", kind: "USER" }, target: { kind: "role", id: "r", name: "Reader" }, cause: "USER", changes };
}

const LOG = "GET /workspaces/research/activity";

describe("activity of a workspace", () => {
  it("says in words what happened, and shows old and new values when unfolded", async () => {
    const { requests } = await show(<ActivityTab workspace={research} />, {
      [LOG]: { body: [entry("1", "ROLE_UPDATED", { name: { old: "Viewer", new: "Reader" } }), entry("2", "SOMETHING_NEW")] },
    });
    expect((await screen.findAllByTestId("kcw-activity"))[0]).toHaveTextContent("Role changed");
    expect(screen.getAllByTestId("kcw-activity")[1]).toHaveTextContent("SOMETHING_NEW");
    expect(requests).toHaveLength(1);
    await userEvent.click(screen.getByRole("button", { name: "Show what changed: Role changed, Reader" }));
    expect(await screen.findByTestId("kcw-changes")).toHaveTextContent("NameViewer → Reader");
  });

  it("takes its filters from the URL", async () => {
    const { requests } = await show(<ActivityTab workspace={research} />, { [LOG]: { body: [] } }, "/?type=ROLE_CREATED&search=ada&from=2026-11-01&to=2026-11-02");
    expect(await screen.findByText("Nothing found")).toBeVisible();
    const asked = new URLSearchParams(requests[0]?.split("?")[1]);
    expect(asked.get("type")).toBe("ROLE_CREATED");
    expect(asked.get("search")).toBe("ada");
    expect(Number(asked.get("from"))).toBe(startOfDay("2026-11-01"));
    expect(Number(asked.get("to"))).toBe(startOfDay("2026-11-03"));
  });

  it("loads more where the last slice ended, and only when asked", async () => {
    const { requests } = await show(<ActivityTab workspace={research} />, {
      [LOG]: (request) =>
        new URL(request.url).searchParams.has("after")
          ? { body: [entry("2", "ROLE_CREATED")] }
          : { body: [entry("1", "ROLE_DELETED")], headers: { "X-Next-Cursor": "5.1" } },
    });
    expect(await screen.findAllByTestId("kcw-activity")).toHaveLength(1);
    await userEvent.click(screen.getByTestId("kcw-more"));
    expect(await screen.findByText("Role created", { selector: "td" })).toBeVisible();
    expect(screen.queryByTestId("kcw-more")).toBeNull();
    expect(requests).toHaveLength(2);
  });

  it("knows every type that the server can write", () => {
    const source = readFileSync("../../../../provider/src/main/java/io/github/kcworkspaces/audit/ActivityType.java", "utf8");
    const names = [...source.matchAll(/^ {4}([A-Z_]+)[,;]?$/gm)].map((match) => match[1]);
    expect([...ACTIVITY_TYPES].sort()).toEqual(names.sort());
    for (const bundle of ["messages_en", "messages_de"]) {
      const texts = readFileSync(`shared/pages/workspace/activity/${bundle}.properties`, "utf8");
      expect(names.filter((name) => !texts.includes(`kcw.activity.type.${name}=`))).toEqual([]);
    }
  });
});
