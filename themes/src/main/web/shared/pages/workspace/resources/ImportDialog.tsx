import { Alert, Button, Checkbox, DataList, DataListAction, DataListCell, DataListItem, DataListItemCells, DataListItemRow, ExpandableSection, Grid, List, ListItem } from "@patternfly/react-core";
import { useState } from "react";
import { content, useApi, type Api } from "../../../api/client";
import { asProblem } from "../../../api/problem";
import type { Workspace } from "../../../api/useWorkspace";
import { Dialog } from "../../../components/Dialog";
import { FileDrop } from "../../../components/FileDrop";
import { Loading } from "../../../components/Loading";
import { useProblemText } from "../../../components/ProblemAlert";
import { SelectField } from "../../../components/SelectField";
import { TextField } from "../../../components/TextField";
import { useChange } from "../../../components/useChange";
import { useLabel } from "../../../i18n/useLabel";
import { useMessages } from "../../../i18n/useMessages";
import type { ResourceType } from "../../resource-types/types";
import { bodyOf, clashing, connectorOf, fileAt, namesConnector, partOf, PARTS, unreadable, type ImportFile, type Part } from "./importFiles";
import { CONNECTOR, RESOURCES, type ImportOutcome, type Resource } from "./resources";

interface ImportDialogProps {
  workspace: Workspace;
  types: readonly ResourceType[];
  /** What is imported anew. */
  connector?: Resource;
  onDone: (outcome: ImportOutcome) => void;
  onClose: () => void;
}

interface Connector {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly prefix: string;
}

interface Run {
  readonly files: readonly ImportFile[];
  readonly connector: Connector;
  readonly renames: readonly string[];
  readonly removeVanished: boolean;
}

/** Takes a backend's own files, shows what they would change, and imports them. */
export function ImportDialog({ workspace, types, connector: again, onDone, onClose }: ImportDialogProps) {
  const t = useMessages();
  const label = useLabel();
  const api = useApi();
  const [files, setFiles] = useState<readonly ImportFile[]>([]);
  const [refused, setRefused] = useState<string[]>([]);
  const [connector, setConnector] = useState<Connector>({ id: again?.externalId ?? "", name: "", kind: "", prefix: "" });
  const [renames, setRenames] = useState<readonly string[]>([]);
  const [removeVanished, setRemoveVanished] = useState(false);
  const run: Run = { files, connector, renames, removeVanished };
  const check = useChange<Run, ImportOutcome>({ run: (input) => send(api, workspace.alias, input, true), quiet: true });
  const apply = useChange<Run, ImportOutcome>({
    run: (input) => send(api, workspace.alias, input, false),
    reload: [[RESOURCES], ["overview"], ["workspace"]],
    then: onDone,
    quiet: true,
  });
  /** What was shown is no more what would be sent. */
  const edited = () => {
    check.reset();
    apply.reset();
    setRenames([]);
  };
  const changeConnector = (change: Partial<Connector>) => {
    setConnector((before) => ({ ...before, ...change }));
    edited();
  };
  const own = namesConnector(files);
  const clash = clashing(files);
  const outcome = check.data;
  const ready = files.length > 0 && !clash && (own || connector.id.trim() !== "") && !check.isPending;
  const kinds = types.find((type) => type.key === CONNECTOR)?.kinds ?? {};
  return (
    <Dialog
      title={again ? t("kcw.resources.importAgainTitle", { name: again.name }) : t("kcw.resources.importTitle")}
      submit={outcome ? t("kcw.resources.importNow") : t("kcw.resources.check")}
      size="medium"
      busy={check.isPending || apply.isPending}
      ready={ready}
      onSubmit={() => (outcome ? apply.mutate(run) : check.mutate(run))}
      onClose={onClose}
    >
      <FileDrop
        info={t("kcw.resources.fileInfo")}
        accept={{ "application/json": [".json"] }}
        onFiles={(dropped) => {
          const added = dropped.map((file) => ({ ...file, part: partOf(file.name, file.text) }));
          setRefused([]);
          setFiles((before) => [...before.filter((file) => added.every((one) => one.name !== file.name)), ...added]);
          edited();
          if (connector.id === "") changeConnector({ id: connectorOf(added[0]?.name ?? "") });
        }}
        onRefused={setRefused}
      />
      {refused.length > 0 && <Alert variant="warning" isInline title={t("kcw.resources.filesRefused", { names: refused.join(", ") })} />}
      {files.length > 0 && (
        <Files
          files={files}
          onChange={(changed) => {
            setFiles(changed);
            edited();
          }}
        />
      )}
      {clash && <Alert variant="danger" isInline title={t("kcw.resources.filesClash")} data-testid="kcw-problem" />}
      {!own && (
        <Grid hasGutter md={6}>
          <TextField name="connector" label={t("kcw.resources.connectorId")} help={t("kcw.resources.connectorIdHelp")} value={connector.id} onChange={(id) => changeConnector({ id })} disabled={again !== undefined} maxLength={255} required />
          <TextField name="connector-name" label={t("kcw.resources.name")} help={t("kcw.resources.connectorNameHelp")} value={connector.name} onChange={(name) => changeConnector({ name })} maxLength={255} />
          {Object.keys(kinds).length > 0 && (
            <SelectField
              name="kind"
              label={t("kcw.resources.kind")}
              value={connector.kind}
              onChange={(kind) => changeConnector({ kind })}
              options={[{ value: "", label: t("kcw.resources.kindUnsaid") }, ...Object.entries(kinds).map(([value, labels]) => ({ value, label: label(labels, value) }))]}
            />
          )}
          <TextField name="prefix" label={t("kcw.resources.prefix")} help={t("kcw.resources.prefixHelp")} value={connector.prefix} onChange={(prefix) => changeConnector({ prefix })} maxLength={100} />
        </Grid>
      )}
      <ImportProblem error={check.error ?? apply.error} files={files} />
      {(check.isPending || apply.isPending) && <Loading />}
      {outcome && (
        <>
          <Outcome outcome={outcome} />
          <Renames
            outcome={outcome}
            chosen={renames}
            onChange={(chosen) => {
              setRenames(chosen);
              check.mutate({ ...run, renames: chosen });
            }}
          />
          {outcome.vanished.length + outcome.inactive > 0 && (
            <Checkbox
              id="kcw-remove-vanished"
              label={t("kcw.resources.removeVanished")}
              description={t("kcw.resources.removeVanishedHelp")}
              isChecked={removeVanished}
              onChange={(_event, checked) => setRemoveVanished(checked)}
              data-testid="kcw-remove-vanished"
            />
          )}
        </>
      )}
    </Dialog>
  );
}

/** What can't be read is sent by itself: so the server says where in it. */
function send(api: Api, ws: string, { files, connector, renames, removeVanished }: Run, dryRun: boolean): Promise<ImportOutcome> {
  const broken = unreadable(files);
  const sent = broken ? [broken] : files;
  const own = namesConnector(sent);
  return content(
    api.POST("/workspaces/{ws}/resources/import", {
      params: {
        path: { ws },
        query: {
          format: "openbb",
          dryRun: dryRun || broken !== undefined,
          confirmVanished: !dryRun && removeVanished ? true : undefined,
          part: broken && broken.part !== "all" ? broken.part : undefined,
          connector: own ? undefined : connector.id.trim() || undefined,
          name: own ? undefined : connector.name.trim() || undefined,
          kind: own ? undefined : connector.kind || undefined,
          prefix: own ? undefined : connector.prefix.trim() || undefined,
          rename: renames.length > 0 ? [...renames] : undefined,
        },
      },
      body: (broken ? broken.text : bodyOf(files)) as never,
      bodySerializer: (text) => text as unknown as string,
    }),
  );
}

function Files({ files, onChange }: { files: readonly ImportFile[]; onChange: (files: readonly ImportFile[]) => void }) {
  const t = useMessages();
  return (
    <DataList aria-label={t("kcw.resources.files")} isCompact data-testid="kcw-files">
      {files.map((file, index) => (
        <DataListItem key={file.name} aria-labelledby={`kcw-file-${index}`}>
          <DataListItemRow>
            <DataListItemCells
              dataListCells={[
                <DataListCell key="name">
                  <span id={`kcw-file-${index}`}>{file.name}</span>
                </DataListCell>,
                <DataListCell key="part">
                  {file.part === "all" ? (
                    t("kcw.resources.partAll")
                  ) : (
                    <SelectField
                      name={`part-${file.name}`}
                      label={t("kcw.resources.part")}
                      value={file.part}
                      onChange={(part) => onChange(files.map((one) => (one === file ? { ...one, part: part as Part } : one)))}
                      options={PARTS.map((part) => ({ value: part, label: t(`kcw.resources.part.${part}`) }))}
                    />
                  )}
                </DataListCell>,
              ]}
            />
            <DataListAction aria-labelledby={`kcw-file-${index}`} id={`kcw-file-actions-${index}`} aria-label={t("kcw.common.actions")}>
              <Button variant="link" onClick={() => onChange(files.filter((one) => one !== file))} aria-label={t("kcw.resources.removeFile", { name: file.name })}>
                {t("kcw.resources.remove")}
              </Button>
            </DataListAction>
          </DataListItemRow>
        </DataListItem>
      ))}
    </DataList>
  );
}

function ImportProblem({ error, files }: { error: unknown; files: readonly ImportFile[] }) {
  const t = useMessages();
  const text = useProblemText();
  if (!error) return null;
  const problem = asProblem(error);
  const broken = unreadable(files);
  const violations = problem.body?.violations ?? [];
  return (
    <Alert variant="danger" isInline title={broken ? t("kcw.resources.unreadable", { name: broken.name }) : text(problem)} data-testid="kcw-problem">
      <List isPlain>
        {violations.map((violation, index) => {
          const file = broken ?? fileAt(files, violation.field);
          return (
            <ListItem key={index}>
              {[file?.name, violation.field, violation.message].filter(Boolean).join(": ")}
            </ListItem>
          );
        })}
        {broken && violations.length === 0 && <ListItem>{problem.message}</ListItem>}
      </List>
    </Alert>
  );
}

function Outcome({ outcome }: { outcome: ImportOutcome }) {
  const t = useMessages();
  const nothing = outcome.added.length + outcome.changed.length + outcome.vanished.length === 0;
  return (
    <div ref={intoView} data-testid="kcw-diff">
      <Alert
        variant="info"
        isInline
        title={
          nothing
            ? t("kcw.resources.nothingChanges", { unchanged: outcome.unchanged })
            : t("kcw.resources.diff", {
                added: outcome.added.length,
                changed: outcome.changed.length,
                vanished: outcome.vanished.length,
                unchanged: outcome.unchanged,
              })
        }
      />
      <Lines title={t("kcw.resources.added", { count: outcome.added.length })} lines={outcome.added.map(line)} />
      <Lines title={t("kcw.resources.changed", { count: outcome.changed.length })} lines={outcome.changed.map(line)} />
      <Lines title={t("kcw.resources.vanishedCount", { count: outcome.vanished.length })} lines={outcome.vanished.map(line)} open />
      <Lines
        title={t("kcw.resources.unresolved", { count: outcome.unresolved.length })}
        lines={outcome.unresolved.map((one) => `${one.widget} (${one.pointer})`)}
        open
      />
      <Lines title={t("kcw.resources.warnings", { count: outcome.warnings.length })} lines={outcome.warnings.map((one) => `${one.field}: ${one.message}`)} open />
    </div>
  );
}

/** What was asked for stands below what was entered: it has to be seen. */
function intoView(element: HTMLElement | null) {
  element?.scrollIntoView?.({ block: "start" });
}

function line(one: ImportOutcome["added"][number]): string {
  const fields = one.fields?.length ? ` – ${one.fields.join(", ")}` : "";
  return `${one.type}: ${one.name} (${one.externalId})${fields}`;
}

const MOST_LINES = 100;

function Lines({ title, lines, open }: { title: string; lines: readonly string[]; open?: boolean }) {
  const t = useMessages();
  const [expanded, setExpanded] = useState(open ?? false);
  if (lines.length === 0) return null;
  return (
    <ExpandableSection toggleText={title} isExpanded={expanded} onToggle={(_event, now) => setExpanded(now)}>
      <List isPlain>
        {lines.slice(0, MOST_LINES).map((text, index) => (
          <ListItem key={index}>{text}</ListItem>
        ))}
        {lines.length > MOST_LINES && <ListItem>{t("kcw.resources.moreLines", { count: lines.length - MOST_LINES })}</ListItem>}
      </List>
    </ExpandableSection>
  );
}

function Renames({ outcome, chosen, onChange }: { outcome: ImportOutcome; chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }) {
  const t = useMessages();
  const suggested = outcome.suggestedRenames ?? [];
  const shown = [...chosen, ...suggested.map((one) => one.rename).filter((rename) => !chosen.includes(rename))];
  if (shown.length === 0) return null;
  return (
    <Alert variant="warning" isInline title={t("kcw.resources.renames")} data-testid="kcw-renames">
      {shown.map((rename) => {
        const one = suggested.find((suggestion) => suggestion.rename === rename);
        return (
          <Checkbox
            key={rename}
            id={`kcw-rename-${rename}`}
            label={one ? t("kcw.resources.rename", { name: one.name, from: one.from, to: one.to }) : rename}
            isChecked={chosen.includes(rename)}
            onChange={(_event, checked) => onChange(checked ? [...chosen, rename] : chosen.filter((other) => other !== rename))}
          />
        );
      })}
    </Alert>
  );
}
