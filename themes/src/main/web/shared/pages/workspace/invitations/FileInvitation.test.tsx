import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show, type Replies } from "../../../testing/TestHost";
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

const running = {
  id: "j1",
  status: "RUNNING",
  dryRun: true,
  rows: 3,
  ok: 0,
  failed: 0,
  skipped: 0,
  errors: [],
  startedBy: { id: "a", username: "ada" },
  createdAt: 1,
};
const checked = { ...running, status: "DONE", ok: 2, failed: 1, finishedAt: 2 };
const applied = { ...checked, id: "j2", dryRun: false };

const BULK = "/workspaces/research/invitations/bulk";
const base: Replies = {
  "GET /me": { body: { id: "9", username: "admin", type: "ADMIN", workspaces: [], enabled: true, may: [] } },
  "GET /workspaces/research/invitations": { body: [], headers: { "X-Total-Count": "0" } },
  [`GET ${BULK}`]: { body: [], headers: { "X-Total-Count": "0" } },
  [`GET ${BULK}/j1/rows`]: (request) => ({
    body: request.url.includes("state=FAILED")
      ? [
          {
            row: 4,
            email: "<b>x</b>",
            firstName: "Ada",
            workspaces: ["trading"],
            roles: ["editor"],
            bypass: true,
            state: "FAILED",
            issues: [
              { field: "email", code: "INVALID_EMAIL", message: "is no address" },
              { field: "lastName", code: "NEWER_CODE", message: "is odd" },
            ],
          },
        ]
      : [],
  }),
  [`GET ${BULK}/j2/rows`]: { body: [] },
};

async function drop(user: ReturnType<typeof userEvent.setup>, name = "people.csv") {
  await user.click(await screen.findByTestId("kcw-invite"));
  await user.click(screen.getByRole("button", { name: "Many, from a file" }));
  const input = screen.getByTestId("kcw-drop").querySelector("input[type=file]");
  await user.upload(input as HTMLInputElement, new File(["E-mail\nx"], name, { type: "text/csv" }));
}

describe("invitations from a file", () => {
  it("are checked first, row by row, and done when that is wanted", async () => {
    const uploads: string[][] = [];
    let looks = 0;
    await show(<InvitationsTab workspace={workspace} />, {
      ...base,
      [`POST ${BULK}`]: (request) => {
        const dry = request.url.includes("dryRun=true");
        uploads.push([String(dry), request.headers.get("Content-Type") ?? "", request.headers.get("Idempotency-Key") ?? ""]);
        return { status: 201, body: dry ? running : applied };
      },
      [`GET ${BULK}/j1`]: () => ({ body: ++looks < 2 ? running : checked }),
      [`GET ${BULK}/j2`]: { body: applied },
    });
    const user = userEvent.setup();
    await drop(user);
    expect(screen.getByTestId("kcw-submit")).toBeDisabled();
    const rows = within(await screen.findByTestId("kcw-rows", undefined, { timeout: 4_000 }));
    expect(await rows.findByText("<b>x</b>")).toBeVisible();
    expect(rows.getByText("E-mail: is no e-mail address")).toBeVisible();
    expect(rows.getByText("Last name: is odd")).toBeVisible();
    expect(rows.getByTestId("kcw-row-bypass")).toBeVisible();
    expect(rows.getByText("In trading")).toBeVisible();
    expect(screen.getByTestId("kcw-submit")).toHaveTextContent("Invite 2 rows");
    await user.click(screen.getByTestId("kcw-submit"));
    expect(await screen.findByTestId("kcw-result-xlsx")).toBeVisible();
    expect(uploads).toHaveLength(2);
    expect(uploads[0]).toEqual(["true", "text/csv", ""]);
    expect(uploads[1]?.[0]).toBe("false");
    expect(uploads[1]?.[2]).toMatch(/^[0-9a-f]{32}$/);
    await user.click(screen.getByTestId("kcw-submit"));
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  });

  it("say why a file is refused, and invite nobody", async () => {
    await show(<InvitationsTab workspace={workspace} />, {
      ...base,
      [`POST ${BULK}`]: {
        status: 400,
        body: { type: "about:blank", title: "", status: 400, code: "UNREADABLE_FILE", detail: "no heading", violations: [] },
      },
    });
    const user = userEvent.setup();
    await drop(user);
    expect(await screen.findByText("The file cannot be read: no heading")).toBeVisible();
    expect(screen.getByTestId("kcw-submit")).toBeDisabled();
  });

  it("go on without the window, and whoever comes back sees how far they are", async () => {
    let looks = 0;
    const { requests } = await show(<InvitationsTab workspace={workspace} />, {
      ...base,
      [`GET ${BULK}`]: () => ({
        body: [++looks < 2 ? { ...applied, status: "RUNNING", ok: 1, failed: 0, finishedAt: undefined } : applied, checked],
        headers: { "X-Total-Count": "2" },
      }),
    });
    const jobs = within(await screen.findByTestId("kcw-jobs"));
    expect(jobs.getByText("1 of 3")).toBeVisible();
    expect(jobs.getByTestId("kcw-cancel-job")).toBeVisible();
    expect(await jobs.findByTestId("kcw-result-csv", undefined, { timeout: 4_000 })).toBeVisible();
    expect(jobs.queryByTestId("kcw-cancel-job")).not.toBeInTheDocument();
    await waitFor(() => expect(requests.filter((one) => /invitations\?/.test(one)).length).toBeGreaterThan(1));
  });
});
