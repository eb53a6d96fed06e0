import { useState } from "react";
import { content, page, useApi } from "../../api/client";
import { asProblem } from "../../api/problem";
import { Dialog } from "../../components/Dialog";
import { Picker, type Choice } from "../../components/Picker";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { useChoices } from "../workspace/members/api";
import { kindOf, type Rule, type Who } from "./firstLogin";
import { useSettingsChange, type Settings } from "./useSettingsChange";

const CHOICES = 20;

interface FirstLoginDialogProps {
  settings: Settings;
  rules: readonly Rule[];
  /** Place of the rule; behind the last one it is new. */
  at: number;
  onClose: () => void;
}

/** Adds a rule for first logins, or changes one. */
export function FirstLoginDialog({ settings, rules, at, onClose }: FirstLoginDialogProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const before = rules[at];
  const [who, setWho] = useState<Who>(kindOf(before));
  const [provider, setProvider] = useState(named(before?.provider));
  const [domain, setDomain] = useState(before?.emailDomain ?? "");
  const [workspace, setWorkspace] = useState(named(before?.workspace));
  const [roles, setRoles] = useState<Choice[]>((before?.roles ?? []).flatMap(named));
  const ws = workspace[0]?.id ?? "";
  const find = useChoices({ alias: ws });
  const save = useSettingsChange(settings, t("kcw.settings.firstLogin.savedAlert"), onClose);
  const problem = save.error ? asProblem(save.error) : undefined;
  const violation = (member: string) => problem?.violation(`firstLogin[${at}].${member}`);
  const rule: Rule = {
    provider: who === "provider" ? provider[0]?.id : undefined,
    emailDomain: who === "domain" ? domain.trim() : undefined,
    workspace: ws,
    roles: roles.map((role) => role.id),
  };
  const complete = who === "everybody" || (who === "provider" ? provider.length > 0 : domain.trim() !== "");
  return (
    <Dialog
      title={before ? t("kcw.settings.firstLogin.edit") : t("kcw.settings.firstLogin.add")}
      submit={t("kcw.settings.save")}
      size="medium"
      busy={save.isPending}
      error={problem?.isStale ? undefined : problem}
      ready={complete && ws !== "" && roles.length > 0}
      onSubmit={() => save.mutate({ firstLogin: [...rules.slice(0, at), rule, ...rules.slice(at + 1)] })}
      onClose={onClose}
    >
      <SelectField
        name="who"
        label={t("kcw.settings.firstLogin.who")}
        value={who}
        onChange={(value) => setWho(value as Who)}
        options={[
          { value: "everybody", label: t("kcw.settings.firstLogin.everybody") },
          { value: "provider", label: t("kcw.settings.firstLogin.ofProvider") },
          { value: "domain", label: t("kcw.settings.firstLogin.ofDomain") },
        ]}
      />
      {who === "provider" && (
        <Picker
          name="provider"
          label={t("kcw.settings.firstLogin.provider")}
          find={async (search) => {
            const query = { search: search || undefined, max: CHOICES };
            const found = await content(api.GET("/settings/identity-providers", { params: { query } }));
            return found.map((one) => ({ id: one.alias, text: one.alias, detail: one.name }));
          }}
          queryKey={["identity-providers", host.realm]}
          chosen={provider}
          onChange={setProvider}
          error={violation("provider")}
          single
          folded
          required
        />
      )}
      {who === "domain" && (
        <TextField
          name="emailDomain"
          label={t("kcw.settings.firstLogin.domain")}
          help={t("kcw.settings.firstLogin.domainHelp")}
          value={domain}
          onChange={setDomain}
          error={violation("emailDomain")}
          maxLength={255}
          required
        />
      )}
      <Picker
        name="workspace"
        label={t("kcw.settings.firstLogin.workspace")}
        find={async (search) => {
          const query = { search: search || undefined, max: CHOICES };
          const { items } = await page(api.GET("/workspaces", { params: { query } }));
          return items.map((one) => ({ id: one.alias, text: one.alias, detail: one.name }));
        }}
        queryKey={["workspaces", host.realm]}
        chosen={workspace}
        onChange={(chosen) => {
          // Another workspace has other roles.
          if (chosen[0]?.id !== ws) setRoles([]);
          setWorkspace(chosen);
        }}
        error={violation("workspace")}
        single
        folded
        required
      />
      {ws !== "" && (
        <Picker
          name="roles"
          label={t("kcw.settings.firstLogin.roles")}
          find={async (search) => byName(await find.roles(search))}
          queryKey={["roles", host.realm, ws, "by-name"]}
          chosen={roles}
          onChange={setRoles}
          error={violation("roles")}
          folded
          required
        />
      )}
    </Dialog>
  );
}

function named(name: string | undefined): Choice[] {
  return name ? [{ id: name, text: name }] : [];
}

/** Rules name their roles, and a role of the workspace hides a template of the same name. */
function byName(roles: readonly Choice[]): Choice[] {
  return [...new Map(roles.map((role) => [role.text, { ...role, id: role.text }])).values()];
}
