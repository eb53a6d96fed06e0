import { Button, Label, ToolbarItem } from "@patternfly/react-core";
import type { IAction } from "@patternfly/react-table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router-dom";
import { content, page, useApi } from "../../../api/client";
import { useMay } from "../../../api/useMay";
import { useAlerts } from "../../../components/Alerts";
import { DataTable } from "../../../components/DataTable";
import { EmptyList } from "../../../components/EmptyList";
import { useChange } from "../../../components/useChange";
import { useListQuery } from "../../../components/useListQuery";
import { useHost } from "../../../host/Host";
import { Time } from "../../../i18n/Time";
import { useMessages } from "../../../i18n/useMessages";
import { useWord } from "../../trail/useWord";
import { CollectorsDialog } from "./CollectorsDialog";
import { DeadLettersDialog } from "./DeadLettersDialog";
import { DeleteSinkDialog } from "./DeleteSinkDialog";
import { ReplayDialog } from "./ReplayDialog";
import { RotateDialog } from "./RotateDialog";
import { SecretDialog } from "./SecretDialog";
import { SinkDialog } from "./SinkDialog";
import { SinkState } from "./SinkState";
import { ifMatch, needsOf, RELOAD, type Sink } from "./sinks";

/** What is open in front of the list. */
type Open =
  | { readonly what: "create" | "collectors" }
  | { readonly what: "edit" | "rotate" | "replay" | "letters" | "delete"; readonly sink: Sink }
  | { readonly what: "secret"; readonly sink: Sink; readonly secret: string };

const PAUSE = 5_000;

/** Where the trail is delivered to, and how that goes. What it shows is asked again while it is looked at. */
export default function SinksTab() {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const may = useMay();
  const list = useListQuery();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const { first, max, search } = list;
  const query = useQuery({
    queryKey: ["sinks", host.realm, { first, max, search }],
    queryFn: () => page(api.GET("/audit/sinks", { params: { query: { first, max, search: search || undefined } } })),
    placeholderData: keepPreviousData,
    refetchInterval: PAUSE,
  });
  const actions = useActions(setOpen);
  const changes = may("sinks-write");
  const saved = (sink: Sink) => setOpen(sink.secret === undefined ? undefined : { what: "secret", sink, secret: sink.secret });
  const create = changes && (
    <Button variant="primary" onClick={() => setOpen({ what: "create" })} data-testid="kcw-create">
      {t("kcw.sinks.create")}
    </Button>
  );
  return (
    <>
      <DataTable<Sink>
        label={t("kcw.audit.sinks")}
        query={query}
        list={list}
        rowKey={(sink) => sink.id}
        rowLabel={(sink) => sink.name}
        columns={[
          { key: "name", title: t("kcw.sinks.name"), width: 25, cell: (sink) => <Name sink={sink} /> },
          { key: "state", title: t("kcw.sinks.state"), width: 25, cell: (sink) => <SinkState sink={sink} /> },
          { key: "lag", title: t("kcw.sinks.lag"), width: 10, cell: (sink) => (sink.status ? t("kcw.sinks.rows", { count: sink.status.lag }) : "–") },
          {
            key: "success",
            title: t("kcw.sinks.lastSuccess"),
            width: 20,
            cell: (sink) => (sink.status?.lastSuccessAt ? <Time at={sink.status.lastSuccessAt} /> : t("kcw.sinks.never")),
          },
          {
            key: "dead",
            title: t("kcw.sinks.deadLetters"),
            cell: (sink) =>
              sink.status?.deadLetters ? (
                <Button variant="link" isInline isDanger onClick={() => setOpen({ what: "letters", sink })} data-testid="kcw-dead-letters">
                  {t("kcw.sinks.rows", { count: sink.status.deadLetters })}
                </Button>
              ) : (
                "–"
              ),
          },
        ]}
        rowActions={changes ? actions : undefined}
        actions={
          changes && (
            <>
              <ToolbarItem>{create}</ToolbarItem>
              {may("settings-write") && (
                <ToolbarItem>
                  <Button variant="secondary" onClick={() => setOpen({ what: "collectors" })} data-testid="kcw-collectors">
                    {t("kcw.sinks.collectors")}
                  </Button>
                </ToolbarItem>
              )}
            </>
          )
        }
        empty={<EmptyList title={t("kcw.sinks.none")} body={create ? t("kcw.sinks.noneBody") : t("kcw.sinks.noneBodyReader")} action={create} />}
      />
      {open?.what === "create" && <SinkDialog onSaved={saved} onClose={close} />}
      {open?.what === "edit" && <SinkDialog sink={open.sink} onSaved={saved} onClose={close} />}
      {open?.what === "rotate" && <RotateDialog sink={open.sink} onDone={saved} onClose={close} />}
      {open?.what === "replay" && <ReplayDialog sink={open.sink} onClose={close} />}
      {open?.what === "letters" && <DeadLettersDialog sink={open.sink} may={changes} onClose={close} />}
      {open?.what === "delete" && <DeleteSinkDialog sink={open.sink} onClose={close} />}
      {open?.what === "secret" && <SecretDialog name={open.sink.name} secret={open.secret} onClose={close} />}
      {open?.what === "collectors" && <CollectorsDialog onClose={close} />}
    </>
  );
}

function Name({ sink }: { sink: Sink }) {
  const t = useMessages();
  const host = useHost();
  const word = useWord();
  return (
    <>
      {sink.name}{" "}
      <Label isCompact color="blue">
        {word(`kcw.sinks.kind.${sink.kind}`, sink.kind)}
      </Label>{" "}
      {sink.workspace && <Link to={host.path(`/workspaces/${encodeURIComponent(sink.workspace)}/overview`)}>{t("kcw.sinks.ofWorkspace")}</Link>}
    </>
  );
}

/** What can be done with a sink. */
function useActions(open: (what: Open) => void): (sink: Sink) => IAction[] {
  const t = useMessages();
  const api = useApi();
  const alerts = useAlerts();
  const turn = useChange<Sink, Sink>({
    run: (sink) => content(api.PUT("/audit/sinks/{id}", { params: { path: { id: sink.id }, header: ifMatch(sink) }, body: { enabled: !sink.enabled } })),
    done: (sink) => t(sink.enabled ? "kcw.sinks.enabledAlert" : "kcw.sinks.disabledAlert", { name: sink.name }),
    reload: RELOAD,
  });
  const test = useChange<Sink, { delivered: boolean; error?: string }>({
    run: (sink) => content(api.POST("/audit/sinks/{id}/test", { params: { path: { id: sink.id } } })),
    done: (result, sink) => (result.delivered ? t("kcw.sinks.testTaken", { name: sink.name }) : undefined),
    then: (result, sink) => {
      if (!result.delivered) alerts.warning(t("kcw.sinks.testRefused", { name: sink.name }), result.error);
    },
    reload: RELOAD,
  });
  return (sink) => [
    { title: t("kcw.sinks.edit"), onClick: () => open({ what: "edit", sink }) },
    { title: t("kcw.sinks.test"), onClick: () => test.mutate(sink) },
    { title: t(sink.enabled ? "kcw.sinks.disable" : "kcw.sinks.enable"), onClick: () => turn.mutate(sink) },
    ...(needsOf(sink.kind).secret ? [{ title: t("kcw.sinks.rotate"), onClick: () => open({ what: "rotate", sink }) }] : []),
    { title: t("kcw.sinks.replay"), onClick: () => open({ what: "replay", sink }) },
    { title: t("kcw.sinks.letters"), onClick: () => open({ what: "letters", sink }) },
    { isSeparator: true },
    { title: t("kcw.sinks.delete"), onClick: () => open({ what: "delete", sink }) },
  ];
}
