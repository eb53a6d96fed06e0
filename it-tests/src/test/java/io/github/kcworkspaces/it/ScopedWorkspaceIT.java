package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.LoginPage;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The workspace as a scope, where Keycloak's parameterized scopes are on, and where they are not. */
@OnKeycloak
class ScopedWorkspaceIT {

    @Test
    void withoutTheFeatureSuchAScopeIsInvalid(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac);

        for (String scope :
                List.of("workspace:w1", "openid workspace workspace:w1", "workspace:", "workspace:nowhere")) {
            assertThat(error(grant(realm, rbac.app(), ben, scope, Map.of())))
                    .as(scope)
                    .isEqualTo("400 invalid_scope");
        }
        assertThat(new LoginPage(realm)
                        .open(rbac.app(), Map.of("scope", "openid workspace:w1"))
                        .location())
                .contains("error=invalid_scope");
    }

    @Test
    void withTheFeatureTheScopeBindsATokenToTheWorkspace(KeycloakUnderTest keycloak) {
        try (KeycloakUnderTest featured = keycloak.withFeatures("parameterized-scopes");
                TestRealm realm = featured.newRealm()) {
            Rbac rbac = world(realm);
            realm.withWorkspacePicker();
            TestUser ben = member(rbac);
            TestClient app = realm.client("picking", TestRealm::picking);
            SoftAssertions all = new SoftAssertions();

            Tokens plain = Tokens.of(grant(realm, app, ben, "openid workspace", Map.of("workspace", "w2")));
            all.assertThat(alias(plain)).as("the scope alone still works").isEqualTo("w2");

            Tokens bound = Tokens.of(grant(realm, app, ben, "openid workspace:w1", Map.of()));
            all.assertThat(alias(bound)).isEqualTo("w1");
            all.assertThat(bound.accessClaims().path("scope").asText()).contains("workspace:w1");
            all.assertThat(bound.accessClaims().path("aud").toString()).contains("workspaces");
            Tokens refreshed = realm.refresh(app, bound);
            all.assertThat(alias(refreshed)).isEqualTo("w1");
            all.assertThat(alias(realm.refresh(app, refreshed, Map.of("workspace", "w1"))))
                    .isEqualTo("w1");
            all.assertThat(error(realm.token(
                            app,
                            Map.of(
                                    "grant_type", "refresh_token",
                                    "refresh_token", bound.refresh(),
                                    "workspace", "w2"))))
                    .as("a refresh does not leave it")
                    .isEqualTo("400 invalid_request");
            Tokens other = Tokens.of(grant(realm, app, ben, "openid workspace:w2", Map.of()));
            all.assertThat(List.of(alias(realm.refresh(app, bound)), alias(realm.refresh(app, other))))
                    .as("two tabs, each with a token of its own")
                    .containsExactly("w1", "w2");

            for (String scope : List.of(
                    "openid workspace:w3",
                    "openid workspace:nowhere",
                    "openid workspace:w1 workspace:w2",
                    "openid workspace:",
                    "openid workspace:W1",
                    "openid workspace:" + "a".repeat(300))) {
                all.assertThat(error(grant(realm, app, ben, scope, Map.of())))
                        .as(scope)
                        .isEqualTo("400 invalid_scope");
            }

            LoginPage browser = new LoginPage(realm);
            String code = browser.code(app, ben, Map.of("scope", "openid workspace:w2"));
            all.assertThat(alias(Tokens.of(realm.redeem(app, code, Map.of()))))
                    .as("and nobody is asked to pick")
                    .isEqualTo("w2");
            all.assertThat(browser.open(app, Map.of("scope", "openid workspace:w1 workspace:w2"))
                            .location())
                    .contains("error=invalid_scope");

            rbac.admin().delete("/workspaces/w1/members/" + ben.id()).expect(204);
            all.assertThat(error(
                            realm.token(app, Map.of("grant_type", "refresh_token", "refresh_token", bound.refresh()))))
                    .as("lost since")
                    .isEqualTo("400 invalid_scope");
            all.assertAll();
        }
    }

    private static Answer grant(
            TestRealm realm, TestClient app, TestUser user, String scope, Map<String, String> parameters) {
        Map<String, String> form = new HashMap<>(parameters);
        form.putAll(Map.of(
                "grant_type", "password", "username", user.username(), "password", user.password(), "scope", scope));
        return realm.token(app, form);
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        List.of("w1", "w2", "w3").forEach(rbac::workspace);
        return rbac;
    }

    private static TestUser member(Rbac rbac) {
        TestUser ben = rbac.realm().user("ben");
        List.of("w1", "w2").forEach(workspace -> rbac.member(workspace, ben, "member"));
        return ben;
    }

    private static String error(Answer answer) {
        String error = answer.json().path("error").asText();
        return answer.status() + (error.isEmpty() ? "" : " " + error);
    }

    private static String alias(Tokens tokens) {
        return tokens.accessClaims().at("/workspace/alias").asText();
    }
}
