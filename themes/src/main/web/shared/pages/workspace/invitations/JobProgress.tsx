import { Button, Flex, FlexItem, Progress, ProgressMeasureLocation } from "@patternfly/react-core";
import { DownloadIcon } from "@patternfly/react-icons";
import { content, useApi } from "../../../api/client";
import { useChange } from "../../../components/useChange";
import { useMessages } from "../../../i18n/useMessages";
import { downloadResult, FORMATS, isRunning, settled, type Format, type Job } from "./bulk";

interface JobProgressProps {
  ws: string;
  job: Job;
  title: string;
  /** Whether it can be stopped by who looks at it. */
  may: boolean;
}

/** How far a file is worked through; when it is, its result to keep. */
export function JobProgress({ ws, job, title, may }: JobProgressProps) {
  const t = useMessages();
  const api = useApi();
  const cancel = useChange<void, unknown>({
    run: () => content(api.DELETE("/workspaces/{ws}/invitations/bulk/{job}", { params: { path: { ws, job: job.id } } })),
    done: () => t("kcw.bulk.cancelledAlert"),
    reload: [["bulk-job"], ["bulk-jobs"]],
  });
  const result = useChange<Format, void>({ run: (format) => downloadResult(api, ws, job, format) });
  const done = settled(job);
  const running = isRunning(job);
  const said = t("kcw.bulk.counts", { ok: job.ok, failed: job.failed, skipped: job.skipped });
  return (
    <div data-testid={`kcw-job-${job.status}`}>
      <Progress
        title={title}
        aria-label={title}
        value={job.rows === 0 ? 100 : Math.round((done * 100) / job.rows)}
        label={t("kcw.bulk.of", { done, rows: job.rows })}
        measureLocation={ProgressMeasureLocation.top}
        variant={running ? undefined : job.status === "DONE" ? "success" : job.status === "FAILED" ? "danger" : "warning"}
        helperText={job.status === "CANCELLED" ? t("kcw.bulk.cancelled", { said }) : job.status === "FAILED" ? t("kcw.bulk.failed", { said }) : said}
      />
      <Flex spaceItems={{ default: "spaceItemsMd" }}>
        {running && may && !job.dryRun && (
          <FlexItem>
            <Button variant="link" isInline isDanger isDisabled={cancel.isPending} onClick={() => cancel.mutate()} data-testid="kcw-cancel-job">
              {t("kcw.bulk.cancel")}
            </Button>
          </FlexItem>
        )}
        {!running &&
          FORMATS.map((format) => (
            <FlexItem key={format}>
              <Button variant="link" isInline icon={<DownloadIcon />} isDisabled={result.isPending} onClick={() => result.mutate(format)} data-testid={`kcw-result-${format}`}>
                {t("kcw.bulk.result", { format: format.toUpperCase() })}
              </Button>
            </FlexItem>
          ))}
      </Flex>
    </div>
  );
}
