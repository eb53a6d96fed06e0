package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import org.junit.jupiter.api.Test;

/** Workspaces in the admin console, as its users walk through them. */
@OnKeycloak
class WorkspacesBrowserIT {

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
    void whoMayOnlyLookSeesNoButtons(TestRealm realm, AdminBrowser browser) {
        themed(realm);
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");

        browser.login(realm, realm.administrator("vera", "view-realm", "query-users"));
        browser.open("/workspaces");
        link(browser, "Workspace research").waitFor();
        assertThat(browser.page().getByTestId("kcw-create").count()).isZero();
        browser.open("/workspaces/research/members");
        browser.page().getByTestId("kcw-groups").waitFor();
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
}
