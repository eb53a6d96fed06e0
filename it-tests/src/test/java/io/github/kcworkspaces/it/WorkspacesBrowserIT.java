package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.OrganizationDomainRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;

/** Workspaces in the admin console, as its users walk through them. */
@OnKeycloak
class WorkspacesBrowserIT {

    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    @Test
    @Tag("FLW-11")
    void aRealmIsEnabledAndItsFirstWorkspaceCreated(TestRealm realm, AdminBrowser browser) {
        themed(realm);
        browser.login(realm, realm.administrator("ada")).expect(404, "/rbac/workspaces");
        browser.open("/workspaces").axe("main").screenshot("workspaces.not-enabled");
        click(browser, "kcw-enable");
        link(browser, "Default").waitFor();

        click(browser, "kcw-create");
        fill(browser, "kcw-field-name", MARKUP);
        fill(browser, "kcw-field-alias", "research");
        browser.axe("[role=dialog]");
        click(browser, "kcw-submit");
        browser.page().getByTestId("kcw-count-members").waitFor();
        assertThat(browser.page().getByTestId("kcw-title").textContent()).isEqualTo(MARKUP);
        assertThat(browser.page().locator("main img[src=x]").count()).isZero();
        browser.settled().axe("main").screenshot("workspace.overview");

        int mark = browser.mark();
        browser.open("/workspaces");
        link(browser, MARKUP).waitFor();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        browser.axe("main").screenshot("workspaces");
    }

    @Test
    @Tag("FLW-54")
    @Tag("FLW-55")
    @Tag("FLW-56")
    void membersAndGroupsAreAddedChangedAndUnlinked(TestRealm realm, AdminBrowser browser) {
        themed(realm);
        Rbac rbac = Rbac.enable(realm);
        TestUser ada = realm.administrator("ada");
        rbac.admin().put("/settings", Map.of("accountOwner", ada.id())).expect(200);
        rbac.workspace("research");
        rbac.role("research", "editor");
        rbac.role("research", "reader");
        realm.user("ben");
        realm.user("cleo");
        realm.group("staff");

        browser.login(realm, ada);
        int mark = browser.mark();
        browser.open("/workspaces/research/members");
        row(browser, "ada").waitFor();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);

        click(browser, "kcw-add-members");
        choose(browser, "ben");
        choose(browser, "cleo");
        choose(browser, "editor");
        browser.axe("[role=dialog]").screenshot("workspace.members.add");
        click(browser, "kcw-submit");
        row(browser, "cleo").getByText("editor").waitFor();

        act(browser, "ben", "Change roles");
        choose(browser, "reader");
        click(browser, "kcw-submit");
        row(browser, "ben").getByText("reader").waitFor();
        act(browser, "ben", "Suspend");
        click(browser, "kcw-submit");
        row(browser, "ben").getByText("Suspended").waitFor();

        browser.settled().axe("main").screenshot("workspace.members");
        browser.open("/workspaces/research/mappings");
        click(browser, "kcw-add-groups");
        choose(browser, "/staff");
        choose(browser, "reader");
        click(browser, "kcw-submit");
        row(browser, "/staff").waitFor();

        browser.open("/workspaces/research/members");
        act(browser, "cleo", "Unlink");
        click(browser, "kcw-submit");
        row(browser, "cleo").waitFor(hidden());
        browser.expect(409, "/members/");
        act(browser, "ada", "Unlink");
        click(browser, "kcw-submit");
        assertThat(browser.page().getByTestId("kcw-problem").textContent()).contains("Transfer the ownership first");
        click(browser, "kcw-cancel");
    }

    @Test
    @Tag("FLW-53")
    @Tag("FLW-60")
    @Tag("FLW-62")
    @Tag("FLW-57")
    void aWorkspaceIsRenamedSuspendedAndDeletedOnlyWhenItMayBe(TestRealm realm, AdminBrowser browser) {
        themed(realm);
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");
        TestUser ben = realm.user("ben");
        rbac.member("research", ben);

        browser.login(realm, realm.administrator("ada")).open("/workspaces/default/settings");
        browser.page().getByText("can't be deleted").first().waitFor();
        assertThat(browser.page().getByTestId("kcw-delete").count()).isZero();

        browser.open("/workspaces/research/settings");
        fill(browser, "kcw-field-name", "Market research");
        rbac.admin()
                .put("/workspaces/research", Map.of("description", "Changed meanwhile"))
                .expect(200);
        browser.expect(412, "/workspaces/research");
        click(browser, "kcw-save");
        browser.page().getByText("Somebody else has changed this meanwhile").waitFor();
        browser.settled();
        assertThat(browser.page().getByTestId("kcw-field-description").inputValue())
                .isEqualTo("Changed meanwhile");
        fill(browser, "kcw-field-name", "Market research");
        fill(browser, "kcw-field-alias", "market");
        click(browser, "kcw-save");
        browser.page().waitForURL("**/workspaces/market/settings");
        browser.settled().axe("main").screenshot("workspace.settings");

        click(browser, "kcw-suspend");
        click(browser, "kcw-submit");
        browser.page().getByTestId("kcw-suspended").waitFor();

        click(browser, "kcw-delete");
        assertThat(browser.page().getByTestId("kcw-refusals").textContent()).contains("ben");
        click(browser, "kcw-cancel");
        rbac.admin().delete("/workspaces/market/members/" + ben.id()).expect(204);
        click(browser, "kcw-delete");
        browser.page().getByTestId("kcw-losses").waitFor();
        assertThat(browser.page().getByTestId("kcw-submit").isDisabled()).isTrue();
        browser.axe("[role=dialog]").screenshot("workspace.delete");
        fill(browser, "kcw-confirm", "market");
        click(browser, "kcw-submit");
        link(browser, "Default").waitFor();
        assertThat(link(browser, "Market research").count()).isZero();
    }

    @Test
    void theSettingsOfTheRealmAreChangedAndWorkspacesDisabled(TestRealm realm, AdminBrowser browser) {
        themed(realm);
        Rbac.enable(realm);
        TestUser ada = realm.administrator("ada");

        browser.login(realm, ada);
        int mark = browser.mark();
        browser.open("/workspace-settings");
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        click(browser, "kcw-choose-owner");
        choose(browser, "ada");
        browser.page().getByTestId("kcw-field-gate").selectOption("auto");
        fill(browser, "kcw-field-claimBudgetBytes", "10");
        browser.expect(400, "/settings");
        click(browser, "kcw-save");
        browser.page().getByText("must be between 256 and 16384").first().waitFor();
        fill(browser, "kcw-field-claimBudgetBytes", "4096");
        click(browser, "kcw-save");
        browser.page().getByTestId("kcw-account-owner").getByText("ada").waitFor();
        browser.settled().axe("main").screenshot("workspace-settings");
        assertThat(realm.rbacAsAdmin().get("/settings").json().path("gate").asText())
                .isEqualTo("auto");

        click(browser, "kcw-disable");
        fill(browser, "kcw-confirm", realm.name());
        click(browser, "kcw-submit");
        browser.page().getByTestId("kcw-enable").waitFor();
    }

    @Test
    void aWorkspaceDemandsASecondFactorAndIsPutUnderAnOrganization(TestRealm realm, AdminBrowser browser) {
        themed(realm);
        realm.set(settings -> settings.setOrganizationsEnabled(true));
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");
        OrganizationRepresentation north = new OrganizationRepresentation();
        north.setName("The North");
        north.setAlias("north");
        north.addDomain(new OrganizationDomainRepresentation("north.example.org"));
        realm.admin().organizations().create(north).close();

        browser.login(realm, realm.administrator("ada"));
        int mark = browser.mark();
        browser.open("/workspaces/research/settings");
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
        browser.page().getByTestId("kcw-field-mfaRequired").check(new Locator.CheckOptions().setForce(true));
        click(browser, "kcw-search-organization");
        click(browser, "kcw-choice-The North");
        click(browser, "kcw-save");
        browser.page().getByTestId("kcw-mfa").waitFor();
        assertThat(browser.page().getByTestId("kcw-organization").textContent()).contains("The North");
        browser.settled().axe("main").screenshot("workspace.settings.organization");
        browser.open("/workspaces");
        row(browser, "research").getByTestId("kcw-mfa").waitFor();
        row(browser, "research").getByTestId("kcw-organization").waitFor();
        browser.axe("main").screenshot("workspaces.organization");
        browser.open("/workspace-settings");
        browser.page().getByTestId("kcw-field-mfaRequiredFor").selectOption("account-admins");
        click(browser, "kcw-save");
        browser.told("The settings were saved");
        assertThat(realm.rbacAsAdmin()
                        .get("/settings")
                        .json()
                        .path("mfaRequiredFor")
                        .asText())
                .isEqualTo("account-admins");
    }

    @Test
    void whoMayOnlyLookSeesNoButtons(TestRealm realm, AdminBrowser browser) {
        themed(realm);
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");

        browser.login(realm, realm.administrator("vera", "view-realm", "query-users"));
        browser.open("/workspaces");
        link(browser, "Workspace research").waitFor();
        assertThat(browser.page().getByTestId("kcw-create").count()).isZero();
        browser.open("/workspaces/research/members");
        browser.page().getByTestId("kcw-empty").waitFor();
        assertThat(browser.page().locator("main [data-testid^=kcw-add]").count())
                .isZero();
        browser.open("/workspaces/research/settings");
        browser.page().getByTestId("kcw-field-name").waitFor();
        assertThat(browser.page()
                        .locator("main .pf-v5-c-card button, main [data-testid=kcw-save]")
                        .count())
                .isZero();
        browser.open("/workspace-settings");
        browser.page().getByTestId("kcw-field-gate").waitFor();
        assertThat(browser.page()
                        .locator("main [data-testid=kcw-save], main [data-testid=kcw-disable]")
                        .count())
                .isZero();
    }

    @Test
    void itSpeaksGermanInTheDarkAndOnAPhone(TestRealm realm, AdminBrowser browser) {
        themed(realm);
        realm.set(TestRealm::inGerman);
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");
        rbac.member("research", realm.user("ben"));

        browser.german().dark().phone().login(realm, realm.administrator("ada"));
        for (String path : new String[] {
            "/workspaces",
            "/workspaces/research/overview",
            "/workspaces/research/members",
            "/workspaces/research/mappings",
            "/workspaces/research/settings",
            "/workspace-settings"
        }) {
            browser.open(path).axe("main").screenshot("german" + path.replace('/', '.'));
        }
        assertThat(browser.page().getByTestId("kcw-title").textContent())
                .isEqualTo("Einstellungen der Arbeitsbereiche");
    }

    private static void themed(TestRealm realm) {
        realm.set(settings -> settings.setAdminTheme("workspaces"));
    }

    private static void click(AdminBrowser browser, String id) {
        browser.page().getByTestId(id).click();
        browser.settled();
    }

    private static void fill(AdminBrowser browser, String id, String text) {
        browser.page().getByTestId(id).fill(text);
    }

    private static void choose(AdminBrowser browser, String text) {
        browser.page().getByTestId("kcw-choice-" + text).check();
    }

    private static Locator link(AdminBrowser browser, String text) {
        return browser.page()
                .locator("main")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(text).setExact(false));
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
