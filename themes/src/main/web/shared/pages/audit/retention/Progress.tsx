import { Alert, Card, CardBody, DescriptionList, Text } from "@patternfly/react-core";
import { Time } from "../../../i18n/Time";
import { useMessages } from "../../../i18n/useMessages";
import { Fact } from "../../trail/Facts";
import { useWord } from "../../trail/useWord";
import type { RetentionStatus } from "./retention";

/** How retention goes, and what is in its way. */
export function Progress({ status }: { status: RetentionStatus }) {
  const t = useMessages();
  const word = useWord();
  const { obstacle, waitingFor, running, lookedAt } = status;
  return (
    <>
      {obstacle && (
        <Alert variant="warning" isInline title={t("kcw.retention.stays")} className="pf-v5-u-mb-md" data-testid="kcw-obstacle">
          <Text>{word(`kcw.retention.obstacle.${obstacle}`, obstacle)}</Text>
          {waitingFor.length > 0 && <Text>{t("kcw.retention.waitingFor", { names: waitingFor.join(", ") })}</Text>}
        </Alert>
      )}
      <Card isFlat>
        <CardBody>
          <DescriptionList isHorizontal isCompact horizontalTermWidthModifier={{ default: "12ch", md: "32ch" }}>
            <Fact title={t("kcw.retention.begins")}>{status.purgedSeq + 1}</Fact>
            <Fact title={t("kcw.retention.lookedAt")}>{lookedAt ? <Time at={lookedAt} /> : t("kcw.retention.notYet")}</Fact>
            <Fact title={t("kcw.retention.running")}>{running && t("kcw.retention.rows", { count: running.rows })}</Fact>
          </DescriptionList>
        </CardBody>
      </Card>
    </>
  );
}
