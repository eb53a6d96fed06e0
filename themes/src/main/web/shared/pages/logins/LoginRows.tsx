import { Label } from "@patternfly/react-core";
import { Table, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { Link } from "react-router-dom";
import { useHost } from "../../host/Host";
import { Time } from "../../i18n/Time";
import { useMessages } from "../../i18n/useMessages";
import { Fact, Facts, Proof } from "../trail/Facts";
import { UnfoldingRow } from "../trail/Unfolding";
import { useWord } from "../trail/useWord";
import { codeName, type Login } from "./logins";

/** Logins and logouts; of one user without a column for him. */
export function LoginRows({ rows, ofUser }: { rows: readonly Login[]; ofUser?: boolean }) {
  const t = useMessages();
  return (
    <Table aria-label={t("kcw.logins.title")} variant="compact">
      <Thead>
        <Tr>
          <Th screenReaderText={t("kcw.logins.details")} />
          <Th width={15}>{t("kcw.logins.time")}</Th>
          {!ofUser && <Th width={15}>{t("kcw.logins.user")}</Th>}
          <Th width={20}>{t("kcw.logins.code")}</Th>
          <Th width={10}>{t("kcw.logins.mode")}</Th>
          <Th width={15}>{t("kcw.logins.client")}</Th>
          <Th width={15} modifier="nowrap">{t("kcw.logins.workspace")}</Th>
          <Th width={10}>{t("kcw.logins.ip")}</Th>
        </Tr>
      </Thead>
      {rows.map((row) => (
        <UnfoldingRow key={row.id} type={row.type} label={t("kcw.logins.unfold", { name: row.user.username })} cells={ofUser ? 6 : 7} more={() => <Details row={row} />}>
          <Td dataLabel={t("kcw.logins.time")}>
            <Time at={row.at} />
          </Td>
          {!ofUser && (
            <Td dataLabel={t("kcw.logins.user")} modifier="breakWord">
              <User row={row} />
            </Td>
          )}
          <Td dataLabel={t("kcw.logins.code")}>
            <Code code={row.code} />
          </Td>
          <Td dataLabel={t("kcw.logins.mode")} modifier="breakWord">
            <Mode row={row} />
          </Td>
          <Td dataLabel={t("kcw.logins.client")} modifier="breakWord">
            {row.client ?? "–"}
          </Td>
          <Td dataLabel={t("kcw.logins.workspace")} modifier="breakWord">
            {row.workspace ? (row.workspace.alias ?? row.workspace.id) : "–"}
          </Td>
          <Td dataLabel={t("kcw.logins.ip")}>{row.ip ?? "–"}</Td>
        </UnfoldingRow>
      ))}
    </Table>
  );
}

function User({ row: { user } }: { row: Login }) {
  const host = useHost();
  return user.id === undefined ? <>{user.username}</> : <Link to={host.path(`/workspaces-users/${encodeURIComponent(user.id)}`)}>{user.username}</Link>;
}

/** What became of it, with its number: other systems know it by that. */
export function Code({ code }: { code: number }) {
  const t = useMessages();
  const name = codeName(code);
  return (
    <Label isCompact color={code === 0 ? "green" : code > 0 ? "blue" : "red"} data-testid={`kcw-code-${code}`}>
      {name ? t(`kcw.logins.code.${name}`) : t("kcw.logins.code.other")} ({code})
    </Label>
  );
}

/** How somebody logged in; for a logout, what ended the session. Aliases of identity providers stay as they are. */
function Mode({ row: { mode, type } }: { row: Login }) {
  const word = useWord();
  if (mode === undefined) return <>–</>;
  return <>{type === "LOGOUT" ? word(`kcw.logins.ended.${mode}`, mode) : word(`kcw.logins.mode.${mode}`, mode)}</>;
}

function Details({ row }: { row: Login }) {
  const t = useMessages();
  return (
    <Facts>
      <Fact title={t("kcw.logins.session")}>{row.session && <code>{row.session}</code>}</Fact>
      <Fact title={t("kcw.logins.error")}>{row.error && <code>{row.error}</code>}</Fact>
      <Fact title={t("kcw.logins.actor")}>{row.actor?.username}</Fact>
      <Proof seq={row.seq} hash={row.hash} />
    </Facts>
  );
}
