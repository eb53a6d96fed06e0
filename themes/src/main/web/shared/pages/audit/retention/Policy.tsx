import { Button, Card, CardBody, CardHeader, CardTitle, DescriptionList } from "@patternfly/react-core";
import { useState } from "react";
import { useMay } from "../../../api/useMay";
import { useMessages } from "../../../i18n/useMessages";
import { Fact } from "../../trail/Facts";
import { PolicyDialog } from "./PolicyDialog";
import { CLASSES, type RetentionStatus } from "./retention";

/** How many days each class of rows is kept, and whether they are archived before they go. */
export function Policy({ status }: { status: RetentionStatus }) {
  const t = useMessages();
  const may = useMay()("settings-write");
  const [open, setOpen] = useState(false);
  const change = (
    <Button variant="secondary" onClick={() => setOpen(true)} data-testid="kcw-edit">
      {t("kcw.retention.change")}
    </Button>
  );
  return (
    <Card isFlat>
      <CardHeader actions={may ? { actions: change, hasNoOffset: true } : undefined}>
        <CardTitle component="h2">{t("kcw.retention.policy")}</CardTitle>
      </CardHeader>
      <CardBody>
        <DescriptionList isHorizontal isCompact horizontalTermWidthModifier={{ default: "12ch", md: "32ch" }} data-testid="kcw-policy">
          {CLASSES.map((one) => {
            const days = status.policy[one] ?? 0;
            return (
              <Fact key={one} title={t(`kcw.retention.of.${one}`)}>
                {days === 0 ? t("kcw.retention.forEver") : t("kcw.retention.days", { count: days })}
              </Fact>
            );
          })}
          <Fact title={t("kcw.retention.leaving")}>{t(status.policy.archive ? "kcw.retention.archived" : "kcw.retention.removed")}</Fact>
        </DescriptionList>
      </CardBody>
      {open && <PolicyDialog archiveAvailable={status.archiveAvailable} onClose={() => setOpen(false)} />}
    </Card>
  );
}
