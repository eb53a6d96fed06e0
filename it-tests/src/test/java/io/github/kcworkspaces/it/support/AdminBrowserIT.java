package io.github.kcworkspaces.it.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The browser of the tests: what it can look like, and that it notices what goes wrong. */
@OnKeycloak
class AdminBrowserIT {

    @Test
    void itIsAGermanPhoneInTheDarkWhereThatIsAskedFor(TestRealm realm, AdminBrowser browser) {
        realm.set(TestRealm::inGerman);

        browser.german().dark().phone().login(realm, realm.administrator("ada")).open("/users");

        PlaywrightAssertions.assertThat(heading(browser)).hasText("Benutzer");
        assertThat(browser.page().locator("html").getAttribute("class")).contains("pf-v5-theme-dark");
        assertThat(browser.page().evaluate("innerWidth")).isEqualTo(390);
        browser.screenshot();
    }

    @Test
    void theServersAdministratorLooksAtTwoRealms(TestRealm first, TestRealm second, AdminBrowser browser) {
        browser.loginToMaster(first).open("/groups");
        assertThat(browser.page().url()).endsWith("#/" + first.name() + "/groups");

        browser.look(second).open("/groups");

        assertThat(browser.page().url()).endsWith("#/" + second.name() + "/groups");
        PlaywrightAssertions.assertThat(heading(browser)).hasText("Groups");
    }

    @Test
    void twoBrowsersOfATestAreTwoSessions(TestRealm realm, AdminBrowser ada, AdminBrowser bob) {
        ada.login(realm, realm.administrator("ada"));
        bob.login(realm, realm.administrator("bob", "view-users", "query-users"));

        assertThat(ada.page().locator("header").innerText()).contains("ada Example");
        assertThat(bob.page().locator("header").innerText()).contains("bob Example");
    }

    @Test
    void requestsAreCountedSinceAMark(TestRealm realm, AdminBrowser browser) {
        browser.login(realm, realm.administrator("ada"));
        browser.expect(401, "/rbac/settings");
        int mark = browser.mark();

        browser.page().evaluate("base => fetch(base + '/rbac/settings').then(() => 1)", realm.url());

        assertThat(browser.rbacRequestsSince(mark)).containsExactly("GET " + realm.url() + "/rbac/settings");
    }

    @Test
    void whatGoesWrongInAPageIsNoticed(TestRealm realm, AdminBrowser browser) {
        browser.login(realm, realm.administrator("ada")).expect(404, "/expected");

        browser.page().evaluate("""
                        async () => {
                          console.error("said");
                          setTimeout(() => { throw new Error("thrown") });
                          await fetch("/expected");
                          await fetch("/unexpected");
                          await fetch("http://127.0.0.1:1/elsewhere", { mode: "no-cors" }).catch(() => {});
                          document.body.insertAdjacentHTML("beforeend", '<object data="/object"></object>');
                        }
                        """);
        browser.settled();

        List<String> findings = browser.takeFindings();
        for (String noticed :
                List.of("Console: said", "Uncaught: Error: thrown", "404 GET", "another host", "object-src")) {
            assertThat(findings).anyMatch(finding -> finding.contains(noticed));
        }
        assertThat(findings).noneMatch(finding -> finding.contains("/expected"));
    }

    @Test
    void faultsOfAccessibilityAreNoticed(TestRealm realm, AdminBrowser browser) {
        browser.login(realm, realm.administrator("ada")).open("/groups").axe("main");
        browser.page().evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')");

        assertThatThrownBy(() -> browser.axe("main"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("critical button-name");
    }

    private static Locator heading(AdminBrowser browser) {
        return browser.page().locator("main h1").first();
    }
}
