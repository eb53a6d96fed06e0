import { Button, Label } from "@patternfly/react-core";
import { Table, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link } from "react-router-dom";
import { useHost } from "../../host/Host";
import { Time } from "../../i18n/Time";
import { useMessages } from "../../i18n/useMessages";
import { Fact, Facts, Proof } from "../trail/Facts";
import { UnfoldingRow } from "../trail/Unfolding";
import type { TrailUrl } from "../trail/useTrailUrl";
import { useWord } from "../trail/useWord";
import type { Activity } from "./activity";
import { Changes } from "./Changes";
import { useActivityText } from "./useActivityText";

interface ActivityRowsProps {
  rows: readonly Activity[];
  url: TrailUrl;
  /** Whether they are of one workspace, so that its name is not repeated. */
  ofWorkspace: boolean;
}

export function ActivityRows({ rows, url, ofWorkspace }: ActivityRowsProps) {
  const t = useMessages();
  const text = useActivityText();
  return (
    <Table aria-label={t("kcw.activity.title")} variant="compact">
      <Thead>
        <Tr>
          <Th screenReaderText={t("kcw.activity.changes")} />
          <Th width={20}>{t("kcw.activity.time")}</Th>
          <Th width={20}>{t("kcw.activity.actor")}</Th>
          <Th width={25}>{t("kcw.activity.what")}</Th>
          <Th>{t("kcw.activity.target")}</Th>
          {!ofWorkspace && <Th width={15} modifier="nowrap">{t("kcw.activity.workspace")}</Th>}
        </Tr>
      </Thead>
      {rows.map((row) => (
        <UnfoldingRow
          key={row.id}
          type={row.type}
          label={t("kcw.activity.unfold", { what: text(row.type), name: row.target.name })}
          cells={ofWorkspace ? 4 : 5}
          more={() => <Details row={row} url={url} />}
        >
          <Td dataLabel={t("kcw.activity.time")}>
            <Time at={row.at} />
          </Td>
          <Td dataLabel={t("kcw.activity.actor")} modifier="breakWord">
            <Who row={row} />
          </Td>
          <Td dataLabel={t("kcw.activity.what")}>{text(row.type)}</Td>
          <Td dataLabel={t("kcw.activity.target")} modifier="breakWord">
            {row.target.name || row.target.id}
          </Td>
          {!ofWorkspace && (
            <Td dataLabel={t("kcw.activity.workspace")} modifier="breakWord">
              <Where row={row} />
            </Td>
          )}
        </UnfoldingRow>
      ))}
    </Table>
  );
}

function Who({ row: { actor } }: { row: Activity }) {
  const t = useMessages();
  if (actor.kind === "SYSTEM") return <>{t("kcw.activity.system")}</>;
  return (
    <>
      {actor.username}{" "}
      {actor.kind === "SERVICE" && (
        <Label isCompact color="purple">
          {t("kcw.activity.service")}
        </Label>
      )}
      {actor.impersonator && (
        <Label isCompact color="orange" data-testid="kcw-impersonated">
          {t("kcw.activity.impersonatedBy", { name: actor.impersonator.username ?? actor.impersonator.id })}
        </Label>
      )}
    </>
  );
}

function Where({ row: { workspace } }: { row: Activity }) {
  const host = useHost();
  if (!workspace) return <>–</>;
  const reference = workspace.alias ?? workspace.id;
  return <Link to={host.path(`/workspaces/${encodeURIComponent(reference)}/activity`)}>{reference}</Link>;
}

/** What was before and after, and what else is known of it. */
function Details({ row, url }: { row: Activity; url: TrailUrl }) {
  const t = useMessages();
  const word = useWord();
  const { actor, target } = row;
  const only = (name: string, value: string, says: string) => (
    <Button variant="link" isInline onClick={() => url.filter({ [name]: value })} data-testid={`kcw-only-${name}`}>
      {says}
    </Button>
  );
  return (
    <>
      {Object.keys(row.changes).length > 0 && <Changes changes={row.changes} />}
      <Facts>
        <Fact title={t("kcw.activity.cause")}>{word(`kcw.activity.cause.${row.cause}`, row.cause)}</Fact>
        <Fact title={t("kcw.activity.actor")}>
          {actor.id !== undefined && (
            <>
              {[actor.username, actor.email].filter(Boolean).join(", ")} {only("actor", actor.id, t("kcw.activity.onlyActor"))}
            </>
          )}
        </Fact>
        <Fact title={t("kcw.activity.target")}>
          {word(`kcw.activity.kind.${target.kind}`, target.kind)} {target.id && <code>{target.id}</code>} {target.id && only("target", target.id, t("kcw.activity.onlyTarget"))}
        </Fact>
        <Fact title={t("kcw.activity.correlation")}>
          {row.correlation && (
            <>
              <code>{row.correlation}</code> {only("correlation", row.correlation, t("kcw.activity.onlyCorrelation"))}
            </>
          )}
        </Fact>
        <Fact title={t("kcw.activity.request")}>{row.request && <code>{row.request}</code>}</Fact>
        <Fact title={t("kcw.activity.client")}>{row.client}</Fact>
        <Fact title={t("kcw.activity.ip")}>{row.ip}</Fact>
        <Proof seq={row.seq} hash={row.hash} />
      </Facts>
    </>
  );
}
