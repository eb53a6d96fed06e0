import { readFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router-dom";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { show, type Replies } from "../../testing/TestHost";
import AuditPage from "./AuditPage";
import { auditTabs } from "./tabs";

const status = { state: "RETRYING", cursor: 4, head: 9, lag: 5, lastError: "HTTP 500", attempts: 3, nextAttemptAt: 1_700_000_000_000, delivered: 4, deadLetters: 2 };
const siem = { id: "s1", name: "Siem", kind: "WEBHOOK", enabled: true, format: "NATIVE", url: "https://siem.example.org/in", types: ["*"], secretSet: true, createdAt: 1, version: 3, status };

const ALL = ["activity-read", "sinks-read", "sinks-write", "audit-read", "audit-write", "settings-write"];

function replies(may: readonly string[], more: Replies = {}): Replies {
  return {
    "GET /me": { body: { id: "x", username: "x", type: "ADMIN", enabled: true, workspaces: [], may } },
    "GET /audit/sinks": { body: [siem], headers: { "X-Total-Count": "1" } },
    "GET /audit/checkpoints": { body: [{ realm: "acme", seq: 9, hash: "c0ffee", at: 1, keyId: "k1", signature: "a.b.c" }] },
    ...more,
  };
}

function page(more: Replies = {}, may: readonly string[] = ALL, at = "/workspaces-audit/sinks") {
  return show(
    <Routes>
      <Route path="/workspaces-audit/:tab?" element={<AuditPage />} />
    </Routes>,
    replies(may, more),
    at,
  );
}

/** At once: key by key is slow where a dialog is drawn again for each. */
async function enter(field: string, text: string) {
  await userEvent.click(screen.getByTestId(`kcw-field-${field}`));
  await userEvent.paste(text);
}

async function act(item: string) {
  await userEvent.click(await screen.findByTestId("kcw-row-actions"));
  await userEvent.click(await screen.findByRole("menuitem", { name: item }));
}

beforeAll(async () => {
  URL.createObjectURL = vi.fn(() => "#audit");
  URL.revokeObjectURL = vi.fn();
  // What a first visitor loads: tests wait for answers, not for code.
  await Promise.all(auditTabs.map((tab) => tab.load()));
});

describe("destinations of the trail", () => {

  it("take two requests, and say how each is doing", async () => {
    const { requests } = await page();
    expect(await screen.findByTestId("kcw-state-RETRYING", {}, { timeout: 15_000 })).toHaveTextContent("Trying again");
    expect(screen.getByTestId("kcw-last-error")).toHaveTextContent("HTTP 500");
    expect(screen.getByText("5 entries")).toBeVisible();
    expect(screen.getByText(/3 attempts failed/)).toBeVisible();
    expect(requests.sort()).toEqual(["GET /audit/sinks?first=0&max=20", "GET /me"]);
  });

  it("cannot be changed by who may only look", async () => {
    await page({}, ["activity-read", "sinks-read", "audit-read"]);
    expect(await screen.findByTestId("kcw-state-RETRYING")).toBeVisible();
    for (const id of ["kcw-create", "kcw-row-actions", "kcw-collectors"]) expect(screen.queryByTestId(id)).toBeNull();
  });

  it("ask for what their kind needs, and show a secret that was made once", async () => {
    const sent: unknown[] = [];
    await page({
      "POST /audit/sinks": async (request) => {
        sent.push(await request.json());
        return { status: 201, body: { ...siem, id: "s2", name: "New", secret: "whsec_made", status: undefined } };
      },
    });
    await userEvent.click(await screen.findByTestId("kcw-create"));
    await userEvent.selectOptions(await screen.findByTestId("kcw-field-kind"), "LOG");
    expect(screen.queryByTestId("kcw-field-url")).toBeNull();
    expect(screen.queryByTestId("kcw-field-secret")).toBeNull();
    await userEvent.selectOptions(screen.getByTestId("kcw-field-kind"), "SPLUNK");
    await enter("name", "New");
    await enter("url", "https://in.example.org");
    expect(screen.getByTestId("kcw-submit")).toBeDisabled();
    await userEvent.selectOptions(screen.getByTestId("kcw-field-kind"), "WEBHOOK");
    expect(screen.getByTestId("kcw-field-secret")).toHaveAttribute("type", "password");
    await userEvent.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByDisplayValue("whsec_made")).toBeVisible();
    expect(sent).toEqual([{ name: "New", format: "NATIVE", types: ["*"], enabled: true, url: "https://in.example.org", kind: "WEBHOOK" }]);
    await userEvent.click(screen.getByTestId("kcw-secret-kept"));
    expect(screen.queryByDisplayValue("whsec_made")).toBeNull();
  });

  it("want their secret again with another address, and say at the field what is wrong", async () => {
    let version: string | null = null;
    await page({
      "PUT /audit/sinks/s1": (request) => {
        version = request.headers.get("If-Match");
        return { status: 400, body: { type: "about:blank", title: "", status: 400, code: "URL_NOT_ALLOWED", detail: "not allowed", violations: [{ field: "url", message: "is within the network" }] } };
      },
    });
    await act("Edit");
    expect(await screen.findByTestId("kcw-field-secret")).toHaveValue("");
    await enter("url", "/other");
    expect(screen.getByText("Wanted again, since the address is another.")).toBeVisible();
    expect(screen.getByTestId("kcw-submit")).toBeDisabled();
    await enter("secret", "whsec_x");
    await userEvent.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("is within the network")).toBeVisible();
    expect(version).toBe('"3"');
  });

  it("are tested and switched off", async () => {
    const sent: unknown[] = [];
    await page({
      "POST /audit/sinks/s1/test": { body: { delivered: false, error: "HTTP 503" } },
      "PUT /audit/sinks/s1": async (request) => {
        sent.push(await request.json());
        return { body: { ...siem, enabled: false } };
      },
    });
    await act("Send a test");
    expect(await screen.findByText("HTTP 503")).toBeInTheDocument();
    await act("Switch off");
    expect(await screen.findByText("Siem gets nothing until it is switched on again")).toBeInTheDocument();
    expect(sent).toEqual([{ enabled: false }]);
  });

  it("get what they refused, and what is behind an entry, again", async () => {
    const sent: unknown[] = [];
    await page({
      "GET /audit/sinks/s1/dead-letters": { body: [{ seq: 3, event: "e3", type: "ROLE_CREATED", reason: "HTTP 400", at: 1, queued: false }], headers: { "X-Total-Count": "1" } },
      "POST /audit/sinks/s1/replay": async (request) => {
        sent.push(await request.json());
        return { body: {} };
      },
    });
    await userEvent.click(await screen.findByTestId("kcw-dead-letters"));
    expect(await screen.findByTestId("kcw-dead-letter")).toHaveTextContent("3Role createdHTTP 400");
    await userEvent.click(screen.getByTestId("kcw-requeue"));
    await userEvent.click(screen.getByTestId("kcw-requeue-all"));
    await userEvent.click(screen.getByTestId("kcw-cancel"));
    await act("Send again");
    await userEvent.type(await screen.findByTestId("kcw-field-after"), "0");
    await userEvent.click(screen.getByTestId("kcw-submit"));
    await waitFor(() => expect(sent).toEqual([{ deadLetters: [3] }, { deadLetters: [] }, { after: 0 }]));
  });

  it("get another secret", async () => {
    const sent: unknown[] = [];
    await page({
      "POST /audit/sinks/s1/secret": async (request) => {
        sent.push(await request.json());
        return { body: { ...siem, secret: "whsec_next" } };
      },
    });
    await act("Change the secret");
    await userEvent.click(await screen.findByTestId("kcw-submit"));
    expect(await screen.findByDisplayValue("whsec_next")).toBeVisible();
    expect(sent).toEqual([{ overlapHours: 24 }]);
  });

  it("go when their name is typed", async () => {
    const { requests } = await page({ "DELETE /audit/sinks/s1": { status: 204 } });
    await act("Remove");
    await userEvent.type(await screen.findByTestId("kcw-confirm"), "Siem");
    await userEvent.click(screen.getByTestId("kcw-submit"));
    await waitFor(() => expect(requests).toContain("DELETE /audit/sinks/s1"));
  });
});

describe("the integrity of the trail", () => {
  const at = "/workspaces-audit/integrity";

  it("is verified: while it runs that is said, then what was found", async () => {
    let answer: (reply: { body: unknown }) => void = () => undefined;
    const { requests } = await page({ "GET /audit/verify": () => new Promise((resolve) => (answer = resolve)) }, ALL, at);
    await userEvent.click(await screen.findByTestId("kcw-verify"));
    expect(await screen.findByTestId("kcw-verifying")).toBeVisible();
    answer({ body: { intact: true, verified: 9, forgotten: 1, checkpoints: 2, head: 9 } });
    expect(await screen.findByTestId("kcw-intact")).toHaveTextContent("9 entries are right");
    expect(requests.filter((request) => !request.includes("verify"))).toHaveLength(2);
  });

  it("names the first entry that is not what was sealed", async () => {
    await page({ "GET /audit/verify": { body: { intact: false, verified: 6, forgotten: 0, checkpoints: 1, head: 9, firstBroken: { seq: 7, id: "row-7", reason: "ROW_CHANGED" } } } }, ALL, at);
    await userEvent.click(await screen.findByTestId("kcw-verify"));
    const alert = await screen.findByTestId("kcw-broken");
    expect(alert).toHaveTextContent("Entry 7 is the first that is not what was sealed");
    expect(alert).toHaveTextContent("The entry was changed after it was sealed.");
    expect(alert).toHaveTextContent("row-7");
  });

  it("shows what is signed; only who may signs now", async () => {
    await page({}, ["activity-read", "sinks-read", "audit-read"], at);
    expect(within(await screen.findByTestId("kcw-checkpoint")).getByText("k1")).toBeVisible();
    expect(screen.queryByTestId("kcw-sign")).toBeNull();
  });

  it("says when there is nothing to sign", async () => {
    await page({ "POST /audit/checkpoints": { status: 204 } }, ALL, at);
    await userEvent.click(await screen.findByTestId("kcw-sign"));
    expect(await screen.findByText(/Nothing new to sign/)).toBeInTheDocument();
  });

  it("knows every reason that the server can give", () => {
    const source = readFileSync("../../../../provider/src/main/java/io/github/kcworkspaces/audit/Broken.java", "utf8");
    const reasons = [...source.matchAll(/^ {8}([A-Z][A-Z_]+),?$/gm)].map((match) => match[1]);
    expect(reasons.length).toBeGreaterThan(5);
    for (const bundle of ["messages_en", "messages_de"]) {
      const texts = readFileSync(`shared/pages/audit/${bundle}.properties`, "utf8");
      expect(reasons.filter((reason) => !texts.includes(`kcw.audit.reason.${reason}=`))).toEqual([]);
    }
  });

  it("goes with all of the trail as a file", async () => {
    const { requests } = await page({ "GET /audit/export": { body: {} } }, ALL, at);
    await userEvent.click(await screen.findByTestId("kcw-export"));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Manifest only (JSON)" }));
    await waitFor(() => expect(requests).toContain("GET /audit/export?format=manifest&schema=native"));
  });
});

describe("retention", () => {
  const at = "/workspaces-audit/retention";
  const may = [...ALL, "retention-read", "holds-write"];
  const held = { id: "h1", kind: "WORKSPACE", subject: "w1", reason: "Case <7>", since: 1, placedBy: "ada" };
  const kept: Replies = {
    "GET /audit/retention": {
      body: { policy: { activityDays: 365, loginDays: 90, keycloakDays: 0, archive: false }, archiveAvailable: false, obstacle: "SINK_BEHIND", waitingFor: ["Siem"], lookedAt: 1, purgedSeq: 41, holds: 1 },
    },
    "GET /audit/retention/holds": { body: [held] },
    "GET /audit/retention/archives": { body: [{ id: "p1", class: "LOGIN", before: 1, firstSeq: 1, lastSeq: 41, rows: 40, archived: true, file: "acme.ndjson.gz", sha256: "c0ffee", startedAt: 1, finishedAt: 2 }] },
  };

  it("takes three requests, says what is in its way, and asks for what has left when that is unfolded", async () => {
    const { requests } = await page(kept, may, at);
    expect(await screen.findByTestId("kcw-obstacle")).toHaveTextContent("Waiting for: Siem");
    expect(await screen.findByTestId("kcw-hold-row")).toHaveTextContent("Case <7>");
    expect(requests.sort()).toEqual(["GET /audit/retention", "GET /audit/retention/holds?first=0&max=20", "GET /me"]);
    await userEvent.click(screen.getByRole("button", { name: "What has left" }));
    expect(await screen.findByTestId("kcw-departed-row")).toHaveTextContent("acme.ndjson.gz c0ffee");
  });

  it("is saved for all classes as it was read, and says at the field what is wrong", async () => {
    const sent: unknown[] = [];
    await page(
      {
        ...kept,
        "GET /settings": { body: { version: 7, retention: { activityDays: 365, loginDays: 90, keycloakDays: 0, archive: false } } },
        "PUT /settings": async (request) => {
          sent.push(request.headers.get("If-Match"), await request.json());
          return { status: 400, body: { type: "about:blank", title: "", status: 400, code: "INVALID_REQUEST", detail: "no", violations: [{ field: "retention.loginDays", message: "is too long" }] } };
        },
      },
      may,
      at,
    );
    expect(await screen.findByTestId("kcw-policy")).toHaveTextContent("Logins and logouts90 days");
    await userEvent.click(screen.getByTestId("kcw-edit"));
    const field = await screen.findByTestId("kcw-field-loginDays");
    await userEvent.clear(field);
    expect(screen.getByTestId("kcw-submit")).toBeDisabled();
    expect(screen.queryByTestId("kcw-shorter")).toBeNull();
    await userEvent.type(field, "30");
    expect(screen.getByTestId("kcw-shorter")).toBeVisible();
    await userEvent.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByText("is too long")).toBeVisible();
    expect(sent).toEqual(['"7"', { retention: { activityDays: 365, loginDays: 30, keycloakDays: 0, archive: false } }]);
  });

  it("is held and no longer held by who may, with a reason", async () => {
    const sent: unknown[] = [];
    const { requests } = await page(
      {
        ...kept,
        "POST /audit/retention/holds": async (request) => {
          sent.push(await request.json());
          return { status: 201, body: held };
        },
        "DELETE /audit/retention/holds/h1": { status: 204 },
      },
      may,
      at,
    );
    await userEvent.click(await screen.findByTestId("kcw-hold"));
    await userEvent.selectOptions(await screen.findByTestId("kcw-field-kind"), "REALM");
    expect(screen.getByTestId("kcw-submit")).toBeDisabled();
    await userEvent.type(screen.getByTestId("kcw-field-reason"), "Case 8");
    await userEvent.click(screen.getByTestId("kcw-submit"));
    await waitFor(() => expect(sent).toEqual([{ kind: "REALM", reason: "Case 8" }]));
    await userEvent.click(await screen.findByTestId("kcw-lift"));
    await userEvent.click(await screen.findByTestId("kcw-submit"));
    await waitFor(() => expect(requests).toContain("DELETE /audit/retention/holds/h1"));
  });

  it("cannot be changed by who may only look", async () => {
    await page(kept, ["sinks-read", "audit-read", "retention-read"], at);
    expect(await screen.findByTestId("kcw-hold-row")).toBeVisible();
    expect(screen.getByTestId("kcw-policy")).toHaveTextContent("365 days");
    for (const id of ["kcw-edit", "kcw-hold", "kcw-lift"]) expect(screen.queryByTestId(id)).toBeNull();
  });
});
