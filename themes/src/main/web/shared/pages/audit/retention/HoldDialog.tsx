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
import { usersOf, workspacesOf } from "../../trail/people";
import { HOLD_KINDS, RELOAD, type Hold } from "./retention";

/** Places a legal hold on the realm, a workspace or a person. */
export function HoldDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const [kind, setKind] = useState("WORKSPACE");
  const [subject, setSubject] = useState<Choice>();
  const [reason, setReason] = useState("");
  const place = useChange<void, Hold>({
    run: () => content(api.POST("/audit/retention/holds", { body: { kind, subject: kind === "REALM" ? undefined : subject?.id, reason: reason.trim() } })),
    done: () => t("kcw.retention.placedAlert"),
    reload: RELOAD,
    then: onClose,
    quiet: true,
  });
  const problem = place.error ? asProblem(place.error) : undefined;
  return (
    <Dialog
      title={t("kcw.retention.place")}
      submit={t("kcw.retention.place")}
      size="medium"
      busy={place.isPending}
      error={problem}
      ready={reason.trim() !== "" && (kind === "REALM" || subject !== undefined)}
      onSubmit={() => place.mutate()}
      onClose={onClose}
    >
      <SelectField
        name="kind"
        label={t("kcw.retention.what")}
        value={kind}
        options={HOLD_KINDS.map((value) => ({ value, label: t(`kcw.retention.kind.${value}`) }))}
        onChange={(value) => {
          setKind(value);
          setSubject(undefined);
        }}
        required
      />
      {kind !== "REALM" && (
        <Picker
          key={kind}
          name="subject"
          label={t("kcw.retention.subject")}
          queryKey={["filter", host.realm, kind]}
          find={kind === "WORKSPACE" ? workspacesOf(api) : usersOf(api, undefined)}
          chosen={subject ? [subject] : []}
          onChange={(chosen) => setSubject(chosen[0])}
          error={problem?.violation("subject")}
          single
          required
          folded
        />
      )}
      <TextField name="reason" label={t("kcw.retention.reason")} help={t("kcw.retention.reasonHelp")} value={reason} onChange={setReason} error={problem?.violation("reason")} multiline required />
    </Dialog>
  );
}
