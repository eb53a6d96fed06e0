import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { content, useApi } from "../../api/client";
import { asProblem } from "../../api/problem";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/TextField";
import { useChange } from "../../components/useChange";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";

export function CreateWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [alias, setAlias] = useState("");
  const [description, setDescription] = useState("");
  const create = useChange({
    run: () => content(api.POST("/workspaces", { body: { name, alias, description: description || undefined } })),
    done: () => t("kcw.workspaces.createdAlert", { name }),
    reload: [["workspaces"]],
    then: () => void navigate(host.path(`/workspaces/${alias}/overview`)),
    quiet: true,
  });
  const problem = create.error ? asProblem(create.error) : undefined;
  return (
    <Dialog
      title={t("kcw.workspaces.create")}
      submit={t("kcw.workspaces.create")}
      busy={create.isPending}
      error={problem}
      ready={name.trim() !== "" && alias !== ""}
      onSubmit={() => create.mutate(undefined)}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={t("kcw.workspaces.name")}
        value={name}
        onChange={(value) => {
          if (alias === aliasOf(name)) setAlias(aliasOf(value));
          setName(value);
        }}
        error={problem?.violation("name")}
        maxLength={100}
        required
      />
      <TextField
        name="alias"
        label={t("kcw.workspaces.alias")}
        help={t("kcw.workspaces.aliasHelp")}
        value={alias}
        onChange={setAlias}
        error={problem?.violation("alias") ?? (problem?.code === "ALIAS_TAKEN" ? t("kcw.problem.ALIAS_TAKEN") : undefined)}
        maxLength={63}
        required
      />
      <TextField
        name="description"
        label={t("kcw.workspaces.description")}
        value={description}
        onChange={setDescription}
        error={problem?.violation("description")}
        multiline
      />
    </Dialog>
  );
}

/** An alias that a name suggests: `[a-z0-9][a-z0-9-]{0,62}`. */
export function aliasOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63);
}
