import { Button, Card, CardBody, CardHeader, CardTitle, Text } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { content, useApi } from "../../../api/client";
import type { components } from "../../../api/schema";
import { useMay } from "../../../api/useMay";
import { useAlerts } from "../../../components/Alerts";
import { LoadMore } from "../../../components/LoadMore";
import { Loading } from "../../../components/Loading";
import { ProblemState } from "../../../components/ProblemAlert";
import { useChange } from "../../../components/useChange";
import { useSlices } from "../../../components/useSlices";
import { useHost } from "../../../host/Host";
import { Time } from "../../../i18n/Time";
import { useMessages } from "../../../i18n/useMessages";
import { ShortCode } from "../../trail/ShortCode";

type Checkpoint = components["schemas"]["Checkpoint"];

const SLICE = 20;

/** What the realm's key has signed of the trail, newest first. Kept elsewhere, each proves what was there at its time. */
export function Checkpoints() {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const may = useMay();
  const { query, items } = useSlices<Checkpoint>(["checkpoints", host.realm], async (after) => {
    const found = await content(api.GET("/audit/checkpoints", { params: { query: { after: after === undefined ? undefined : Number(after), max: SLICE } } }));
    const last = found.at(-1);
    // The number of the last one is the cursor of this list.
    return { items: found, total: undefined, next: last && found.length === SLICE ? String(last.seq) : undefined };
  });
  return (
    <Card isFlat>
      <CardHeader actions={may("audit-write") ? { actions: <SignNow />, hasNoOffset: true } : undefined}>
        <CardTitle component="h2">{t("kcw.audit.checkpoints")}</CardTitle>
      </CardHeader>
      <CardBody>
        {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Loading />}
        {items?.length === 0 && <Text data-testid="kcw-empty">{t("kcw.audit.noCheckpoints")}</Text>}
        {items !== undefined && items.length > 0 && <List checkpoints={items} />}
        <LoadMore query={query} />
      </CardBody>
    </Card>
  );
}

function SignNow() {
  const t = useMessages();
  const api = useApi();
  const alerts = useAlerts();
  const sign = useChange<void, Checkpoint | undefined>({
    run: () => content<Checkpoint | undefined>(api.POST("/audit/checkpoints")),
    done: (signed) => (signed?.seq === undefined ? undefined : t("kcw.audit.signedAlert", { seq: signed.seq })),
    then: (signed) => {
      if (signed?.seq === undefined) alerts.warning(t("kcw.audit.nothingToSign"));
    },
    reload: [["checkpoints"]],
  });
  return (
    <Button variant="secondary" isDisabled={sign.isPending} isLoading={sign.isPending} onClick={() => sign.mutate()} data-testid="kcw-sign">
      {t("kcw.audit.sign")}
    </Button>
  );
}

function List({ checkpoints }: { checkpoints: readonly Checkpoint[] }) {
  const t = useMessages();
  return (
    <Table aria-label={t("kcw.audit.checkpoints")} variant="compact">
      <Thead>
        <Tr>
          <Th modifier="nowrap">{t("kcw.audit.upTo")}</Th>
          <Th>{t("kcw.audit.signedAt")}</Th>
          <Th>{t("kcw.trail.hash")}</Th>
          <Th>{t("kcw.audit.key")}</Th>
          <Th>{t("kcw.audit.signature")}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {checkpoints.map((checkpoint) => (
          <Tr key={checkpoint.seq} data-testid="kcw-checkpoint">
            <Td dataLabel={t("kcw.audit.upTo")}>{checkpoint.seq}</Td>
            <Td dataLabel={t("kcw.audit.signedAt")}>
              <Time at={checkpoint.at} />
            </Td>
            <Td dataLabel={t("kcw.trail.hash")}>
              <ShortCode label={t("kcw.trail.hash")}>{checkpoint.hash}</ShortCode>
            </Td>
            <Td dataLabel={t("kcw.audit.key")}>
              <ShortCode label={t("kcw.audit.key")}>{checkpoint.keyId}</ShortCode>
            </Td>
            <Td dataLabel={t("kcw.audit.signature")}>
              <ShortCode label={t("kcw.audit.signature")}>{checkpoint.signature}</ShortCode>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
