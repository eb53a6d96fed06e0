import { Icon, Label, LabelGroup } from "@patternfly/react-core";
import { StarIcon } from "@patternfly/react-icons";
import { Link } from "react-router-dom";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { known, SOURCES, STATUSES, TYPES, type User } from "./user";

const COLOURS = { ACTIVE: "green", INVITED: "blue", SUSPENDED: "orange", DISABLED: "grey" } as const;

/** How many workspaces a row names before the rest is counted. */
const NAMED = 4;

/** Marks who owns the account of the realm, and who manages all workspaces. */
export function Star({ user }: { user: User }) {
  const t = useMessages();
  if (user.type !== "ADMIN" && !user.accountOwner) return null;
  const text = t(user.accountOwner ? "kcw.users.accountOwner" : "kcw.users.type.ADMIN");
  return (
    <Icon status="warning" isInline title={text}>
      <StarIcon role="img" aria-hidden={false} aria-label={text} data-testid="kcw-star" />
    </Icon>
  );
}

export function Type({ user }: { user: User }) {
  const t = useMessages();
  const type = known(TYPES, user.type);
  return <>{type ? t(`kcw.users.type.${type}`) : user.type}</>;
}

export function Status({ user }: { user: User }) {
  const t = useMessages();
  const status = known(STATUSES, user.status);
  return (
    <Label isCompact color={status && COLOURS[status]} data-testid="kcw-status">
      {status ? t(`kcw.users.status.${status}`) : user.status}
    </Label>
  );
}

export function Source({ user }: { user: User }) {
  const t = useMessages();
  const source = known(SOURCES, user.source);
  return <>{source ? t(`kcw.users.source.${source}`) : user.source}</>;
}

/** The workspaces of a user, each with his roles there. */
export function Workspaces({ user }: { user: User }) {
  const t = useMessages();
  const host = useHost();
  if (user.workspaceCount === 0) return <>–</>;
  const more = user.workspaceCount - user.workspaces.length;
  return (
    <>
      <LabelGroup aria-label={t("kcw.users.workspacesOf", { name: user.username })} numLabels={NAMED}>
        {user.workspaces.map((workspace) => (
          <Label
            key={workspace.id}
            color={workspace.status === "SUSPENDED" ? "orange" : "blue"}
            render={({ className, content }) => (
              <Link className={className} to={host.path(`/workspaces/${encodeURIComponent(workspace.alias)}/members`)}>
                {content}
              </Link>
            )}
          >
            {workspace.roles.length > 0 ? `${workspace.alias}: ${workspace.roles.join(", ")}` : workspace.alias}
          </Label>
        ))}
      </LabelGroup>
      {more > 0 && t("kcw.users.moreWorkspaces", { count: more })}
    </>
  );
}
