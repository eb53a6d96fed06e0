import { Card, CardBody, CardFooter, CardTitle, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router-dom";
import { content, useApi } from "../../../api/client";
import type { Workspace } from "../../../api/useWorkspace";
import { Loaded } from "../../../components/Loaded";
import { useHost } from "../../../host/Host";
import { Time } from "../../../i18n/Time";
import { useMessages } from "../../../i18n/useMessages";
import { useActivityText } from "../../activity/useActivityText";

const RECENT = 5;

/** What happened last in a workspace. */
export function Recent({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const text = useActivityText();
  const query = useQuery({
    queryKey: ["activity", host.realm, workspace.alias, { recent: RECENT }],
    queryFn: () =>
      content(api.GET("/workspaces/{ws}/activity", { params: { path: { ws: workspace.alias }, query: { max: RECENT } } })),
  });
  return (
    <Card isFlat data-testid="kcw-recent">
      <CardTitle component="h2">{t("kcw.overview.recent")}</CardTitle>
      <CardBody>
        <Loaded query={query}>
          {(entries) =>
            entries.length === 0 ? (
              t("kcw.overview.nothingYet")
            ) : (
              <DescriptionList isHorizontal isCompact>
                {entries.map((entry) => (
                  <DescriptionListGroup key={entry.id}>
                    <DescriptionListTerm>
                      <Time at={entry.at} />
                    </DescriptionListTerm>
                    <DescriptionListDescription>
                      {t("kcw.overview.entry", { actor: entry.actor.username, what: text(entry.type), target: entry.target.name })}
                    </DescriptionListDescription>
                  </DescriptionListGroup>
                ))}
              </DescriptionList>
            )
          }
        </Loaded>
      </CardBody>
      <CardFooter>
        <Link to={host.path(`/workspaces/${workspace.alias}/activity`)}>{t("kcw.overview.allActivity")}</Link>
      </CardFooter>
    </Card>
  );
}
