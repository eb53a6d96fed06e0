import { Alert, ExpandableSection, FormGroup, Grid, Radio } from "@patternfly/react-core";
import { useId, useState, type ReactNode } from "react";
import { content, page, useApi } from "../../../api/client";
import { asProblem } from "../../../api/problem";
import { mayIn, useMay } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { Picker, type Choice } from "../../../components/Picker";
import { SelectField } from "../../../components/SelectField";
import { TextField } from "../../../components/TextField";
import { useChange } from "../../../components/useChange";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import type { MessageKey } from "../../../i18n/keys";
import { useChoices } from "../members/api";
import { expiry, LIFESPANS, RELOAD, type Invitation } from "./invitations";

const CHOICES = 20;

const LIFESPAN_TEXTS: Record<(typeof LIFESPANS)[number], MessageKey> = {
  "": "kcw.invitations.lifespan.realm",
  "24": "kcw.invitations.lifespan.24",
  "72": "kcw.invitations.lifespan.72",
  "168": "kcw.invitations.lifespan.168",
  "720": "kcw.invitations.lifespan.720",
};

interface SingleInvitationProps {
  workspace: Workspace;
  /** What ended without a member: the same is proposed. */
  again?: Invitation;
  /** What stands above everything else in the dialog. */
  head: ReactNode;
  onClose: () => void;
}

/** Invites one person, to this workspace and maybe to others. */
export function SingleInvitation({ workspace, again, head, onClose }: SingleInvitationProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const may = mayIn(workspace);
  const seesWorkspaces = useMay()("workspaces-list");
  const find = useChoices(workspace);
  const [email, setEmail] = useState(again?.email ?? "");
  const [firstName, setFirstName] = useState(again?.firstName ?? "");
  const [lastName, setLastName] = useState(again?.lastName ?? "");
  const [roles, setRoles] = useState<Choice[]>(
    (again?.roles ?? []).map((id, index) => ({ id, text: again?.roleNames[index] ?? id })),
  );
  const [others, setOthers] = useState<Choice[]>([]);
  const [message, setMessage] = useState(again?.message ?? "");
  const [lifespan, setLifespan] = useState("");
  const [bypass, setBypass] = useState(false);
  const [client, setClient] = useState(again?.client ?? "");
  const [redirectUri, setRedirectUri] = useState(again?.redirectUri ?? "");
  const [more, setMore] = useState(client !== "");
  const invite = useChange<void, unknown>({
    run: () => {
      const said = {
        email: email.trim(),
        firstName: firstName.trim(),
        lastName: lastName.trim(),
        bypass,
        message: message.trim() || undefined,
        expiresAt: bypass ? undefined : expiry(lifespan),
        client: client.trim() || undefined,
        redirectUri: redirectUri.trim() || undefined,
      };
      return others.length === 0
        ? content(
            api.POST("/workspaces/{ws}/invitations", {
              params: { path: { ws: workspace.alias } },
              body: { ...said, roles: roles.map((role) => role.id) },
            }),
          )
        : content(
            api.POST("/invitations", {
              // Each workspace has roles of its own: they are meant by name.
              body: {
                ...said,
                workspaces: [workspace.alias, ...others.map((other) => other.id)],
                roles: roles.map((role) => role.text),
              },
            }),
          );
    },
    done: () => (bypass ? t("kcw.invitations.bypassedAlert", { email: email.trim() }) : t("kcw.invitations.invitedAlert", { email: email.trim() })),
    reload: RELOAD,
    then: onClose,
    quiet: true,
  });
  const problem = invite.error ? asProblem(invite.error) : undefined;
  return (
    <Dialog
      title={t("kcw.invitations.inviteTitle", { workspace: workspace.name })}
      submit={bypass ? t("kcw.invitations.giveAccess") : t("kcw.invitations.send")}
      size="medium"
      busy={invite.isPending}
      error={problem}
      ready={email.trim() !== "" && firstName.trim() !== "" && lastName.trim() !== "" && roles.length > 0}
      onSubmit={() => invite.mutate()}
      onClose={onClose}
    >
      {head}
      <Grid hasGutter md={6}>
        <TextField
          name="firstName"
          label={t("kcw.invitations.firstName")}
          value={firstName}
          onChange={setFirstName}
          error={problem?.violation("firstName")}
          maxLength={255}
          required
        />
        <TextField
          name="lastName"
          label={t("kcw.invitations.lastName")}
          value={lastName}
          onChange={setLastName}
          error={problem?.violation("lastName")}
          maxLength={255}
          required
        />
      </Grid>
      <TextField
        name="email"
        label={t("kcw.invitations.email")}
        value={email}
        onChange={setEmail}
        error={problem?.violation("email")}
        maxLength={254}
        required
      />
      <Picker
        name="roles"
        label={t("kcw.invitations.roles")}
        help={others.length > 0 ? t("kcw.invitations.rolesOfSeveralHelp") : undefined}
        find={find.roles}
        queryKey={["roles", host.realm, workspace.alias]}
        chosen={roles}
        onChange={setRoles}
        error={problem?.violation("roles")}
        folded
        required
      />
      {seesWorkspaces && (
        <Picker
          name="workspaces"
          label={t("kcw.invitations.others")}
          help={t("kcw.invitations.othersHelp")}
          find={async (search) => {
            const query = { search: search || undefined, max: CHOICES };
            const { items } = await page(api.GET("/workspaces", { params: { query } }));
            return items
              .filter((one) => one.alias !== workspace.alias)
              .map((one) => ({ id: one.alias, text: one.name, detail: one.alias }));
          }}
          queryKey={["workspaces", host.realm, "besides", workspace.alias]}
          chosen={others}
          onChange={setOthers}
          error={problem?.violation("workspaces")}
          folded
        />
      )}
      {may("bypass-invite") && <How bypass={bypass} onChange={setBypass} />}
      {!bypass && (
        <SelectField
          name="lifespan"
          label={t("kcw.invitations.lifespan")}
          value={lifespan}
          onChange={setLifespan}
          options={LIFESPANS.map((value) => ({ value, label: t(LIFESPAN_TEXTS[value]) }))}
          error={problem?.violation("expiresAt")}
        />
      )}
      <TextField
        name="message"
        label={t("kcw.invitations.message")}
        help={t("kcw.invitations.messageHelp")}
        value={message}
        onChange={setMessage}
        error={problem?.violation("message")}
        maxLength={1_000}
        multiline
      />
      <ExpandableSection
        toggleText={t("kcw.invitations.application")}
        isExpanded={more}
        onToggle={(_event, expanded) => setMore(expanded)}
      >
        <Grid hasGutter md={6}>
          <TextField
            name="client"
            label={t("kcw.invitations.client")}
            help={t("kcw.invitations.clientHelp")}
            value={client}
            onChange={setClient}
            error={problem?.violation("client")}
            maxLength={255}
          />
          <TextField
            name="redirectUri"
            label={t("kcw.invitations.redirectUri")}
            help={t("kcw.invitations.redirectUriHelp")}
            value={redirectUri}
            onChange={setRedirectUri}
            error={problem?.violation("redirectUri")}
            maxLength={2_000}
          />
        </Grid>
      </ExpandableSection>
    </Dialog>
  );
}

/** Whether the person is asked, or has access at once; the latter is shown as what it is. */
function How({ bypass, onChange }: { bypass: boolean; onChange: (bypass: boolean) => void }) {
  const t = useMessages();
  const id = useId();
  return (
    <FormGroup role="radiogroup" fieldId={id} label={t("kcw.invitations.how")}>
      <Radio
        id={`${id}-standard`}
        name={id}
        label={t("kcw.invitations.standard")}
        description={t("kcw.invitations.standardHelp")}
        isChecked={!bypass}
        onChange={() => onChange(false)}
        data-testid="kcw-standard"
      />
      <Radio
        id={`${id}-bypass`}
        name={id}
        label={t("kcw.invitations.bypass")}
        description={t("kcw.invitations.bypassHelp")}
        isChecked={bypass}
        onChange={() => onChange(true)}
        data-testid="kcw-bypass"
      />
      {bypass && (
        <Alert variant="warning" isInline isPlain title={t("kcw.invitations.bypassWarning")} className="pf-v5-u-mt-sm" data-testid="kcw-bypass-warning" />
      )}
    </FormGroup>
  );
}
