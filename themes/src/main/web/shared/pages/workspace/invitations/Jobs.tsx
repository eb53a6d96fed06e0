import { Card, CardBody, CardTitle, Stack, StackItem } from "@patternfly/react-core";
import { mayIn } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { useLanguage, useMessages } from "../../../i18n/useMessages";
import { isRunning, useJobs, type Job } from "./bulk";
import { JobProgress } from "./JobProgress";

const SHOWN = 3;

/** Files that are worked through, and the latest that were: whoever comes back later finds them. */
export function Jobs({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const language = useLanguage();
  const jobs = useJobs(workspace).data?.items ?? [];
  const shown = jobs.filter((job, index) => isRunning(job) || index < SHOWN);
  if (shown.length === 0) return null;
  const title = (job: Job) =>
    t("kcw.bulk.startedBy", {
      name: job.startedBy.username,
      at: new Date(job.createdAt).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" }),
    });
  return (
    <Card isFlat isCompact className="pf-v5-u-mb-md" data-testid="kcw-jobs">
      <CardTitle component="h2">{t("kcw.bulk.files")}</CardTitle>
      <CardBody>
        <Stack hasGutter>
          {shown.map((job) => (
            <StackItem key={job.id}>
              <JobProgress ws={workspace.alias} job={job} title={title(job)} may={mayIn(workspace)("invite")} />
            </StackItem>
          ))}
        </Stack>
      </CardBody>
    </Card>
  );
}
