import { readFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { show, type Replies } from "../../testing/TestHost";
import { startOfDay } from "../trail/days";
import ActivityTab from "../workspace/activity/ActivityTab";
import ActivityPage from "./ActivityPage";

const research = { id: "1", alias: "research", name: "Research", default: false, status: "ACTIVE", mfaRequired: false, memberCount: 1, createdAt: 1, version: 1 };

const ada = { id: "a", username: "ada", email: "ada@example.org", kind: "USER" };

function entry(id: string, type: string, more = {}) {
  return {
    id,
    seq: 7,
    hash: "c0ffee",
    at: 1_700_000_000_000,
    type,
    actor: ada,
    workspace: { id: "1", alias: "research" },
    target: { kind: "role", id: "r", name: "<b>Reader</b>" },
    cause: "USER",
    correlation: "op-1",
    request: "req-1",
    ip: "192.0.2.1",
    client: "console",
    changes: {},
    ...more,
  };
}

const TABLE = "/?timeline=table";

function log(rows: unknown[], headers: Record<string, string> = {}): Replies {
  return {
    "GET /activity": { body: rows, headers },
    "GET /activity/counts": { body: { types: [{ type: "ROLE_UPDATED", count: 3 }], days: [{ day: "2026-11-20", count: 3 }] } },
    "GET /audit/types": {
      body: [
        { type: "ROLE_CREATED", trailClass: "ACTIVITY" },
        { type: "ROLE_UPDATED", trailClass: "ACTIVITY" },
        { type: "KEYCLOAK_UPDATED", trailClass: "KEYCLOAK" },
      ],
    },
  };
}

function asked(requests: readonly string[], path: string): URLSearchParams {
  return new URLSearchParams(requests.filter((request) => request.startsWith(`GET ${path}?`)).at(-1)?.split("?")[1]);
}

describe("the activity log", () => {
  beforeAll(() => {
    URL.createObjectURL = vi.fn(() => "#activity");
    URL.revokeObjectURL = vi.fn();
  });
  afterEach(() => vi.useRealTimers());

  it("takes two requests, says in words what happened, and shows all of an entry when it is unfolded", async () => {
    const { requests } = await show(<ActivityPage />, log([entry("1", "ROLE_UPDATED", { changes: { name: { old: "Viewer", new: "Reader" } } }), entry("2", "SOMETHING_NEW")]), TABLE);
    const [first, second] = await screen.findAllByTestId("kcw-activity");
    expect(first).toHaveTextContent("Role changed");
    expect(first).toHaveTextContent("<b>Reader</b>");
    expect(second).toHaveTextContent("SOMETHING_NEW");
    expect(await screen.findByTestId("kcw-timeline-days")).toHaveTextContent("Friday, November 20, 20263");
    expect(requests).toHaveLength(2);
    await userEvent.click(screen.getByRole("button", { name: "Show what changed: Role changed, <b>Reader</b>" }));
    expect(await screen.findByTestId("kcw-changes")).toHaveTextContent("NameViewer → Reader");
    const facts = screen.getByTestId("kcw-facts");
    for (const fact of ["Somebody did it", "ada, ada@example.org", "op-1", "req-1", "console", "192.0.2.1", "c0ffee"]) expect(facts).toHaveTextContent(fact);
    await userEvent.click(screen.getByRole("button", { name: "All of this operation" }));
    await waitFor(() => expect(asked(requests, "/activity").get("correlation")).toBe("op-1"));
  });

  it("takes its filters from the URL, several types among them, and counts the same rows", async () => {
    const { requests } = await show(
      <ActivityPage />,
      log([]),
      `${TABLE}&type=ROLE_CREATED,ROLE_DELETED&search=ada&from=2026-11-01&to=2026-11-02&actor=a&target=r&role=viewer`,
    );
    expect((await screen.findAllByText("Nothing found")).length).toBeGreaterThan(0);
    for (const path of ["/activity", "/activity/counts"]) {
      const query = asked(requests, path);
      expect(query.getAll("type")).toEqual(["ROLE_CREATED", "ROLE_DELETED"]);
      expect(query.get("search")).toBe("ada");
      expect(query.get("actor")).toBe("a");
      expect(query.get("target")).toBe("r");
      expect(query.get("role")).toBe("viewer");
      expect(Number(query.get("from"))).toBe(startOfDay("2026-11-01"));
      expect(Number(query.get("to"))).toBe(startOfDay("2026-11-03"));
    }
    await userEvent.click(screen.getByTestId("kcw-clear-filters"));
    await waitFor(() => expect(asked(requests, "/activity").get("type")).toBeNull());
  });

  it("offers the types that the server knows, when they are asked for", async () => {
    const { requests } = await show(<ActivityPage />, log([entry("1", "ROLE_UPDATED")]), TABLE);
    await userEvent.click(await screen.findByTestId("kcw-filter-type"));
    await userEvent.click(await screen.findByRole("checkbox", { name: "Role created" }));
    await userEvent.click(await screen.findByRole("checkbox", { name: "Role changed" }));
    expect(screen.queryByRole("checkbox", { name: "Changed in Keycloak" })).toBeNull();
    await waitFor(() => expect(asked(requests, "/activity").getAll("type")).toEqual(["ROLE_CREATED", "ROLE_UPDATED"]));
    expect(requests.filter((request) => request === "GET /audit/types")).toHaveLength(1);
  });

  it("is followed both ways by cursor", async () => {
    const { requests } = await show(
      <ActivityPage />,
      {
        ...log([]),
        "GET /activity": (request) => {
          const query = new URL(request.url).searchParams;
          const page = query.get("after") ?? query.get("before") ?? "newest";
          return {
            // Less than a page before others would be the newest page.
            body: Array.from({ length: query.has("before") ? 50 : 2 }, (_none, index) => entry(`${page}-${index}`, "ROLE_CREATED")),
            headers: { "X-Next-Cursor": `next-of-${page}`, "X-Previous-Cursor": `top-of-${page}` },
          };
        },
      },
      "/?timeline=hidden",
    );
    expect(await screen.findByTestId("kcw-newer")).toBeDisabled();
    await userEvent.click(screen.getByTestId("kcw-older"));
    await waitFor(() => expect(asked(requests, "/activity").get("after")).toBe("next-of-newest"));
    await waitFor(() => expect(screen.getByTestId("kcw-newer")).toBeEnabled());
    await userEvent.click(screen.getByTestId("kcw-newer"));
    await waitFor(() => expect(asked(requests, "/activity").get("before")).toBe("top-of-next-of-newest"));
    expect(asked(requests, "/activity").get("after")).toBeNull();
    await userEvent.click(screen.getByTestId("kcw-newest"));
    expect(await screen.findByTestId("kcw-reload")).toBeVisible();
    // One for each page, and the newest is always asked for anew.
    await waitFor(() => expect(requests).toHaveLength(4));
  });

  it("asks for what is newer while it is live, and loads only when there is something", async () => {
    let news = false;
    const { requests } = await show(
      <ActivityPage />,
      {
        ...log([]),
        "GET /activity": (request) => {
          const query = new URL(request.url).searchParams;
          if (query.get("before") === "top-1") return { body: news ? [entry("2", "ROLE_CREATED")] : [] };
          if (query.get("before") === "top-2") return { body: [] };
          return news
            ? { body: [entry("2", "ROLE_CREATED"), entry("1", "ROLE_DELETED")], headers: { "X-Previous-Cursor": "top-2" } }
            : { body: [entry("1", "ROLE_DELETED")], headers: { "X-Previous-Cursor": "top-1" } };
        },
      },
      "/?timeline=hidden",
    );
    expect(await screen.findAllByTestId("kcw-activity")).toHaveLength(1);
    expect(requests).toHaveLength(1);
    await userEvent.click(screen.getByTestId("kcw-live"));
    await waitFor(() => expect(requests).toHaveLength(2));
    expect(asked(requests, "/activity").get("max")).toBe("1");
    news = true;
    await waitFor(() => expect(screen.getAllByTestId("kcw-activity")).toHaveLength(2), { timeout: 15_000 });
  });

  it("of a workspace asks that workspace, and has no column for it", async () => {
    const { requests } = await show(
      <ActivityTab workspace={research} />,
      { "GET /workspaces/research/activity": { body: [entry("1", "MEMBER_ADDED")] }, "GET /workspaces/research/activity/counts": { body: { types: [], days: [] } } },
      TABLE,
    );
    expect(await screen.findByTestId("kcw-activity")).toBeVisible();
    expect(screen.queryByRole("columnheader", { name: "Workspace" })).toBeNull();
    expect(screen.queryByTestId("kcw-filter-class")).toBeNull();
    expect(requests).toHaveLength(2);
  });

  it("is exported by type and time, in every format", async () => {
    const { requests } = await show(<ActivityPage />, { ...log([entry("1", "ROLE_UPDATED")]), "GET /activity/export": { body: {} } }, `${TABLE}&type=ROLE_UPDATED&from=2026-11-01&search=ada`);
    await userEvent.click(await screen.findByTestId("kcw-export"));
    expect(await screen.findByText("What is sealed, by type and time only")).toBeVisible();
    expect(screen.getAllByRole("menuitem").map((item) => item.textContent)).toEqual(["NDJSON, verifiable", "NDJSON, OCSF", "NDJSON, Elastic (ECS)", "CSV", "Excel"]);
    await userEvent.click(screen.getByRole("menuitem", { name: "NDJSON, OCSF" }));
    expect(await screen.findByText("The log was exported")).toBeInTheDocument();
    const query = asked(requests, "/activity/export");
    expect(Object.fromEntries(query)).toEqual({ format: "ndjson", schema: "ocsf", type: "ROLE_UPDATED", from: String(startOfDay("2026-11-01")) });
  });

  it("says who really acts, and when nothing is sealed yet", async () => {
    await show(<ActivityPage />, log([entry("1", "ROLE_UPDATED", { seq: undefined, hash: undefined, actor: { ...ada, impersonator: { id: "r", username: "root" } } })]), "/?timeline=hidden");
    const row = await screen.findByTestId("kcw-activity");
    expect(within(row).getByTestId("kcw-impersonated")).toHaveTextContent("Really root");
    await userEvent.click(within(row).getByTestId("kcw-unfold"));
    expect(await screen.findByText("Not sealed yet")).toBeVisible();
  });

  it("that can't be had says why", async () => {
    await show(<ActivityPage />, { ...log([]), "GET /activity": { status: 403, body: { type: "about:blank", title: "Forbidden", status: 403, code: "FORBIDDEN", detail: "not for you" } } }, TABLE);
    expect(await screen.findByTestId("kcw-error")).toHaveTextContent("not for you");
  });

  it("knows every type that the server can write", () => {
    const source = readFileSync("../../../../provider/src/main/java/io/github/kcworkspaces/audit/ActivityType.java", "utf8");
    const names = [...source.matchAll(/^ {4}([A-Z][A-Z_]+)(?:\(.*\))?[,;]$/gm)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(60);
    for (const bundle of ["messages_en", "messages_de"]) {
      const texts = readFileSync(`shared/pages/activity/${bundle}.properties`, "utf8");
      expect(names.filter((name) => !texts.includes(`kcw.activity.type.${name}=`))).toEqual([]);
    }
  });
});
