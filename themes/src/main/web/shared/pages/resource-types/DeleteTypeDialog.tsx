import { Text, TextContent } from "@patternfly/react-core";
import { content, useApi } from "../../api/client";
import type { components } from "../../api/schema";
import { Dialog } from "../../components/Dialog";
import { useChange } from "../../components/useChange";
import { useLabel } from "../../i18n/useLabel";
import { useMessages } from "../../i18n/useMessages";
import { TYPES, type ResourceType } from "./types";

interface DeleteTypeDialogProps {
  type: ResourceType;
  usage: components["schemas"]["TypeUsage"] | undefined;
  onClose: () => void;
}

export function DeleteTypeDialog({ type, usage, onClose }: DeleteTypeDialogProps) {
  const t = useMessages();
  const label = useLabel();
  const api = useApi();
  const name = label(type.labels, type.name);
  const remove = useChange<void, unknown>({
    run: () =>
      content(
        api.DELETE("/resource-types/{key}", {
          params: { path: { key: type.key }, header: { "If-Match": String(type.version) } },
        }),
      ),
    done: () => t("kcw.types.deleted", { name }),
    reload: [[TYPES]],
    then: onClose,
    quiet: true,
  });
  const used = usage !== undefined && usage.resources + usage.grants > 0;
  return (
    <Dialog
      title={t("kcw.types.deleteTitle", { name })}
      submit={t("kcw.types.delete")}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <TextContent>
        <Text>
          {used
            ? t("kcw.types.deleteUsed", { resources: usage.resources, grants: usage.grants })
            : t("kcw.types.deleteBody")}
        </Text>
      </TextContent>
    </Dialog>
  );
}
