import { Alert, Button, Flex, FlexItem, Text, TextContent } from "@patternfly/react-core";
import { DownloadIcon } from "@patternfly/react-icons";
import { useState, type ReactNode } from "react";
import { useApi } from "../../../api/client";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { FilePlace } from "../../../components/FileDrop";
import { useChange } from "../../../components/useChange";
import { useMessages } from "../../../i18n/useMessages";
import { downloadTemplate, FILE_TYPES, FORMATS, isRunning, LARGEST_FILE, newKey, upload, useJob, type Format, type Job } from "./bulk";
import { JobProgress } from "./JobProgress";
import { Rows } from "./Rows";

interface FileInvitationProps {
  workspace: Workspace;
  /** What stands above everything else in the dialog. */
  head: ReactNode;
  onClose: () => void;
}

/** Invites whom a file names: says first what would become of each row, then has them done. */
export function FileInvitation({ workspace, head, onClose }: FileInvitationProps) {
  const t = useMessages();
  const api = useApi();
  const ws = workspace.alias;
  const [file, setFile] = useState<File>();
  const [key, setKey] = useState("");
  const [refused, setRefused] = useState<string[]>([]);
  const template = useChange<Format, void>({ run: (format) => downloadTemplate(api, ws, format) });
  const check = useChange<File, Job>({ run: (chosen) => upload(api, ws, chosen, undefined), quiet: true });
  const apply = useChange<File, Job>({ run: (chosen) => upload(api, ws, chosen, key), reload: [["bulk-jobs"]], quiet: true });
  const checked = useJob(ws, check.data?.id).data ?? check.data;
  const applied = useJob(ws, apply.data?.id).data ?? apply.data;
  const take = (chosen: File) => {
    apply.reset();
    setRefused([]);
    setFile(chosen);
    setKey(newKey());
    check.mutate(chosen);
  };
  const count = checked && !isRunning(checked) ? checked.ok : 0;
  return (
    <Dialog
      title={t("kcw.invitations.inviteTitle", { workspace: workspace.name })}
      submit={applied ? t("kcw.common.close") : count > 0 ? t("kcw.bulk.invite", { count }) : t("kcw.bulk.inviteNone")}
      size="large"
      busy={check.isPending || apply.isPending}
      error={apply.error ?? check.error}
      ready={applied !== undefined || count > 0}
      onSubmit={() => {
        if (applied) onClose();
        else if (file) apply.mutate(file);
      }}
      onClose={onClose}
    >
      {head}
      {!applied && (
        <>
          <TextContent>
            <Text>{t("kcw.bulk.how")}</Text>
          </TextContent>
          <Flex>
            {FORMATS.map((format) => (
              <FlexItem key={format}>
                <Button variant="secondary" icon={<DownloadIcon />} isDisabled={template.isPending} onClick={() => template.mutate(format)} data-testid={`kcw-template-${format}`}>
                  {t("kcw.bulk.template", { format: format.toUpperCase() })}
                </Button>
              </FlexItem>
            ))}
          </Flex>
          <FilePlace
            info={t("kcw.bulk.fileInfo")}
            accept={FILE_TYPES}
            maxSize={LARGEST_FILE}
            onFiles={([first]) => first && take(first)}
            onRefused={setRefused}
            single
          />
          {refused.length > 0 && <Alert variant="warning" isInline title={t("kcw.bulk.refused", { names: refused.join(", ") })} data-testid="kcw-refused" />}
          {checked && <JobProgress ws={ws} job={checked} title={t("kcw.bulk.checked", { name: file?.name })} may={false} />}
          {checked && !isRunning(checked) && <Rows key={checked.id} ws={ws} job={checked} />}
        </>
      )}
      {applied && (
        <>
          <JobProgress ws={ws} job={applied} title={t("kcw.bulk.applied", { name: file?.name })} may />
          {isRunning(applied) ? <Alert variant="info" isInline isPlain title={t("kcw.bulk.goesOn")} /> : <Rows key={applied.id} ws={ws} job={applied} />}
        </>
      )}
    </Dialog>
  );
}
