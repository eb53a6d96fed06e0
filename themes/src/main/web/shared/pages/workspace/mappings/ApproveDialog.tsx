import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Text } from "@patternfly/react-core";
import { content, useApi } from "../../../api/client";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { useChange } from "../../../components/useChange";
import { useMessages } from "../../../i18n/useMessages";
import { nameOf, type Mapping } from "./mappings";
import { useCondition } from "./words";

interface ApproveDialogProps {
  workspace: Workspace;
  mapping: Mapping;
  reload: readonly unknown[][];
  onClose: () => void;
}

/** Lets a mapper give what it names, after saying to whom. */
export function ApproveDialog({ workspace, mapping, reload, onClose }: ApproveDialogProps) {
  const t = useMessages();
  const api = useApi();
  const condition = useCondition();
  const name = nameOf(mapping);
  const approve = useChange<void, unknown>({
    run: () =>
      content(
        api.PUT("/workspaces/{ws}/mappings/{id}/approval", { params: { path: { ws: workspace.alias, id: mapping.id } } }),
      ),
    done: () => t("kcw.mappings.approvedAlert", { name }),
    reload,
    then: onClose,
    quiet: true,
  });
  const facts: [string, string][] = [
    [t("kcw.mappings.provider"), mapping.provider ?? ""],
    [t("kcw.mappings.condition"), condition(mapping)],
    [t("kcw.mappings.roles"), mapping.roles.map((role) => role.name).join(", ")],
  ];
  return (
    <Dialog
      title={t("kcw.mappings.approveTitle", { name })}
      submit={t("kcw.mappings.approve")}
      size="medium"
      busy={approve.isPending}
      error={approve.error}
      onSubmit={() => approve.mutate()}
      onClose={onClose}
    >
      <Text>{t("kcw.mappings.approveBody")}</Text>
      <DescriptionList isHorizontal isCompact>
        {facts.map(([term, text]) => (
          <DescriptionListGroup key={term}>
            <DescriptionListTerm>{term}</DescriptionListTerm>
            <DescriptionListDescription>{text}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
    </Dialog>
  );
}
