import { Text } from "@patternfly/react-core";
import { useState } from "react";
import { content, useApi } from "../../../api/client";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { Picker, type Choice } from "../../../components/Picker";
import { useChange } from "../../../components/useChange";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { useChoices } from "../members/api";

/** Hands a workspace to another of its members. */
export function TransferDialog({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const find = useChoices(workspace);
  const [chosen, setChosen] = useState<Choice[]>([]);
  const owner = chosen[0];
  const transfer = useChange<Choice, Workspace>({
    run: (to) =>
      content(
        api.POST("/workspaces/{ws}/transfer", {
          params: { path: { ws: workspace.alias }, header: { "If-Match": `"${workspace.version}"` } },
          body: { owner: to.id },
        }),
      ),
    done: (_result, to) => t("kcw.wsettings.transferredAlert", { name: to.text }),
    reload: [["workspace"], ["workspaces"], ["members"]],
    then: onClose,
    quiet: true,
  });
  return (
    <Dialog
      title={t("kcw.wsettings.transfer")}
      submit={t("kcw.wsettings.transfer")}
      size="medium"
      busy={transfer.isPending}
      error={transfer.error}
      ready={owner !== undefined && owner.id !== workspace.owner?.id}
      onSubmit={() => owner && transfer.mutate(owner)}
      onClose={onClose}
    >
      <Text>{t("kcw.wsettings.transferBody")}</Text>
      <Picker
        name="owner"
        label={t("kcw.wsettings.newOwner")}
        find={find.members}
        queryKey={["members", host.realm, workspace.alias]}
        chosen={chosen}
        onChange={setChosen}
        single
        required
      />
    </Dialog>
  );
}
