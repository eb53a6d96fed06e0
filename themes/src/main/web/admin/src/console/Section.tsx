import { useAccess, useAdminClient, useRealm } from "@keycloak/keycloak-admin-ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useMemo } from "react";
import { Outlet } from "react-router-dom";
import { asProblem } from "../../../shared/api/problem";
import { AlertsProvider } from "../../../shared/components/Alerts";
import { Loading } from "../../../shared/components/Loading";
import { HostProvider, type Host } from "../../../shared/host/Host";
import { Navigation } from "../nav/Navigation";
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
  useRealmOfAddress(realm);
  const host = useMemo<Host>(
    () => ({
      base: `${adminClient.baseUrl}/admin/realms/${encodeURIComponent(realm)}/rbac`,
      realm,
      token: async () => (await adminClient.getAccessToken()) ?? "",
      path: (page) => `/${encodeURIComponent(realm)}${page}`,
      keycloak: (page, access) => (hasSomeAccess(access) ? `/${encodeURIComponent(realm)}${page}` : undefined),
    }),
    [adminClient, realm, hasSomeAccess],
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
