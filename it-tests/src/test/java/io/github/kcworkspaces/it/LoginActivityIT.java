package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.LdapServer;
import io.github.kcworkspaces.it.support.LoginPage;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.StatementLog;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestDirectory;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;

/** Who signed in and out, how, and what failed. */
@OnKeycloak
class LoginActivityIT {

    @Test
    @Tag("FLW-37")
    void aLoginAndWhatFailedEachLeaveOneRow(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        TestClient app = rbac.app();
        realm.passwordGrant(app, ben);
        refused(realm, app, "ben", "wrong");
        refused(realm, app, "nobody\u0085", "wrong");
        realm.admin().users().get(ben.id()).update(disabled(realm, ben));
        refused(realm, app, "ben", ben.password());

        JsonNode rows = logins(rbac, "");
        assertThat(rows.findValuesAsText("code")).containsExactly("-3", "-1", "-2", "0");
        assertThat(rows.findValuesAsText("type")).containsExactly("LOGIN_ERROR", "LOGIN_ERROR", "LOGIN_ERROR", "LOGIN");
        JsonNode login = rows.get(3);
        assertThat(login.at("/user/id").asText()).isEqualTo(ben.id());
        assertThat(login.at("/user/username").asText()).isEqualTo("ben");
        assertThat(login.path("mode").asText()).isEqualTo("password");
        assertThat(login.path("client").asText()).isEqualTo("app");
        assertThat(login.path("ip").asText()).isNotEmpty();
        assertThat(login.path("session").asText()).isNotEmpty();
        assertThat(login.has("error")).isFalse();
        assertThat(rows.get(2).path("error").asText()).isEqualTo("invalid_user_credentials");
        assertThat(rows.get(1).at("/user").has("id")).isFalse();
        assertThat(rows.get(1).at("/user/username").asText())
                .startsWith("nobody")
                .doesNotContain("\u0085");
        assertThat(rows.toString()).doesNotContain("wrong");
    }

    @Test
    @Tag("FLW-37")
    void aLoginByTheDirectorySaysSo(TestRealm realm) {
        try (LdapServer ldap = LdapServer.start()) {
            ldap.person("lea");
            Rbac rbac = Rbac.enable(realm);
            TestUser lea = TestDirectory.imported(realm, ldap).user("lea");
            realm.passwordGrant(rbac.app(), lea);
            JsonNode rows = logins(rbac, "?type=LOGIN");
            assertThat(rows).hasSize(1);
            assertThat(rows.at("/0/mode").asText()).isEqualTo("ldap");
            assertThat(logins(rbac, "?mode=ldap")).hasSize(1);
            assertThat(logins(rbac, "?mode=password")).isEmpty();
        }
    }

    @Test
    void theSecondApplicationOfABrowserIsSingleSignOnAndTheNamedWorkspaceIsSaid(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.member("w1", ben, "member");
        LoginPage browser = new LoginPage(realm);
        browser.code(rbac.app(), ben, Map.of("workspace", "w1"));
        browser.code(realm.client("second"), ben, Map.of());
        JsonNode rows = logins(rbac, "?type=LOGIN");
        assertThat(rows.findValuesAsText("mode")).containsExactly("sso", "password");
        assertThat(rows.at("/1/workspace/alias").asText()).isEqualTo("w1");
        assertThat(logins(rbac, "?workspace=w1")).hasSize(1);
    }

    @Test
    void whoGoesOnAsSomebodyElseIsNamedWithWhatHeDoes(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.member("w1", ben, "admin");
        TestClient app = realm.client("panel", TestRealm::forWorkspaces);
        LoginPage browser = new LoginPage(realm);
        browser.impersonate(ben);
        String code =
                browser.open(app, Map.of("scope", "openid workspace")).code().orElseThrow();
        Tokens tokens = Tokens.of(realm.redeem(app, code, Map.of()));
        realm.rbac(tokens.access())
                .post("/workspaces/w1/roles", Map.of("name", "made", "description", "Not by ben"))
                .expect(201);

        JsonNode login = logins(rbac, "?type=LOGIN").path(0);
        assertThat(login.at("/user/username").asText()).isEqualTo("ben");
        String admin = realm.keycloak().administrator().username();
        assertThat(login.at("/actor/impersonator/username").asText()).isEqualTo(admin);
        JsonNode made = rbac.admin()
                .get("/activity?type=ROLE_CREATED&workspace=w1")
                .expect(200)
                .json()
                .path(0);
        assertThat(made.at("/actor/username").asText()).isEqualTo("ben");
        assertThat(made.at("/actor/impersonator/username").asText()).isEqualTo(admin);
    }

    @Test
    @Tag("FLW-38")
    void everyLogoutIsOneRowThatSaysWhoEndedTheSession(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        TestClient app = rbac.app();
        Tokens tokens = realm.passwordGrant(app, ben, Map.of("scope", "openid"));
        realm.anonymous()
                .form(
                        "/protocol/openid-connect/logout",
                        Map.of(
                                "client_id",
                                app.clientId(),
                                "client_secret",
                                app.secret(),
                                "refresh_token",
                                tokens.refresh()))
                .expect(204);
        JsonNode own = logins(rbac, "?type=LOGOUT");
        assertThat(own).hasSize(1);
        assertThat(own.at("/0/code").asInt()).isEqualTo(1);
        assertThat(own.at("/0/mode").asText()).isEqualTo("user");
        assertThat(own.at("/0/user/username").asText()).isEqualTo("ben");
        assertThat(own.at("/0").has("actor")).isFalse();

        realm.passwordGrant(app, ben);
        realm.admin().users().get(ben.id()).logout();
        JsonNode both = logins(rbac, "?type=LOGOUT&user=" + ben.id());
        assertThat(both).hasSize(2);
        assertThat(both.at("/0/mode").asText()).isEqualTo("admin");
        assertThat(both.at("/0/user/username").asText()).isEqualTo("ben");
        assertThat(both.at("/0/actor/username").asText()).isNotEmpty().isNotEqualTo("ben");
    }

    @Test
    @Tag("FLW-39")
    void onlyAdministratorsSeeThemAndThoseOfTheirRealmOnly(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.role("w1", "auditor", Rbac.Grant.onType("workspace", "view-activity"));
        rbac.member("w1", ben, "auditor");
        realm.rbac(ben).get("/logins").expect(403, "ACCESS_DENIED");
        realm.rbac(ben).get("/users/" + ben.id() + "/logins").expect(403, "ACCESS_DENIED");
        try (TestRealm other = realm.keycloak().newRealm()) {
            Rbac there = Rbac.enable(other);
            other.passwordGrant(there.app(), other.user("eve"));
            assertThat(logins(there, "")).hasSize(1);
            assertThat(logins(rbac, "").findValuesAsText("username")).doesNotContain("eve");
        }
    }

    @Test
    @Tag("FLW-40")
    void theyAreFilteredByTimeAndCode(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        realm.passwordGrant(rbac.app(), ben);
        refused(realm, rbac.app(), "ben", "wrong");
        JsonNode rows = logins(rbac, "");
        long first = rows.at("/1/at").asLong();
        long last = rows.at("/0/at").asLong();
        assertThat(logins(rbac, "?from=" + first + "&to=" + (last + 1))).hasSize(2);
        assertThat(logins(rbac, "?from=" + (first + 1))).hasSize(1);
        assertThat(logins(rbac, "?to=" + last)).hasSize(1);
        assertThat(logins(rbac, "?code=-2")).hasSize(1);
        assertThat(logins(rbac, "?code=-2&code=0")).hasSize(2);
        assertThat(logins(rbac, "?code=-4")).isEmpty();
        rbac.admin().get("/logins?code=7").expect(400, "INVALID_REQUEST");
        rbac.admin().get("/logins?type=ROLE_CREATED").expect(400, "INVALID_REQUEST");
        JsonNode counts = rbac.admin().get("/logins/counts").expect(200).json();
        assertThat(counts.path("types").findValuesAsText("count")).containsExactly("1", "1");
        assertThat(counts.path("days")).isNotEmpty();
    }

    @Test
    @Tag("OBN-48")
    void theProfileShowsTheHistoryInOrder(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        realm.passwordGrant(rbac.app(), realm.user("somebody-else"));
        for (int count = 0; count < 3; count++) {
            realm.passwordGrant(rbac.app(), ben);
        }
        refused(realm, rbac.app(), "ben", "wrong");
        JsonNode history =
                rbac.admin().get("/users/" + ben.id() + "/logins").expect(200).json();
        assertThat(history.findValuesAsText("type")).containsExactly("LOGIN_ERROR", "LOGIN", "LOGIN", "LOGIN");
        List<Long> times = new ArrayList<>();
        history.forEach(row -> times.add(row.path("at").asLong()));
        assertThat(times).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    @Test
    void keycloaksOwnChangesAreToldWithoutWhatIsInThem(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        JsonNode rows = rbac.admin()
                .get("/activity?class=KEYCLOAK&max=1000")
                .expect(200)
                .json();
        assertThat(rows.toString()).contains("users/" + ben.id()).doesNotContain("emailVerified");
        JsonNode created = rbac.admin()
                .get("/activity?class=KEYCLOAK&type=KEYCLOAK_CREATED&target=" + ben.id())
                .json();
        assertThat(created).isNotEmpty();
        assertThat(created.at("/0/target/kind").asText()).isEqualTo("user");
        assertThat(created.at("/0/actor/kind").asText()).isEqualTo("USER");
        rbac.admin().get("/activity?class=LOGIN").expect(400, "INVALID_REQUEST");
    }

    @Test
    void aRealmIsListenedToAsLongAsItIsEnabled(TestRealm realm) {
        assertThat(realm.admin().toRepresentation().getEventsListeners()).doesNotContain("workspaces-audit");
        Rbac rbac = Rbac.enable(realm);
        assertThat(realm.admin().toRepresentation().getEventsListeners()).contains("workspaces-audit");
        TestUser ben = realm.user("ben");
        TestClient app = rbac.app();
        rbac.admin().put("/settings", Map.of("enabled", false)).expect(200);
        assertThat(realm.admin().toRepresentation().getEventsListeners()).doesNotContain("workspaces-audit");
        realm.passwordGrant(app, ben);
        rbac.admin().put("/settings", Map.of("enabled", true)).expect(200);
        assertThat(logins(rbac, "")).isEmpty();
    }

    @Test
    void aLoginCostsOneInsertMore(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        TestClient app = rbac.app();
        realm.passwordGrant(app, ben);
        StatementLog.Recording recording = realm.keycloak().statements().record(() -> realm.passwordGrant(app, ben));
        assertThat(recording.statements("kcw_audit"))
                .hasSize(1)
                .first()
                .asString()
                .containsIgnoringCase("insert");
    }

    private static JsonNode logins(Rbac rbac, String query) {
        return rbac.admin().get("/logins" + query).expect(200).json();
    }

    private static void refused(TestRealm realm, TestClient app, String username, String password) {
        assertThat(realm.token(app, Map.of("grant_type", "password", "username", username, "password", password))
                        .status())
                .isIn(400, 401);
    }

    private static UserRepresentation disabled(TestRealm realm, TestUser user) {
        UserRepresentation found = realm.admin().users().get(user.id()).toRepresentation();
        found.setEnabled(false);
        return found;
    }
}
