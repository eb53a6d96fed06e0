package io.github.kcworkspaces.it.support;

import java.util.ArrayList;
import java.util.List;

/** Browsers of whoever is no test: each with cookies of its own, all closed with this. */
public final class Browsers implements AutoCloseable {

    private final KeycloakUnderTest keycloak;
    private final SharedBrowser chromium;
    private final List<AdminBrowser> opened = new ArrayList<>();

    private Browsers(KeycloakUnderTest keycloak, SharedBrowser chromium) {
        this.keycloak = keycloak;
        this.chromium = chromium;
    }

    public static Browsers start(KeycloakUnderTest keycloak) {
        return new Browsers(keycloak, SharedBrowser.start());
    }

    /** @param name of its pictures */
    public AdminBrowser open(String name) {
        AdminBrowser browser = new AdminBrowser(chromium, keycloak, name);
        opened.add(browser);
        return browser;
    }

    @Override
    public void close() {
        opened.forEach(browser -> browser.close(false));
        chromium.close();
    }
}
