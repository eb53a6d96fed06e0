package io.github.kcworkspaces.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.Rbac.Grant;
import io.github.kcworkspaces.it.support.TestRealm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The permission matrix, as an administrator uses it. */
@OnKeycloak
class PermissionsBrowserIT {

    private static final int WIDGETS = 10_000;

    /** A workspace with a connector, two of its widgets, an app that needs both, and a role. */
    private record World(Rbac rbac, String connector, String prices, String news, String app, String role) {

        static World in(TestRealm realm) {
            realm.set(settings -> settings.setAdminTheme("workspaces"));
            Rbac rbac = Rbac.enable(realm);
            rbac.type("app", "access", List.of("access", "share"), "data-connector");
            rbac.workspace("research");
            String connector = rbac.resource("research", "data-connector", "markets");
            String prices = widget(rbac, "prices", connector, "Acme Feeds");
            String news = widget(rbac, "news", connector, "Newswire");
            String app = Rbac.id(rbac.admin()
                    .post(
                            "/workspaces/research/resources",
                            Map.of(
                                    "type", "app",
                                    "externalId", "brief",
                                    "name", "The brief",
                                    "parent", connector,
                                    "requires", List.of(prices, news))));
            return new World(rbac, connector, prices, news, app, rbac.role("research", "analyst"));
        }

        private static String widget(Rbac rbac, String externalId, String connector, String provider) {
            Map<String, Object> widget = new LinkedHashMap<>();
            widget.put("type", "widget");
            widget.put("externalId", externalId);
            widget.put("name", "The " + externalId);
            widget.put("parent", connector);
            widget.put("category", "Charts");
            widget.put("providers", List.of(provider));
            return Rbac.id(rbac.admin().post("/workspaces/research/resources", widget));
        }

        List<String> granted() {
            return rbac.admin()
                    .get("/workspaces/research/roles/" + role + "/grants")
                    .expect(200)
                    .json()
                    .findValuesAsText("resource");
        }
    }

    @Test
    @Tag("OBN-22")
    @Tag("OBN-25")
    @Tag("OBO-25")
    void anAdminGrantsSeesTheImpactAndSaves(TestRealm realm, AdminBrowser browser) {
        World world = World.in(realm);
        realm.user("mia");
        browser.login(realm, realm.administrator("ada"));
        int mark = browser.mark();
        browser.open("/workspaces/research/permissions");
        Page page = browser.page();
        assertThat(row(page, world.connector)).containsText("No access");
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        browser.screenshot().axe(".kcw-page-body");

        action(page, world.connector, "view").check();
        page.getByTestId("kcw-expand-" + world.connector).click();
        action(page, world.prices, "access").check();
        assertThat(row(page, world.connector)).containsText("Mixed");
        assertThat(row(page, world.prices)).containsText("Granted, unsaved");
        assertThat(page.getByTestId("kcw-unsaved-counts")).hasText("2 added, 0 removed");
        assertThat(page.getByTestId("kcw-category-widget")).containsText("1/2");

        page.getByTestId("kcw-tab-overview").click();
        page.getByTestId("kcw-stay").click();

        page.getByTestId("kcw-save").click();
        assertThat(page.getByTestId("kcw-impact")).containsText("Resources affected");
        browser.settled().screenshot("PermissionsBrowserIT.confirm").axe(".pf-v5-c-modal-box");
        page.getByTestId("kcw-submit").click();
        page.getByTestId("kcw-unsaved").waitFor(hidden());
        assertThat(row(page, world.connector)).containsText("Mixed");
        assertThat(world.granted()).containsExactlyInAnyOrder(world.connector, world.prices);

        action(page, world.connector, "view").uncheck();
        assertThat(row(page, world.prices)).containsText("goes with its parent");
        page.getByTestId("kcw-save").click();
        assertThat(page.getByTestId("kcw-impact")).containsText("Withdrawn with it");
        page.getByTestId("kcw-submit").click();
        page.getByTestId("kcw-unsaved").waitFor(hidden());
        assertThat(world.granted()).isEmpty();
    }

    @Test
    @Tag("OBO-19")
    void aWorkspaceWithoutRolesAsksForOneFirst(TestRealm realm, AdminBrowser browser) {
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        Rbac.enable(realm).workspace("research");
        browser.login(realm, realm.administrator("ada")).open("/workspaces/research/permissions");
        Page page = browser.page();
        assertThat(page.getByTestId("kcw-empty")).containsText("No role yet");
        browser.screenshot().axe(".kcw-page-body");

        page.getByTestId("kcw-built-in").click();
        page.getByTestId("kcw-role").waitFor();
        browser.open("/workspaces/research/permissions");
        page.getByTestId("kcw-to-roles").click();
        page.getByTestId("kcw-create").first().waitFor();
    }

    @Test
    @Tag("OBO-21")
    void aChildBeforeItsParentIsExplainedAndOneClickGrantsTheParentToo(TestRealm realm, AdminBrowser browser) {
        World world = World.in(realm);
        browser.login(realm, realm.administrator("ada")).open("/workspaces/research/permissions?type=widget");
        Page page = browser.page();
        action(page, world.prices, "access").check();
        assertThat(row(page, world.prices)).containsText("Blocked by parent");
        browser.expect(409, "/grants");
        page.getByTestId("kcw-save").click();
        assertThat(page.getByTestId("kcw-gate")).containsText("The markets");
        browser.settled().screenshot();
        page.getByTestId("kcw-grant-parents").click();
        assertThat(page.getByTestId("kcw-impact")).isVisible();
        page.getByTestId("kcw-submit").click();
        page.getByTestId("kcw-unsaved").waitFor(hidden());
        assertThat(row(page, world.prices)).containsText("Granted");
        assertThat(world.granted()).containsExactlyInAnyOrder(world.connector, world.prices);
    }

    @Test
    @Tag("OBN-21")
    @Tag("OBN-25")
    void aSelectionIsSetAtOnceAfterALinkToAConnector(TestRealm realm, AdminBrowser browser) {
        World world = World.in(realm);
        world.rbac.resource("research", "data-connector", "other");
        browser.login(realm, realm.administrator("ada"))
                .open("/workspaces/research/permissions?connector=" + world.connector);
        Page page = browser.page();
        assertThat(row(page, world.connector)).containsText("No access");
        assertThat(page.getByTestId("kcw-connector")).containsText("The markets");
        page.getByTestId("kcw-select-all").click();
        assertThat(page.getByTestId("kcw-selected")).hasText("4 selected");
        page.getByTestId("kcw-bulk-grant").click();
        page.getByRole(AriaRole.MENUITEM).first().click();
        assertThat(page.getByTestId("kcw-unsaved-counts")).hasText("4 added, 0 removed");
        browser.screenshot();
        page.getByTestId("kcw-save").click();
        page.getByTestId("kcw-submit").click();
        page.getByTestId("kcw-unsaved").waitFor(hidden());
        assertThat(world.granted()).hasSize(4);
    }

    @Test
    @Tag("OBN-24")
    void aSearchOpensTheCategoryWithHits(TestRealm realm, AdminBrowser browser) {
        World world = World.in(realm);
        browser.login(realm, realm.administrator("ada")).open("/workspaces/research/permissions");
        Page page = browser.page();
        page.getByTestId("kcw-search").locator("input").fill("news");
        page.keyboard().press("Enter");
        assertThat(row(page, world.news)).isVisible();
        assertThat(row(page, world.prices)).hasCount(0);
        page.getByTestId("kcw-clear-filters").click();
        assertThat(row(page, world.prices)).isVisible();
        page.getByTestId("kcw-filter-provider").selectOption("Acme Feeds");
        assertThat(row(page, world.news)).hasCount(0);
        assertThat(row(page, world.prices)).isVisible();
        assertThat(page).hasURL(Pattern.compile("provider=Acme"));
    }

    @Test
    @Tag("OBO-33")
    @Tag("OBO-34")
    void anIncompleteAppLeadsToTheMissingWidgets(TestRealm realm, AdminBrowser browser) {
        World world = World.in(realm);
        world.rbac.grant("research", world.role, Grant.on("data-connector", world.connector, "view"));
        world.rbac.grant(
                "research",
                world.role,
                Grant.on("app", world.app, "access"),
                Grant.on("widget", world.prices, "access"));
        browser.login(realm, realm.administrator("ada")).open("/workspaces/research/permissions");
        Page page = browser.page();
        page.getByTestId("kcw-incomplete").locator("button").first().click();
        assertThat(page.getByTestId("kcw-incomplete-" + world.app)).containsText("The news");
        browser.screenshot().axe(".kcw-page-body");
        page.getByTestId("kcw-show-missing-" + world.app).click();
        assertThat(row(page, world.news)).isVisible();
        assertThat(row(page, world.prices)).hasCount(0);
        page.getByTestId("kcw-incomplete").locator("button").first().click();
        page.getByTestId("kcw-grant-missing-" + world.app).click();
        page.getByTestId("kcw-save").click();
        page.getByTestId("kcw-submit").click();
        page.getByTestId("kcw-incomplete").waitFor(hidden());
        assertThat(world.granted()).contains(world.news);
    }

    @Test
    void anotherAdminsChangeIsShownAndOnesOwnKept(TestRealm realm, AdminBrowser browser) {
        World world = World.in(realm);
        browser.login(realm, realm.administrator("ada")).open("/workspaces/research/permissions");
        Page page = browser.page();
        action(page, world.connector, "view").check();
        String chat = world.rbac.resource("research", "chatflow", "chat");
        world.rbac.grant("research", world.role, Grant.on("chatflow", chat, "view"));
        browser.expect(412, "/grants");
        page.getByTestId("kcw-save").click();
        assertThat(page.getByTestId("kcw-stale")).isVisible();
        page.getByTestId("kcw-submit").click();
        assertThat(row(page, chat)).containsText("Granted");
        assertThat(page.getByTestId("kcw-unsaved-counts")).hasText("1 added, 0 removed");
        page.getByTestId("kcw-save").click();
        page.getByTestId("kcw-submit").click();
        page.getByTestId("kcw-unsaved").waitFor(hidden());
        assertThat(world.granted()).containsExactlyInAnyOrder(world.connector, chat);
    }

    @Test
    void theKeyboardGoesThroughRowsAndCells(TestRealm realm, AdminBrowser browser) {
        World world = World.in(realm);
        browser.login(realm, realm.administrator("ada")).open("/workspaces/research/permissions");
        Page page = browser.page();
        row(page, world.connector).locator("[role=rowheader]").focus();
        page.keyboard().press("ArrowRight");
        assertThat(row(page, world.connector)).hasAttribute("aria-expanded", "true");
        assertThat(row(page, world.app)).isVisible();
        page.keyboard().press("ArrowDown");
        assertThat(row(page, world.app).locator("[role=rowheader]")).isFocused();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Space");
        assertThat(action(page, world.app, "access")).isChecked();
        page.keyboard().press("Home");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("ArrowLeft");
        assertThat(row(page, world.connector)).hasAttribute("aria-expanded", "false");
    }

    @Test
    @Tag("OBN-25")
    void conditionsAreReadAndWithdrawn(TestRealm realm, AdminBrowser browser) {
        World world = World.in(realm);
        String chat = world.rbac.resource("research", "chatflow", "chat");
        world.rbac.grant(
                "research", world.role, new Grant("chatflow", chat, List.of("view", "update"), Map.of("owner", true)));
        browser.login(realm, realm.administrator("ada")).open("/workspaces/research/permissions");
        Page page = browser.page();
        assertThat(row(page, chat)).containsText("only if the user owns it");
        assertThat(row(page, chat)).containsText("under a condition");
        page.getByTestId("kcw-condition").uncheck();
        assertThat(page.getByTestId("kcw-unsaved-counts")).hasText("0 added, 2 removed");
        page.getByTestId("kcw-save").click();
        page.getByTestId("kcw-submit").click();
        page.getByTestId("kcw-unsaved").waitFor(hidden());
        assertThat(world.granted()).isEmpty();
    }

    @Test
    void whoMayOnlyLookHasNothingToClick(TestRealm realm, AdminBrowser browser) {
        World world = World.in(realm);
        browser.login(realm, realm.administrator("vera", "view-realm"));
        browser.open("/workspaces/research/permissions");
        Page page = browser.page();
        assertThat(page.getByTestId("kcw-read-only")).isVisible();
        assertThat(row(page, world.connector)).containsText("No access");
        assertThat(page.locator(".kcw-page-body input[type=checkbox]")).hasCount(0);
        assertThat(page.getByTestId("kcw-bulk")).hasCount(0);
        browser.screenshot().axe(".kcw-page-body");
    }

    @Test
    void itIsGermanAndDarkAndFitsAPhone(TestRealm realm, AdminBrowser browser) {
        World world = World.in(realm);
        realm.set(TestRealm::inGerman);
        browser.german().dark().login(realm, realm.administrator("ada"));
        browser.open("/workspaces/research/permissions");
        assertThat(row(browser.page(), world.connector)).containsText("Kein Zugriff");
        browser.screenshot("PermissionsBrowserIT.german").axe(".kcw-page-body");
        browser.open("/workspaces/research/permissions?view=roles");
        assertThat(row(browser.page(), world.connector)).isVisible();
        browser.screenshot("PermissionsBrowserIT.roles").axe(".kcw-page-body");
        browser.phone().open("/workspaces/research/permissions");
        assertThat(row(browser.page(), world.connector)).isVisible();
        browser.screenshot("PermissionsBrowserIT.phone").axe(".kcw-page-body");
    }

    @Test
    @Tag("OBN-24")
    void tenThousandResourcesAndTwentyRolesScrollWithoutBlankRows(TestRealm realm, AdminBrowser browser) {
        World world = World.in(realm);
        Map<String, Object> widgets = new LinkedHashMap<>();
        for (int index = 0; index < WIDGETS; index++) {
            widgets.put(
                    "w" + index,
                    Map.of("name", "Widget " + index, "description", "d", "endpoint", "/w", "source", "Acme"));
            if (widgets.size() == 2_000) {
                world.rbac
                        .admin()
                        .post(
                                "/workspaces/research/resources/import?format=openbb&connector=big" + index
                                        + "&name=Big",
                                widgets)
                        .expect(200);
                widgets.clear();
            }
        }
        for (int index = 1; index < 20; index++) {
            world.rbac.role("research", "role-" + index);
        }
        browser.login(realm, realm.administrator("ada"))
                .open("/workspaces/research/permissions?view=roles&type=widget");
        for (String path : List.of("?view=roles&type=widget", "?type=widget&role=" + world.role)) {
            int mark = browser.mark();
            Page page = browser.page();
            page.navigate("about:blank");
            long before = System.nanoTime();
            browser.open("/workspaces/research/permissions" + path);
            page.locator("[data-testid^=kcw-row-]").nth(5).waitFor();
            System.out.printf(
                    "matrix of %d resources%s: first view after %d ms, console included%n",
                    WIDGETS, path.contains("view") ? " and 20 roles" : "", (System.nanoTime() - before) / 1_000_000);
            assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
            browser.screenshot("PermissionsBrowserIT.10000" + (path.contains("view") ? ".roles" : ".role"));
            Locator grid = page.getByTestId("kcw-matrix");
            grid.hover();
            for (int step = 0; step < 100; step++) {
                page.mouse().wheel(0, 600);
                assertThat((Integer)
                                page.evaluate("() => new Promise(done => requestAnimationFrame(() => { const grid ="
                                        + " document.querySelector('[data-testid=kcw-matrix]').getBoundingClientRect();"
                                        + " const blank = [0.2, 0.4, 0.6, 0.8].filter(part => { const at ="
                                        + " document.elementFromPoint(grid.left + 60, grid.top + grid.height * part);"
                                        + " const row = at && at.closest('[role=row]');"
                                        + " return !row || row.hasAttribute('aria-busy'); });"
                                        + " done(blank.length); }))"))
                        .as("blank rows after step %d of scrolling", step)
                        .isZero();
            }
            grid.evaluate("grid => { grid.scrollTop = grid.scrollHeight; }");
            page.locator("[role=row][aria-busy]").first().waitFor(hidden());
            browser.settled();
        }
    }

    private static Locator row(Page page, String id) {
        return page.getByTestId("kcw-row-" + id);
    }

    private static Locator action(Page page, String id, String action) {
        return page.getByTestId("kcw-action-" + id + "-" + action);
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
    }
}
