import { Button, Label, ToolbarItem } from "@patternfly/react-core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router-dom";
import { page, useApi } from "../../api/client";
import type { components } from "../../api/schema";
import { DataTable } from "../../components/DataTable";
import { EmptyList } from "../../components/EmptyList";
import { Page } from "../../components/Page";
import { useListQuery } from "../../components/useListQuery";
import { useHost } from "../../host/Host";
import { Time } from "../../i18n/Time";
import { useMessages } from "../../i18n/useMessages";
import { CreateWorkspaceDialog } from "./CreateWorkspaceDialog";

type Workspace = components["schemas"]["Workspace"];

export default function WorkspacesPage() {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const list = useListQuery();
  const [creating, setCreating] = useState(false);
  const { first, max, search } = list;
  const query = useQuery({
    queryKey: ["workspaces", host.realm, { first, max, search }],
    queryFn: () => page(api.GET("/workspaces", { params: { query: { first, max, search: search || undefined } } })),
    placeholderData: keepPreviousData,
  });
  const create = (
    <Button variant="primary" onClick={() => setCreating(true)} data-testid="kcw-create">
      {t("kcw.workspaces.create")}
    </Button>
  );
  return (
    <Page title={t("kcw.workspaces.title")} subtitle={t("kcw.workspaces.subtitle")}>
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
                <Link to={host.path(`/workspaces/${workspace.alias}/overview`)}>{workspace.name}</Link>{" "}
                {workspace.default && (
                  <Label isCompact color="blue">
                    {t("kcw.workspaces.default")}
                  </Label>
                )}
              </>
            ),
          },
          { key: "alias", title: t("kcw.workspaces.alias"), width: 20, cell: (workspace) => workspace.alias },
          { key: "members", title: t("kcw.workspaces.members"), width: 10, cell: (workspace) => workspace.memberCount },
          { key: "created", title: t("kcw.workspaces.created"), cell: (workspace) => <Time at={workspace.createdAt} /> },
        ]}
        actions={<ToolbarItem>{create}</ToolbarItem>}
        empty={<EmptyList title={t("kcw.workspaces.none")} body={t("kcw.workspaces.noneBody")} action={create} />}
      />
      {creating && <CreateWorkspaceDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
