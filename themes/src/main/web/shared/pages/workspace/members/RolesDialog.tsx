import { useState } from "react";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { Picker, type Choice } from "../../../components/Picker";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { useChoices } from "./api";

interface RolesDialogProps {
  workspace: Workspace;
  title: string;
  help?: string;
  /** What is held now. */
  roles: readonly Choice[];
  required?: boolean;
  busy: boolean;
  error: unknown;
  onSave: (roles: string[]) => void;
  onClose: () => void;
}

/** Which roles a member or a group shall hold. */
export function RolesDialog({ workspace, title, help, roles, required, busy, error, onSave, onClose }: RolesDialogProps) {
  const t = useMessages();
  const host = useHost();
  const find = useChoices(workspace);
  const [chosen, setChosen] = useState<Choice[]>([...roles]);
  return (
    <Dialog
      title={title}
      submit={t("kcw.members.save")}
      size="medium"
      busy={busy}
      error={error}
      ready={!required || chosen.length > 0}
      onSubmit={() => onSave(chosen.map((role) => role.id))}
      onClose={onClose}
    >
      <Picker
        name="roles"
        label={t("kcw.members.roles")}
        help={help}
        find={find.roles}
        queryKey={["roles", host.realm, workspace.alias]}
        chosen={chosen}
        onChange={setChosen}
        required={required}
      />
    </Dialog>
  );
}
