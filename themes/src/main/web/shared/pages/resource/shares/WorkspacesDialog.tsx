import { useState } from "react";
import { page, useApi } from "../../../api/client";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { Picker, type Choice } from "../../../components/Picker";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";

interface WorkspacesDialogProps {
  /** The home, with which nothing is shared. */
  workspace: Workspace;
  chosen: readonly Choice[];
  busy: boolean;
  error: unknown;
  onSave: (ids: string[]) => void;
  onClose: () => void;
}

const FOUND = 50;

/** Chooses all workspaces with which a resource is shared. */
export function WorkspacesDialog({ workspace, chosen: before, busy, error, onSave, onClose }: WorkspacesDialogProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const [chosen, setChosen] = useState<readonly Choice[]>(before);
  return (
    <Dialog title={t("kcw.shares.chooseWorkspaces")} submit={t("kcw.shares.save")} busy={busy} error={error} onSubmit={() => onSave(chosen.map((one) => one.id))} onClose={onClose}>
      <Picker
        name="workspaces"
        label={t("kcw.shares.workspaces")}
        help={t("kcw.shares.workspacesHelp")}
        queryKey={["workspaces", host.realm, "share"]}
        find={async (search) => {
          const found = await page(api.GET("/workspaces", { params: { query: { max: FOUND, search: search || undefined } } }));
          return found.items.filter((one) => one.id !== workspace.id).map((one) => ({ id: one.id, text: one.name, detail: one.alias }));
        }}
        chosen={chosen}
        onChange={setChosen}
      />
    </Dialog>
  );
}
