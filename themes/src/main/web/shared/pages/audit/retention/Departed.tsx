import { ExpandableSection, Label, Text } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import { useApi } from "../../../api/client";
import { LoadMore } from "../../../components/LoadMore";
import { Loading } from "../../../components/Loading";
import { ProblemState } from "../../../components/ProblemAlert";
import { useSlices } from "../../../components/useSlices";
import { useHost } from "../../../host/Host";
import { Time } from "../../../i18n/Time";
import { useMessages } from "../../../i18n/useMessages";
import { useWord } from "../../trail/useWord";
import { SLICE, sliceOf, type PurgeRun } from "./retention";

/** What has left the trail, and the files where it is. Asked for when it is unfolded. */
export function Departed() {
  const t = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <ExpandableSection toggleText={t("kcw.retention.departed")} isExpanded={open} onToggle={(_event, next) => setOpen(next)} data-testid="kcw-departed">
      {open && <Runs />}
    </ExpandableSection>
  );
}

function Runs() {
  const t = useMessages();
  const word = useWord();
  const host = useHost();
  const api = useApi();
  const { query, items } = useSlices<PurgeRun>(["retention", host.realm, "departed"], (after) =>
    sliceOf(after, (first) => api.GET("/audit/retention/archives", { params: { query: { first, max: SLICE } } })),
  );
  if (query.isError) return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  if (items === undefined) return <Loading />;
  if (items.length === 0) return <Text>{t("kcw.retention.nothingDeparted")}</Text>;
  return (
    <>
      <Table aria-label={t("kcw.retention.departed")} variant="compact">
        <Thead>
          <Tr>
            <Th>{t("kcw.retention.class")}</Th>
            <Th>{t("kcw.retention.numbers")}</Th>
            <Th>{t("kcw.trail.count")}</Th>
            <Th>{t("kcw.retention.finished")}</Th>
            <Th width={40}>{t("kcw.retention.file")}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {items.map((run) => (
            <Tr key={run.id} data-testid="kcw-departed-row">
              <Td dataLabel={t("kcw.retention.class")}>{word(`kcw.retention.class.${run.class}`, run.class)}</Td>
              <Td dataLabel={t("kcw.retention.numbers")}>
                {run.firstSeq} – {run.lastSeq}
              </Td>
              <Td dataLabel={t("kcw.trail.count")}>{run.rows}</Td>
              <Td dataLabel={t("kcw.retention.finished")}>{run.finishedAt ? <Time at={run.finishedAt} /> : <Label isCompact>{t("kcw.retention.underWay")}</Label>}</Td>
              <Td dataLabel={t("kcw.retention.file")} modifier="breakWord">
                {run.file ?? t("kcw.retention.noFile")} {run.sha256 && <code>{run.sha256}</code>}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <LoadMore query={query} />
    </>
  );
}
