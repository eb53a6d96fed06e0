package io.github.kcworkspaces.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;

/** The administrator of the server looks at several realms from the console of the master realm. */
@OnKeycloak
class RealmsBrowserIT {

    private static String theme;
    private static TestRealm one;
    private static TestRealm two;

    @BeforeAll
    static void theMasterRealmHasOurThemeAndTwoOthersAreFilled(
            KeycloakUnderTest keycloak, TestRealm alpha, TestRealm beta) {
        theme = setTheme(keycloak, "workspaces");
        one = alpha;
        two = beta;
        fill(one, "Alpha");
        fill(two, "Beta");
    }

    @AfterAll
    static void theMasterRealmHasItsOwnThemeAgain(KeycloakUnderTest keycloak) {
        setTheme(keycloak, theme);
    }

    @Test
    void eachRealmHasItsOwnWorkspacesAndNothingOfTheOther(AdminBrowser browser) {
        List<String> pages = List.of(
                "/workspaces",
                "/workspaces/research/overview",
                "/workspaces/research/members",
                "/workspaces/research/roles",
                "/workspaces/research/permissions",
                "/workspaces/research/resources",
                "/workspaces/research/activity",
                "/template-roles",
                "/resource-types");
        browser.loginToMaster(one);
        for (String page : pages) {
            shows(browser.look(one).open(page), page, "Alpha", "Beta");
            shows(browser.look(two).open(page), page, "Beta", "Alpha");
        }
        browser.look(one).open("/workspaces").screenshot("RealmsBrowserIT.one");
        browser.look(two).open("/workspaces").screenshot("RealmsBrowserIT.two");
    }

    @Test
    void whileARealmLoadsNothingOfTheOneBeforeIsShown(AdminBrowser browser) {
        browser.loginToMaster(one);
        Page page = browser.page();
        for (String path : List.of(
                "/workspaces",
                "/workspaces/research/members",
                "/workspaces/research/roles",
                "/workspaces/research/permissions",
                "/workspaces/research/resources")) {
            shows(browser.look(one).open(path), path, "Alpha", "Beta");
            List<Route> held = new ArrayList<>();
            Pattern ofTheOther = Pattern.compile(".*/" + two.name() + "/rbac/.*");
            page.route(ofTheOther, held::add);
            page.navigate(page.url().replace(one.name(), two.name()));
            page.waitForCondition(() -> !held.isEmpty());
            assertThat(page.locator("main").innerText())
                    .as("%s before the other realm has answered", path)
                    .doesNotContain("Alpha");
            page.unroute(ofTheOther);
            held.forEach(Route::resume);
            shows(browser.look(two).settled(), path, "Beta", "Alpha");
        }
    }

    @Test
    void theChoiceOfARealmLeadsToItsWorkspacesAndAChangeStaysThere(AdminBrowser browser) {
        List<String> asked = new ArrayList<>();
        browser.loginToMaster(one).open("/workspaces");
        Page page = browser.page();
        page.onRequest((Request request) -> {
            if (request.url().contains("/rbac/")) {
                asked.add(request.url());
            }
        });
        page.getByTestId("nav-item-realms").click();
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(two.name()).setExact(true))
                .click();
        browser.settled();
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Workspaces").setExact(true))
                .first()
                .click();
        assertThat(page.locator("main")).containsText("Beta");
        shows(browser.look(two).settled(), "/workspaces", "Beta", "Alpha");
        assertThat(asked).isNotEmpty().allMatch(url -> url.contains("/" + two.name() + "/rbac"));

        for (int step = 0; !page.url().contains(one.name() + "/workspaces") && step < 12; step++) {
            page.goBack();
            browser.settled();
        }
        assertThat(page.url()).endsWith(one.name() + "/workspaces");
        shows(browser, "back at /workspaces", "Alpha", "Beta");
        assertThat(page.getByTestId("currentRealm")).hasText(one.name());
        browser.look(two);

        browser.open("/workspaces/research/settings");
        page.getByTestId("kcw-field-name").fill("Beta renamed");
        page.waitForResponse(
                response -> response.request().method().equals("PUT"),
                () -> page.getByTestId("kcw-save").click());
        assertThat(names(one)).contains("Alpha research");
        assertThat(names(two)).contains("Beta renamed");
        shows(browser.look(one).open("/workspaces"), "/workspaces", "Alpha", "Beta");
    }

    private static void shows(AdminBrowser browser, String page, String own, String others) {
        assertThat(browser.page().locator("main")).containsText(own);
        assertThat(browser.page().locator("main").innerText()).as(page).doesNotContain(others);
    }

    private static void fill(TestRealm realm, String name) {
        Rbac rbac = Rbac.enable(realm);
        rbac.admin()
                .post("/workspaces", Map.of("alias", "research", "name", name + " research", "description", name))
                .expect(201);
        rbac.admin()
                .put(
                        "/resource-types/note",
                        Map.of(
                                "name",
                                name + " note",
                                "actions",
                                List.of("view"),
                                "labels",
                                Map.of("en", name + " note")))
                .expect(200);
        rbac.admin()
                .post("/roles", Map.of("name", name + " template", "description", name))
                .expect(201);
        rbac.role("research", name + " role");
        rbac.admin()
                .post(
                        "/workspaces/research/resources",
                        Map.of("type", "note", "externalId", "n", "name", name + " paper"))
                .expect(201);
        rbac.member("research", realm.user("mia", user -> user.setFirstName(name)), name + " role");
    }

    private static List<String> names(TestRealm realm) {
        return realm.rbacAsAdmin().get("/workspaces").expect(200).json().findValuesAsText("name");
    }

    /** The master realm's theme from now on; gives the one that it had. */
    private static String setTheme(KeycloakUnderTest keycloak, String wanted) {
        RealmResource master = keycloak.admin().realm("master");
        RealmRepresentation settings = master.toRepresentation();
        String before = settings.getAdminTheme();
        settings.setAdminTheme(wanted);
        master.update(settings);
        return before == null ? "" : before;
    }
}
