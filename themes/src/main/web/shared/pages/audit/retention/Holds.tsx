import { Button, Card, CardBody, CardHeader, CardTitle, Label, Text } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import { Link } from "react-router-dom";
import { content, useApi } from "../../../api/client";
import { useMay } from "../../../api/useMay";
import { Dialog } from "../../../components/Dialog";
import { LoadMore } from "../../../components/LoadMore";
import { Loading } from "../../../components/Loading";
import { ProblemState } from "../../../components/ProblemAlert";
import { useChange } from "../../../components/useChange";
import { useSlices } from "../../../components/useSlices";
import { useHost } from "../../../host/Host";
import { Time } from "../../../i18n/Time";
import { useMessages } from "../../../i18n/useMessages";
import { useWord } from "../../trail/useWord";
import { HoldDialog } from "./HoldDialog";
import { RELOAD, SLICE, sliceOf, type Hold } from "./retention";

/** Legal holds: what they are about stays, whatever its time. */
export function Holds() {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const may = useMay()("holds-write");
  const [open, setOpen] = useState<"place" | Hold>();
  const { query, items } = useSlices<Hold>(["holds", host.realm], (after) =>
    sliceOf(after, (first) => api.GET("/audit/retention/holds", { params: { query: { first, max: SLICE } } })),
  );
  const place = (
    <Button variant="secondary" onClick={() => setOpen("place")} data-testid="kcw-hold">
      {t("kcw.retention.place")}
    </Button>
  );
  return (
    <Card isFlat>
      <CardHeader actions={may ? { actions: place, hasNoOffset: true } : undefined}>
        <CardTitle component="h2">{t("kcw.retention.holds")}</CardTitle>
      </CardHeader>
      <CardBody>
        {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Loading />}
        {items?.length === 0 && <Text>{t("kcw.retention.noHolds")}</Text>}
        {items !== undefined && items.length > 0 && <List holds={items} onLift={may ? setOpen : undefined} />}
        <LoadMore query={query} />
      </CardBody>
      {open === "place" && <HoldDialog onClose={() => setOpen(undefined)} />}
      {open !== undefined && open !== "place" && <LiftDialog hold={open} onClose={() => setOpen(undefined)} />}
    </Card>
  );
}

function List({ holds, onLift }: { holds: readonly Hold[]; onLift?: (hold: Hold) => void }) {
  const t = useMessages();
  const word = useWord();
  return (
    <Table aria-label={t("kcw.retention.holds")} variant="compact">
      <Thead>
        <Tr>
          <Th width={20}>{t("kcw.retention.subject")}</Th>
          <Th width={35}>{t("kcw.retention.reason")}</Th>
          <Th width={25}>{t("kcw.retention.since")}</Th>
          <Th screenReaderText={t("kcw.common.actions")} />
        </Tr>
      </Thead>
      <Tbody>
        {holds.map((hold) => (
          <Tr key={hold.id} data-testid="kcw-hold-row">
            <Td dataLabel={t("kcw.retention.subject")} modifier="breakWord">
              {word(`kcw.retention.kind.${hold.kind}`, hold.kind)} <Subject hold={hold} />
            </Td>
            <Td dataLabel={t("kcw.retention.reason")} modifier="breakWord">
              {hold.reason}
            </Td>
            <Td dataLabel={t("kcw.retention.since")}>
              <Time at={hold.since} /> {t("kcw.retention.by", { name: hold.placedBy })}
            </Td>
            <Td>
              {hold.liftedAt ? (
                <Label isCompact>
                  {t("kcw.retention.lifted")} <Time at={hold.liftedAt} />
                </Label>
              ) : (
                onLift && (
                  <Button variant="link" isInline onClick={() => onLift(hold)} data-testid="kcw-lift">
                    {t("kcw.retention.lift")}
                  </Button>
                )
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Subject({ hold: { kind, subject } }: { hold: Hold }) {
  const host = useHost();
  if (!subject) return null;
  const id = encodeURIComponent(subject);
  return <Link to={host.path(kind === "PERSON" ? `/workspaces-users/${id}` : `/workspaces/${id}/overview`)}>{subject}</Link>;
}

function LiftDialog({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const t = useMessages();
  const api = useApi();
  const lift = useChange<void, unknown>({
    run: () => content<unknown>(api.DELETE("/audit/retention/holds/{id}", { params: { path: { id: hold.id } } })),
    done: () => t("kcw.retention.liftedAlert"),
    reload: RELOAD,
    then: onClose,
    quiet: true,
  });
  return (
    <Dialog title={t("kcw.retention.liftTitle")} submit={t("kcw.retention.lift")} danger busy={lift.isPending} error={lift.error} onSubmit={() => lift.mutate()} onClose={onClose}>
      <Text>{t("kcw.retention.liftBody")}</Text>
      <Text>{hold.reason}</Text>
    </Dialog>
  );
}
