import { Alert, Button, Card, CardBody, CardTitle, Spinner, Text } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { content, useApi } from "../../../api/client";
import type { components } from "../../../api/schema";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { useChange } from "../../../components/useChange";
import { useMessages } from "../../../i18n/useMessages";
import { useWord } from "../../trail/useWord";

type Verification = components["schemas"]["Verification"];

/** Has the server read the whole trail, and says whether it is what was sealed, or names the first row that is not. */
export function Verify() {
  const t = useMessages();
  const api = useApi();
  const verify = useChange<void, Verification>({ run: () => content(api.GET("/audit/verify")), quiet: true });
  return (
    <Card isFlat>
      <CardTitle component="h2">{t("kcw.audit.verify")}</CardTitle>
      <CardBody>
        <Text className="pf-v5-u-mb-md">{t("kcw.audit.verifyBody")}</Text>
        <Button variant="primary" isDisabled={verify.isPending} onClick={() => verify.mutate()} data-testid="kcw-verify">
          {t("kcw.audit.verifyNow")}
        </Button>
        <div role="status" className="pf-v5-u-mt-md">
          {verify.isPending && <Running />}
          {verify.data && !verify.isPending && <Result result={verify.data} />}
        </div>
        {!verify.isPending && <ProblemAlert error={verify.error} />}
      </CardBody>
    </Card>
  );
}

/** How long it takes depends on the trail alone: that it goes on is what can be told. */
function Running() {
  const t = useMessages();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span data-testid="kcw-verifying">
      <Spinner size="md" aria-label={t("kcw.audit.verifying")} /> {t("kcw.audit.verifying")} <span aria-hidden>{t("kcw.audit.seconds", { count: seconds })}</span>
    </span>
  );
}

function Result({ result }: { result: Verification }) {
  const t = useMessages();
  const word = useWord();
  const broken = result.firstBroken;
  const facts = (
    <>
      <Text>{t("kcw.audit.verified", { count: result.verified, head: result.head })}</Text>
      <Text>{t("kcw.audit.checkpointsAgree", { count: result.checkpoints })}</Text>
      {result.forgotten > 0 && <Text>{t("kcw.audit.forgotten", { count: result.forgotten })}</Text>}
    </>
  );
  if (result.intact || !broken) {
    return (
      <Alert variant="success" isInline title={t("kcw.audit.intact")} data-testid="kcw-intact">
        {facts}
      </Alert>
    );
  }
  return (
    <Alert variant="danger" isInline title={t("kcw.audit.broken", { seq: broken.seq })} data-testid="kcw-broken">
      <Text>{word(`kcw.audit.reason.${broken.reason}`, broken.reason)}</Text>
      {broken.id !== undefined && (
        <Text>
          {t("kcw.audit.brokenId")} <code>{broken.id}</code>
        </Text>
      )}
      {facts}
    </Alert>
  );
}
