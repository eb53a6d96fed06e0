import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { content, page, useApi, type Api, type Page } from "../../../api/client";
import type { components } from "../../../api/schema";
import type { Workspace } from "../../../api/useWorkspace";
import { download } from "../../../components/download";
import { useHost } from "../../../host/Host";
import type { MessageKey } from "../../../i18n/keys";
import { RELOAD } from "./invitations";

export type Job = components["schemas"]["BulkJob"];
export type Row = components["schemas"]["BulkRow"];
export type Issue = components["schemas"]["BulkIssue"];
export type Format = "csv" | "xlsx";

export const FORMATS: readonly Format[] = ["csv", "xlsx"];
export const LARGEST_FILE = 10 * 1024 * 1024;

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const FILE_TYPES: Record<string, string[]> = { "text/csv": [".csv"], [XLSX]: [".xlsx"] };

/** Between two looks at what is being worked through. */
const PAUSE = 1_000;
const LATEST = 20;

export const ISSUE_TEXTS: Record<string, MessageKey> = {
  REQUIRED: "kcw.bulk.issue.REQUIRED",
  INVALID_EMAIL: "kcw.bulk.issue.INVALID_EMAIL",
  TOO_LONG: "kcw.bulk.issue.TOO_LONG",
  SAMPLE_ROW: "kcw.bulk.issue.SAMPLE_ROW",
  DUPLICATE_ROW: "kcw.bulk.issue.DUPLICATE_ROW",
  ALREADY_MEMBER: "kcw.bulk.issue.ALREADY_MEMBER",
  ALREADY_INVITED: "kcw.bulk.issue.ALREADY_INVITED",
  UNKNOWN_WORKSPACE: "kcw.bulk.issue.UNKNOWN_WORKSPACE",
  UNKNOWN_ROLE: "kcw.bulk.issue.UNKNOWN_ROLE",
  ACCESS_DENIED: "kcw.bulk.issue.ACCESS_DENIED",
  CANNOT_GRANT: "kcw.bulk.issue.CANNOT_GRANT",
  BYPASS_NOT_ALLOWED: "kcw.bulk.issue.BYPASS_NOT_ALLOWED",
};

export const FIELD_TEXTS: Record<string, MessageKey> = {
  email: "kcw.invitations.email",
  firstName: "kcw.invitations.firstName",
  lastName: "kcw.invitations.lastName",
  workspaces: "kcw.bulk.workspaces",
  roles: "kcw.invitations.roles",
  message: "kcw.invitations.message",
  expiry: "kcw.bulk.expiry",
  bypass: "kcw.bulk.bypass",
};

/** Rows that have their verdict. */
export function settled(job: Job): number {
  return job.ok + job.failed + job.skipped;
}

export function isRunning(job: Job | undefined): boolean {
  return job?.status === "RUNNING";
}

/** A word that no other upload has, also where the page did not come by HTTPS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends a file: to be told the verdicts only, or to have its rows done. The same key does nothing a second time. */
export function upload(api: Api, ws: string, file: File, key: string | undefined): Promise<Job> {
  return content(
    api.POST("/workspaces/{ws}/invitations/bulk", {
      params: { path: { ws }, query: { dryRun: key === undefined }, header: { "Idempotency-Key": key } },
      body: file as never,
      bodySerializer: (body: unknown) => body as File,
      headers: { "Content-Type": file.name.toLowerCase().endsWith(".xlsx") ? XLSX : "text/csv" },
    }),
  );
}

/** How far a job is; looked at again until it has ended. */
export function useJob(ws: string, id: string | undefined): UseQueryResult<Job> {
  const host = useHost();
  const api = useApi();
  const query = useQuery({
    queryKey: ["bulk-job", host.realm, ws, id],
    queryFn: () => content(api.GET("/workspaces/{ws}/invitations/bulk/{job}", { params: { path: { ws, job: id ?? "" } } })),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (isRunning(state.data) ? PAUSE : false),
  });
  useReloadAtEnd(query.data && !query.data.dryRun ? [query.data] : []);
  return query;
}

/** The latest files that were uploaded, without those that were only checked. */
export function useJobs(workspace: Workspace): UseQueryResult<Page<Job>> {
  const host = useHost();
  const api = useApi();
  const query = useQuery({
    queryKey: ["bulk-jobs", host.realm, workspace.alias],
    queryFn: () =>
      page(
        api.GET("/workspaces/{ws}/invitations/bulk", {
          params: { path: { ws: workspace.alias }, query: { max: LATEST } },
        }),
      ),
    select: (jobs) => ({ ...jobs, items: jobs.items.filter((job) => !job.dryRun) }),
    refetchInterval: ({ state }) => (state.data?.items.some((job) => !job.dryRun && isRunning(job)) ? PAUSE : false),
  });
  useReloadAtEnd(query.data?.items ?? []);
  return query;
}

/** When a job has ended, there are other invitations and maybe other members. */
function useReloadAtEnd(jobs: readonly Job[]) {
  const client = useQueryClient();
  const running = jobs.filter(isRunning).length;
  const before = useRef(0);
  useEffect(() => {
    if (running < before.current) for (const queryKey of RELOAD) void client.invalidateQueries({ queryKey });
    before.current = running;
  }, [client, running]);
}

/** A table to fill in, with sample rows. */
export async function downloadTemplate(api: Api, ws: string, format: Format): Promise<void> {
  const file = await content(
    api.GET("/workspaces/{ws}/invitations/template", {
      params: { path: { ws }, query: { format } },
      parseAs: "blob",
    }),
  );
  download(`invitations.${format}`, file as Blob);
}

/** The file again, with what became of each row. */
export async function downloadResult(api: Api, ws: string, job: Job, format: Format): Promise<void> {
  const file = await content(
    api.GET("/workspaces/{ws}/invitations/bulk/{job}/result", {
      params: { path: { ws, job: job.id }, query: { format } },
      parseAs: "blob",
    }),
  );
  download(`invitations-${job.id}.${format}`, file as Blob);
}
