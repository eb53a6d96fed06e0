import { ActionGroup, Button, Card, CardBody, CardTitle, Flex, FlexItem, Form, FormGroup, FormHelperText, HelperText, HelperTextItem, Stack, StackItem, Switch, Text } from "@patternfly/react-core";
import { useId, useState, type ReactNode } from "react";
import { useNavigate } from "react-router-dom";
import { content, useApi } from "../../../api/client";
import { asProblem } from "../../../api/problem";
import { mayIn, useMay } from "../../../api/useMay";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { TextField } from "../../../components/TextField";
import { useChange } from "../../../components/useChange";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { DeleteDialog } from "./DeleteDialog";
import { OrganizationField, organizationOf } from "./OrganizationField";
import { TransferDialog } from "./TransferDialog";

const RELOAD = [["workspace"], ["workspaces"]];

/** What a workspace is called, whose it is, and its end. */
export default function SettingsTab({ workspace }: { workspace: Workspace }) {
  const t = useMessages();
  const may = mayIn(workspace);
  const [open, setOpen] = useState<"transfer" | "suspend" | "delete">();
  const close = () => setOpen(undefined);
  const suspended = workspace.status === "SUSPENDED";
  return (
    <Stack hasGutter>
      <StackItem>
        {/* Loaded anew, the form begins anew: with what somebody else has changed. */}
        <General key={workspace.version} workspace={workspace} may={may("workspace-update")} />
      </StackItem>
      <StackItem>
        <Part
          title={t("kcw.wsettings.owner")}
          body={workspace.owner?.username ?? t("kcw.wsettings.noOwner")}
          help={t("kcw.wsettings.ownerHelp")}
          action={
            may("workspace-transfer") && (
              <Button variant="secondary" onClick={() => setOpen("transfer")} data-testid="kcw-transfer">
                {t("kcw.wsettings.transfer")}
              </Button>
            )
          }
        />
      </StackItem>
      <StackItem>
        <Part
          title={suspended ? t("kcw.wsettings.suspended") : t("kcw.wsettings.suspend")}
          help={workspace.default ? t("kcw.wsettings.defaultStays") : t("kcw.wsettings.suspendHelp")}
          action={
            may("workspace-update") &&
            !workspace.default && (
              <Button variant="secondary" onClick={() => setOpen("suspend")} data-testid="kcw-suspend">
                {suspended ? t("kcw.wsettings.activate") : t("kcw.wsettings.suspend")}
              </Button>
            )
          }
        />
      </StackItem>
      <StackItem>
        <Part
          title={t("kcw.wsettings.delete")}
          help={workspace.default ? t("kcw.wsettings.defaultUndeletable") : t("kcw.wsettings.deleteHelp")}
          action={
            may("workspace-delete") &&
            !workspace.default && (
              <Button variant="danger" onClick={() => setOpen("delete")} data-testid="kcw-delete">
                {t("kcw.wsettings.delete")}
              </Button>
            )
          }
        />
      </StackItem>
      {open === "transfer" && <TransferDialog workspace={workspace} onClose={close} />}
      {open === "suspend" && <SuspendDialog workspace={workspace} onClose={close} />}
      {open === "delete" && <DeleteDialog workspace={workspace} onClose={close} />}
    </Stack>
  );
}

function General({ workspace, may }: { workspace: Workspace; may: boolean }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const navigate = useNavigate();
  const [name, setName] = useState(workspace.name);
  const [alias, setAlias] = useState(workspace.alias);
  const [description, setDescription] = useState(workspace.description ?? "");
  const [mfaRequired, setMfaRequired] = useState(workspace.mfaRequired);
  const [organization, setOrganization] = useState(organizationOf(workspace));
  const mayMove = useMay()("organizations-read") && may;
  const moved = organization?.id !== workspace.organization;
  const save = useChange<void, Workspace>({
    run: () =>
      content(
        api.PUT("/workspaces/{ws}", {
          params: { path: { ws: workspace.alias }, header: { "If-Match": `"${workspace.version}"` } },
          body: { name, alias, description, mfaRequired, organization: moved ? (organization?.id ?? "") : undefined },
        }),
      ),
    done: (saved) => t("kcw.wsettings.savedAlert", { name: saved.name }),
    // Under another alias it is another address: there it is loaded by itself.
    reload: alias === workspace.alias ? RELOAD : [["workspaces"]],
    then: (saved) => {
      if (saved.alias !== workspace.alias) {
        void navigate(host.path(`/workspaces/${saved.alias}/settings`), { replace: true });
      }
    },
    quiet: true,
  });
  const problem = save.error ? asProblem(save.error) : undefined;
  const changed =
    name !== workspace.name ||
    alias !== workspace.alias ||
    description !== (workspace.description ?? "") ||
    mfaRequired !== workspace.mfaRequired ||
    moved;
  return (
    <Card isFlat>
      <CardTitle component="h2">{t("kcw.wsettings.general")}</CardTitle>
      <CardBody>
        <Form
          isWidthLimited
          onSubmit={(event) => {
            event.preventDefault();
            if (changed && may) save.mutate();
          }}
        >
          <ProblemAlert error={problem?.isStale ? undefined : problem} />
          <TextField
            name="name"
            label={t("kcw.wsettings.name")}
            value={name}
            onChange={setName}
            error={problem?.violation("name")}
            maxLength={100}
            disabled={!may}
            required
          />
          <TextField
            name="alias"
            label={t("kcw.wsettings.alias")}
            help={workspace.default ? t("kcw.wsettings.defaultAlias") : t("kcw.wsettings.aliasHelp")}
            value={alias}
            onChange={setAlias}
            error={problem?.violation("alias") ?? (problem?.code === "ALIAS_TAKEN" ? t("kcw.problem.ALIAS_TAKEN") : undefined)}
            maxLength={63}
            disabled={!may || workspace.default}
            required
          />
          <TextField
            name="description"
            label={t("kcw.wsettings.description")}
            value={description}
            onChange={setDescription}
            error={problem?.violation("description")}
            disabled={!may}
            multiline
          />
          {mayMove && (
            <OrganizationField chosen={organization} onChange={setOrganization} error={problem?.violation("organization")} />
          )}
          {!mayMove && organization && (
            <TextField
              name="organization"
              label={t("kcw.wsettings.organization")}
              help={t("kcw.wsettings.organizationHelp")}
              value={organization.text}
              onChange={() => undefined}
              disabled
            />
          )}
          <SecondFactor required={mfaRequired} onChange={setMfaRequired} disabled={!may} />
          {may && (
            <ActionGroup>
              <Button type="submit" isDisabled={!changed || save.isPending} isLoading={save.isPending} data-testid="kcw-save">
                {t("kcw.wsettings.save")}
              </Button>
              <Button
                variant="link"
                isDisabled={!changed}
                onClick={() => {
                  setName(workspace.name);
                  setAlias(workspace.alias);
                  setDescription(workspace.description ?? "");
                  setMfaRequired(workspace.mfaRequired);
                  setOrganization(organizationOf(workspace));
                }}
              >
                {t("kcw.wsettings.revert")}
              </Button>
            </ActionGroup>
          )}
        </Form>
      </CardBody>
    </Card>
  );
}

function SecondFactor({ required, onChange, disabled }: { required: boolean; onChange: (required: boolean) => void; disabled: boolean }) {
  const t = useMessages();
  const id = useId();
  return (
    <FormGroup role="group" fieldId={id} label={t("kcw.wsettings.mfa")}>
      <Switch
        id={id}
        label={t("kcw.wsettings.mfaRequired")}
        isChecked={required}
        onChange={(_event, checked) => onChange(checked)}
        isDisabled={disabled}
        aria-describedby={`${id}-hint`}
        data-testid="kcw-field-mfaRequired"
      />
      <FormHelperText>
        <HelperText id={`${id}-hint`}>
          <HelperTextItem>{t("kcw.wsettings.mfaHelp")}</HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
}

function Part({ title, body, help, action }: { title: string; body?: string; help: string; action: ReactNode }) {
  return (
    <Card isFlat>
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody>
        <Flex alignItems={{ default: "alignItemsCenter" }}>
          <FlexItem flex={{ default: "flex_1" }}>
            {body && <Text>{body}</Text>}
            <Text component="small">{help}</Text>
          </FlexItem>
          {action && <FlexItem>{action}</FlexItem>}
        </Flex>
      </CardBody>
    </Card>
  );
}

function SuspendDialog({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const t = useMessages();
  const api = useApi();
  const suspended = workspace.status === "SUSPENDED";
  const change = useChange<void, Workspace>({
    run: () =>
      content(
        api.PUT("/workspaces/{ws}", {
          params: { path: { ws: workspace.alias }, header: { "If-Match": `"${workspace.version}"` } },
          body: { status: suspended ? "ACTIVE" : "SUSPENDED" },
        }),
      ),
    done: (saved) => t("kcw.wsettings.savedAlert", { name: saved.name }),
    reload: RELOAD,
    then: onClose,
    quiet: true,
  });
  return (
    <Dialog
      title={
        suspended
          ? t("kcw.wsettings.activateTitle", { name: workspace.name })
          : t("kcw.wsettings.suspendTitle", { name: workspace.name })
      }
      submit={suspended ? t("kcw.wsettings.activate") : t("kcw.wsettings.suspend")}
      danger={!suspended}
      busy={change.isPending}
      error={change.error}
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      <Text>{suspended ? t("kcw.wsettings.activateBody") : t("kcw.wsettings.suspendBody")}</Text>
    </Dialog>
  );
}
