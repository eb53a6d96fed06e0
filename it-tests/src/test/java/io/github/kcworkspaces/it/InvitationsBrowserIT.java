package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Invitations in the admin console. */
@OnKeycloak
class InvitationsBrowserIT {

    private static final String HEADING = "First name,Last name,E-mail,Workspaces,Roles,Message,Expiry,Bypass\n";

    @Test
    @Tag("OBN-49")
    @Tag("OBN-51")
    @Tag("OBN-52")
    void onePersonIsInvitedSentAgainRevokedAndLetInAtOnce(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        rbac.workspace("trading");
        rbac.role("trading", "editor");
        realm.user("ben");
        browser.login(realm, realm.administrator("ada"));
        int mark = browser.mark();
        browser.open("/workspaces/research/invitations");
        browser.page().getByTestId("kcw-empty").waitFor();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);

        click(browser, "kcw-invite");
        assertThat(browser.page().getByTestId("kcw-bypass").count()).isZero();
        fill(browser, "Cleo", "<b>Lindqvist</b>", "cleo@");
        pick(browser, "roles", "editor");
        pick(browser, "workspaces", "Workspace trading");
        browser.expect(400, "/invitations");
        click(browser, "kcw-submit");
        browser.page().getByTestId("kcw-problem").waitFor();
        browser.axe("[role=dialog]").screenshot("workspace.invitations.invite");
        browser.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove Workspace trading"))
                .click();
        field(browser, "email").fill("cleo@example.org");
        click(browser, "kcw-submit");
        row(browser, "cleo@example.org").getByTestId("kcw-status-PENDING").waitFor();
        row(browser, "cleo@example.org").getByText("<b>Lindqvist</b>").waitFor();

        act(browser, "cleo@example.org", "Send again");
        click(browser, "kcw-submit");
        act(browser, "cleo@example.org", "Revoke");
        click(browser, "kcw-submit");
        row(browser, "cleo@example.org").getByTestId("kcw-status-REVOKED").waitFor();

        browser.open("/workspace-settings");
        browser.page().getByTestId("kcw-field-bypassInvitations").check(new Locator.CheckOptions().setForce(true));
        field(browser, "invitationLifespanHours").fill("48");
        click(browser, "kcw-save");
        browser.told("The settings were saved");
        assertThat(rbac.admin()
                        .get("/settings")
                        .json()
                        .path("invitationLifespanHours")
                        .asInt())
                .isEqualTo(48);

        // What one may is loaded with the page.
        browser.open("/workspaces/research/invitations").reload();
        click(browser, "kcw-invite");
        fill(browser, "Ben", "Example", "ben@example.org");
        pick(browser, "roles", "editor");
        click(browser, "kcw-bypass");
        browser.page().getByTestId("kcw-bypass-warning").waitFor();
        browser.axe("[role=dialog]").screenshot("workspace.invitations.bypass");
        click(browser, "kcw-submit");
        row(browser, "ben@example.org").getByTestId("kcw-status-BYPASSED").waitFor();
        browser.settled().axe("main").screenshot("workspace.invitations");
        browser.page().getByTestId("kcw-filter-status").selectOption("REVOKED");
        row(browser, "ben@example.org").waitFor(hidden());
        row(browser, "cleo@example.org").waitFor();
        browser.open("/workspaces/research/members");
        row(browser, "ben").waitFor();
    }

    @Test
    @Tag("OBN-53")
    @Tag("OBN-54")
    @Tag("OBN-55")
    @Tag("OBN-56")
    void manyAreInvitedFromAFileThatIsCheckedFirst(TestRealm realm, AdminBrowser browser) throws IOException {
        Rbac rbac = world(realm);
        browser.login(realm, realm.administrator("ada")).open("/workspaces/research/invitations");
        click(browser, "kcw-invite");
        click(browser, "kcw-many");
        Download template = browser.page()
                .waitForDownload(
                        () -> browser.page().getByTestId("kcw-template-csv").click());
        byte[] untouched = Files.readAllBytes(template.path());
        assertThat(new String(untouched, StandardCharsets.UTF_8)).contains("E-mail", "sample.invalid");
        browser.axe("[role=dialog]").screenshot("workspace.invitations.file");
        upload(browser, untouched);
        browser.page()
                .getByText("is a sample of the template: remove the row")
                .first()
                .waitFor();
        assertThat(browser.page().getByTestId("kcw-submit").isDisabled()).isTrue();

        StringBuilder rows = new StringBuilder(HEADING);
        for (int number = 0; number < 120; number++) {
            rows.append("Ann,Number ")
                    .append(number)
                    .append(",ann")
                    .append(number)
                    .append("@example.org,,editor,,,\n");
        }
        rows.append("Bad,Address,nobody at all,,editor,,,\n");
        rows.append("Un,Known,un@example.org,,no such role,,,\n");
        upload(browser, rows.toString().getBytes(StandardCharsets.UTF_8));
        browser.page().getByText("there is no such role").first().waitFor();
        browser.page().getByText("is no e-mail address").first().waitFor();
        assertThat(browser.page().getByTestId("kcw-submit").textContent()).contains("120 rows");
        browser.settled().axe("[role=dialog]").screenshot("workspace.invitations.preview");
        browser.page().getByTestId("kcw-submit").click();
        browser.page().getByRole(AriaRole.DIALOG).getByTestId("kcw-result-xlsx").waitFor();
        browser.settled().axe("[role=dialog]").screenshot("workspace.invitations.done");
        click(browser, "kcw-submit");

        browser.open("/workspaces/research/members").open("/workspaces/research/invitations");
        browser.page().getByTestId("kcw-jobs").getByText("122 of 122").waitFor();
        Download result = browser.page()
                .waitForDownload(
                        () -> browser.page().getByTestId("kcw-result-csv").click());
        assertThat(Files.readString(result.path())).contains("ann7@example.org", "no such role");
        browser.settled().axe("main").screenshot("workspace.invitations.jobs");
        browser.dark().axe("main").screenshot("workspace.invitations.dark");
        assertThat(rbac.admin()
                        .get("/workspaces/research/invitations?status=PENDING&max=1")
                        .header("X-Total-Count"))
                .contains("120");
    }

    @Test
    void whoMayOnlyLookSeesNoButtonsAndGermanOnAPhone(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        realm.set(TestRealm::inGerman);
        rbac.admin()
                .post(
                        "/workspaces/research/invitations",
                        Map.of(
                                "email",
                                "cleo@example.org",
                                "firstName",
                                "Cleo",
                                "lastName",
                                "Lind",
                                "roles",
                                List.of("editor")))
                .expect(201);
        browser.german().phone().login(realm, realm.administrator("vera", "view-realm", "query-users"));
        browser.open("/workspaces/research/invitations");
        row(browser, "cleo@example.org").waitFor();
        assertThat(browser.page()
                        .locator("main [data-testid=kcw-invite], main [data-testid=kcw-row-actions]")
                        .count())
                .isZero();
        browser.axe("main").screenshot("german.phone.workspace.invitations");
    }

    private static Rbac world(TestRealm realm) {
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");
        rbac.role("research", "editor");
        return rbac;
    }

    private static void fill(AdminBrowser browser, String firstName, String lastName, String email) {
        field(browser, "firstName").fill(firstName);
        field(browser, "lastName").fill(lastName);
        field(browser, "email").fill(email);
    }

    private static Locator field(AdminBrowser browser, String name) {
        return browser.page().getByTestId("kcw-field-" + name);
    }

    private static void pick(AdminBrowser browser, String field, String choice) {
        browser.page().getByTestId("kcw-search-" + field).click();
        browser.page()
                .getByTestId("kcw-picker-" + field)
                .getByTestId("kcw-choice-" + choice)
                .click();
        browser.settled();
    }

    private static void upload(AdminBrowser browser, byte[] content) {
        browser.page()
                .getByTestId("kcw-drop")
                .locator("input[type=file]")
                .setInputFiles(new FilePayload("people.csv", "text/csv", content));
        browser.settled();
    }

    private static void click(AdminBrowser browser, String id) {
        browser.page().getByTestId(id).click();
        browser.settled();
    }

    private static Locator row(AdminBrowser browser, String text) {
        return browser.page()
                .locator("main tbody tr")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    private static void act(AdminBrowser browser, String row, String action) {
        row(browser, row).getByTestId("kcw-row-actions").click();
        browser.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(action))
                .click();
        browser.settled();
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
    }
}
