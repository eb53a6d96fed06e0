package io.github.kcworkspaces.it.support;

import org.opentest4j.TestAbortedException;

/** A server that runs already: {@code keycloak.url}, and where it matters {@code keycloak.management.url}. */
final class ExternalKeycloak implements KeycloakRuntime {

    @Override
    public String baseUrl() {
        return Settings.required("keycloak.url").replaceAll("/$", "");
    }

    @Override
    public String managementUrl() {
        String url = Settings.optional("keycloak.management.url");
        if (url == null) {
            throw new TestAbortedException("keycloak.management.url is not set");
        }
        return url.replaceAll("/$", "");
    }

    @Override
    public String hostFromServer() {
        String host = Settings.optional("keycloak.host.from.server");
        return host == null ? "localhost" : host;
    }

    @Override
    public ServerLog log() {
        throw notOurs("its log cannot be read");
    }

    @Override
    public void restart() {
        throw notOurs("it cannot be restarted");
    }

    @Override
    public void crash() {
        throw notOurs("it cannot be crashed");
    }

    @Override
    public void close() {
        // Whoever started it ends it.
    }

    private static TestAbortedException notOurs(String what) {
        return new TestAbortedException("An external Keycloak: " + what);
    }
}
