import { Text } from "@patternfly/react-core";
import { useState } from "react";
import { content, useApi } from "../../../api/client";
import { asProblem } from "../../../api/problem";
import { Dialog } from "../../../components/Dialog";
import { TextField } from "../../../components/TextField";
import { useChange } from "../../../components/useChange";
import { useMessages } from "../../../i18n/useMessages";
import { RELOAD, type Sink } from "./sinks";

/** Sends everything behind a row again; receivers know by the ids what they have. */
export function ReplayDialog({ sink, onClose }: { sink: Sink; onClose: () => void }) {
  const t = useMessages();
  const api = useApi();
  const [after, setAfter] = useState("");
  const replay = useChange<void, unknown>({
    run: () => content<unknown>(api.POST("/audit/sinks/{id}/replay", { params: { path: { id: sink.id } }, body: { after: Number(after) } })),
    done: () => t("kcw.sinks.replayedAlert", { name: sink.name }),
    reload: RELOAD,
    then: onClose,
    quiet: true,
  });
  const problem = replay.error ? asProblem(replay.error) : undefined;
  return (
    <Dialog
      title={t("kcw.sinks.replayTitle", { name: sink.name })}
      submit={t("kcw.sinks.replay")}
      busy={replay.isPending}
      error={problem}
      ready={/^\d+$/.test(after)}
      onSubmit={() => replay.mutate()}
      onClose={onClose}
    >
      <Text>{t("kcw.sinks.replayBody")}</Text>
      <TextField
        name="after"
        label={t("kcw.sinks.after")}
        help={sink.status && t("kcw.sinks.afterHelp", { cursor: sink.status.cursor, head: sink.status.head })}
        value={after}
        onChange={setAfter}
        error={problem?.violation("after")}
        required
      />
    </Dialog>
  );
}
