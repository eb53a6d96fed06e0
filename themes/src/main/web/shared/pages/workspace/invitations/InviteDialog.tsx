import { ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { useState } from "react";
import type { Workspace } from "../../../api/useWorkspace";
import { useMessages } from "../../../i18n/useMessages";
import { FileInvitation } from "./FileInvitation";
import type { Invitation } from "./invitations";
import { SingleInvitation } from "./SingleInvitation";

interface InviteDialogProps {
  workspace: Workspace;
  /** What ended without a member: the same is proposed. */
  again?: Invitation;
  onClose: () => void;
}

/** Invites one person, or those whom a file names. */
export function InviteDialog({ workspace, again, onClose }: InviteDialogProps) {
  const t = useMessages();
  const [many, setMany] = useState(false);
  const head = again ? null : (
    <ToggleGroup aria-label={t("kcw.invitations.whom")}>
      <ToggleGroupItem
        text={t("kcw.invitations.one")}
        isSelected={!many}
        onChange={() => setMany(false)}
        data-testid="kcw-one"
      />
      <ToggleGroupItem
        text={t("kcw.invitations.many")}
        isSelected={many}
        onChange={() => setMany(true)}
        data-testid="kcw-many"
      />
    </ToggleGroup>
  );
  return many ? (
    <FileInvitation workspace={workspace} head={head} onClose={onClose} />
  ) : (
    <SingleInvitation workspace={workspace} again={again} head={head} onClose={onClose} />
  );
}
