package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.LoginPage;
import io.github.kcworkspaces.it.support.LoginPage.Shown;
import io.github.kcworkspaces.it.support.MailServer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The link to a new password, which is Keycloak's, in a realm with workspaces. */
@OnKeycloak
class PasswordResetIT {

    private static final Pattern FORGOTTEN = Pattern.compile("href=\"([^\"]*login-actions/reset-credentials[^\"]*)\"");
    private static final Pattern KEY = Pattern.compile("[?&]key=([^&]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NEW_PASSWORD = "another long passphrase 2";

    private final MailServer mails = MailServer.start();

    @AfterEach
    void stop() {
        mails.close();
    }

    @Test
    @Tag("FLW-07")
    void theLinkLivesAsLongAsTheRealmSaysAndANewPasswordEndsTheSessions(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        Tokens before = realm.passwordGrant(rbac.app(), ben);
        LoginPage browser = new LoginPage(realm);
        String link = forgotten(realm, rbac, browser, ben, Duration.ofMinutes(10));
        assertThat(life(link)).isEqualTo(Duration.ofMinutes(10));

        Shown page = browser.get(link);
        Shown back = browser.submit(
                page, Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD, "logout-sessions", "on"));

        assertThat(back.code()).isPresent();
        assertThat(refreshes(realm, rbac, before)).isFalse();
        assertThat(signsIn(realm, rbac, ben, ben.password())).isFalse();
        assertThat(signsIn(realm, rbac, ben, NEW_PASSWORD)).isTrue();
    }

    @Test
    @Tag("FLW-07")
    void aLinkWhoseTimeIsOverLeadsNowhere(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        LoginPage browser = new LoginPage(realm);
        String link = forgotten(realm, rbac, browser, ben, Duration.ofSeconds(1));
        Instant end = Instant.ofEpochSecond(claims(link).path("exp").asLong());
        Awaitility.await().atMost(PATIENCE).until(() -> Instant.now().isAfter(end.plusSeconds(1)));

        Shown page = browser.get(link);

        assertThat(page.body()).contains("expired").doesNotContain("password-new");
        assertThat(signsIn(realm, rbac, ben, ben.password())).isTrue();
    }

    /** Asks at the login page for a new password; the link that is mailed. */
    private String forgotten(TestRealm realm, Rbac rbac, LoginPage browser, TestUser user, Duration life) {
        mails.of(realm);
        realm.set(settings -> {
            settings.setResetPasswordAllowed(true);
            settings.getAttributes()
                    .put("actionTokenGeneratedByUserLifespan.reset-credentials", String.valueOf(life.toSeconds()));
        });
        Shown login = browser.open(rbac.app(), Map.of("scope", "openid"));
        Matcher forgotten = FORGOTTEN.matcher(login.body());
        assertThat(forgotten.find()).as(login.body()).isTrue();
        String address = forgotten.group(1).replace("&amp;", "&");
        Shown page = browser.get(
                address.startsWith("http") ? address : realm.keycloak().baseUrl() + address);
        browser.submit(page, Map.of("username", user.username()));
        return mails.await(user.email(), 1).link();
    }

    private static Duration life(String link) {
        JsonNode claims = claims(link);
        return Duration.ofSeconds(
                claims.path("exp").asLong() - claims.path("iat").asLong());
    }

    private static JsonNode claims(String link) {
        Matcher key = KEY.matcher(link);
        assertThat(key.find()).as(link).isTrue();
        return Tokens.claims(key.group(1));
    }

    private static boolean refreshes(TestRealm realm, Rbac rbac, Tokens tokens) {
        return realm.token(rbac.app(), Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()))
                        .status()
                == 200;
    }

    private static boolean signsIn(TestRealm realm, Rbac rbac, TestUser user, String password) {
        return realm.token(
                                rbac.app(),
                                Map.of("grant_type", "password", "username", user.username(), "password", password))
                        .status()
                == 200;
    }
}
