import { ActionGroup, Button, Card, CardBody, CardTitle, Flex, FlexItem, Form, FormGroup, Stack, StackItem, Text } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { content, useApi } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import { useMay } from "../../api/useMay";
import { Dialog } from "../../components/Dialog";
import { Loaded } from "../../components/Loaded";
import { Page } from "../../components/Page";
import { Picker, type Choice } from "../../components/Picker";
import { ProblemAlert } from "../../components/ProblemAlert";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { personChoice } from "../workspace/members/api";
import { EnableRealm } from "../workspaces/EnableRealm";
import { FirstLogins } from "./FirstLogins";
import { useSettingsChange, type Settings, type SettingsChange } from "./useSettingsChange";

const CHOICES = 20;
/** What is changed beside the form, and its version: it keeps what was entered when they change. */
const ELSEWHERE = { firstLogin: undefined, version: undefined };

/** How a realm uses workspaces. */
export default function WorkspaceSettingsPage() {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const may = useMay();
  const query = useQuery({
    queryKey: ["settings", host.realm],
    queryFn: () => content(api.GET("/settings")),
  });
  return (
    <Page title={t("kcw.settings.pageTitle")} subtitle={t("kcw.settings.subtitle")}>
      <Loaded query={query}>
        {(settings) =>
          settings.enabled ? (
            <Stack hasGutter>
              <StackItem>
                {/* Loaded anew, the form begins anew: with what somebody else has changed. */}
                <SettingsForm key={JSON.stringify({ ...settings, ...ELSEWHERE })} settings={settings} may={may("settings-write")} />
              </StackItem>
              <StackItem>
                <FirstLogins settings={settings} may={may("settings-write")} />
              </StackItem>
              {may("settings-write") && (
                <StackItem>
                  <Disable settings={settings} />
                </StackItem>
              )}
            </Stack>
          ) : (
            <EnableRealm may={may("settings-write")} />
          )
        }
      </Loaded>
    </Page>
  );
}

function SettingsForm({ settings, may }: { settings: Settings; may: boolean }) {
  const t = useMessages();
  const [creation, setCreation] = useState(settings.workspaceCreation);
  const [gate, setGate] = useState(settings.gate);
  const [budget, setBudget] = useState(String(settings.claimBudgetBytes));
  const [attributes, setAttributes] = useState(settings.subjectAttributes.join("\n"));
  const [owner, setOwner] = useState<Choice>();
  const [mfaRequiredFor, setMfaRequiredFor] = useState(settings.mfaRequiredFor);
  const [level, setLevel] = useState(String(settings.mfaLevel));
  const save = useSettingsChange(settings, t("kcw.settings.savedAlert"));
  const problem = save.error ? asProblem(save.error) : undefined;
  const bytes = Number(budget);
  const whole = isWhole(budget);
  const wholeLevel = isWhole(level);
  const body: SettingsChange = {
    workspaceCreation: creation === settings.workspaceCreation ? undefined : creation,
    gate: gate === settings.gate ? undefined : gate,
    claimBudgetBytes: bytes === settings.claimBudgetBytes ? undefined : bytes,
    subjectAttributes: lines(attributes).join() === settings.subjectAttributes.join() ? undefined : lines(attributes),
    mfaRequiredFor: mfaRequiredFor === settings.mfaRequiredFor ? undefined : mfaRequiredFor,
    mfaLevel: Number(level) === settings.mfaLevel ? undefined : Number(level),
    accountOwner: owner && owner.id !== settings.accountOwner ? owner.id : undefined,
  };
  const changed = Object.values(body).some((value) => value !== undefined);
  return (
    <Form
      isWidthLimited
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && whole && wholeLevel && may) save.mutate(body);
      }}
    >
      <ProblemAlert error={problem?.isStale ? undefined : problem} />
      <Owner settings={settings} chosen={owner} onChange={setOwner} may={may} error={problem?.violation("accountOwner")} />
      <SelectField
        name="workspaceCreation"
        label={t("kcw.settings.creation")}
        help={t("kcw.settings.creationHelp")}
        value={creation}
        onChange={setCreation}
        options={[
          { value: "admins", label: t("kcw.settings.creation.admins") },
          { value: "members", label: t("kcw.settings.creation.members") },
        ]}
        error={problem?.violation("workspaceCreation")}
        disabled={!may}
      />
      <SelectField
        name="gate"
        label={t("kcw.settings.gate")}
        help={t("kcw.settings.gateHelp")}
        value={gate}
        onChange={setGate}
        options={[
          { value: "strict", label: t("kcw.settings.gate.strict") },
          { value: "auto", label: t("kcw.settings.gate.auto") },
        ]}
        error={problem?.violation("gate")}
        disabled={!may}
      />
      <TextField
        name="claimBudgetBytes"
        label={t("kcw.settings.budget")}
        help={t("kcw.settings.budgetHelp")}
        value={budget}
        onChange={setBudget}
        error={whole ? problem?.violation("claimBudgetBytes") : t("kcw.settings.wholeNumber")}
        disabled={!may}
        required
      />
      <TextField
        name="subjectAttributes"
        label={t("kcw.settings.attributes")}
        help={t("kcw.settings.attributesHelp")}
        value={attributes}
        onChange={setAttributes}
        error={attributeViolation(problem)}
        disabled={!may}
        multiline
      />
      <SelectField
        name="mfaRequiredFor"
        label={t("kcw.settings.mfa")}
        help={t("kcw.settings.mfaHelp")}
        value={mfaRequiredFor}
        onChange={setMfaRequiredFor}
        options={[
          { value: "none", label: t("kcw.settings.mfa.none") },
          { value: "account-admins", label: t("kcw.settings.mfa.accountAdmins") },
          { value: "everyone", label: t("kcw.settings.mfa.everyone") },
        ]}
        error={problem?.violation("mfaRequiredFor")}
        disabled={!may}
      />
      <TextField
        name="mfaLevel"
        label={t("kcw.settings.mfaLevel")}
        help={t("kcw.settings.mfaLevelHelp")}
        value={level}
        onChange={setLevel}
        error={wholeLevel ? problem?.violation("mfaLevel") : t("kcw.settings.wholeNumber")}
        disabled={!may}
        required
      />
      {may && (
        <ActionGroup>
          <Button type="submit" isDisabled={!changed || !whole || !wholeLevel || save.isPending} isLoading={save.isPending} data-testid="kcw-save">
            {t("kcw.settings.save")}
          </Button>
        </ActionGroup>
      )}
    </Form>
  );
}

interface OwnerProps {
  settings: Settings;
  chosen: Choice | undefined;
  onChange: (owner: Choice) => void;
  may: boolean;
  error: string | undefined;
}

/** Who owns the account; chosen among the users once somebody wants to change it. */
function Owner({ settings, chosen, onChange, may, error }: OwnerProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const [choosing, setChoosing] = useState(false);
  const id = settings.accountOwner ?? "";
  const owner = useQuery({
    queryKey: ["users", host.realm, id],
    queryFn: () => content(api.GET("/users/{id}", { params: { path: { id } } })),
    enabled: id !== "",
  });
  const current = owner.data ? personChoice(owner.data) : undefined;
  const selected = chosen ?? current;
  if (!choosing) {
    return (
      <FormGroup label={t("kcw.settings.owner")} role="group">
        <Flex alignItems={{ default: "alignItemsCenter" }}>
          <FlexItem data-testid="kcw-account-owner">{current?.text ?? (id || t("kcw.settings.noOwner"))}</FlexItem>
          {may && (
            <Button variant="link" isInline onClick={() => setChoosing(true)} data-testid="kcw-choose-owner">
              {t("kcw.settings.chooseOwner")}
            </Button>
          )}
        </Flex>
        <Text component="small">{t("kcw.settings.ownerHelp")}</Text>
      </FormGroup>
    );
  }
  return (
    <Picker
      name="accountOwner"
      label={t("kcw.settings.owner")}
      help={t("kcw.settings.ownerHelp")}
      find={async (search) => {
        const query = { search: search || undefined, max: CHOICES };
        return (await content(api.GET("/settings/candidates", { params: { query } }))).map(personChoice);
      }}
      queryKey={["candidates", host.realm]}
      chosen={selected ? [selected] : []}
      onChange={([one]) => one && onChange(one)}
      error={error}
      single
      required
    />
  );
}

function Disable({ settings }: { settings: Settings }) {
  const t = useMessages();
  const host = useHost();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const disable = useSettingsChange(settings, t("kcw.settings.disabledAlert"), close);
  return (
    <Card isFlat>
      <CardTitle component="h2">{t("kcw.settings.disable")}</CardTitle>
      <CardBody>
        <Flex alignItems={{ default: "alignItemsCenter" }}>
          <FlexItem flex={{ default: "flex_1" }}>
            <Text component="small">{t("kcw.settings.disableHelp")}</Text>
          </FlexItem>
          <Button variant="danger" onClick={() => setOpen(true)} data-testid="kcw-disable">
            {t("kcw.settings.disable")}
          </Button>
        </Flex>
      </CardBody>
      {open && (
        <Dialog
          title={t("kcw.settings.disableTitle", { realm: host.realm })}
          submit={t("kcw.settings.disable")}
          danger
          confirm={host.realm}
          busy={disable.isPending}
          error={disable.error}
          onSubmit={() => disable.mutate({ enabled: false })}
          onClose={close}
        >
          <Text>{t("kcw.settings.disableHelp")}</Text>
        </Dialog>
      )}
    </Card>
  );
}

function isWhole(text: string): boolean {
  return /^\d+$/.test(text.trim());
}

function lines(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The list as a whole may be wrong, or one of its entries. */
function attributeViolation(problem: Problem | undefined): string | undefined {
  return problem?.body?.violations?.find((violation) => violation.field.startsWith("subjectAttributes"))?.message;
}
