import { Alert } from "@patternfly/react-core";
import { useState } from "react";
import { useApi } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import { Dialog } from "../../components/Dialog";
import { useProblemText } from "../../components/ProblemAlert";
import { Picker, type Choice } from "../../components/Picker";
import { TextField } from "../../components/TextField";
import { useChange } from "../../components/useChange";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { aboutRoles, createRole, memberChoices, roleChoices, updateRole, type Role, type Scope } from "./calls";

interface CreateRoleDialogProps {
  ws: Scope;
  /** A role whose grants the new one gets. */
  source?: Role;
  /** Whether members can be chosen at once. */
  withMembers: boolean;
  onClose: () => void;
  onCreated?: (role: Role) => void;
}

/** Makes a role: an own one, or a copy of another. */
export function CreateRoleDialog({ ws, source, withMembers, onClose, onCreated }: CreateRoleDialogProps) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const [name, setName] = useState("");
  const [description, setDescription] = useState(source?.description ?? "");
  const [cloned, setCloned] = useState<readonly Choice[]>(source ? [{ id: source.id, text: source.name }] : []);
  const [members, setMembers] = useState<readonly Choice[]>([]);
  const create = useChange({
    run: () =>
      createRole(api, ws, {
        name: name.trim(),
        description: description.trim(),
        members: members.length > 0 ? members.map((one) => one.id) : undefined,
        cloneOf: cloned[0]?.id,
      }),
    done: (role) => t("kcw.roles.createdAlert", { name: role.name }),
    reload: aboutRoles(host.realm),
    then: (role) => {
      onClose();
      onCreated?.(role);
    },
    quiet: true,
  });
  const problem = create.error ? asProblem(create.error) : undefined;
  const errors = useRoleErrors(problem);
  return (
    <Dialog
      title={source ? t("kcw.roles.cloneTitle", { name: source.name }) : t(ws === undefined ? "kcw.roles.createTemplate" : "kcw.roles.create")}
      submit={t("kcw.roles.createSubmit")}
      size="medium"
      busy={create.isPending}
      error={errors.elsewhere}
      ready={name.trim() !== "" && description.trim() !== ""}
      onSubmit={() => create.mutate(undefined)}
      onClose={onClose}
    >
      <RoleTexts name={name} description={description} onName={setName} onDescription={setDescription} errors={errors} />
      <Picker
        name="cloneOf"
        label={t("kcw.roles.cloneOf")}
        help={t("kcw.roles.cloneOfHelp")}
        chosen={cloned}
        onChange={setCloned}
        queryKey={["roles", host.realm, ws]}
        find={roleChoices(api, ws)}
        single
        folded
      />
      {ws !== undefined && withMembers && (
        <Picker
          name="members"
          label={t("kcw.roles.members")}
          help={t("kcw.roles.membersHelp")}
          chosen={members}
          onChange={setMembers}
          error={problem?.violation("members")}
          queryKey={["members", host.realm, ws]}
          find={memberChoices(api, ws)}
        />
      )}
    </Dialog>
  );
}

/** Changes name and description of a role. */
export function EditRoleDialog({ ws, role, onClose }: { ws: Scope; role: Role; onClose: () => void }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const [name, setName] = useState(role.name);
  const [description, setDescription] = useState(role.description);
  const update = useChange({
    run: () => updateRole(api, ws, role, { name: name.trim(), description: description.trim() }),
    done: (changed) => t("kcw.roles.changedAlert", { name: changed.name }),
    reload: aboutRoles(host.realm),
    then: onClose,
    quiet: true,
  });
  const problem = update.error ? asProblem(update.error) : undefined;
  const errors = useRoleErrors(problem);
  return (
    <Dialog
      title={t("kcw.roles.editTitle", { name: role.name })}
      submit={t("kcw.roles.save")}
      busy={update.isPending}
      error={errors.elsewhere}
      ready={name.trim() !== "" && description.trim() !== ""}
      onSubmit={() => update.mutate(undefined)}
      onClose={onClose}
    >
      {problem?.isStale && <Alert variant="warning" isInline title={t("kcw.common.stale")} />}
      <RoleTexts name={name} description={description} onName={setName} onDescription={setDescription} errors={errors} />
    </Dialog>
  );
}

interface RoleErrors {
  name?: string;
  description?: string;
  /** A refusal that is about neither. */
  elsewhere?: Problem;
}

/** Which field a refusal is about (R1): the name that is taken, or what the server says of each. */
function useRoleErrors(problem: Problem | undefined): RoleErrors {
  const text = useProblemText();
  if (!problem) return {};
  const name = problem.code === "ROLE_NAME_TAKEN" ? text(problem) : problem.violation("name");
  const description = problem.violation("description");
  return name || description ? { name, description } : { elsewhere: problem };
}

interface RoleTextsProps {
  name: string;
  description: string;
  onName: (name: string) => void;
  onDescription: (description: string) => void;
  errors: RoleErrors;
}

function RoleTexts({ name, description, onName, onDescription, errors }: RoleTextsProps) {
  const t = useMessages();
  return (
    <>
      <TextField name="name" label={t("kcw.roles.name")} value={name} onChange={onName} error={errors.name} maxLength={100} required />
      <TextField
        name="description"
        label={t("kcw.roles.description")}
        help={t("kcw.roles.descriptionHelp")}
        value={description}
        onChange={onDescription}
        error={errors.description}
        multiline
        required
      />
    </>
  );
}
