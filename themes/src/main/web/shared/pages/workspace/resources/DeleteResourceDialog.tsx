import { Text, TextContent } from "@patternfly/react-core";
import { content, useApi } from "../../../api/client";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { useChange } from "../../../components/useChange";
import { useMessages } from "../../../i18n/useMessages";
import { RESOURCES, type Resource } from "./resources";

interface DeleteResourceDialogProps {
  workspace: Workspace;
  resource: Resource;
  onClose: () => void;
  onDone?: () => void;
}

export function DeleteResourceDialog({ workspace, resource, onClose, onDone }: DeleteResourceDialogProps) {
  const t = useMessages();
  const api = useApi();
  const remove = useChange<void, unknown>({
    run: () =>
      content(
        api.DELETE("/workspaces/{ws}/resources/{id}", {
          params: { path: { ws: workspace.alias, id: resource.id }, header: { "If-Match": String(resource.version) } },
        }),
      ),
    done: () => t("kcw.resources.removed", { name: resource.name }),
    reload: [[RESOURCES], ["overview"]],
    then: () => {
      onClose();
      onDone?.();
    },
    quiet: true,
  });
  return (
    <Dialog
      title={t("kcw.resources.removeTitle", { name: resource.name })}
      submit={t("kcw.resources.remove")}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <TextContent>
        <Text>{resource.active ? t("kcw.resources.removeBody") : t("kcw.resources.removeVanishedBody")}</Text>
      </TextContent>
    </Dialog>
  );
}
