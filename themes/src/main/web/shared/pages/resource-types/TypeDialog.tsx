import { Button, Checkbox, FormFieldGroup, FormFieldGroupHeader, Grid, GridItem, Radio } from "@patternfly/react-core";
import { TrashIcon } from "@patternfly/react-icons";
import { useId, useState } from "react";
import { content, useApi } from "../../api/client";
import { asProblem } from "../../api/problem";
import { Dialog } from "../../components/Dialog";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import { useChange } from "../../components/useChange";
import { useLabel } from "../../i18n/useLabel";
import { useMessages } from "../../i18n/useMessages";
import { draftOf, newAction, typeOf, type ActionDraft, type TypeDraft } from "./draft";
import { TYPES, type ResourceType } from "./types";

interface TypeDialogProps {
  types: readonly ResourceType[];
  /** What is edited; a new one without. */
  type?: ResourceType;
  onClose: () => void;
}

export function TypeDialog({ types, type, onClose }: TypeDialogProps) {
  const t = useMessages();
  const label = useLabel();
  const api = useApi();
  const [draft, setDraft] = useState<TypeDraft>(() => draftOf(type));
  const set = (change: Partial<TypeDraft>) => setDraft((before) => ({ ...before, ...change }));
  const save = useChange<void, unknown>({
    run: () =>
      content(
        api.PUT("/resource-types/{key}", {
          params: {
            path: { key: draft.key.trim() },
            header: type ? { "If-Match": String(type.version) } : {},
          },
          body: typeOf(draft, type),
        }),
      ),
    done: () => t(type ? "kcw.types.saved" : "kcw.types.created", { name: draft.name || draft.key }),
    reload: [[TYPES]],
    then: onClose,
    quiet: true,
  });
  const problem = save.error ? asProblem(save.error) : undefined;
  const taken = !type && types.some((one) => one.key === draft.key.trim());
  const setAction = (index: number, change: Partial<ActionDraft>) =>
    set({ actions: draft.actions.map((action, at) => (at === index ? { ...action, ...change } : action)) });
  const parents = types.filter((one) => !one.parentType && !one.builtIn && one.key !== type?.key);
  return (
    <Dialog
      title={type ? t("kcw.types.editTitle", { name: label(type.labels, type.name) }) : t("kcw.types.create")}
      submit={type ? t("kcw.types.save") : t("kcw.types.create")}
      size="large"
      busy={save.isPending}
      error={problem}
      ready={draft.key.trim() !== "" && !taken && draft.actions.some((action) => action.key.trim() !== "")}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Grid hasGutter md={6}>
        <TextField
          name="key"
          label={t("kcw.types.key")}
          help={t("kcw.types.keyHelp")}
          value={draft.key}
          onChange={(key) => set({ key })}
          error={taken ? t("kcw.types.keyTaken") : problem?.violation("key")}
          disabled={type !== undefined}
          maxLength={100}
          required
        />
        <TextField name="name" label={t("kcw.types.name")} value={draft.name} onChange={(name) => set({ name })} error={problem?.violation("name")} maxLength={100} />
        <TextField name="label-en" label={t("kcw.types.labelEn")} value={draft.labelEn} onChange={(labelEn) => set({ labelEn })} error={problem?.violation("labels.en")} maxLength={100} />
        <TextField name="label-de" label={t("kcw.types.labelDe")} value={draft.labelDe} onChange={(labelDe) => set({ labelDe })} error={problem?.violation("labels.de")} maxLength={100} />
        <TextField name="category" label={t("kcw.types.category")} help={t("kcw.types.categoryHelp")} value={draft.category} onChange={(category) => set({ category })} error={problem?.violation("category")} maxLength={100} />
        <SelectField
          name="registration"
          label={t("kcw.types.registration")}
          help={t("kcw.types.registrationHelp")}
          value={draft.registration}
          onChange={(registration) => set({ registration })}
          options={[
            { value: "REQUIRED", label: t("kcw.types.required") },
            { value: "OPTIONAL", label: t("kcw.types.optional") },
          ]}
          error={problem?.violation("registration")}
        />
        <SelectField
          name="parentType"
          label={t("kcw.types.parent")}
          help={t("kcw.types.parentHelp")}
          value={draft.parentType}
          onChange={(parentType) => set({ parentType, gate: parentType ? draft.gate : "" })}
          options={[
            { value: "", label: t("kcw.types.noParent") },
            ...parents.map((one) => ({ value: one.key, label: label(one.labels, one.name) })),
          ]}
          error={problem?.violation("parentType")}
        />
        <SelectField
          name="gate"
          label={t("kcw.types.gate")}
          help={t("kcw.types.gateHelp")}
          value={draft.gate}
          onChange={(gate) => set({ gate })}
          disabled={!draft.parentType}
          options={[
            { value: "", label: t("kcw.types.gateRealm") },
            { value: "strict", label: t("kcw.types.gateStrict") },
            { value: "auto", label: t("kcw.types.gateAuto") },
          ]}
          error={problem?.violation("gate")}
        />
      </Grid>
      <FormFieldGroup
        header={
          <FormFieldGroupHeader
            titleText={{ text: t("kcw.types.actions"), id: "kcw-type-actions" }}
            titleDescription={problem?.violation("actions") ?? t("kcw.types.actionsHelp")}
          />
        }
      >
        {draft.actions.map((action, index) => (
          <ActionRow
            key={action.id}
            action={action}
            base={draft.base === action.id}
            index={index}
            errors={{
              key: problem?.violation(`actions[${index}]`),
              implies: problem?.violation(`implies.${action.key}`),
            }}
            onBase={() => set({ base: action.id })}
            onChange={(change) => setAction(index, change)}
            onRemove={draft.actions.length > 1 ? () => set(without(draft, action)) : undefined}
          />
        ))}
        <Button variant="link" isInline onClick={() => set({ actions: [...draft.actions, newAction()] })} data-testid="kcw-add-action">
          {t("kcw.types.addAction")}
        </Button>
      </FormFieldGroup>
    </Dialog>
  );
}

function without(draft: TypeDraft, action: ActionDraft): Partial<TypeDraft> {
  const actions = draft.actions.filter((one) => one.id !== action.id);
  return { actions, base: draft.base === action.id ? (actions[0]?.id ?? "") : draft.base };
}

interface ActionRowProps {
  action: ActionDraft;
  base: boolean;
  index: number;
  errors: { key: string | undefined; implies: string | undefined };
  onBase: () => void;
  onChange: (change: Partial<ActionDraft>) => void;
  onRemove: (() => void) | undefined;
}

function ActionRow({ action, base, index, errors, onBase, onChange, onRemove }: ActionRowProps) {
  const t = useMessages();
  const id = useId();
  const name = action.key || t("kcw.types.actionNumber", { number: index + 1 });
  return (
    <Grid hasGutter role="group" aria-label={name} data-testid={`kcw-action-${index}`}>
      <GridItem md={3}>
        <TextField name={`action-${index}`} label={t("kcw.types.action")} value={action.key} onChange={(key) => onChange({ key })} error={errors.key} maxLength={100} required />
      </GridItem>
      <GridItem md={3}>
        <TextField name={`implies-${index}`} label={t("kcw.types.implies")} help={t("kcw.types.impliesHelp")} value={action.implies} onChange={(implies) => onChange({ implies })} error={errors.implies} />
      </GridItem>
      <GridItem md={2}>
        <TextField name={`action-en-${index}`} label={t("kcw.types.labelEn")} value={action.labelEn} onChange={(labelEn) => onChange({ labelEn })} maxLength={100} />
      </GridItem>
      <GridItem md={2}>
        <TextField name={`action-de-${index}`} label={t("kcw.types.labelDe")} value={action.labelDe} onChange={(labelDe) => onChange({ labelDe })} maxLength={100} />
      </GridItem>
      <GridItem md={2}>
        <Radio id={`${id}-base`} name="kcw-base" label={t("kcw.types.base")} aria-label={t("kcw.types.baseOf", { name })} isChecked={base} onChange={onBase} data-testid={`kcw-base-${index}`} />
        <Checkbox
          id={`${id}-share`}
          label={t("kcw.types.shareable")}
          aria-label={t("kcw.types.shareableOf", { name })}
          isChecked={action.shareable}
          onChange={(_event, shareable) => onChange({ shareable })}
          data-testid={`kcw-shareable-${index}`}
        />
        {onRemove && (
          <Button variant="plain" icon={<TrashIcon />} aria-label={t("kcw.types.removeAction", { name })} onClick={onRemove} data-testid={`kcw-remove-action-${index}`} />
        )}
      </GridItem>
    </Grid>
  );
}
