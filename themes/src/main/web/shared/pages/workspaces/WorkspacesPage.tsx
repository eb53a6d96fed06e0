import { Button, ToolbarItem } from "@patternfly/react-core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { page, useApi } from "../../api/client";
import { asProblem } from "../../api/problem";
import type { components } from "../../api/schema";
import { useMay, useMe } from "../../api/useMay";
import { DataTable } from "../../components/DataTable";
import { EmptyList } from "../../components/EmptyList";
import { Page } from "../../components/Page";
import { useListQuery } from "../../components/useListQuery";
import { useHost } from "../../host/Host";
import { Time } from "../../i18n/Time";
import { useMessages } from "../../i18n/useMessages";
import { WorkspaceBadges } from "../workspace/WorkspaceBadges";
import { CreateWorkspaceDialog } from "./CreateWorkspaceDialog";
import { EnableRealm } from "./EnableRealm";

type Workspace = components["schemas"]["Workspace"];

/** The workspaces of a realm; before it is enabled for them, the way to do so. */
export default function WorkspacesPage() {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const navigate = useNavigate();
  const me = useMe();
  const may = useMay();
  const list = useListQuery();
  const [creating, setCreating] = useState(false);
  const { first, max, search } = list;
  const query = useQuery({
    queryKey: ["workspaces", host.realm, { first, max, search }],
    queryFn: () => page(api.GET("/workspaces", { params: { query: { first, max, search: search || undefined } } })),
    placeholderData: keepPreviousData,
  });
  const disabled = me.data?.enabled === false || (query.isError && asProblem(query.error).code === "REALM_NOT_ENABLED");
  const place = (workspace: Workspace, tab: string) => host.path(`/workspaces/${workspace.alias}/${tab}`);
  const create = may("workspace-create") && (
    <Button variant="primary" onClick={() => setCreating(true)} data-testid="kcw-create">
      {t("kcw.workspaces.create")}
    </Button>
  );
  return (
    <Page title={t("kcw.workspaces.title")} subtitle={t("kcw.workspaces.subtitle")}>
      {disabled ? (
        <EnableRealm may={may("settings-write")} />
      ) : (
        <DataTable<Workspace>
          label={t("kcw.workspaces.title")}
          query={query}
          list={list}
          rowKey={(workspace) => workspace.id}
          rowLabel={(workspace) => workspace.name}
          columns={[
            {
              key: "name",
              title: t("kcw.workspaces.name"),
              width: 35,
              cell: (workspace) => (
                <>
                  <Link to={place(workspace, "overview")}>{workspace.name}</Link> <WorkspaceBadges workspace={workspace} />
                </>
              ),
            },
            { key: "alias", title: t("kcw.workspaces.alias"), width: 20, cell: (workspace) => workspace.alias },
            { key: "members", title: t("kcw.workspaces.members"), width: 10, cell: (workspace) => workspace.memberCount },
            { key: "created", title: t("kcw.workspaces.created"), cell: (workspace) => <Time at={workspace.createdAt} /> },
          ]}
          rowActions={(workspace) => [
            { title: t("kcw.workspaces.openMembers"), onClick: () => void navigate(place(workspace, "members")) },
            { title: t("kcw.workspaces.openSettings"), onClick: () => void navigate(place(workspace, "settings")) },
          ]}
          actions={create && <ToolbarItem>{create}</ToolbarItem>}
          empty={
            <EmptyList
              title={t("kcw.workspaces.none")}
              body={create ? t("kcw.workspaces.noneBody") : t("kcw.workspaces.noneBodyReader")}
              action={create}
            />
          }
        />
      )}
      {creating && <CreateWorkspaceDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
