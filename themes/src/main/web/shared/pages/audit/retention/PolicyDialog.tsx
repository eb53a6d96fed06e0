import { Alert, FormGroup, FormHelperText, HelperText, HelperTextItem, Switch } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { content, useApi } from "../../../api/client";
import { asProblem } from "../../../api/problem";
import { Dialog } from "../../../components/Dialog";
import { Loaded } from "../../../components/Loaded";
import { TextField } from "../../../components/TextField";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { useSettingsChange, type Settings } from "../../workspace-settings/useSettingsChange";
import { CLASSES } from "./retention";

interface PolicyDialogProps {
  /** Whether the server has a directory for archives. */
  archiveAvailable: boolean;
  onClose: () => void;
}

/** Changes how long rows are kept, of the settings as they are now. */
export function PolicyDialog(props: PolicyDialogProps) {
  const host = useHost();
  const api = useApi();
  const settings = useQuery({ queryKey: ["settings", host.realm], queryFn: () => content(api.GET("/settings")) });
  return <Loaded query={settings}>{(found) => <Fields key={found.version} settings={found} {...props} />}</Loaded>;
}

function Fields({ settings, archiveAvailable, onClose }: PolicyDialogProps & { settings: Settings }) {
  const t = useMessages();
  const before = CLASSES.map((one) => settings.retention[one] ?? 0);
  const [days, setDays] = useState(() => before.map(String));
  const [archive, setArchive] = useState(settings.retention.archive ?? false);
  const save = useSettingsChange(settings, t("kcw.retention.saved"), onClose);
  const problem = save.error ? asProblem(save.error) : undefined;
  const whole = days.every((one) => /^\d+$/.test(one));
  const shorter = whole && days.some((one, index) => lasts(Number(one)) < lasts(before[index] ?? 0));
  return (
    <Dialog
      title={t("kcw.retention.change")}
      submit={t("kcw.sinks.save")}
      size="medium"
      busy={save.isPending}
      error={problem}
      ready={whole}
      onSubmit={() => save.mutate({ retention: { ...Object.fromEntries(CLASSES.map((one, index) => [one, Number(days[index])])), archive } })}
      onClose={onClose}
    >
      {CLASSES.map((one, index) => (
        <TextField
          key={one}
          name={one}
          label={t(`kcw.retention.${one}`)}
          help={t("kcw.retention.daysHelp")}
          value={days[index] ?? ""}
          onChange={(text) => setDays(days.map((other, place) => (place === index ? text.trim() : other)))}
          error={problem?.violation(`retention.${one}`)}
          required
        />
      ))}
      <FormGroup fieldId="kcw-retention-archive">
        <Switch
          id="kcw-retention-archive"
          label={t("kcw.retention.archive")}
          isChecked={archive}
          isDisabled={!archiveAvailable && !archive}
          onChange={(_event, on) => setArchive(on)}
          data-testid="kcw-field-archive"
        />
        <FormHelperText>
          <HelperText>
            <HelperTextItem>{problem?.violation("retention.archive") ?? t(archiveAvailable ? "kcw.retention.archiveHelp" : "kcw.retention.noDirectory")}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
      {shorter && <Alert variant="warning" isInline title={t(archive ? "kcw.retention.shorterArchived" : "kcw.retention.shorter")} data-testid="kcw-shorter" />}
    </Dialog>
  );
}

/** No days at all are for ever. */
function lasts(days: number): number {
  return days === 0 ? Infinity : days;
}
