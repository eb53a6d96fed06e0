import { ActionGroup, Button, Card, CardBody, CardTitle, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Switch } from "@patternfly/react-core";
import { useState } from "react";
import { content, useApi } from "../../../api/client";
import { asProblem } from "../../../api/problem";
import { useMay } from "../../../api/useMay";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { TextField } from "../../../components/TextField";
import { useChange } from "../../../components/useChange";
import { useMessages } from "../../../i18n/useMessages";
import { RELOAD, type Retention, type RetentionStatus } from "./retention";

const CLASSES = ["activityDays", "loginDays", "keycloakDays"] as const;

/** How many days each class of rows is kept, and whether they are archived before they go. */
export function Policy({ status }: { status: RetentionStatus }) {
  const t = useMessages();
  const api = useApi();
  const may = useMay()("settings-write");
  const [days, setDays] = useState(() => CLASSES.map((one) => String(status.policy[one] ?? 0)));
  const [archive, setArchive] = useState(status.policy.archive ?? false);
  const save = useChange<Retention, unknown>({
    run: (retention) => content<unknown>(api.PUT("/settings", { body: { retention } })),
    done: () => t("kcw.retention.saved"),
    reload: RELOAD,
    quiet: true,
  });
  const problem = save.error ? asProblem(save.error) : undefined;
  const ready = days.every((one) => /^\d+$/.test(one));
  return (
    <Card isFlat>
      <CardTitle component="h2">{t("kcw.retention.policy")}</CardTitle>
      <CardBody>
        <Form
          isWidthLimited
          onSubmit={(event) => {
            event.preventDefault();
            if (ready && may) save.mutate({ ...Object.fromEntries(CLASSES.map((one, index) => [one, Number(days[index])])), archive });
          }}
        >
          <ProblemAlert error={problem} />
          {CLASSES.map((one, index) => (
            <TextField
              key={one}
              name={one}
              label={t(`kcw.retention.${one}`)}
              help={t("kcw.retention.daysHelp")}
              value={days[index] ?? ""}
              onChange={(text) => setDays(days.map((before, other) => (other === index ? text.trim() : before)))}
              error={problem?.violation(`retention.${one}`)}
              disabled={!may}
              required
            />
          ))}
          <FormGroup fieldId="kcw-retention-archive">
            <Switch
              id="kcw-retention-archive"
              label={t("kcw.retention.archive")}
              isChecked={archive}
              isDisabled={!may || (!status.archiveAvailable && !archive)}
              onChange={(_event, on) => setArchive(on)}
              data-testid="kcw-field-archive"
            />
            <FormHelperText>
              <HelperText>
                <HelperTextItem>{problem?.violation("retention.archive") ?? t(status.archiveAvailable ? "kcw.retention.archiveHelp" : "kcw.retention.noDirectory")}</HelperTextItem>
              </HelperText>
            </FormHelperText>
          </FormGroup>
          {may && (
            <ActionGroup>
              <Button type="submit" variant="primary" isDisabled={!ready || save.isPending} isLoading={save.isPending} data-testid="kcw-save">
                {t("kcw.sinks.save")}
              </Button>
            </ActionGroup>
          )}
        </Form>
      </CardBody>
    </Card>
  );
}
