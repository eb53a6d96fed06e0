package io.github.kcworkspaces.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.kcworkspaces.it.support.Rbac.Grant.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Resource types, resources, their import and shares, and the activity of a workspace, as an administrator meets them. */
@OnKeycloak
class ResourcesBrowserIT {

    @Test
    void aCatalogueIsAppliedEditedExportedAndImportedAndWhatIsUsedStays(TestRealm realm, AdminBrowser browser)
            throws IOException {
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        realm.rbacAsAdmin().put("/settings", Map.of("enabled", true)).expect(200);
        browser.login(realm, realm.administrator("ada")).open("/resource-types");
        assertThat(id(browser, "kcw-empty")).isVisible();
        browser.screenshot("resource-types.empty").axe("main");

        id(browser, "kcw-preset-openbb").click();
        assertThat(id(browser, "kcw-preview")).containsText("Added: 6");
        browser.screenshot("resource-types.preview").axe("[role=dialog]");
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-type-widget")).containsText("Data connector");
        int mark = browser.mark();
        browser.reload();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        browser.screenshot("resource-types").axe("main");

        act(browser, id(browser, "kcw-type-agent"), "Edit");
        id(browser, "kcw-field-label-en").fill("<b>Robot</b>");
        browser.screenshot("resource-types.edit").axe("[role=dialog]");
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-type-agent")).containsText("<b>Robot</b>");

        Rbac rbac = Rbac.of(realm);
        rbac.workspace("w1");
        rbac.resource("w1", "agent", "a1");
        browser.reload();
        assertThat(id(browser, "kcw-usage-agent")).containsText("1 resource");
        browser.expect(409, "/resource-types/agent");
        act(browser, id(browser, "kcw-type-agent"), "Delete");
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-problem")).containsText("in use");
        id(browser, "kcw-cancel").click();

        id(browser, "kcw-types-more").click();
        Download export =
                browser.page().waitForDownload(() -> item(browser, "Export").click());
        assertThat(Files.readString(export.path())).contains("\"widget\"", "<b>Robot</b>");

        browser.expect(400, "/resource-types/import");
        id(browser, "kcw-types-more").click();
        item(browser, "Import a file").click();
        upload(browser, file("own.json", "{\n  \"types\": [\n    {\"key\": }\n]}"));
        assertThat(id(browser, "kcw-problem")).containsText("line 3, column 13");
        upload(browser, file("own.yaml", "types:\n  - key: note\n    actions: 5\n"));
        assertThat(id(browser, "kcw-problem")).containsText("types[0].actions");
        upload(browser, file("own.yaml", "types:\n  - key: note\n    actions: [view]\n"));
        assertThat(id(browser, "kcw-preview")).containsText("note");
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-type-note")).isVisible();

        id(browser, "kcw-types-more").click();
        item(browser, "Create resource type").click();
        id(browser, "kcw-field-key").fill("report");
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-type-report")).isVisible();
        act(browser, id(browser, "kcw-type-report"), "Delete");
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-type-report")).hasCount(0);
    }

    @Test
    @Tag("OBN-20")
    @Tag("OBN-21")
    void aBackendIsDroppedInLookedAtAndImportedAndLeadsToItsPermissions(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        browser.login(realm, realm.administrator("ada")).open("/workspaces/w1/resources");
        assertThat(id(browser, "kcw-empty")).isVisible();
        browser.screenshot("resources.empty");

        browser.expect(400, "/resources/import");
        id(browser, "kcw-import").click();
        upload(browser, file("widgets.json", "{\n  \"a\": {\"name\": }\n}"));
        id(browser, "kcw-field-connector").fill("hello");
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-problem")).containsText("widgets.json");
        assertThat(id(browser, "kcw-problem")).containsText("line 2");
        id(browser, "kcw-cancel").click();

        id(browser, "kcw-import").click();
        upload(
                browser,
                openBb("getting-started_hello-world_widgets.json"),
                openBb("getting-started_hello-world_apps.json"));
        id(browser, "kcw-field-connector").fill("hello");
        id(browser, "kcw-field-connector-name").fill("Hello <i>backend</i>");
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-diff")).containsText("Added: 3");
        browser.screenshot("resources.import").axe("[role=dialog]");
        assertThat(rbac.admin().get("/workspaces/w1/resources").json()).isEmpty();
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-imported")).containsText("Hello <i>backend</i>");
        String connector = rbac.admin()
                .get("/workspaces/w1/resources?type=data-connector")
                .json()
                .at("/0/id")
                .asText();
        assertThat(id(browser, "kcw-to-permissions").getAttribute("href"))
                .endsWith("/workspaces/w1/permissions?connector=" + connector);
        assertThat(browser.page().locator("main")).containsText("Widget: 1");
        int mark = browser.mark();
        browser.reload();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        id(browser, "kcw-unfold-hello").click();
        assertThat(id(browser, "kcw-child-hello_world")).isVisible();
        browser.screenshot("resources").axe("main");

        id(browser, "kcw-import").click();
        upload(browser, file("apps.json", "[]"), file("widgets.json", "{}"));
        id(browser, "kcw-field-connector").fill("hello");
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-diff")).containsText("vanished: 2");
        id(browser, "kcw-submit").click();
        browser.settled();
        Locator widget = id(browser, "kcw-child-hello_world");
        assertThat(widget).containsText("Vanished from its catalogue");
        act(browser, widget, "Remove");
        id(browser, "kcw-submit").click();
        assertThat(widget).hasCount(0);
    }

    @Test
    void aResourceIsRegisteredFoundChangedAndRemovedByHand(TestRealm realm, AdminBrowser browser) {
        world(realm);
        browser.login(realm, realm.administrator("ada")).open("/workspaces/w1/resources");
        id(browser, "kcw-create").first().click();
        id(browser, "kcw-field-type").selectOption("data-connector");
        id(browser, "kcw-field-name").fill("Own feed");
        id(browser, "kcw-field-externalId").fill("own");
        id(browser, "kcw-field-category").fill("Equity");
        browser.screenshot("resources.register").axe("[role=dialog]");
        id(browser, "kcw-submit").click();
        Locator name = browser.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Own feed"));
        assertThat(name).isVisible();

        browser.open("/workspaces/w1/resources?category=Equity&type=data-connector");
        assertThat(name).isVisible();
        assertThat(id(browser, "kcw-filter-category")).containsText("Equity");
        browser.open("/workspaces/w1/resources?search=nothing");
        assertThat(name).hasCount(0);
        browser.open("/workspaces/w1/resources");
        name.click();
        assertThat(id(browser, "kcw-title")).containsText("Own feed");
        browser.settled().screenshot("resource").axe("main");
        id(browser, "kcw-edit").click();
        id(browser, "kcw-field-name").fill("Our feed");
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-title")).containsText("Our feed");
        id(browser, "kcw-delete").click();
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-empty")).isVisible();
    }

    @Test
    @Tag("FLW-46")
    @Tag("FLW-49")
    @Tag("FLW-50")
    @Tag("FLW-51")
    void aCredentialIsSharedAndIsMarkedAndFixedWhereItCameTo(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        rbac.type("credential", "view", List.of("view", "use", "update", "share"), null);
        rbac.workspace("w2");
        String key = rbac.resource("w1", "credential", "key");
        TestUser ben = realm.user("ben");
        rbac.member("w1", ben, "member");
        browser.login(realm, realm.administrator("ada")).open("/workspaces/w1/resources/" + key + "/shares");

        id(browser, "kcw-share-workspaces").click();
        id(browser, "kcw-search-workspaces").locator("input").fill("w2");
        id(browser, "kcw-choice-Workspace w2").check();
        browser.screenshot("shares.workspaces").axe("[role=dialog]");
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-shared-workspaces")).containsText("w2");
        id(browser, "kcw-share-people").click();
        id(browser, "kcw-choice-ben").check();
        id(browser, "kcw-share-use").check();
        id(browser, "kcw-submit").click();
        assertThat(id(browser, "kcw-shared-people")).containsText("ben");
        assertThat(rbac.decides(ben, "use", "w1", "credential", "key")).isTrue();
        int mark = browser.mark();
        browser.reload();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        browser.screenshot("shares").axe("main");

        browser.open("/workspaces/w2/resources?shared=in");
        assertThat(id(browser, "kcw-shared")).containsText("Shared by w1");
        assertThat(id(browser, "kcw-row-actions")).hasCount(0);
        browser.screenshot("shares.in");
        browser.open("/workspaces/w2/resources/" + key + "/shares");
        assertThat(id(browser, "kcw-shares-foreign")).containsText("w1");
        browser.open("/workspaces/w1/resources?shared=out");
        assertThat(browser.page().locator("main")).containsText("The key");
        assertThat(id(browser, "kcw-shared")).hasCount(0);

        String role = rbac.role("w2", "user");
        TestUser cleo = realm.user("cleo");
        rbac.member("w2", cleo, "user");
        rbac.grant("w2", role, on("credential", key, "use"));
        assertThat(rbac.decides(cleo, "use", "w2", "credential", "key")).isTrue();
        browser.open("/workspaces/w1/resources/" + key + "/shares");
        browser.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("End share with w2"))
                .click();
        assertThat(id(browser, "kcw-shared-workspaces")).containsText("None");
        assertThat(rbac.decides(cleo, "use", "w2", "credential", "key")).isFalse();
    }

    @Test
    @Tag("OBN-40")
    @Tag("OBN-41")
    @Tag("OBN-42")
    void activityIsReadFilteredAndUnfolded(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        rbac.role("w1", "reader");
        rbac.member("w1", realm.user("ben"), "reader");
        for (int index = 0; index < 60; index++) {
            rbac.resource("w1", "data-connector", "feed" + index);
        }
        browser.login(realm, realm.administrator("ada"));
        int mark = browser.mark();
        browser.open("/workspaces/w1/activity");
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        assertThat(id(browser, "kcw-activity")).hasCount(50);
        browser.screenshot("activity").axe("main");
        id(browser, "kcw-older").click();
        assertThat(browser.page().locator("[data-type=ROLE_CREATED]")).isVisible();

        id(browser, "kcw-filter-type").click();
        id(browser, "kcw-option-ROLE_CREATED").locator("input").click();
        browser.page().keyboard().press("Escape");
        assertThat(id(browser, "kcw-activity")).hasCount(1);
        assertThat(id(browser, "kcw-activity")).containsText("Role created");
        assertThat(browser.page().url()).contains("type=ROLE_CREATED");
        id(browser, "kcw-unfold").click();
        assertThat(id(browser, "kcw-changes")).containsText("reader");
        browser.screenshot("activity.changes");

        browser.open("/workspaces/w1/activity?search=ben");
        assertThat(id(browser, "kcw-activity")).hasCount(1);
        assertThat(id(browser, "kcw-activity")).containsText("Member added");
        browser.open("/workspaces/w1/activity?to=2020-01-01");
        assertThat(id(browser, "kcw-activity")).hasCount(0);
    }

    @Test
    void whoMayOnlyLookSeesNoButtonsInGermanInTheDarkAndOnAPhone(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        realm.set(TestRealm::inGerman);
        String feed = rbac.resource("w1", "data-connector", "feed");
        rbac.resource("w1", "widget", "prices", feed);
        browser.german().dark().login(realm, realm.administrator("vera", "view-realm", "query-users"));
        browser.open("/resource-types");
        assertThat(id(browser, "kcw-title")).containsText("Ressourcentypen");
        assertThat(id(browser, "kcw-types-presets")).hasCount(0);
        assertThat(id(browser, "kcw-row-actions")).hasCount(0);
        browser.screenshot("resource-types.german").axe("main");
        browser.open("/workspaces/w1/resources");
        assertThat(id(browser, "kcw-unfold-feed")).isVisible();
        assertThat(id(browser, "kcw-import")).hasCount(0);
        assertThat(id(browser, "kcw-create")).hasCount(0);
        assertThat(id(browser, "kcw-row-actions")).hasCount(0);
        browser.screenshot("resources.german").axe("main");
        browser.open("/workspaces/w1/resources/" + feed + "/shares");
        assertThat(browser.page().locator("main")).containsText("Andere Arbeitsbereiche");
        assertThat(id(browser, "kcw-share-workspaces")).hasCount(0);
        browser.axe("main");
        browser.phone().open("/workspaces/w1/activity");
        assertThat(id(browser, "kcw-activity").first()).isVisible();
        browser.screenshot("activity.phone").axe("main");
    }

    private static Rbac world(TestRealm realm) {
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        Rbac rbac = Rbac.enable(realm);
        rbac.admin().post("/resource-types/import?preset=openbb").expect(200);
        rbac.workspace("w1");
        return rbac;
    }

    private static Locator id(AdminBrowser browser, String id) {
        return browser.page().getByTestId(id);
    }

    /** An action of a row. */
    private static void act(AdminBrowser browser, Locator row, String action) {
        row.getByTestId("kcw-row-actions").click();
        item(browser, action).click();
    }

    private static Locator item(AdminBrowser browser, String name) {
        return browser.page()
                .getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void upload(AdminBrowser browser, FilePayload... files) {
        id(browser, "kcw-drop").locator("input").setInputFiles(files);
    }

    private static FilePayload file(String name, String text) {
        String type = name.endsWith(".json") ? "application/json" : "application/yaml";
        return new FilePayload(name, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static FilePayload openBb(String name) {
        try (InputStream in = ResourcesBrowserIT.class.getResourceAsStream("/openbb/" + name)) {
            return new FilePayload(
                    name, "application/json", Objects.requireNonNull(in, name).readAllBytes());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
