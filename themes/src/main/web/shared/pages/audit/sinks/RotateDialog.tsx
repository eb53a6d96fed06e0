import { useState } from "react";
import { content, useApi } from "../../../api/client";
import { asProblem } from "../../../api/problem";
import { Dialog } from "../../../components/Dialog";
import { TextField } from "../../../components/TextField";
import { useChange } from "../../../components/useChange";
import { useMessages } from "../../../i18n/useMessages";
import { needsOf, RELOAD, type Sink } from "./sinks";

const OVERLAP_HOURS = "24";

/** Another secret for a sink. A webhook is signed with both for a while, so that its receiver misses nothing. */
export function RotateDialog({ sink, onDone, onClose }: { sink: Sink; onDone: (sink: Sink) => void; onClose: () => void }) {
  const t = useMessages();
  const api = useApi();
  const [secret, setSecret] = useState("");
  const [hours, setHours] = useState(OVERLAP_HOURS);
  const { secretMade } = needsOf(sink.kind);
  const rotate = useChange<void, Sink>({
    run: () =>
      content(
        api.POST("/audit/sinks/{id}/secret", {
          params: { path: { id: sink.id } },
          body: { secret: secret || undefined, overlapHours: secretMade ? Number(hours) : undefined },
        }),
      ),
    done: () => t("kcw.sinks.rotatedAlert", { name: sink.name }),
    reload: RELOAD,
    then: onDone,
    quiet: true,
  });
  const problem = rotate.error ? asProblem(rotate.error) : undefined;
  return (
    <Dialog
      title={t("kcw.sinks.rotateTitle", { name: sink.name })}
      submit={t("kcw.sinks.rotate")}
      busy={rotate.isPending}
      error={problem}
      ready={secretMade ? /^\d+$/.test(hours) : secret !== ""}
      onSubmit={() => rotate.mutate()}
      onClose={onClose}
    >
      <TextField
        name="secret"
        label={t("kcw.sinks.newSecret")}
        help={secretMade ? t("kcw.sinks.secretMade") : undefined}
        value={secret}
        onChange={setSecret}
        error={problem?.violation("secret")}
        required={!secretMade}
        secret
      />
      {secretMade && (
        <TextField name="overlapHours" label={t("kcw.sinks.overlap")} help={t("kcw.sinks.overlapHelp")} value={hours} onChange={setHours} error={problem?.violation("overlapHours")} required />
      )}
    </Dialog>
  );
}
