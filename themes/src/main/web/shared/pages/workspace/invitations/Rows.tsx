import { FormSelect, FormSelectOption, Label, List, ListItem, Text } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import { page, useApi } from "../../../api/client";
import { LoadMore } from "../../../components/LoadMore";
import { Loading } from "../../../components/Loading";
import { ProblemState } from "../../../components/ProblemAlert";
import { useSlices } from "../../../components/useSlices";
import { useHost } from "../../../host/Host";
import type { MessageKey } from "../../../i18n/keys";
import { useMessages } from "../../../i18n/useMessages";
import { FIELD_TEXTS, ISSUE_TEXTS, type Issue, type Job, type Row } from "./bulk";

const SLICE = 20;

const STATES: Record<string, { text: MessageKey; color: "green" | "red" | "grey" }> = {
  OK: { text: "kcw.bulk.state.OK", color: "green" },
  FAILED: { text: "kcw.bulk.state.FAILED", color: "red" },
  SKIPPED: { text: "kcw.bulk.state.SKIPPED", color: "grey" },
};

/** The rows of a file with their verdicts; those with problems first of all. */
export function Rows({ ws, job }: { ws: string; job: Job }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const [state, setState] = useState(job.failed > 0 ? "FAILED" : "");
  const slices = useSlices<Row>(["bulk-rows", host.realm, ws, job.id, state], (after) =>
    page(
      api.GET("/workspaces/{ws}/invitations/bulk/{job}/rows", {
        params: {
          path: { ws, job: job.id },
          query: { state: state ? [state] : undefined, after: after === undefined ? undefined : Number(after), max: SLICE },
        },
      }),
    ),
  );
  if (slices.query.isError) return <ProblemState error={slices.query.error} />;
  return (
    <div data-testid="kcw-rows">
      <FormSelect
        value={state}
        aria-label={t("kcw.bulk.state")}
        onChange={(_event, value) => setState(value)}
        className="pf-v5-u-w-auto"
        data-testid="kcw-filter-state"
      >
        <FormSelectOption value="" label={t("kcw.bulk.allRows", { count: job.rows })} />
        <FormSelectOption value="OK" label={t("kcw.bulk.okRows", { count: job.ok })} />
        <FormSelectOption value="FAILED" label={t("kcw.bulk.failedRows", { count: job.failed })} />
        <FormSelectOption value="SKIPPED" label={t("kcw.bulk.skippedRows", { count: job.skipped })} />
      </FormSelect>
      {slices.items === undefined ? (
        <Loading />
      ) : (
        <Table variant="compact" aria-label={t("kcw.bulk.rows")}>
          <Thead>
            <Tr>
              <Th width={10}>{t("kcw.bulk.row")}</Th>
              <Th width={30}>{t("kcw.invitations.person")}</Th>
              <Th width={25}>{t("kcw.bulk.gets")}</Th>
              <Th>{t("kcw.bulk.state")}</Th>
            </Tr>
          </Thead>
          <Tbody>
            {slices.items.map((row) => (
              <Tr key={row.row}>
                <Td dataLabel={t("kcw.bulk.row")}>{row.row}</Td>
                <Td dataLabel={t("kcw.invitations.person")}>
                  {row.email}
                  <Text component="small" className="pf-v5-u-color-200 pf-v5-u-display-block">
                    {[row.firstName, row.lastName].filter(Boolean).join(" ")}
                  </Text>
                </Td>
                <Td dataLabel={t("kcw.bulk.gets")}>
                  {row.roles.join(", ")}
                  {row.workspaces.length > 0 && (
                    <Text component="small" className="pf-v5-u-color-200 pf-v5-u-display-block">
                      {t("kcw.bulk.in", { workspaces: row.workspaces.join(", ") })}
                    </Text>
                  )}
                  {row.bypass && (
                    <Label isCompact color="purple" data-testid="kcw-row-bypass">
                      {t("kcw.bulk.atOnce")}
                    </Label>
                  )}
                </Td>
                <Td dataLabel={t("kcw.bulk.state")}>
                  <Verdict row={row} />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      <LoadMore query={slices.query} />
    </div>
  );
}

function Verdict({ row }: { row: Row }) {
  const t = useMessages();
  const state = STATES[row.state];
  return (
    <>
      <Label isCompact color={state?.color ?? "grey"}>
        {state ? t(state.text) : row.state}
      </Label>
      {row.issues.length > 0 && (
        <List isPlain>
          {row.issues.map((issue, index) => (
            <ListItem key={index}>
              <IssueText issue={issue} />
            </ListItem>
          ))}
        </List>
      )}
    </>
  );
}

function IssueText({ issue }: { issue: Issue }) {
  const t = useMessages();
  const field = FIELD_TEXTS[issue.field];
  const text = ISSUE_TEXTS[issue.code];
  return (
    <>
      {field ? t(field) : issue.field}: {text ? t(text) : issue.message}
    </>
  );
}
