import { Card, CardBody, CardTitle, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Gallery, Stack, StackItem } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { content, useApi } from "../../../api/client";
import { mayIn } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { Loaded } from "../../../components/Loaded";
import { useHost } from "../../../host/Host";
import { Time } from "../../../i18n/Time";
import { useLanguage, useMessages } from "../../../i18n/useMessages";
import { Recent } from "./Recent";

/** What a workspace is, and how much there is in it. */
export default function OverviewTab({ workspace }: { workspace: Workspace }) {
  const may = mayIn(workspace);
  return (
    <Stack hasGutter>
      {may("workspace-overview-read") && (
        <StackItem>
          <Counts workspace={workspace} />
        </StackItem>
      )}
      <StackItem>
        <Facts workspace={workspace} />
      </StackItem>
      {may("workspace-activity-read") && (
        <StackItem>
          <Recent workspace={workspace} />
        </StackItem>
      )}
    </Stack>
  );
}

function Counts({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const query = useQuery({
    queryKey: ["overview", host.realm, workspace.alias],
    queryFn: () => content(api.GET("/workspaces/{ws}/overview", { params: { path: { ws: workspace.alias } } })),
  });
  return (
    <Loaded query={query}>
      {(overview) => (
        <Gallery hasGutter minWidths={{ default: "140px" }}>
          <Count title={t("kcw.overview.members")} value={overview.members} name="members" />
          <Count title={t("kcw.overview.groups")} value={overview.groups} name="groups" />
          <Count title={t("kcw.overview.roles")} value={overview.roles} name="roles" />
          <Count title={t("kcw.overview.templates")} value={overview.templates} name="templates" />
          <Count
            title={t("kcw.overview.resources")}
            value={overview.resources && Object.values(overview.resources).reduce((sum, count) => sum + count, 0)}
            name="resources"
          />
          <Count title={t("kcw.overview.sharesOut")} value={overview.sharesOut} name="shares-out" />
          <Count title={t("kcw.overview.sharesIn")} value={overview.sharesIn} name="shares-in" />
        </Gallery>
      )}
    </Loaded>
  );
}

function Count({ title, value, name }: { title: string; value: number | undefined; name: string }) {
  const language = useLanguage();
  if (value === undefined) return null;
  return (
    <Card isCompact isFlat data-testid={`kcw-count-${name}`}>
      <CardTitle>{title}</CardTitle>
      <CardBody className="pf-v5-u-font-size-2xl">{value.toLocaleString(language)}</CardBody>
    </Card>
  );
}

function Facts({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  return (
    <DescriptionList isHorizontal>
      <Fact title={t("kcw.overview.alias")}>{workspace.alias}</Fact>
      {workspace.description && <Fact title={t("kcw.overview.description")}>{workspace.description}</Fact>}
      <Fact title={t("kcw.overview.owner")}>{workspace.owner?.username ?? t("kcw.overview.noOwner")}</Fact>
      <Fact title={t("kcw.overview.created")}>
        <Time at={workspace.createdAt} />
      </Fact>
    </DescriptionList>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{title}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}
