import { Alert, Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, List, ListItem } from "@patternfly/react-core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { content, useApi } from "../../../api/client";
import { asProblem } from "../../../api/problem";
import type { components } from "../../../api/schema";
import { Dialog } from "../../../components/Dialog";
import { Loading } from "../../../components/Loading";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { changes, counts, withParents, type Draft, type Knowledge } from "./model";

type Outcome = components["schemas"]["GrantsOutcome"];

interface SaveDialogProps {
  ws: string;
  role: { id: string; name: string; version: number };
  draft: Draft;
  knowledge: Knowledge;
  onDraft: (draft: Draft) => void;
  onStale: () => void;
  onSaved: () => void;
  onClose: () => void;
}

const MOST_NAMES = 8;

/** Says what a change would do, by a dry run of it, and does it when that is confirmed. */
export function SaveDialog({ ws, role, draft, knowledge, onDraft, onStale, onSaved, onClose }: SaveDialogProps) {
  const t = useMessages();
  const api = useApi();
  const host = useHost();
  const body = changes(draft);
  const send = (dryRun: boolean) =>
    content(
      api.PATCH("/workspaces/{ws}/roles/{id}/grants", {
        params: { path: { ws, id: role.id }, query: dryRun ? { dryRun } : {}, header: { "If-Match": `"${role.version}"` } },
        body,
      }),
    );
  const preview = useQuery({
    queryKey: ["grants-preview", host.realm, ws, role.id, role.version, body],
    queryFn: () => send(true),
    retry: false,
    gcTime: 0,
  });
  const save = useMutation({
    mutationFn: () => send(false),
    onSuccess: onSaved,
    onError: (error) => {
      if (asProblem(error).isStale) onStale();
    },
  });
  const refusal = save.error ?? preview.error;
  const problem = refusal ? asProblem(refusal) : undefined;
  const gate = problem?.code === "PARENT_NOT_GRANTED" ? lackingParents(problem.body) : undefined;
  const { added, removed } = counts(draft);
  return (
    <Dialog
      title={t("kcw.permissions.confirm", { role: role.name })}
      submit={problem?.isStale ? t("kcw.permissions.reload") : t("kcw.permissions.saveNow")}
      size="medium"
      busy={save.isPending}
      ready={preview.isSuccess || problem?.isStale}
      error={problem?.isStale || gate ? undefined : refusal}
      onSubmit={() => (problem?.isStale ? onStale() : save.mutate())}
      onClose={onClose}
    >
      <p data-testid="kcw-confirm-counts">{t("kcw.permissions.counts", { added, removed })}</p>
      {preview.isPending && <Loading />}
      {problem?.isStale && <Alert isInline variant="warning" title={t("kcw.permissions.stale")} data-testid="kcw-stale">{t("kcw.permissions.staleBody")}</Alert>}
      {gate && (
        <Alert
          isInline
          variant="warning"
          title={t("kcw.permissions.gate")}
          actionLinks={
            <Button variant="secondary" onClick={() => onDraft(withParents(draft, knowledge, gate.parents, gate.parentTypes))} data-testid="kcw-grant-parents">
              {t("kcw.permissions.grantParents")}
            </Button>
          }
          data-testid="kcw-gate"
        >
          {t("kcw.permissions.gateBody")} <strong>{names([...gate.parents.map((id) => parentName(id, draft, knowledge)), ...gate.parentTypes.map((key) => t("kcw.permissions.whole", { type: knowledge.types.get(key)?.name ?? key }))])}</strong>
        </Alert>
      )}
      {preview.data && !gate && <Impact outcome={preview.data} draft={draft} knowledge={knowledge} />}
    </Dialog>
  );
}

function Impact({ outcome, draft, knowledge }: { outcome: Outcome; draft: Draft; knowledge: Knowledge }) {
  const t = useMessages();
  const name = (id: string) => outcome.names[id] ?? knowledge.row(id)?.name ?? parentName(id, draft, knowledge);
  return (
    <div data-testid="kcw-impact">
      <DescriptionList isHorizontal isCompact>
        <Fact title={t("kcw.permissions.impact.users")} value={String(outcome.members ?? 0)} />
        <Fact title={t("kcw.permissions.impact.resources")} value={String(outcome.resources)} />
        <Fact title={t("kcw.permissions.impact.actions")} value={t("kcw.permissions.counts", { added: outcome.added, removed: outcome.removed })} />
        {outcome.raised.length > 0 && <Fact title={t("kcw.permissions.impact.raised")} value={names(outcome.raised.map(name))} />}
        {outcome.withdrawn.length > 0 && <Fact title={t("kcw.permissions.impact.withdrawn")} value={names(outcome.withdrawn.map(name))} />}
      </DescriptionList>
      {outcome.added + outcome.removed === 0 && <Alert isInline variant="info" title={t("kcw.permissions.impact.nothing")} />}
      {outcome.warnings.length > 0 && (
        <Alert isInline variant="warning" className="pf-v5-u-mt-md" title={t("kcw.permissions.incomplete", { count: outcome.warnings.length })} data-testid="kcw-warnings">
          <List isPlain>
            {outcome.warnings.slice(0, MOST_NAMES).map((warning) => (
              <ListItem key={warning.resource}>{t("kcw.permissions.lacks", { name: name(warning.resource), missing: names(warning.missing.map(name)) })}</ListItem>
            ))}
          </List>
        </Alert>
      )}
    </div>
  );
}

function Fact({ title, value }: { title: string; value: string }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{title}</DescriptionListTerm>
      <DescriptionListDescription>{value}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

function names(all: readonly string[]): string {
  return all.slice(0, MOST_NAMES).join(", ") + (all.length > MOST_NAMES ? ` … (${all.length})` : "");
}

function parentName(id: string, draft: Draft, knowledge: Knowledge): string {
  return knowledge.row(id)?.name ?? [...draft.values()].find((edit) => edit.target.parent === id)?.target.parentName ?? id;
}

function lackingParents(body: unknown): { parents: string[]; parentTypes: string[] } {
  const { parents = [], parentTypes = [] } = (body ?? {}) as { parents?: string[]; parentTypes?: string[] };
  return { parents, parentTypes };
}
