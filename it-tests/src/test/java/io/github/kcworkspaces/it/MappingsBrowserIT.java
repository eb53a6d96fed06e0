package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.LdapServer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestDirectory;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.representations.idm.IdentityProviderMapperRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;

/** What brings people and roles from outside, in the admin console. */
@OnKeycloak
class MappingsBrowserIT {

    private static final String CLAIM_MAPPER = "oidc-workspace-role-idp-mapper";

    @Test
    void whatBringsRolesIsListedApprovedAndWithdrawn(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        try (LdapServer ldap = LdapServer.start()) {
            TestDirectory.imported(realm, ldap)
                    .mapper(
                            "researchers",
                            "workspace-roles-ldap-mapper",
                            Map.of(
                                    "from",
                                    "member-of",
                                    "value",
                                    LdapServer.groupDn("research"),
                                    "workspace",
                                    "research",
                                    "roles",
                                    "viewer"));
            String staff = realm.group("staff");
            rbac.admin()
                    .put("/workspaces/research/groups/" + staff, Map.of("roles", List.of("editor", "viewer")))
                    .expect(200);
            realm.admin()
                    .identityProviders()
                    .get("partner")
                    .addMapper(mapper("guests", "workspace-role-idp-mapper", Map.of("roles", "viewer")))
                    .close();
            waiting(realm);

            browser.login(realm, realm.administrator("ada"));
            int mark = browser.mark();
            browser.open("/workspaces/research/mappings");
            row(browser, "analysts").getByTestId("kcw-problem-NOT_APPROVED").waitFor();
            assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);
            row(browser, "researchers").getByTestId("kcw-gives").waitFor();
            row(browser, "guests").getByTestId("kcw-gives").waitFor();
            browser.axe("main").screenshot("workspace.mappings");
            assertThat(browser.page().locator(".pf-v5-c-breadcrumb").textContent())
                    .contains("Workspace research");

            browser.page().getByTestId("kcw-filter-kind").selectOption("IDP");
            row(browser, "researchers").waitFor(hidden());
            assertThat(browser.page().locator("main tbody tr").count()).isEqualTo(2);
            act(browser, "analysts", "Approve");
            browser.axe("[role=dialog]").screenshot("workspace.mappings.approve");
            click(browser, "kcw-submit");
            row(browser, "analysts").getByTestId("kcw-gives").waitFor();
            act(browser, "analysts", "Withdraw approval");
            click(browser, "kcw-submit");
            row(browser, "analysts").getByTestId("kcw-problem-NOT_APPROVED").waitFor();

            leads(browser, "analysts", "/identity-providers/oidc/partner/mappers/");
            leads(browser, "guests", "/identity-providers/oidc/partner/mappers/");
            browser.page().getByTestId("kcw-filter-kind").selectOption("");
            leads(browser, "researchers", "/user-federation/ldap/");
            leads(browser, "/staff", "/groups/" + staff);
            browser.dark().open("/workspaces/research/mappings").axe("main").screenshot("workspace.mappings.dark");
        }
    }

    @Test
    void firstLoginsAreGivenWhatTheRealmSays(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        browser.login(realm, realm.administrator("ada"));
        int mark = browser.mark();
        browser.open("/workspace-settings");
        browser.page().getByTestId("kcw-no-rules").waitFor();
        assertThat(browser.rbacRequestsSince(mark)).hasSizeLessThanOrEqualTo(3);

        click(browser, "kcw-add-rule");
        browser.page().getByTestId("kcw-field-who").selectOption("domain");
        browser.page().getByTestId("kcw-field-emailDomain").fill("example");
        pick(browser, "workspace", "research");
        pick(browser, "roles", "viewer");
        browser.expect(400, "/settings");
        click(browser, "kcw-submit");
        browser.page().getByText("is no domain").first().waitFor();
        browser.axe("[role=dialog]").screenshot("workspace-settings.first-login");
        browser.page().getByTestId("kcw-field-emailDomain").fill("example.org");
        click(browser, "kcw-submit");
        rule(browser, "example.org").getByText("viewer").waitFor();

        click(browser, "kcw-add-rule");
        browser.page().getByTestId("kcw-field-who").selectOption("provider");
        pick(browser, "provider", "partner");
        pick(browser, "workspace", "research");
        pick(browser, "roles", "editor");
        click(browser, "kcw-submit");
        rule(browser, "partner").getByText("editor").waitFor();
        rule(browser, "example.org").scrollIntoViewIfNeeded();
        browser.settled().axe("main").screenshot("workspace-settings.first-logins");
        browser.dark().axe("main").screenshot("workspace-settings.first-logins.dark");

        rule(browser, "example.org").getByTestId("kcw-row-actions").click();
        item(browser, "Remove rule");
        click(browser, "kcw-submit");
        rule(browser, "example.org").waitFor(hidden());
        assertThat(rbac.admin().get("/settings").json().path("firstLogin")).hasSize(1);
        assertThat(rbac.admin()
                        .get("/settings")
                        .json()
                        .at("/firstLogin/0/provider")
                        .asText())
                .isEqualTo("partner");
    }

    @Test
    void whoMayOnlyLookSeesNoButtonsAndGermanOnAPhone(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        realm.set(TestRealm::inGerman);
        rbac.admin()
                .put("/workspaces/research/groups/" + realm.group("staff"), Map.of("roles", List.of("editor")))
                .expect(200);
        browser.german().phone().login(realm, realm.administrator("vera", "view-realm", "query-users"));
        browser.open("/workspaces/research/mappings");
        row(browser, "/staff").waitFor();
        row(browser, "Keycloak-Gruppe").waitFor();
        assertThat(browser.page()
                        .locator("main [data-testid^=kcw-add], main [data-testid=kcw-row-actions], main tbody a")
                        .count())
                .isZero();
        browser.axe("main").screenshot("german.phone.workspace.mappings");
        browser.open("/workspace-settings");
        browser.page().getByTestId("kcw-no-rules").waitFor();
        assertThat(browser.page().getByTestId("kcw-add-rule").count()).isZero();
    }

    private static Rbac world(TestRealm realm) {
        realm.set(settings -> settings.setAdminTheme("workspaces"));
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("research");
        rbac.role("research", "editor");
        rbac.role("research", "viewer");
        IdentityProviderRepresentation partner = new IdentityProviderRepresentation();
        partner.setAlias("partner");
        partner.setProviderId("oidc");
        partner.setConfig(Map.of(
                "clientId", "hub",
                "clientSecret", "secret",
                "authorizationUrl", "https://partner.example/auth",
                "tokenUrl", "https://partner.example/token"));
        try (Response response = realm.admin().identityProviders().create(partner)) {
            assertThat(response.getStatus()).isEqualTo(201);
        }
        return rbac;
    }

    /** A mapper of somebody who may not grant what it gives. */
    private static void waiting(TestRealm realm) {
        TestUser clerk = realm.administrator("clerk", "manage-identity-providers", "view-identity-providers");
        try (Keycloak asClerk = KeycloakBuilder.builder()
                .serverUrl(realm.keycloak().baseUrl())
                .realm(realm.name())
                .clientId("admin-cli")
                .username(clerk.username())
                .password(clerk.password())
                .build()) {
            asClerk.realm(realm.name())
                    .identityProviders()
                    .get("partner")
                    .addMapper(mapper(
                            "analysts",
                            CLAIM_MAPPER,
                            Map.of("claim", "groups", "claim.value", "analysts", "roles", "editor")))
                    .close();
        }
    }

    private static IdentityProviderMapperRepresentation mapper(String name, String kind, Map<String, String> options) {
        IdentityProviderMapperRepresentation mapper = new IdentityProviderMapperRepresentation();
        mapper.setName(name);
        mapper.setIdentityProviderAlias("partner");
        mapper.setIdentityProviderMapper(kind);
        mapper.setConfig(new HashMap<>(options));
        mapper.getConfig().putAll(Map.of("syncMode", "FORCE", "workspace", "research"));
        return mapper;
    }

    /** The name leads to Keycloak's own page of the thing. */
    private static void leads(AdminBrowser browser, String name, String address) {
        row(browser, name).waitFor();
        assertThat(row(browser, name).locator("a").getAttribute("href")).contains(address);
    }

    private static void click(AdminBrowser browser, String id) {
        browser.page().getByTestId(id).click();
        browser.settled();
    }

    private static void pick(AdminBrowser browser, String field, String choice) {
        Locator picker = browser.page().getByTestId("kcw-picker-" + field);
        browser.page().getByTestId("kcw-search-" + field).click();
        picker.getByTestId("kcw-choice-" + choice).click();
        browser.settled();
    }

    private static Locator row(AdminBrowser browser, String text) {
        return browser.page()
                .locator("main tbody tr")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    private static Locator rule(AdminBrowser browser, String text) {
        return browser.page()
                .getByTestId("kcw-first-logins")
                .locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    private static void act(AdminBrowser browser, String row, String action) {
        row(browser, row).getByTestId("kcw-row-actions").click();
        item(browser, action);
    }

    private static void item(AdminBrowser browser, String name) {
        browser.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name))
                .click();
        browser.settled();
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
    }
}
