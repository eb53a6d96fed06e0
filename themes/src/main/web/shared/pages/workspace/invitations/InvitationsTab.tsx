import { Button, FormSelect, FormSelectOption, Label, LabelGroup, Text, ToolbarItem } from "@patternfly/react-core";
import type { IAction } from "@patternfly/react-table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { content, page, useApi } from "../../../api/client";
import { mayIn } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { DataTable } from "../../../components/DataTable";
import { Dialog } from "../../../components/Dialog";
import { EmptyList } from "../../../components/EmptyList";
import { useChange } from "../../../components/useChange";
import { useListQuery } from "../../../components/useListQuery";
import { useHost } from "../../../host/Host";
import { Time } from "../../../i18n/Time";
import { useMessages } from "../../../i18n/useMessages";
import { InviteDialog } from "./InviteDialog";
import { Jobs } from "./Jobs";
import { MAIL_TEXTS, RELOAD, STATUS_COLORS, STATUS_TEXTS, STATUSES, type Invitation } from "./invitations";

type Open = { kind: "invite"; again?: Invitation } | { kind: "resend" | "revoke"; invitation: Invitation };

/** Who was invited to a workspace, and what became of it. */
export default function InvitationsTab({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const may = mayIn(workspace);
  const list = useListQuery();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const { first, max, search } = list;
  const status = list.filter("status");
  const query = useQuery({
    queryKey: ["invitations", host.realm, workspace.alias, { first, max, search, status }],
    queryFn: () =>
      page(
        api.GET("/workspaces/{ws}/invitations", {
          params: {
            path: { ws: workspace.alias },
            query: { first, max, search: search || undefined, status: status ? [status] : undefined },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const path = (invitation: Invitation) => ({ path: { ws: workspace.alias, id: invitation.id } });
  const resend = useChange<Invitation, unknown>({
    run: (invitation) => content(api.POST("/workspaces/{ws}/invitations/{id}/resend", { params: path(invitation) })),
    done: (_result, { email }) => t("kcw.invitations.resentAlert", { email }),
    reload: RELOAD,
    then: close,
    quiet: true,
  });
  const revoke = useChange<Invitation, unknown>({
    run: (invitation) => content(api.DELETE("/workspaces/{ws}/invitations/{id}", { params: path(invitation) })),
    done: (_result, { email }) => t("kcw.invitations.revokedAlert", { email }),
    reload: RELOAD,
    then: close,
    quiet: true,
  });
  const show = (kind: "resend" | "revoke", invitation: Invitation) => () => {
    resend.reset();
    revoke.reset();
    setOpen({ kind, invitation });
  };
  const actions = (invitation: Invitation): IAction[] => {
    if (invitation.status === "PENDING") {
      return [
        { title: t("kcw.invitations.resend"), onClick: show("resend", invitation) },
        { isSeparator: true },
        { title: t("kcw.invitations.revoke"), onClick: show("revoke", invitation) },
      ];
    }
    return ["DECLINED", "EXPIRED", "REVOKED"].includes(invitation.status)
      ? [{ title: t("kcw.invitations.again"), onClick: () => setOpen({ kind: "invite", again: invitation }) }]
      : [];
  };
  const invite = may("invite") && (
    <Button variant="primary" onClick={() => setOpen({ kind: "invite" })} data-testid="kcw-invite">
      {t("kcw.invitations.invite")}
    </Button>
  );
  return (
    <>
      <Jobs workspace={workspace} />
      <DataTable<Invitation>
        label={t("kcw.invitations.title")}
        query={query}
        list={list}
        rowKey={(invitation) => invitation.id}
        rowLabel={(invitation) => invitation.email}
        columns={[
          { key: "email", title: t("kcw.invitations.person"), width: 25, cell: (invitation) => <Person invitation={invitation} /> },
          { key: "roles", title: t("kcw.invitations.roles"), width: 20, cell: (invitation) => <Roles invitation={invitation} /> },
          { key: "status", title: t("kcw.invitations.status"), width: 15, cell: (invitation) => <Status invitation={invitation} /> },
          { key: "mail", title: t("kcw.invitations.mail"), width: 15, cell: (invitation) => <Mail invitation={invitation} /> },
          { key: "by", title: t("kcw.invitations.by"), cell: (invitation) => <By invitation={invitation} /> },
        ]}
        rowActions={may("invite") ? actions : undefined}
        filtered={status !== ""}
        filters={
          <ToolbarItem>
            <FormSelect
              value={status}
              aria-label={t("kcw.invitations.status")}
              onChange={(_event, value) => list.change({ status: value })}
              data-testid="kcw-filter-status"
            >
              <FormSelectOption value="" label={t("kcw.invitations.allStatuses")} />
              {STATUSES.map((one) => (
                <FormSelectOption key={one} value={one} label={t(STATUS_TEXTS[one]!)} />
              ))}
            </FormSelect>
          </ToolbarItem>
        }
        actions={invite && <ToolbarItem>{invite}</ToolbarItem>}
        empty={
          <EmptyList
            title={t("kcw.invitations.none")}
            body={invite ? t("kcw.invitations.noneBody") : t("kcw.invitations.noneBodyReader")}
            action={invite}
          />
        }
      />
      {open?.kind === "invite" && <InviteDialog workspace={workspace} again={open.again} onClose={close} />}
      {open?.kind === "resend" && (
        <Dialog
          title={t("kcw.invitations.resendTitle", { email: open.invitation.email })}
          submit={t("kcw.invitations.resend")}
          busy={resend.isPending}
          error={resend.error}
          onSubmit={() => resend.mutate(open.invitation)}
          onClose={close}
        >
          <Text>{t("kcw.invitations.resendBody")}</Text>
        </Dialog>
      )}
      {open?.kind === "revoke" && (
        <Dialog
          title={t("kcw.invitations.revokeTitle", { email: open.invitation.email })}
          submit={t("kcw.invitations.revoke")}
          danger
          busy={revoke.isPending}
          error={revoke.error}
          onSubmit={() => revoke.mutate(open.invitation)}
          onClose={close}
        >
          <Text>{t("kcw.invitations.revokeBody")}</Text>
        </Dialog>
      )}
    </>
  );
}

function Small({ children }: { children: React.ReactNode }) {
  return (
    <Text component="small" className="pf-v5-u-color-200 pf-v5-u-display-block">
      {children}
    </Text>
  );
}

function Person({ invitation }: { invitation: Invitation }) {
  const name = [invitation.firstName, invitation.lastName].filter(Boolean).join(" ");
  return (
    <>
      {invitation.email}
      {name && <Small>{name}</Small>}
    </>
  );
}

function Roles({ invitation }: { invitation: Invitation }) {
  const t = useMessages();
  return (
    <LabelGroup aria-label={t("kcw.invitations.rolesOf", { email: invitation.email })} numLabels={6}>
      {invitation.roleNames.map((role) => (
        <Label key={role} isCompact>
          {role}
        </Label>
      ))}
    </LabelGroup>
  );
}

function Status({ invitation }: { invitation: Invitation }) {
  const t = useMessages();
  const { status } = invitation;
  const text = STATUS_TEXTS[status];
  return (
    <>
      <Label isCompact color={STATUS_COLORS[status] ?? "grey"} data-testid={`kcw-status-${status}`}>
        {text ? t(text) : status}
      </Label>
      {invitation.answeredAt !== undefined ? (
        <Small>
          <Time at={invitation.answeredAt} />
        </Small>
      ) : (
        invitation.expiresAt !== undefined && (
          <Small>
            {t("kcw.invitations.until")} <Time at={invitation.expiresAt} />
          </Small>
        )
      )}
    </>
  );
}

function Mail({ invitation }: { invitation: Invitation }) {
  const t = useMessages();
  const { mailStatus } = invitation;
  const text = MAIL_TEXTS[mailStatus];
  const said = text ? t(text) : mailStatus;
  return mailStatus === "FAILED" ? (
    <Label isCompact color="red" data-testid="kcw-mail-failed">
      {said}
    </Label>
  ) : (
    <>{said}</>
  );
}

function By({ invitation }: { invitation: Invitation }) {
  return (
    <>
      {invitation.invitedBy.username}
      <Small>
        <Time at={invitation.createdAt} />
      </Small>
    </>
  );
}
