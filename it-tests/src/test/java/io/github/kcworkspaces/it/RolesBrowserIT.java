package io.github.kcworkspaces.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.kcworkspaces.it.support.Rbac.Grant.on;
import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.Rbac.Grant;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Roles, template roles, what a member may do, and who can do what, in the admin console. */
@OnKeycloak
class RolesBrowserIT {

    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    @Test
    @Tag("FLW-14")
    @Tag("OBN-16")
    void aRoleIsMadeGivenChangedCopiedDeletedAndRestored(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        rbac.member("w1", realm.user("ben"), "member");
        rbac.member("w1", realm.user("cleo"), "member");
        rbac.role("w1", MARKUP);
        Page page = open(realm, browser, "/workspaces/w1/roles");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(MARKUP)))
                .isVisible();
        browser.axe("main").screenshot("roles");

        page.getByTestId("kcw-create").click();
        page.getByTestId("kcw-field-name").fill(MARKUP.toUpperCase(java.util.Locale.ROOT));
        page.getByTestId("kcw-field-description").fill("Reads everything");
        choose(page, "members", "ben");
        browser.axe(".pf-v5-c-modal-box").screenshot("roles.create").expect(409, "/workspaces/w1/roles");
        page.getByTestId("kcw-submit").click();
        assertThat(page.getByText("Another role here has this name already")).isVisible();
        page.getByTestId("kcw-field-name").fill("Reader");
        page.getByTestId("kcw-submit").click();

        assertThat(page.getByTestId("kcw-title")).hasText("Reader");
        assertThat(row(page, "ben")).isVisible();
        page.getByTestId("kcw-add-members").click();
        choose(page, "members", "cleo");
        page.getByTestId("kcw-submit").click();
        assertThat(row(page, "cleo")).isVisible();
        browser.settled().axe("main").screenshot("role");
        row(page, "ben").getByTestId("kcw-row-actions").click();
        item(page, "Take the role away").click();
        assertThat(row(page, "ben")).hasCount(0);

        page.getByTestId("kcw-edit").click();
        page.getByTestId("kcw-field-name").fill("Readers");
        page.getByTestId("kcw-submit").click();
        assertThat(page.getByTestId("kcw-title")).hasText("Readers");
        String role = page.url().substring(page.url().lastIndexOf('/') + 1);
        rbac.grant("w1", role, onType("chatflow", "view"));

        page.getByTestId("kcw-clone").click();
        page.getByTestId("kcw-field-name").fill("Copy");
        page.getByTestId("kcw-submit").click();
        assertThat(page.getByTestId("kcw-title")).hasText("Copy");
        String copy = page.url().substring(page.url().lastIndexOf('/') + 1);
        assertThat(rbac.admin()
                        .get("/workspaces/w1/roles/" + copy + "/grants")
                        .expect(200)
                        .json())
                .isEqualTo(rbac.admin()
                        .get("/workspaces/w1/roles/" + role + "/grants")
                        .json());

        browser.open("/workspaces/w1/roles/" + role);
        page.getByTestId("kcw-delete").click();
        assertThat(page.getByTestId("kcw-impact")).containsText("One user loses it");
        assertThat(page.getByTestId("kcw-impact")).containsText("cleo");
        browser.axe(".pf-v5-c-modal-box").screenshot("role.delete");
        page.getByTestId("kcw-submit").click();
        assertThat(row(page, "Copy")).isVisible();
        assertThat(row(page, "Readers")).hasCount(0);

        page.locator("#kcw-roles-deleted").click();
        browser.settled().screenshot("roles.deleted");
        row(page, "Readers").getByTestId("kcw-row-actions").click();
        item(page, "Restore").click();
        assertThat(row(page, "Readers")).hasCount(0);
        page.locator("#kcw-roles-live").click();
        assertThat(row(page, "Readers")).isVisible();
    }

    @Test
    void anOutdatedChangeIsExplainedAndShowsTheOther(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        String role = rbac.role("w1", "reader");
        Page page = open(realm, browser, "/workspaces/w1/roles/" + role);
        page.getByTestId("kcw-edit").click();
        rbac.admin()
                .put("/workspaces/w1/roles/" + role, Map.of("description", "By somebody else"))
                .expect(200);
        page.getByTestId("kcw-field-description").fill("Mine");
        browser.expect(412, "/workspaces/w1/roles/");
        page.getByTestId("kcw-submit").click();
        assertThat(page.getByText("Somebody else has changed this meanwhile").first())
                .isVisible();
        page.getByTestId("kcw-cancel").click();
        assertThat(page.getByText("By somebody else")).isVisible();
    }

    @Test
    @Tag("FLW-15")
    void aTemplateIsMadeAndGrantsWholeTypes(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        Page page = open(realm, browser, "/workspaces");
        page.locator("#kcw-nav-template-roles").click();
        browser.settled().axe("main").screenshot("template-roles");
        assertThat(row(page, "owner").getByTestId("kcw-row-actions")).hasCount(0);
        page.getByTestId("kcw-create").click();
        page.getByTestId("kcw-field-name").fill("Builder");
        page.getByTestId("kcw-field-description").fill("Builds chatflows");
        page.getByTestId("kcw-submit").click();
        assertThat(page.getByTestId("kcw-title")).hasText("Builder");

        page.getByTestId("kcw-grant-chatflow-update").check();
        assertThat(page.getByTestId("kcw-grant-chatflow-view")).isChecked();
        assertThat(page.getByTestId("kcw-unsaved")).containsText("2 added");
        browser.axe("main").screenshot("template-role");
        page.getByTestId("kcw-save").click();
        assertThat(page.getByTestId("kcw-unsaved")).hasText("Saved");
        String role = page.url().substring(page.url().lastIndexOf('/') + 1);
        JsonNode grants =
                rbac.admin().get("/roles/" + role + "/grants").expect(200).json();
        assertThat(grants.toString()).contains("\"chatflow\"", "\"update\"", "\"view\"");

        int mark = browser.settled().mark();
        browser.reload();
        assertThat(page.getByTestId("kcw-grant-chatflow-update")).isChecked();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        browser.open("/template-roles");
        row(page, "owner").getByRole(AriaRole.LINK).click();
        assertThat(page.getByTestId("kcw-built-in")).isVisible();
        assertThat(page.getByTestId("kcw-edit")).hasCount(0);
    }

    @Test
    @Tag("OBN-46")
    void oneSeesWhatAMemberMayDoAndByWhat(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        String connector = rbac.resource("w1", "data-connector", "c1");
        String prices = rbac.resource("w1", "widget", "prices", connector);
        String flow = rbac.resource("w1", "chatflow", "support");
        rbac.role("w1", "analyst", on("data-connector", connector, "view"), on("widget", prices, "access"));
        rbac.role("w1", "author", new Grant("chatflow", null, List.of("update"), Map.of("owner", true)));
        rbac.member("w1", ben, "analyst", "author");
        rbac.admin()
                .put(
                        "/workspaces/w1/resources/" + flow + "/shares",
                        Map.of("members", List.of(Map.of("user", ben.id(), "actions", List.of("view")))))
                .expect(200);

        Page page = open(realm, browser, "/workspaces/w1/members/" + ben.id());
        assertThat(page.getByTestId("kcw-status")).hasText("Active");
        Locator table = page.getByTestId("kcw-permissions");
        assertThat(row(page, "The prices")).containsText("analyst");
        assertThat(row(page, "The support")).containsText("Shared directly");
        assertThat(table).containsText("the user owns it");
        browser.axe("main").screenshot("member");
        assertThat(rbac.decides(ben, "access", "w1", "widget", "prices")).isTrue();
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "support")).isTrue();

        page.getByTestId("kcw-filter-type").selectOption("widget");
        assertThat(row(page, "The support")).hasCount(0);
        assertThat(row(page, "The prices")).isVisible();
        int mark = browser.settled().mark();
        browser.reload();
        assertThat(row(page, "The prices")).isVisible();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        row(page, "The prices")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("analyst"))
                .click();
        assertThat(page.getByTestId("kcw-title")).hasText("analyst");

        browser.open("/workspaces-users/" + ben.id());
        assertThat(row(page, "prices")).containsText("w1");
        browser.axe("main").screenshot("member.everywhere");
    }

    @Test
    void oneSeesWhoCanDoWhatAndWhyOthersCanNot(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        String flow = rbac.resource("w1", "chatflow", "support");
        rbac.role("w1", "reader", onType("chatflow", "view"));
        rbac.member("w1", ben, "reader");
        rbac.member("w1", cleo, "member");

        Page page = open(realm, browser, "/workspaces/w1/roles");
        page.getByTestId("kcw-who-can").click();
        choose(page, "resource", "The support");
        assertThat(row(page, "ben")).containsText("reader");
        assertThat(row(page, "cleo")).hasCount(0);
        page.getByTestId("kcw-field-action").selectOption("update");
        assertThat(page.getByTestId("kcw-empty")).isVisible();
        page.getByTestId("kcw-field-action").selectOption("view");
        assertThat(row(page, "ben")).isVisible();
        browser.settled().axe("main").screenshot("who-can");
        int mark = browser.settled().mark();
        browser.reload();
        assertThat(row(page, "ben")).isVisible();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);

        page.getByTestId("kcw-tab-decision").click();
        choose(page, "user", "ben");
        page.getByTestId("kcw-ask").click();
        assertThat(page.getByTestId("kcw-decision")).containsText("Yes: ben may do this");
        assertThat(page.getByTestId("kcw-decision")).containsText("reader");
        browser.settled().axe("main").screenshot("decision");
        browser.open("/workspaces/w1/decision?user=" + cleo.id() + "&resource=" + flow + "&action=view");
        page.getByTestId("kcw-ask").click();
        assertThat(page.getByTestId("kcw-decision")).containsText("No role of the user grants this");
    }

    @Test
    @Tag("FLW-29")
    void whoMayOnlyReadSeesNoButtons(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        String flow = rbac.resource("w1", "chatflow", "support");
        String role = rbac.role("w1", "reader", onType("chatflow", "view"));
        rbac.member("w1", ben, "reader");
        browser.login(realm, realm.administrator("vera", "view-realm", "view-users", "query-users"))
                .open("/workspaces/w1/roles");
        Page page = browser.page();
        for (String path : List.of("/workspaces/w1/roles", "/workspaces/w1/roles/" + role, "/template-roles")) {
            browser.open(path);
            assertThat(page.getByTestId("kcw-title")).isVisible();
            assertThat(page.getByText("reader", new Page.GetByTextOptions().setExact(true))
                            .or(page.getByText("owner", new Page.GetByTextOptions().setExact(true)))
                            .first())
                    .isVisible();
            for (String button : List.of(
                    "kcw-create", "kcw-row-actions", "kcw-edit", "kcw-clone", "kcw-delete", "kcw-add-members")) {
                assertThat(page.getByTestId(button)).hasCount(0);
            }
        }
        browser.open("/workspaces/w1/decision?user=" + ben.id() + "&resource=" + flow + "&action=view");
        page.getByTestId("kcw-ask").click();
        assertThat(page.getByTestId("kcw-decision")).containsText("Yes: ben may do this");
    }

    @Test
    void thePagesAreGermanDarkAndFitAPhone(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        String role = rbac.role("w1", "reader", onType("chatflow", "view"));
        rbac.member("w1", ben, "reader");
        realm.set(TestRealm::inGerman);
        browser.german().dark();
        Page page = open(realm, browser, "/workspaces/w1/roles");
        assertThat(page.getByTestId("kcw-create")).hasText("Rolle anlegen");
        browser.axe("main").screenshot("roles.german.dark");
        browser.open("/workspaces/w1/members/" + ben.id());
        assertThat(page.getByText("Was dieser Benutzer darf").first()).isVisible();
        browser.axe("main").screenshot("member.german.dark");
        browser.phone().open("/workspaces/w1/roles/" + role);
        assertThat(row(page, "ben")).isVisible();
        browser.axe("main").screenshot("role.german.phone");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        return rbac;
    }

    private static Page open(TestRealm realm, AdminBrowser browser, String path) {
        browser.login(realm, realm.administrator("ada")).open(path);
        return browser.page();
    }

    /** Types into a field that searches, and takes what it finds. */
    private static void choose(Page page, String field, String text) {
        Locator picker = page.getByTestId("kcw-picker-" + field);
        picker.locator("input").first().pressSequentially(text.substring(0, Math.min(text.length(), 6)));
        picker.getByTestId("kcw-choice-" + text).click();
    }

    private static Locator row(Page page, String text) {
        return page.locator("main tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator item(Page page, String text) {
        return page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(text));
    }
}
