package io.github.kcworkspaces.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people see in front of a login, in a browser. */
@OnKeycloak
class LoginBrowserIT {

    /** What is wider than the window, by tag and classes. */
    private static final String STICKS_OUT = """
            [...document.body.querySelectorAll('*')]
                .filter((one) => getComputedStyle(one).visibility === 'visible')
                .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
                .map((one) => one.tagName + ' ' + one.className)
            """;

    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    @Test
    @Tag("FLW-28")
    void theWorkspaceIsPickedWithTheKeyboardAlone(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm, 3);
        TestClient app = app(realm);
        TestUser ben = member(rbac, 3);
        Page page = signIn(browser, realm, app, ben);

        assertThat(page.locator("h1")).hasText("Choose a workspace");
        assertThat(choices(page)).hasCount(3);
        assertThat(choices(page).first()).isFocused();
        checked(browser).screenshot();
        page.keyboard().press("Tab");
        assertThat(choices(page).nth(1)).isFocused();
        page.keyboard().press("Enter");

        assertThat(alias(tokens(realm, app, page))).isEqualTo("team-02");
    }

    @Test
    void itIsGermanAndDarkOnAPhoneWhereThatIsWanted(TestRealm realm, AdminBrowser browser) {
        realm.set(TestRealm::inGerman);
        Rbac rbac = world(realm, 24);
        TestClient app = app(realm);
        TestUser ben = member(rbac, 24);
        Page page = signIn(browser.german().dark().phone(), realm, app, ben);

        assertThat(page.locator("h1")).hasText("Arbeitsbereich w\u00e4hlen");
        assertThat(page.locator("html")).hasClass(Pattern.compile("pf-v5-theme-dark"));
        assertThat(page.getByRole(AriaRole.SEARCH)).isVisible();
        assertThat(page.getByText("1\u201310 von 24")).isVisible();
        checked(browser).screenshot();
        assertThat(page.evaluate(STICKS_OUT)).as("sticks out").isEqualTo(List.of());
    }

    @Test
    void manyAreSearchedAndTurnedWithoutAnyScript(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm, 24);
        TestClient app = app(realm);
        TestUser ben = member(rbac, 24);
        Page page = signIn(browser.withoutJavaScript(), realm, app, ben);

        assertThat(choices(page)).hasCount(10);
        page.getByRole(AriaRole.BUTTON, named("Next")).click();
        assertThat(choices(page).first()).containsText("Team 11");
        page.getByRole(AriaRole.BUTTON, named("Next")).click();
        assertThat(choices(page)).hasCount(4);
        assertThat(page.getByRole(AriaRole.BUTTON, named("Next"))).isDisabled();
        page.getByLabel("Search by name").fill("team 2");
        page.getByRole(AriaRole.BUTTON, named("Search")).click();
        assertThat(choices(page)).hasCount(5);
        browser.screenshot();
        page.getByLabel("Search by name").fill("<b>nothing</b>");
        page.keyboard().press("Enter");
        assertThat(page.getByText("No workspace matches.")).isVisible();
        assertThat(page.getByLabel("Search by name")).hasValue("<b>nothing</b>");
        page.getByLabel("Search by name").fill("23");
        page.keyboard().press("Enter");
        choices(page).first().click();

        assertThat(alias(tokens(realm, app, page))).isEqualTo("team-23");
    }

    @Test
    void aPickThatIsRefusedSaysSo(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm, 2);
        TestClient app = app(realm);
        TestUser ben = member(rbac, 2);
        Page page = signIn(browser, realm, app, ben);
        rbac.admin().delete("/workspaces/team-01/members/" + ben.id()).expect(204);

        choices(page).first().click();

        assertThat(page.getByText("You do not belong to that workspace. Choose another."))
                .isVisible();
        assertThat(choices(page)).hasCount(1);
        checked(browser).screenshot();
        choices(page).first().click();
        assertThat(alias(tokens(realm, app, page))).isEqualTo("team-02");
    }

    @Test
    @Tag("FLW-28")
    void twoTabsOfAnApplicationAreInTwoWorkspaces(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm, 2);
        TestClient app = app(realm);
        TestUser ben = member(rbac, 2);
        Page first = signIn(browser, realm, app, ben);
        Page second = first.context().newPage();
        second.navigate(start(realm, app));

        choices(first).nth(0).click();
        choices(second).nth(1).click();
        first.waitForURL(CODE);
        second.waitForURL(CODE);
        Tokens inFirst = tokens(realm, app, first);
        Tokens inSecond = tokens(realm, app, second);

        assertThat(List.of(alias(inFirst), alias(inSecond))).containsExactly("team-01", "team-02");
        for (int round = 0; round < 2; round++) {
            inFirst = realm.refresh(app, inFirst, Map.of("workspace", "team-01"));
            inSecond = realm.refresh(app, inSecond, Map.of("workspace", "team-02"));
            assertThat(alias(inFirst) + alias(inSecond)).isEqualTo("team-01team-02");
        }
    }

    @Test
    void aThemeOfOldShowsItToo(TestRealm realm, AdminBrowser browser) {
        realm.set(one -> one.setLoginTheme("keycloak"));
        Rbac rbac = world(realm, 12);
        TestClient app = app(realm);
        TestUser ben = member(rbac, 12);
        Page page = signIn(browser, realm, app, ben);

        assertThat(page.locator("h1")).hasText("Choose a workspace");
        browser.screenshot();
        choices(page).first().click();
        assertThat(alias(tokens(realm, app, page))).isEqualTo("team-01");
    }

    private static Rbac world(TestRealm realm, int workspaces) {
        Rbac rbac = Rbac.enable(realm);
        realm.withWorkspacePicker();
        for (String alias : aliases(workspaces)) {
            rbac.admin()
                    .post("/workspaces", Map.of("alias", alias, "name", alias.replace("team-", "Team ")))
                    .expect(201);
        }
        return rbac;
    }

    private static List<String> aliases(int workspaces) {
        return IntStream.rangeClosed(1, workspaces)
                .mapToObj(number -> String.format("team-%02d", number))
                .toList();
    }

    private static TestUser member(Rbac rbac, int workspaces) {
        TestUser ben = rbac.realm().user("ben");
        aliases(workspaces).forEach(alias -> rbac.member(alias, ben, "member"));
        return ben;
    }

    /** An application at an address of the server, which no browser has to leave it for. */
    private static TestClient app(TestRealm realm) {
        return realm.client("app", client -> {
            TestRealm.picking(client);
            client.setRedirectUris(List.of(callback(realm)));
        });
    }

    private static String callback(TestRealm realm) {
        return realm.url() + "/.well-known/openid-configuration";
    }

    private static String start(TestRealm realm, TestClient app) {
        return realm.url() + "/protocol/openid-connect/auth?response_type=code&scope=openid%20workspace&nonce="
                + System.nanoTime() + "&client_id=" + app.clientId() + "&redirect_uri=" + callback(realm);
    }

    private static Page signIn(AdminBrowser browser, TestRealm realm, TestClient app, TestUser user) {
        Page page = browser.page();
        page.navigate(start(realm, app));
        page.locator("#username").fill(user.username());
        page.locator("#password").fill(user.password());
        page.locator("#password").press("Enter");
        choices(page).first().waitFor();
        return page;
    }

    /** All of the page that is ours; Keycloak's own field of the username has a label for another id. */
    private static AdminBrowser checked(AdminBrowser browser) {
        for (Locator form : browser.page().locator("form[id^=kcw-]").all()) {
            browser.axe("#" + form.getAttribute("id"));
        }
        return browser.axe("h1");
    }

    private static Locator choices(Page page) {
        return page.locator("button[name=workspace]");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Tokens tokens(TestRealm realm, TestClient app, Page page) {
        page.waitForURL(CODE);
        Matcher code = CODE.matcher(page.url());
        assertThat(code.find()).isTrue();
        return Tokens.of(realm.redeem(app, code.group(1), Map.of("redirect_uri", callback(realm))));
    }

    private static String alias(Tokens tokens) {
        return tokens.accessClaims().at("/workspace/alias").asText();
    }
}
