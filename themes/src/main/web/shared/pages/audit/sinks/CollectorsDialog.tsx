import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { content, useApi } from "../../../api/client";
import { Dialog } from "../../../components/Dialog";
import { Loaded } from "../../../components/Loaded";
import { TextField } from "../../../components/TextField";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { useSettingsChange, type Settings } from "../../workspace-settings/useSettingsChange";

/** Which addresses within the operator's own network the trail may be delivered to. */
export function CollectorsDialog({ onClose }: { onClose: () => void }) {
  const host = useHost();
  const api = useApi();
  const settings = useQuery({ queryKey: ["settings", host.realm], queryFn: () => content(api.GET("/settings")) });
  return <Loaded query={settings}>{(found) => <Collectors key={found.version} settings={found} onClose={onClose} />}</Loaded>;
}

function Collectors({ settings, onClose }: { settings: Settings; onClose: () => void }) {
  const t = useMessages();
  const [text, setText] = useState(settings.sinkAllowList.join("\n"));
  const save = useSettingsChange(settings, t("kcw.sinks.collectorsSaved"), onClose);
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return (
    <Dialog title={t("kcw.sinks.collectors")} submit={t("kcw.sinks.save")} busy={save.isPending} error={save.error} onSubmit={() => save.mutate({ sinkAllowList: lines })} onClose={onClose}>
      <TextField name="sinkAllowList" label={t("kcw.sinks.collectors")} help={t("kcw.sinks.collectorsHelp")} value={text} onChange={setText} multiline />
    </Dialog>
  );
}
