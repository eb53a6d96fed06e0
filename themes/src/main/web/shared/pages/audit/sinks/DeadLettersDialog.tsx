import { Button, Modal, ModalVariant, Pagination, Text } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { content, page, useApi } from "../../../api/client";
import { Loaded } from "../../../components/Loaded";
import { useChange } from "../../../components/useChange";
import { useHost } from "../../../host/Host";
import { Time } from "../../../i18n/Time";
import { useMessages } from "../../../i18n/useMessages";
import { useActivityText } from "../../activity/useActivityText";
import { RELOAD, type DeadLetter, type Sink } from "./sinks";

const SLICE = 20;

/** What a sink has refused while it took others, and why; all or some of it can be sent again. */
export function DeadLettersDialog({ sink, may, onClose }: { sink: Sink; may: boolean; onClose: () => void }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const [first, setFirst] = useState(0);
  const path = { id: sink.id };
  const query = useQuery({
    queryKey: ["dead-letters", host.realm, sink.id, first],
    queryFn: () => page(api.GET("/audit/sinks/{id}/dead-letters", { params: { path, query: { first, max: SLICE } } })),
    placeholderData: keepPreviousData,
  });
  const again = useChange<number[], unknown>({
    run: (deadLetters) => content<unknown>(api.POST("/audit/sinks/{id}/replay", { params: { path }, body: { deadLetters } })),
    done: () => t("kcw.sinks.requeuedAlert"),
    reload: RELOAD,
  });
  const total = query.data?.total ?? 0;
  return (
    <Modal
      variant={ModalVariant.large}
      title={t("kcw.sinks.lettersTitle", { name: sink.name })}
      isOpen
      onClose={onClose}
      actions={[
        ...(may && total > 0
          ? [
              <Button key="all" variant="primary" isDisabled={again.isPending} onClick={() => again.mutate([])} data-testid="kcw-requeue-all">
                {t("kcw.sinks.requeueAll")}
              </Button>,
            ]
          : []),
        <Button key="close" variant="link" onClick={onClose} data-testid="kcw-cancel">
          {t("kcw.common.close")}
        </Button>,
      ]}
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text>{t("kcw.sinks.noLetters")}</Text>
          ) : (
            <>
              <Letters letters={items} onAgain={may ? (seq) => again.mutate([seq]) : undefined} />
              {total > SLICE && (
                <Pagination
                  isCompact
                  itemCount={total}
                  page={Math.floor(first / SLICE) + 1}
                  perPage={SLICE}
                  perPageOptions={[{ title: String(SLICE), value: SLICE }]}
                  onSetPage={(_event, number) => setFirst((number - 1) * SLICE)}
                  titles={{
                    paginationAriaLabel: t("kcw.common.pagesOf", { what: t("kcw.sinks.deadLetters") }),
                    toNextPageAriaLabel: t("kcw.common.nextPage"),
                    toPreviousPageAriaLabel: t("kcw.common.previousPage"),
                    perPageSuffix: t("kcw.common.perPage"),
                    ofWord: t("kcw.common.of"),
                    items: "",
                  }}
                />
              )}
            </>
          )
        }
      </Loaded>
    </Modal>
  );
}

function Letters({ letters, onAgain }: { letters: readonly DeadLetter[]; onAgain?: (seq: number) => void }) {
  const t = useMessages();
  const text = useActivityText();
  return (
    <Table aria-label={t("kcw.sinks.deadLetters")} variant="compact">
      <Thead>
        <Tr>
          <Th>{t("kcw.trail.seq")}</Th>
          <Th>{t("kcw.activity.what")}</Th>
          <Th width={40}>{t("kcw.sinks.reason")}</Th>
          <Th>{t("kcw.activity.time")}</Th>
          {onAgain && <Th screenReaderText={t("kcw.common.actions")} />}
        </Tr>
      </Thead>
      <Tbody>
        {letters.map((letter) => (
          <Tr key={letter.seq} data-testid="kcw-dead-letter">
            <Td dataLabel={t("kcw.trail.seq")}>{letter.seq}</Td>
            <Td dataLabel={t("kcw.activity.what")}>{text(letter.type)}</Td>
            <Td dataLabel={t("kcw.sinks.reason")} modifier="breakWord">
              {letter.reason}
            </Td>
            <Td dataLabel={t("kcw.activity.time")}>
              <Time at={letter.at} />
            </Td>
            {onAgain && (
              <Td>
                {letter.queued ? (
                  t("kcw.sinks.queued")
                ) : (
                  <Button variant="link" isInline onClick={() => onAgain(letter.seq)} data-testid="kcw-requeue">
                    {t("kcw.sinks.requeue")}
                  </Button>
                )}
              </Td>
            )}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
