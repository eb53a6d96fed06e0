import { Alert, Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, List, ListItem, Modal, ModalVariant, Text } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "react-router-dom";
import { content, useApi } from "../../../api/client";
import type { components } from "../../../api/schema";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { Loaded } from "../../../components/Loaded";
import { useChange } from "../../../components/useChange";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";

type Impact = components["schemas"]["DeletionImpact"];

/** Deletes a workspace: says what goes with it and what stands against it, and has its alias typed again. */
export function DeleteDialog({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const navigate = useNavigate();
  const impact = useQuery({
    queryKey: ["deletion-impact", host.realm, workspace.alias],
    queryFn: () => content(api.GET("/workspaces/{ws}/deletion-impact", { params: { path: { ws: workspace.alias } } })),
    gcTime: 0,
  });
  const remove = useChange<void, unknown>({
    run: () =>
      content(
        api.DELETE("/workspaces/{ws}", {
          params: {
            path: { ws: workspace.alias },
            query: { confirm: workspace.alias },
            header: { "If-Match": `"${workspace.version}"` },
          },
        }),
      ),
    done: () => t("kcw.wsettings.deletedAlert", { name: workspace.name }),
    reload: [["workspaces"], ["me"]],
    then: () => void navigate(host.path("/workspaces")),
    quiet: true,
  });
  const title = t("kcw.wsettings.deleteTitle", { name: workspace.name });
  if (!impact.data?.deletable) {
    return (
      <Modal
        variant={ModalVariant.small}
        title={title}
        titleIconVariant="warning"
        isOpen
        onClose={onClose}
        actions={[
          <Button key="close" variant="secondary" onClick={onClose} data-testid="kcw-cancel">
            {t("kcw.common.close")}
          </Button>,
        ]}
      >
        <Loaded query={impact}>{(found) => <Refusals workspace={workspace} impact={found} />}</Loaded>
      </Modal>
    );
  }
  return (
    <Dialog
      title={title}
      submit={t("kcw.wsettings.delete")}
      danger
      confirm={workspace.alias}
      busy={remove.isPending}
      error={remove.error}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <Alert isInline variant="warning" title={t("kcw.wsettings.irreversible")} />
      <Losses impact={impact.data} />
    </Dialog>
  );
}

function Refusals({ workspace, impact }: { workspace: Workspace; impact: Impact }) {
  const t = useMessages();
  const host = useHost();
  return (
    <div data-testid="kcw-refusals">
      {impact.refusals.includes("DEFAULT_WORKSPACE_UNDELETABLE") && <Text>{t("kcw.wsettings.defaultUndeletable")}</Text>}
      {impact.refusals.includes("WORKSPACE_HAS_MEMBERS") && (
        <>
          <Text>{t("kcw.wsettings.membersInTheWay")}</Text>
          <List className="pf-v5-u-my-md">
            {impact.membersInTheWay.map((name) => (
              <ListItem key={name}>{name}</ListItem>
            ))}
          </List>
          <Link to={host.path(`/workspaces/${workspace.alias}/members`)}>{t("kcw.wsettings.toMembers")}</Link>
        </>
      )}
    </div>
  );
}

function Losses({ impact }: { impact: Impact }) {
  const t = useMessages();
  const losses = [
    { term: t("kcw.wsettings.members"), count: impact.members },
    { term: t("kcw.wsettings.roles"), count: impact.roles },
    { term: t("kcw.wsettings.resources"), count: impact.resources },
    { term: t("kcw.wsettings.sharesOut"), count: impact.sharesOut },
    { term: t("kcw.wsettings.sharesIn"), count: impact.sharesIn },
    { term: t("kcw.wsettings.pendingInvitations"), count: impact.pendingInvitations },
  ];
  return (
    <DescriptionList isHorizontal isCompact data-testid="kcw-losses">
      {losses.map(({ term, count }) => (
        <DescriptionListGroup key={term}>
          <DescriptionListTerm>{term}</DescriptionListTerm>
          <DescriptionListDescription>{count}</DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}
