import { FormGroup, Radio, Switch } from "@patternfly/react-core";
import { useState } from "react";
import { content, useApi } from "../../../api/client";
import { asProblem } from "../../../api/problem";
import { Dialog } from "../../../components/Dialog";
import { Picker, type Choice } from "../../../components/Picker";
import { SelectField } from "../../../components/SelectField";
import { TextField } from "../../../components/TextField";
import { useChange } from "../../../components/useChange";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { useActivityTypes } from "../../activity/activity";
import { useActivityText } from "../../activity/useActivityText";
import { ChoicesFilter } from "../../trail/ChoicesFilter";
import { workspacesOf } from "../../trail/people";
import { EVERYTHING, FORMATS, ifMatch, KINDS, needsOf, RELOAD, type Kind, type Sink, type SinkChange } from "./sinks";

interface SinkDialogProps {
  /** To be changed; a new one without. */
  sink?: Sink;
  /** With the secret, if it was made: it is not shown again. */
  onSaved: (sink: Sink) => void;
  onClose: () => void;
}

interface Draft {
  readonly name: string;
  readonly kind: string;
  readonly format: string;
  readonly url: string;
  readonly types: readonly string[];
  readonly enabled: boolean;
  readonly workspace: Choice | undefined;
  readonly secret: string;
}

const NEW: Draft = { name: "", kind: "WEBHOOK", format: "NATIVE", url: "", types: [EVERYTHING], enabled: true, workspace: undefined, secret: "" };

/** A destination of the trail: each kind asks for what it needs. A secret is only ever written. */
export function SinkDialog({ sink, onSaved, onClose }: SinkDialogProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const [draft, setDraft] = useState<Draft>(() => (sink ? { ...NEW, ...sink, url: sink.url ?? "", workspace: undefined, secret: "" } : NEW));
  const set = (values: Partial<Draft>) => setDraft((before) => ({ ...before, ...values }));
  const needs = needsOf(draft.kind);
  const save = useChange<SinkChange, Sink>({
    run: (body) =>
      content(sink ? api.PUT("/audit/sinks/{id}", { params: { path: { id: sink.id }, header: ifMatch(sink) }, body }) : api.POST("/audit/sinks", { body })),
    done: (saved) => t(sink ? "kcw.sinks.savedAlert" : "kcw.sinks.createdAlert", { name: saved.name }),
    reload: RELOAD,
    then: onSaved,
    quiet: true,
  });
  const problem = save.error ? asProblem(save.error) : undefined;
  const moved = sink !== undefined && sink.secretSet && draft.url !== (sink.url ?? "");
  const secretMissing = needs.secret && draft.secret === "" && (sink === undefined ? needs.secretRequired : moved);
  return (
    <Dialog
      title={sink ? t("kcw.sinks.editTitle", { name: sink.name }) : t("kcw.sinks.create")}
      submit={sink ? t("kcw.sinks.save") : t("kcw.sinks.create")}
      size="medium"
      busy={save.isPending}
      error={problem}
      ready={draft.name.trim() !== "" && (!needs.address || draft.url !== "") && draft.types.length > 0 && !secretMissing}
      onSubmit={() => save.mutate(bodyOf(draft, sink))}
      onClose={onClose}
    >
      <TextField name="name" label={t("kcw.sinks.name")} value={draft.name} onChange={(name) => set({ name })} error={problem?.violation("name")} maxLength={100} required />
      <SelectField
        name="kind"
        label={t("kcw.sinks.kind")}
        value={draft.kind}
        options={KINDS.map((value) => ({ value, label: t(`kcw.sinks.kind.${value}`) }))}
        onChange={(kind) => set({ kind })}
        error={problem?.violation("kind")}
        disabled={sink !== undefined}
        required
      />
      {needs.address && (
        <TextField
          name="url"
          label={t("kcw.sinks.url")}
          help={t(`kcw.sinks.urlHelp.${draft.kind as Exclude<Kind, "LOG">}`)}
          value={draft.url}
          onChange={(url) => set({ url: url.trim() })}
          error={problem?.violation("url")}
          required
        />
      )}
      {needs.secret && (
        <TextField
          name="secret"
          label={t(`kcw.sinks.secret.${draft.kind as "WEBHOOK" | "SPLUNK" | "OTLP"}`)}
          help={t(sink?.secretSet ? (moved ? "kcw.sinks.secretAgain" : "kcw.sinks.secretKept") : needs.secretMade ? "kcw.sinks.secretMade" : "kcw.sinks.secretHelp")}
          value={draft.secret}
          onChange={(secret) => set({ secret })}
          error={problem?.violation("secret")}
          required={needs.secretRequired || moved}
          secret
        />
      )}
      <SelectField
        name="format"
        label={t("kcw.sinks.format")}
        value={draft.format}
        options={FORMATS.map((value) => ({ value, label: t(`kcw.sinks.format.${value}`) }))}
        onChange={(format) => set({ format })}
        error={problem?.violation("format")}
      />
      <Types types={draft.types} onChange={(types) => set({ types })} />
      {sink === undefined && (
        <Picker
          name="workspace"
          label={t("kcw.sinks.workspace")}
          help={t("kcw.sinks.workspaceHelp")}
          queryKey={["filter", host.realm, "workspace"]}
          find={workspacesOf(api)}
          chosen={draft.workspace ? [draft.workspace] : []}
          onChange={(chosen) => set({ workspace: chosen[0] })}
          error={problem?.violation("workspace")}
          single
          folded
        />
      )}
      <FormGroup fieldId="kcw-sink-enabled">
        <Switch id="kcw-sink-enabled" label={t("kcw.sinks.enabled")} isChecked={draft.enabled} onChange={(_event, enabled) => set({ enabled })} data-testid="kcw-field-enabled" />
      </FormGroup>
    </Dialog>
  );
}

/** What is sent: of a sink that there is, neither what can't be changed nor a secret that stays. */
function bodyOf(draft: Draft, sink: Sink | undefined): SinkChange {
  const needs = needsOf(draft.kind);
  return {
    name: draft.name.trim(),
    format: draft.format,
    types: [...draft.types],
    enabled: draft.enabled,
    ...(needs.address && { url: draft.url }),
    ...(needs.secret && draft.secret && { secret: draft.secret }),
    ...(sink === undefined && { kind: draft.kind, workspace: draft.workspace?.id }),
  };
}

/** Everything, or some types. Beginnings of names, which the API takes as well, stay as they are. */
function Types({ types, onChange }: { types: readonly string[]; onChange: (types: readonly string[]) => void }) {
  const t = useMessages();
  const text = useActivityText();
  const all = types.includes(EVERYTHING);
  const known = useActivityTypes(!all);
  const names = known.data?.map(({ type }) => type);
  const others = types.filter((type) => names && !names.includes(type));
  return (
    <FormGroup label={t("kcw.sinks.types")} role="radiogroup" fieldId="kcw-sink-types">
      <Radio id="kcw-sink-everything" name="types" label={t("kcw.sinks.everything")} isChecked={all} onChange={() => onChange([EVERYTHING])} />
      <Radio id="kcw-sink-some" name="types" label={t("kcw.sinks.some")} isChecked={!all} onChange={() => onChange([])} data-testid="kcw-some-types" />
      {!all && (
        <ChoicesFilter
          name="types"
          label={t("kcw.sinks.types")}
          chosen={types}
          options={names && [...others, ...names].map((value) => ({ value, label: text(value) }))}
          onChange={onChange}
        />
      )}
    </FormGroup>
  );
}
