import { ToolbarItem } from "@patternfly/react-core";
import { useApi } from "../../api/client";
import { Page } from "../../components/Page";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { ChoicesFilter } from "../trail/ChoicesFilter";
import { ExportMenu } from "../trail/ExportMenu";
import type { FilterChip } from "../trail/FilterChips";
import { MoreFilters, type FilterField } from "../trail/MoreFilters";
import { usersOf, workspacesOf } from "../trail/people";
import { TrailLog } from "../trail/TrailLog";
import { useTrailUrl } from "../trail/useTrailUrl";
import { CODES, codeName, countLogins, exportLogins, filterOf, loadLogins, type Login } from "./logins";
import { LoginRows } from "./LoginRows";

/** Who signed in, who failed to, and who signed out, in the whole realm. */
export default function LoginsPage() {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const url = useTrailUrl();
  const filter = filterOf(url);
  const code = (number: number) => {
    const name = codeName(number);
    return `${name ? t(`kcw.logins.code.${name}`) : t("kcw.logins.code.other")} (${number})`;
  };
  const fields: FilterField[] = [
    { name: "user", label: t("kcw.logins.user"), find: usersOf(api, undefined) },
    { name: "mode", label: t("kcw.logins.mode"), help: t("kcw.logins.modeHelp") },
    { name: "client", label: t("kcw.logins.client") },
    { name: "workspace", label: t("kcw.logins.workspace"), find: workspacesOf(api) },
  ];
  const chips = (rows: readonly Login[]): FilterChip[] => [
    ...url.all("code").map((value) => ({ name: "code", value, label: t("kcw.logins.code"), text: code(Number(value)) })),
    ...fields
      .filter(({ name }) => url.get(name))
      .map(({ name, label }) => ({
        name,
        label,
        text: (name === "user" && rows.find((row) => row.user.id === url.get(name))?.user.username) || url.get(name),
      })),
  ];
  return (
    <Page title={t("kcw.logins.title")} subtitle={t("kcw.logins.subtitle")}>
      <TrailLog<Login>
        url={url}
        label={t("kcw.logins.title")}
        search={t("kcw.logins.search")}
        queryKey={["logins", host.realm, filter]}
        load={(cursor) => loadLogins(api, { ...filter, ...cursor })}
        count={(range, offset) => countLogins(api, filter, range, offset)}
        filters={
          <>
            <ToolbarItem>
              <ChoicesFilter
                name="code"
                label={t("kcw.logins.code")}
                chosen={url.all("code")}
                options={CODES.map(([number]) => ({ value: String(number), label: code(number) }))}
                onChange={(chosen) => url.filter({ code: chosen })}
              />
            </ToolbarItem>
            <ToolbarItem>
              <MoreFilters url={url} fields={fields} />
            </ToolbarItem>
          </>
        }
        chips={chips}
        menu={
          <ExportMenu
            name="logins"
            run={(kind) => exportLogins(api, filter, kind)}
            wider={Boolean(filter.code || filter.user || filter.mode || filter.client || filter.workspace || filter.search)}
          />
        }
        none={{ title: t("kcw.logins.none"), body: t("kcw.logins.noneBody") }}
      >
        {(rows) => <LoginRows rows={rows} />}
      </TrailLog>
    </Page>
  );
}
