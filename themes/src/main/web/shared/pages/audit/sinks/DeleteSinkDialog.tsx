import { Text } from "@patternfly/react-core";
import { content, useApi } from "../../../api/client";
import { Dialog } from "../../../components/Dialog";
import { useChange } from "../../../components/useChange";
import { useMessages } from "../../../i18n/useMessages";
import { ifMatch, RELOAD, type Sink } from "./sinks";

export function DeleteSinkDialog({ sink, onClose }: { sink: Sink; onClose: () => void }) {
  const t = useMessages();
  const api = useApi();
  const remove = useChange<void, unknown>({
    run: () => content<unknown>(api.DELETE("/audit/sinks/{id}", { params: { path: { id: sink.id }, header: ifMatch(sink) } })),
    done: () => t("kcw.sinks.deletedAlert", { name: sink.name }),
    reload: RELOAD,
    then: onClose,
    quiet: true,
  });
  return (
    <Dialog
      title={t("kcw.sinks.deleteTitle", { name: sink.name })}
      submit={t("kcw.sinks.delete")}
      danger
      confirm={sink.name}
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <Text>{t("kcw.sinks.deleteBody")}</Text>
    </Dialog>
  );
}
