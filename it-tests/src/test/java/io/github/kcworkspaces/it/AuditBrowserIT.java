package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.WebhookReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The audit trail in the admin console: what was changed, who signed in, and where it goes. */
@OnKeycloak
class AuditBrowserIT {

    private static final String ROW = "kcw-activity";

    @Test
    @Tag("OBN-31")
    @Tag("OBN-32")
    @Tag("OBN-33")
    @Tag("OBN-40")
    @Tag("OBN-41")
    @Tag("OBN-42")
    @Tag("OBO-42")
    void whatWasChangedIsFoundReadFollowedAndTakenAlong(TestRealm realm, AdminBrowser browser) throws IOException {
        Rbac rbac = world(realm);
        String role = rbac.role("research", "<b>analyst</b>");
        rbac.admin()
                .put("/workspaces/research/roles/" + role, Map.of("name", "reviewer", "description", "Reviews"))
                .expect(200);
        rbac.grant("research", role, onType("chatflow", "view"), onType("data-connector", "view"));
        rbac.admin().delete("/workspaces/research/roles/" + role).expect(204);
        rbac.admin().post("/audit/checkpoints").expect(200);
        browser.login(realm, realm.administrator("ada"));
        int mark = browser.mark();
        browser.open("/workspaces-activity");
        rows(browser, "ROLE_DELETED").waitFor();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        browser.page().getByTestId("kcw-timeline-chart").waitFor();
        assertThat(rows(browser, "ROLE_CREATED").first().textContent()).contains("<b>analyst</b>");
        rows(browser, "ROLE_UPDATED").getByTestId("kcw-unfold").click();
        Locator facts = browser.page().getByTestId("kcw-facts");
        facts.waitFor();
        assertThat(browser.page().getByTestId("kcw-changes").textContent()).contains("<b>analyst</b>", "reviewer");
        assertThat(facts.textContent()).contains("Request", "Address", "Hash");
        browser.settled().axe("main").screenshot("audit.activity");

        click(browser, "kcw-show-table");
        browser.page()
                .getByTestId("kcw-timeline-days")
                .getByRole(AriaRole.BUTTON)
                .first()
                .waitFor();
        click(browser, "kcw-show-chart");
        rows(browser, "GRANTS_CHANGED").first().getByTestId("kcw-unfold").click();
        click(browser, "kcw-only-correlation");
        none(rows(browser, "ROLE_UPDATED"));
        assertThat(rows(browser, "GRANTS_CHANGED").count()).isEqualTo(2);
        click(browser, "kcw-clear-filters");
        rows(browser, "ROLE_CREATED").first().waitFor();

        choose(browser, "type", "ROLE_CREATED", "ROLE_DELETED");
        none(rows(browser, "ROLE_UPDATED"));
        assertThat(browser.page().url()).contains("type=ROLE_CREATED%2CROLE_DELETED");
        browser.reload();
        rows(browser, "ROLE_DELETED").waitFor();
        assertThat(rows(browser, "ROLE_UPDATED").count()).isZero();
        assertThat(exported(browser, "ndjson-ocsf"))
                .contains("ROLE_DELETED", "manifest")
                .doesNotContain("ROLE_UPDATED");
        assertThat(exported(browser, "csv-native")).contains("ROLE_DELETED").doesNotContain("ROLE_UPDATED");
        click(browser, "kcw-clear-filters");
        browser.page().getByTestId("kcw-search").locator("input").fill("delete role");
        browser.page().keyboard().press("Enter");
        none(rows(browser, "ROLE_CREATED"));
        rows(browser, "ROLE_DELETED").waitFor();

        click(browser, "kcw-more-filters");
        browser.settled().axe("[role=dialog]").screenshot("audit.activity.filters");
        click(browser, "kcw-cancel");
        browser.open("/workspaces/research/activity");
        rows(browser, "WORKSPACE_CREATED").waitFor();
        browser.page().locator("label:has(#kcw-live)").click();
        rbac.role("research", "newcomer");
        rows(browser, "ROLE_CREATED").filter(text("newcomer")).waitFor();
        browser.settled().dark().axe("main").screenshot("audit.activity.dark");
    }

    @Test
    @Tag("OBN-48")
    @Tag("FLW-37")
    @Tag("FLW-40")
    void whoSignedInIsListedForAllAndInTheProfileOfEach(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        rbac.member("research", ben, "editor");
        TestClient app = rbac.app();
        rbac.login(ben, Map.of());
        realm.token(app, Map.of("grant_type", "password", "username", "ben", "password", "wrong", "scope", "openid"));
        browser.login(realm, realm.administrator("ada"));
        int mark = browser.mark();
        browser.open("/workspaces-logins");
        rows(browser, "LOGIN").first().waitFor();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        rows(browser, "LOGIN_ERROR").getByTestId("kcw-code--2").waitFor();
        rows(browser, "LOGIN_ERROR").getByTestId("kcw-unfold").click();
        browser.settled().axe("main").screenshot("audit.logins");
        choose(browser, "code", "-2");
        none(rows(browser, "LOGIN"));
        rows(browser, "LOGIN_ERROR")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("ben"))
                .click();
        browser.settled();
        click(browser, "kcw-tab-logins");
        rows(browser, "LOGIN").first().waitFor();
        assertThat(browser.page().getByTestId(ROW).first().getAttribute("data-type"))
                .isEqualTo("LOGIN_ERROR");
        browser.settled().axe("main").screenshot("audit.logins.user");
    }

    @Test
    @Tag("OWU-34")
    void theTrailIsDeliveredAsSetUpHere(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        browser.login(realm, realm.administrator("ada"));
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            int mark = browser.mark();
            browser.open("/workspaces-audit");
            browser.page().getByTestId("kcw-empty").waitFor();
            assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
            String collector = realm.keycloak().hostFromServer() + ":" + receiver.port();
            rbac.admin()
                    .put("/settings", Map.of("sinkAllowList", List.of(collector)))
                    .expect(200);
            rbac.admin().post("/audit/checkpoints").expect(200);

            // The button stands in the empty list as well.
            browser.page().getByTestId("kcw-create").first().click();
            field(browser, "name").fill("Siem");
            field(browser, "url").fill("http://169.254.169.254/latest");
            browser.expect(400, "/audit/sinks");
            click(browser, "kcw-submit");
            browser.page().getByTestId("kcw-problem").waitFor();
            browser.settled().axe("[role=dialog]").screenshot("audit.sink.create");
            field(browser, "url").fill("http://" + collector);
            click(browser, "kcw-submit");
            String secret =
                    browser.page().getByTestId("kcw-secret").locator("input").inputValue();
            assertThat(secret).startsWith("whsec_");
            browser.axe("[role=dialog]").screenshot("audit.sink.secret");
            click(browser, "kcw-secret-kept");

            act(browser, "Siem", "Send a test");
            browser.told("Siem has taken the test");
            assertThat(receiver.deliveries().get(0).isVerified(secret)).isTrue();
            receiver.answer(delivery -> delivery.body().contains("poison") ? 400 : 204);
            rbac.role("research", "poison");
            rbac.role("research", "good");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> rbac.admin()
                                    .get("/audit/sinks")
                                    .json()
                                    .findPath("deadLetters")
                                    .asInt()
                            == 1);
            browser.reload().page().getByTestId("kcw-dead-letters").waitFor();
            browser.axe("main").screenshot("audit.sinks");
            click(browser, "kcw-dead-letters");
            browser.page().getByTestId("kcw-dead-letter").getByText("HTTP 400").waitFor();
            browser.settled().axe("[role=dialog]").screenshot("audit.sink.letters");
            receiver.answer(delivery -> 204);
            click(browser, "kcw-requeue-all");
            click(browser, "kcw-cancel");
            // What is shown of deliveries is asked for again at intervals.
            none(browser.page().getByTestId("kcw-dead-letters"));
            act(browser, "Siem", "Switch off");
            browser.page().getByTestId("kcw-state-DISABLED").waitFor();
        }
    }

    @Test
    @Tag("OWU-35")
    void whatIsTamperedWithIsNamed(TestRealm realm, AdminBrowser browser) throws SQLException {
        Rbac rbac = world(realm);
        browser.login(realm, realm.administrator("ada")).open("/workspaces-audit/integrity");
        click(browser, "kcw-sign");
        browser.page().getByTestId("kcw-checkpoint").first().waitFor();
        click(browser, "kcw-verify");
        browser.page().getByTestId("kcw-intact").waitFor();
        browser.settled().axe("main").screenshot("audit.integrity");
        JsonNode row =
                rbac.admin().get("/activity?type=WORKSPACE_CREATED").json().get(0);
        tamper(realm, row);
        click(browser, "kcw-verify");
        Locator broken = browser.page().getByTestId("kcw-broken");
        broken.waitFor();
        assertThat(broken.textContent())
                .contains(
                        "Entry " + row.path("seq").asLong() + " is the first",
                        row.path("id").asText());
        browser.settled().axe("main").screenshot("audit.tampered");
    }

    @Test
    void howLongTheTrailIsKeptIsSetAndWhatIsHeldStays(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        browser.login(realm, realm.administrator("ada"));
        int mark = browser.mark();
        browser.open("/workspaces-audit/retention");
        browser.page().getByTestId("kcw-policy").waitFor();
        assertThat(browser.settled().rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        click(browser, "kcw-edit");
        field(browser, "loginDays").fill("90");
        browser.page().getByTestId("kcw-shorter").waitFor();
        browser.settled().axe("[role=dialog]").screenshot("audit.retention.policy");
        click(browser, "kcw-submit");
        browser.told("Retention was saved");
        assertThat(rbac.admin()
                        .get("/audit/retention")
                        .json()
                        .at("/policy/loginDays")
                        .asInt())
                .isEqualTo(90);
        click(browser, "kcw-hold");
        browser.page().getByTestId("kcw-search-subject").click();
        browser.page().getByTestId("kcw-choice-research").click();
        field(browser, "reason").fill("Case <7>");
        browser.settled().axe("[role=dialog]").screenshot("audit.hold");
        click(browser, "kcw-submit");
        browser.page().getByTestId("kcw-hold-row").getByText("Case <7>").waitFor();
        browser.settled().axe("main").screenshot("audit.retention");
        click(browser, "kcw-lift");
        click(browser, "kcw-submit");
        none(browser.page().getByTestId("kcw-lift"));
    }

    @Test
    void whoMayOnlyLookSeesNoButtonsAndGermanInTheDark(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        realm.set(TestRealm::inGerman);
        rbac.admin().post("/audit/checkpoints").expect(200);
        rbac.admin()
                .post("/audit/sinks", Map.of("name", "Server", "kind", "LOG"))
                .expect(201);
        browser.german().dark().login(realm, realm.administrator("vera", "view-realm", "query-users"));
        browser.open("/workspaces-audit");
        browser.page().getByTestId("kcw-state-OK").waitFor();
        assertThat(browser.page()
                        .locator("main [data-testid=kcw-create], main [data-testid=kcw-row-actions],"
                                + " main [data-testid=kcw-collectors]")
                        .count())
                .isZero();
        browser.settled().axe("main").screenshot("german.dark.audit.sinks");
        browser.open("/workspaces-audit/integrity");
        browser.page().getByTestId("kcw-checkpoint").first().waitFor();
        assertThat(browser.page().getByTestId("kcw-sign").count()).isZero();
        browser.settled().axe("main").screenshot("german.dark.audit.integrity");
        browser.open("/workspaces-audit/retention");
        browser.page().getByTestId("kcw-policy").waitFor();
        assertThat(browser.page()
                        .locator("main [data-testid=kcw-edit], main [data-testid=kcw-hold]")
                        .count())
                .isZero();
        browser.settled().axe("main").screenshot("german.dark.audit.retention");
        browser.open("/workspaces-activity");
        rows(browser, "ROLE_CREATED").first().waitFor();
        browser.page().getByTestId("kcw-timeline-chart").waitFor();
        browser.settled().axe("main").screenshot("german.dark.audit.activity");
        browser.phone().open("/workspaces-logins");
        rows(browser, "LOGIN").first().waitFor();
        browser.settled().axe("main").screenshot("german.dark.phone.audit.logins");
    }

    private static Rbac world(TestRealm realm) {
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");
        rbac.role("research", "editor");
        return rbac;
    }

    /** Past the server, as only who has the database can. */
    private static void tamper(TestRealm realm, JsonNode row) throws SQLException {
        try (Connection connection = realm.keycloak().dataSource().getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE KCW_AUDIT SET TARGET_ID = 'another' WHERE ID = ?")) {
            update.setString(1, row.path("id").asText());
            assertThat(update.executeUpdate()).isOne();
        }
    }

    private static Locator rows(AdminBrowser browser, String type) {
        return browser.page().locator("[data-testid=" + ROW + "][data-type=" + type + "]");
    }

    private static Locator.FilterOptions text(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static Locator field(AdminBrowser browser, String name) {
        return browser.page().getByTestId("kcw-field-" + name);
    }

    private static String exported(AdminBrowser browser, String kind) throws IOException {
        click(browser, "kcw-export");
        Download file = browser.page()
                .waitForDownload(
                        () -> browser.page().getByTestId("kcw-export-" + kind).click());
        Path content = file.path();
        return Files.readString(content);
    }

    /** Some of the choices of a filter; each is marked when the list shows what it leaves. */
    private static void choose(AdminBrowser browser, String filter, String... values) {
        browser.page().getByTestId("kcw-filter-" + filter).click();
        for (String value : values) {
            Locator choice = browser.page().getByTestId("kcw-option-" + value).getByRole(AriaRole.CHECKBOX);
            choice.click();
            PlaywrightAssertions.assertThat(choice).isChecked();
        }
        browser.page().keyboard().press("Escape");
        browser.settled();
    }

    private static void click(AdminBrowser browser, String id) {
        browser.page().getByTestId(id).click();
        browser.settled();
    }

    private static void act(AdminBrowser browser, String row, String action) {
        browser.page()
                .locator("main tbody tr")
                .filter(text(row))
                .first()
                .getByTestId("kcw-row-actions")
                .click();
        browser.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(action))
                .click();
        browser.settled();
    }

    private static void none(Locator what) {
        PlaywrightAssertions.assertThat(what).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
    }
}
