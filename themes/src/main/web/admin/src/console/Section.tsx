import { useAccess, useAdminClient, useRealm } from "@keycloak/keycloak-admin-ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router-dom";
import { asProblem } from "../../../shared/api/problem";
import { AlertsProvider } from "../../../shared/components/Alerts";
import { Loading } from "../../../shared/components/Loading";
import { HostProvider, type Host } from "../../../shared/host/Host";
import { Navigation } from "../nav/Navigation";
import { call } from "./crumbs";
import { useRealmOfAddress } from "./useRealmOfAddress";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; only what got no answer is tried again.
      retry: (count, error) => asProblem(error).status === 0 && count < 2,
      refetchOnWindowFocus: false,
      staleTime: 0,
    },
  },
});

/** Around every page of the console: our navigation, and for our pages what they need of the console. */
export function Section() {
  const { adminClient } = useAdminClient();
  const { realm } = useRealm();
  const { hasSomeAccess } = useAccess();
  const { i18n } = useTranslation();
  useRealmOfAddress(realm);
  const host = useMemo<Host>(
    () => ({
      base: `${adminClient.baseUrl}/admin/realms/${encodeURIComponent(realm)}/rbac`,
      realm,
      token: async () => (await adminClient.getAccessToken()) ?? "",
      path: (page) => `/${encodeURIComponent(realm)}${page}`,
      call: (page, name) => call(i18n, `/${encodeURIComponent(realm)}${page}`, name),
      keycloak: (page, access) => (hasSomeAccess(access) ? `/${encodeURIComponent(realm)}${page}` : undefined),
    }),
    [adminClient, realm, hasSomeAccess, i18n],
  );
  return (
    <HostProvider host={host}>
      <QueryClientProvider client={queries}>
        <AlertsProvider>
          <Navigation />
          <Suspense fallback={<Loading />}>
            {/* Another realm is another world: nothing that a page holds is kept. */}
            <Outlet key={realm} />
          </Suspense>
        </AlertsProvider>
      </QueryClientProvider>
    </HostProvider>
  );
}
