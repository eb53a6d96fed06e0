import { Label, Text } from "@patternfly/react-core";
import { Time } from "../../../i18n/Time";
import { useMessages } from "../../../i18n/useMessages";
import { useWord } from "../../trail/useWord";
import type { Sink } from "./sinks";

const COLOURS: Record<string, "green" | "orange" | "grey"> = { OK: "green", RETRYING: "orange", DISABLED: "grey" };

/** How a sink is doing: its state, why it does not go on, and when it tries again. */
export function SinkState({ sink: { status } }: { sink: Sink }) {
  const t = useMessages();
  const word = useWord();
  if (!status) return <>–</>;
  return (
    <>
      <Label isCompact color={COLOURS[status.state] ?? "grey"} data-testid={`kcw-state-${status.state}`}>
        {word(`kcw.sinks.state.${status.state}`, status.state)}
      </Label>
      {status.lastError && (
        <Text component="small" className="pf-v5-u-display-block pf-v5-u-text-break-word" data-testid="kcw-last-error">
          {status.lastError}
        </Text>
      )}
      {status.state === "RETRYING" && status.nextAttemptAt !== undefined && (
        <Text component="small" className="pf-v5-u-display-block">
          {t("kcw.sinks.attempts", { count: status.attempts })} <Time at={status.nextAttemptAt} />
        </Text>
      )}
    </>
  );
}
