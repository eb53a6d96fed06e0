import { page, useApi } from "../../api/client";
import { EmptyList } from "../../components/EmptyList";
import { LoadMore } from "../../components/LoadMore";
import { Loading } from "../../components/Loading";
import { ProblemState } from "../../components/ProblemAlert";
import { useSlices } from "../../components/useSlices";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import type { Login } from "./logins";
import { LoginRows } from "./LoginRows";

const SLICE = 20;

/** When and how a user was here, newest first. */
export function LoginHistory({ user }: { user: string }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const { query, items } = useSlices<Login>(["logins", host.realm, "of", user], (after) =>
    page(api.GET("/users/{id}/logins", { params: { path: { id: user }, query: { after, max: SLICE } } })),
  );
  if (query.isError) return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  if (items === undefined) return <Loading />;
  if (items.length === 0) return <EmptyList title={t("kcw.logins.none")} body={t("kcw.logins.noneBodyUser")} />;
  return (
    <>
      <LoginRows rows={items} ofUser />
      <LoadMore query={query} />
    </>
  );
}
