package io.github.kcworkspaces.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Users in the admin console. */
@OnKeycloak
class UsersBrowserIT {

    @Test
    @Tag("FLW-21")
    @Tag("FLW-32")
    @Tag("FLW-33")
    @Tag("OBN-45")
    @Tag("OBN-61")
    void theListIsFilteredMarksWhoManagesAllAndIsTakenAlong(TestRealm realm, AdminBrowser browser) throws IOException {
        Rbac rbac = world(realm);
        TestUser ada = realm.user("ada");
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        TestUser olga = realm.user("olga");
        rbac.admin().patch("/users/" + ada.id(), Map.of("type", "ADMIN")).expect(200);
        rbac.admin().put("/settings", Map.of("accountOwner", olga.id())).expect(200);
        rbac.member("research", ben, "editor");
        rbac.member("research", cleo, "editor");
        rbac.admin().patch("/users/" + cleo.id(), Map.of("status", "SUSPENDED")).expect(200);
        browser.login(realm, realm.administrator("kim"));
        int mark = browser.mark();

        browser.open("/workspaces-users");

        row(browser, "ben").waitFor();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        for (String starred : new String[] {"ada", "olga"}) {
            assertThat(row(browser, starred).getByTestId("kcw-star"))
                    .hasAttribute("aria-label", Pattern.compile("Account (admin|owner)"));
        }
        assertThat(browser.page().locator("main [data-testid=kcw-star]")).hasCount(2);
        assertThat(row(browser, "ben")).containsText("research: editor");
        assertThat(row(browser, "cleo").getByTestId("kcw-status")).hasText("Suspended");
        browser.axe("main").screenshot("users");
        browser.page().getByTestId("kcw-filter-status").selectOption("SUSPENDED");
        assertThat(row(browser, "ben")).hasCount(0);
        row(browser, "cleo").waitFor();
        browser.page().getByTestId("kcw-filter-status").selectOption("");

        for (String format : new String[] {"csv", "json", "xlsx"}) {
            browser.page().getByTestId("kcw-export").click();
            Download file = browser.page()
                    .waitForDownload(() ->
                            browser.page().getByTestId("kcw-export-" + format).click());
            assertThat(file.suggestedFilename()).isEqualTo("users." + format);
            String content = new String(Files.readAllBytes(file.path()), StandardCharsets.ISO_8859_1);
            assertThat(content).contains(format.equals("xlsx") ? "xl/worksheets/sheet1.xml" : "cleo@example.org");
            browser.settled();
        }
        assertThat(rbac.admin().get("/activity?type=USERS_EXPORTED").json()).hasSize(3);
    }

    @Test
    @Tag("OBN-46")
    @Tag("OBN-47")
    @Tag("OBN-57")
    @Tag("OBN-58")
    @Tag("OBN-59")
    @Tag("OBN-60")
    @Tag("OBO-43")
    @Tag("OBO-46")
    @Tag("FLW-36")
    void theProfileSaysByWhichRoleAndIsWhereAUserIsChangedAndDeleted(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        rbac.admin().patch("/users/" + cleo.id(), Map.of("type", "ADMIN")).expect(200);
        rbac.role("research", "viewer", onType("chatflow", "view"));
        rbac.member("research", ben, "editor", "viewer");
        rbac.login(ben, Map.of("workspace", "research"));
        rbac.workspace("bens");
        rbac.admin()
                .post("/workspaces/bens/transfer", Map.of("owner", ben.id()))
                .expect(200);
        browser.login(realm, realm.administrator("kim"));
        browser.open("/workspaces-users/" + ben.id());

        Page page = browser.page();
        assertThat(page.locator("main h1")).containsText("ben Example");
        Locator main = page.locator("main");
        for (String said : new String[] {"Normal user", "This realm", "through app", "research: editor, viewer"}) {
            assertThat(main).containsText(said);
        }
        assertThat(main).containsText("editor");
        browser.axe("main").screenshot("users.profile");

        act(browser, "promote");
        assertThat(page.locator("main").getByTestId("kcw-star")).isVisible();
        assertThat(rbac.admin().get("/users/" + ben.id()).json().path("type").asText())
                .isEqualTo("ADMIN");
        act(browser, "demote");
        assertThat(page.locator("main").getByTestId("kcw-star")).hasCount(0);

        page.locator("main").getByText("research: editor, viewer").click();
        browser.settled();
        assertThat(page.url()).contains("/workspaces/research/members");
        rbac.member("research", ben, "viewer");
        browser.open("/workspaces-users/" + ben.id()).reload();
        assertThat(main).containsText("research: viewer");

        page.getByTestId("kcw-actions").click();
        page.getByTestId("kcw-action-delete").click();
        page.getByTestId("kcw-confirm").fill("ben");
        browser.expect(409, "/users/");
        page.getByTestId("kcw-submit").click();
        page.getByTestId("kcw-problem").waitFor();
        browser.settled().axe("[role=dialog]").screenshot("users.delete");
        page.getByTestId("kcw-search-successor").click();
        page.getByTestId("kcw-picker-successor")
                .getByTestId(Pattern.compile("kcw-choice-.*cleo.*"))
                .first()
                .click();
        browser.settled();
        page.getByTestId("kcw-submit").click();
        page.waitForURL(Pattern.compile("workspaces-users$"));
        browser.settled();
        assertThat(row(browser, "ben")).hasCount(0);
        assertThat(rbac.admin().get("/workspaces/bens").json().at("/owner/id").asText())
                .isEqualTo(cleo.id());
    }

    @Test
    void whoMayOnlyLookSeesTheListInGermanInTheDarkOnAPhoneAndNoActions(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        realm.set(TestRealm::inGerman);
        TestUser ben = realm.user("ben");
        rbac.member("research", ben, "editor");
        browser.german().dark().phone().login(realm, realm.administrator("vera", "view-realm", "view-users"));

        browser.open("/workspaces-users");

        row(browser, "ben").waitFor();
        browser.axe("main").screenshot("german.phone.users");
        browser.open("/workspaces-users/" + ben.id());
        assertThat(browser.page().locator("main h1")).containsText("ben Example");
        assertThat(browser.page().getByTestId("kcw-actions")).hasCount(0);
        browser.axe("main");
    }

    private static Rbac world(TestRealm realm) {
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");
        rbac.role("research", "editor", onType("chatflow", "update"));
        return rbac;
    }

    private static Locator row(AdminBrowser browser, String username) {
        return browser.page().getByTestId("kcw-user-" + username);
    }

    private static void act(AdminBrowser browser, String action) {
        browser.page().getByTestId("kcw-actions").click();
        browser.page().getByTestId("kcw-action-" + action).click();
        browser.page().getByTestId("kcw-submit").click();
        browser.page()
                .getByTestId("kcw-submit")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        browser.settled();
    }
}
