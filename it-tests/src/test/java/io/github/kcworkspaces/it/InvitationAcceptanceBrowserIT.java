package io.github.kcworkspaces.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.kcworkspaces.it.support.Invitee.wanted;
import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.MailServer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;

/** The way from the administrator's dialog through the mail into the workspace, in browsers. */
@OnKeycloak
class InvitationAcceptanceBrowserIT {

    /** What is wider than the window, by tag and classes. */
    private static final String STICKS_OUT = """
            [...document.body.querySelectorAll('*')]
                .filter((one) => getComputedStyle(one).visibility === 'visible')
                .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
                .map((one) => one.tagName + ' ' + one.className)
            """;

    private static final Pattern ACCOUNT = Pattern.compile("/account(/|\\?|#|$)");

    private final MailServer mails = MailServer.start();

    @AfterEach
    void stop() {
        mails.close();
    }

    @Test
    @Tag("OBN-43")
    @Tag("OBN-50")
    @Tag("FLW-23")
    @Tag("FLW-24")
    @Tag("FLW-25")
    @Tag("FLW-26")
    void whoIsInvitedInTheConsoleSignsUpByTheMailAndIsAMember(TestRealm realm, AdminBrowser ada, AdminBrowser zoe) {
        Rbac rbac = world(realm);
        ada.login(realm, realm.administrator("ada")).open("/workspaces/research/invitations");
        click(ada, "kcw-invite");
        for (Map.Entry<String, String> field : Map.of(
                        "firstName", "Zoë", "lastName", "Lindqvist", "email", "zoe@example.org")
                .entrySet()) {
            ada.page().getByTestId("kcw-field-" + field.getKey()).fill(field.getValue());
        }
        ada.page().getByTestId("kcw-search-roles").click();
        ada.page()
                .getByTestId("kcw-picker-roles")
                .getByTestId("kcw-choice-editor")
                .click();
        ada.page().getByTestId("kcw-field-message").fill("Welcome to the desk.\nSee you on Monday!");
        click(ada, "kcw-submit");
        ada.page().getByTestId("kcw-status-PENDING").waitFor();

        MailServer.Received mail = mails.await("zoe@example.org", 1);
        Page page = zoe.page();
        page.setViewportSize(760, 560);
        page.setContent(mail.html());
        zoe.screenshot("invitation.mail");
        page.navigate(mail.link());
        assertThat(page.locator("#kcw-invitation")).hasText("ada invites you to the workspace Research desk.");
        assertThat(page.locator("#kcw-note")).containsText("See you on Monday!");
        assertThat(page.getByText("zoe@example.org")).isVisible();
        page.setViewportSize(900, 640);
        zoe.axe("main").screenshot("invitation.page");
        zoe.dark();
        assertThat(page.locator("html")).hasClass(Pattern.compile("pf-v5-theme-dark"));
        zoe.axe("main").screenshot("invitation.page.dark");

        page.locator("#kcw-accept").click();
        assertThat(page.locator("h1")).hasText("Your account for Research desk");
        assertThat(page.locator("#kcw-email")).hasValue("zoe@example.org");
        assertThat(page.locator("#kcw-email")).not().isEditable();
        assertThat(page.locator("#lastName")).hasValue("Lindqvist");
        page.locator("#username").fill("zoe");
        page.locator("#password").fill("correct horse");
        page.locator("#password-confirm").fill("battery staple");
        page.setViewportSize(900, 980);
        zoe.axe("#kcw-sign-up").screenshot("invitation.sign-up");
        zoe.expect(400, "/rbac/invitations/");
        page.locator("button[value=sign-up]").click();
        assertThat(page.locator("#input-error-password-confirm")).isVisible();
        zoe.axe("#kcw-sign-up");
        page.locator("#password").fill("correct horse");
        page.locator("#password-confirm").fill("correct horse");
        page.locator("button[value=sign-up]").click();
        page.waitForURL(ACCOUNT);
        zoe.settled();

        UserRepresentation found =
                realm.admin().users().searchByUsername("zoe", true).get(0);
        rbac.admin().get("/workspaces/research/members/" + found.getId()).expect(200);
        ada.reload().page().getByTestId("kcw-status-ACCEPTED").waitFor();

        assertThat(page.getByText("Workspace users")).hasCount(0);
        RestCaller asZoe = realm.rbac(new TestUser(found.getId(), "zoe", "zoe@example.org", "correct horse"));
        for (String managed : List.of("/users", "/activity", "/roles", "/settings")) {
            asZoe.get(managed).expect(403, "ACCESS_DENIED");
        }
    }

    @Test
    @Tag("OBN-50")
    @Tag("FLW-25")
    void whoHasAnAccountSignsInAndLandsAtTheApplicationInGermanInTheDarkOnAPhone(
            TestRealm realm, AdminBrowser browser) {
        realm.set(TestRealm::inGerman);
        Rbac rbac = world(realm);
        TestUser dan = realm.user("dan", user -> user.setAttributes(Map.of("locale", List.of("de"))));
        String landing = realm.url() + "/.well-known/openid-configuration";
        realm.client("desk", client -> client.setRedirectUris(List.of(landing)));
        Map<String, Object> wanted = wanted(dan.email(), "editor");
        wanted.put("client", "desk");
        wanted.put("redirectUri", landing);
        wanted.put("message", "Willkommen im Team.");
        String id = Rbac.id(rbac.admin().post("/workspaces/research/invitations", wanted));
        MailServer.Received mail = mails.await(dan.email(), 1);
        assertThat(mail.subject()).isEqualTo("Einladung zu Research desk");

        Page page = browser.german().dark().phone().page();
        page.navigate(mail.link());
        assertThat(page.locator("#kcw-accept")).hasText("Annehmen");
        assertThat(page.locator("#kcw-decline")).hasText("Ablehnen");
        assertThat(page.locator("html")).hasClass(Pattern.compile("pf-v5-theme-dark"));
        browser.axe("main").screenshot("invitation.page.german.phone");
        assertThat(page.evaluate(STICKS_OUT)).as("sticks out").isEqualTo(List.of());
        page.locator("#kcw-accept").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#username")).hasValue(dan.email());
        page.locator("#password").fill(dan.password());
        page.keyboard().press("Enter");
        page.waitForURL(landing);

        assertThat(status(rbac, id)).isEqualTo("ACCEPTED");
        rbac.admin().get("/workspaces/research/members/" + dan.id()).expect(200);

        page.setViewportSize(900, 640);
        realm.user("eve");
        Rbac.id(rbac.admin().post("/workspaces/research/invitations", wanted("new@example.org", "editor")));
        MailServer.Received german = mails.await("new@example.org", 1);
        browser.expect(404, "/rbac/invitations/");
        page.navigate(mail.link());
        assertThat(page.locator("main")).containsText("Diese Einladung ist nicht offen");
        browser.axe("main");
        page.navigate(german.link());
        assertThat(page.locator("#kcw-other")).containsText("dan");
        browser.axe("main").screenshot("invitation.page.german");
    }

    @Test
    @Tag("OBN-50")
    void whoIsSignedInAsSomebodyElseSwitches(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = world(realm);
        TestUser zoe = realm.user("zoe");
        TestUser eve = realm.user("eve");
        String id = Rbac.id(rbac.admin().post("/workspaces/research/invitations", wanted(zoe.email(), "editor")));
        String link = mails.await(zoe.email(), 1).link();
        Page page = browser.page();
        page.navigate(realm.url() + "/account");
        signIn(page, eve);
        page.waitForURL(ACCOUNT);
        browser.settled();

        page.navigate(link);

        assertThat(page.locator("#kcw-other")).containsText("You are signed in as eve");
        assertThat(page.locator("#kcw-accept")).hasCount(0);
        browser.axe("main").screenshot("invitation.other");
        page.locator("#kcw-switch").click();
        assertThat(page.locator("#username")).hasValue(zoe.email());
        page.locator("#password").fill(zoe.password());
        page.locator("#kc-login").click();
        page.waitForURL(ACCOUNT);
        browser.settled();
        assertThat(status(rbac, id)).isEqualTo("ACCEPTED");
        rbac.admin().get("/workspaces/research/members/" + zoe.id()).expect(200);
        rbac.admin().get("/workspaces/research/members/" + eve.id()).expect(404, "MEMBER_NOT_FOUND");

        page.navigate(realm.url() + "/account");
        browser.settled();
        assertThat(page.locator("header")).containsText("zoe Example");
    }

    @Test
    void allOfItWorksWithoutAnyScriptAndInAThemeOfOld(TestRealm realm, AdminBrowser first, AdminBrowser second) {
        Rbac rbac = world(realm);
        String landing = realm.url() + "/.well-known/openid-configuration";
        realm.client("desk", client -> client.setRedirectUris(List.of(landing)));
        for (String name : List.of("zoe", "dan")) {
            Map<String, Object> wanted = wanted(name + "@example.org", "editor");
            wanted.put("client", "desk");
            wanted.put("redirectUri", landing);
            Rbac.id(rbac.admin().post("/workspaces/research/invitations", wanted));
        }
        Page declining = first.withoutJavaScript().page();
        declining.navigate(mails.await("dan@example.org", 1).link());
        declining.getByRole(AriaRole.BUTTON, named("Decline")).click();
        assertThat(declining.getByText("You have declined the invitation to Research desk."))
                .isVisible();
        first.screenshot("invitation.declined");

        realm.set(one -> one.setLoginTheme("keycloak"));
        Page page = second.withoutJavaScript().page();
        page.navigate(mails.await("zoe@example.org", 1).link());
        second.screenshot("invitation.old-theme");
        page.getByRole(AriaRole.BUTTON, named("Accept")).click();
        page.locator("#username").fill("zoe");
        page.locator("#password").fill("correct horse");
        page.locator("#password-confirm").fill("correct horse");
        second.screenshot("invitation.old-theme.sign-up");
        page.getByRole(AriaRole.BUTTON, named("Create account and accept")).click();
        page.waitForURL(landing);

        assertThat(rbac.admin().get("/workspaces/research/invitations").json().findValuesAsText("status"))
                .containsExactlyInAnyOrder("ACCEPTED", "DECLINED");
    }

    private Rbac world(TestRealm realm) {
        realm.set(one -> {
            one.setAdminTheme("workspaces");
            one.setLoginTheme("workspaces");
            one.setEmailTheme("workspaces");
            one.setDisplayName("Acme");
        });
        mails.of(realm);
        Rbac rbac = Rbac.enable(realm);
        rbac.admin()
                .post("/workspaces", Map.of("alias", "research", "name", "Research desk"))
                .expect(201);
        rbac.role("research", "editor", onType("chatflow", "update"));
        return rbac;
    }

    private static String status(Rbac rbac, String id) {
        return rbac.admin()
                .get("/workspaces/research/invitations/" + id)
                .expect(200)
                .json()
                .path("status")
                .asText();
    }

    private static void signIn(Page page, TestUser user) {
        page.locator("#username").fill(user.username());
        page.locator("#password").fill(user.password());
        page.locator("#kc-login").click();
    }

    private static void click(AdminBrowser browser, String id) {
        Locator button = browser.page().getByTestId(id);
        button.click();
        browser.settled();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
