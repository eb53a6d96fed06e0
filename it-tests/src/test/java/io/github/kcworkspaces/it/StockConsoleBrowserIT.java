package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.TestRealm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Keycloak's own pages of the admin console are, they stay. */
@OnKeycloak
class StockConsoleBrowserIT {

    private static final List<String> PAGES = List.of(
            "/clients",
            "/client-scopes",
            "/roles",
            "/users",
            "/groups",
            "/sessions",
            "/events",
            "/realm-settings",
            "/authentication",
            "/identity-providers",
            "/user-federation",
            "/organizations");

    @ParameterizedTest
    @ValueSource(strings = {"keycloak.v2", "workspaces"})
    void everyPageOpensWithoutAComplaint(String theme, TestRealm realm, AdminBrowser browser) {
        realm.set(settings -> {
            settings.setAdminTheme(theme);
            settings.setOrganizationsEnabled(true);
        });

        browser.login(realm, realm.administrator("ada"));
        for (String page : PAGES) {
            browser.open(page).screenshot("stock." + theme + page.replace('/', '.'));
            assertThat(browser.page()
                            .locator("main h1, main .pf-v5-c-empty-state__title-text")
                            .first()
                            .isVisible())
                    .as("a heading on %s", page)
                    .isTrue();
        }
    }
}
