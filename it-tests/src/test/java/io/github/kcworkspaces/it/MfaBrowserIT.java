package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.github.kcworkspaces.it.support.AdminBrowser;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.OneTimePasswords;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A second factor in a browser: set up where one of two workspaces demands it, shown when switching there. */
@OnKeycloak
class MfaBrowserIT {

    @Test
    @Tag("OWU-18")
    void oneOfTwoWorkspacesAsksForASecondFactor(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = Rbac.enable(realm);
        OneTimePasswords.byWorkspaceOnly(realm);
        rbac.workspace("open");
        rbac.admin()
                .post("/workspaces", Map.of("alias", "finance", "name", "Finance", "mfaRequired", true))
                .expect(201);
        TestUser ben = realm.user("ben");
        rbac.member("open", ben, "member");
        rbac.member("finance", ben, "member");
        String back = realm.url() + "/protocol/openid-connect/login-status-iframe.html";
        TestClient app = realm.client("shop", client -> client.setRedirectUris(List.of(back)));
        Page page = browser.page();

        page.navigate(request(realm, app, back, "open"));
        password(page, ben);
        Tokens open = tokens(realm, app, back, page);
        assertThat(alias(open)).isEqualTo("open");

        page.navigate(request(realm, app, back, "finance"));
        page.locator("#totp").waitFor();
        browser.screenshot("mfa.enrolment");
        assertThat(page.locator("#password").count()).isZero();
        String secret = page.locator("[name=totpSecret]").inputValue();
        page.locator("#totp").fill(OneTimePasswords.now(secret));
        page.locator("#userLabel").fill("phone");
        page.locator("#saveTOTPBtn").click();
        assertThat(alias(tokens(realm, app, back, page))).isEqualTo("finance");
        assertThat(alias(realm.refresh(app, open, Map.of("workspace", "finance"))))
                .isEqualTo("finance");

        page.context().clearCookies();
        page.navigate(request(realm, app, back, "open"));
        password(page, ben);
        open = tokens(realm, app, back, page);
        assertThat(alias(open)).as("not asked for the open one").isEqualTo("open");
        assertThat(realm.token(
                                app,
                                Map.of(
                                        "grant_type",
                                        "refresh_token",
                                        "refresh_token",
                                        open.refresh(),
                                        "workspace",
                                        "finance"))
                        .expect(400)
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("insufficient_user_authentication");

        page.navigate(request(realm, app, back, "finance") + "&acr_values=2");
        page.locator("#otp").waitFor();
        browser.screenshot("mfa.asked").axe("#kc-otp-login-form");
        assertThat(page.locator("#password").count()).isZero();
        page.locator("#otp").fill(OneTimePasswords.now(secret));
        page.locator("#kc-login").click();
        Tokens finance = tokens(realm, app, back, page);
        assertThat(alias(finance)).isEqualTo("finance");
        assertThat(finance.idClaims().path("acr").asText()).isEqualTo("2");
    }

    @Test
    @Tag("OWU-18")
    @Tag("FLW-37")
    void aPasskeyIsTheSecondFactorAndTheLoginActivitySaysSo(TestRealm realm, AdminBrowser browser) {
        Rbac rbac = Rbac.enable(realm);
        OneTimePasswords.byWorkspaceOnly(realm);
        realm.set(settings -> {
            settings.setWebAuthnPolicyPasswordlessPasskeysEnabled(true);
            settings.setWebAuthnPolicyPasswordlessRequireResidentKey("Yes");
            settings.setWebAuthnPolicyPasswordlessUserVerificationRequirement("required");
        });
        rbac.admin()
                .post("/workspaces", Map.of("alias", "finance", "name", "Finance", "mfaRequired", true))
                .expect(201);
        TestUser ben = realm.user("ben", user -> user.setRequiredActions(List.of("webauthn-register-passwordless")));
        rbac.member("finance", ben, "member");
        rbac.workspace("open");
        rbac.member("open", ben, "member");
        String back = realm.url() + "/protocol/openid-connect/login-status-iframe.html";
        TestClient app = realm.client("shop", client -> client.setRedirectUris(List.of(back)));
        Page page = browser.page();
        page.onDialog(label -> label.accept("laptop"));
        plugInAuthenticator(page);

        page.navigate(request(realm, app, back, "open"));
        password(page, ben);
        page.locator("#registerWebAuthn").click();
        assertThat(alias(tokens(realm, app, back, page))).isEqualTo("open");

        page.context().clearCookies();
        page.navigate(request(realm, app, back, "finance"));
        Tokens finance = tokens(realm, app, back, page);
        assertThat(alias(finance)).isEqualTo("finance");
        assertThat(finance.idClaims().path("acr").asText()).isEqualTo("2");
        assertThat(alias(realm.refresh(app, finance, Map.of("workspace", "finance"))))
                .isEqualTo("finance");
        assertThat(rbac.admin().get("/logins?mode=passkey").expect(200).json()).hasSize(1);
        assertThat(rbac.admin().get("/logins?mode=password").expect(200).json()).hasSize(1);
    }

    /** One that is touched at once whenever it is asked, also by a page that offers its passkeys for the name. */
    private static void plugInAuthenticator(Page page) {
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject authenticator = new JsonObject();
        authenticator.add("options", options);
        CDPSession devices = page.context().newCDPSession(page);
        devices.send("WebAuthn.enable");
        devices.send("WebAuthn.addVirtualAuthenticator", authenticator);
    }

    private static String request(TestRealm realm, TestClient client, String back, String workspace) {
        return realm.url() + "/protocol/openid-connect/auth?response_type=code&scope=openid%20workspace&client_id="
                + client.clientId() + "&redirect_uri=" + back + "&workspace=" + workspace;
    }

    private static void password(Page page, TestUser user) {
        page.locator("#username").fill(user.username());
        page.locator("#password").fill(user.password());
        page.locator("#kc-login").click();
    }

    private static Tokens tokens(TestRealm realm, TestClient client, String back, Page page) {
        page.waitForURL(url -> url.startsWith(back));
        String code = Arrays.stream(URI.create(page.url()).getRawQuery().split("&", -1))
                .filter(parameter -> parameter.startsWith("code="))
                .map(parameter -> URLDecoder.decode(parameter.substring(5), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow(() -> new AssertionError(page.url()));
        return Tokens.of(
                realm.token(client, Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", back)));
    }

    private static String alias(Tokens tokens) {
        return tokens.accessClaims().at("/workspace/alias").asText();
    }
}
