package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.LoginPage;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;

/** What people are given at their first login. */
@OnKeycloak
class FirstLoginIT {

    @Test
    void aFirstLoginGivesAWorkspaceOnceInWhateverWay(TestRealm realm) {
        Rbac rbac = world(realm);
        rules(rbac, Map.of("workspace", "w1", "roles", List.of("viewer"))).expect(200);
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");

        assertThat(rbac.claim(ben, Map.of("workspace", "w1"))
                        .path("roles")
                        .get(0)
                        .asText())
                .isEqualTo("viewer");
        new LoginPage(realm).code(rbac.app(), cleo, Map.of("scope", "openid"));
        assertThat(member(rbac, cleo).expect(200).json().path("source").asText())
                .isEqualTo("DIRECT");
        assertThat(rbac.admin()
                        .get("/workspaces/w1/activity?type=MEMBER_ADDED")
                        .json()
                        .at("/0/cause")
                        .asText())
                .isEqualTo("SYNC");

        rbac.admin().delete("/workspaces/w1/members/" + ben.id()).expect(204);
        realm.passwordGrant(rbac.app(), ben);
        member(rbac, ben).expect(404, "MEMBER_NOT_FOUND");
    }

    @Test
    void aDomainCountsOnceTheAddressIsVerified(TestRealm realm) {
        Rbac rbac = world(realm);
        rules(rbac, Map.of("emailDomain", "Example.ORG", "workspace", "w1", "roles", List.of("viewer")))
                .expect(200);
        TestUser ben = realm.user("ben", user -> user.setEmailVerified(false));
        TestUser eve = realm.user("eve", user -> user.setEmail("eve@sub.example.org"));
        realm.passwordGrant(rbac.app(), ben);
        realm.passwordGrant(rbac.app(), eve);
        member(rbac, ben).expect(404, "MEMBER_NOT_FOUND");
        member(rbac, eve).expect(404, "MEMBER_NOT_FOUND");

        UserRepresentation verified = realm.admin().users().get(ben.id()).toRepresentation();
        verified.setEmailVerified(true);
        realm.admin().users().get(ben.id()).update(verified);
        realm.passwordGrant(rbac.app(), ben);
        member(rbac, ben).expect(200);
    }

    @Test
    void wrongRulesChangeNothingAtAll(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.admin()
                .put(
                        "/settings",
                        Map.of(
                                "claimBudgetBytes",
                                1_024,
                                "firstLogin",
                                List.of(Map.of("workspace", "nowhere", "roles", List.of("viewer")))))
                .expect(400, "INVALID_REQUEST");
        JsonNode settings = rbac.admin().get("/settings").expect(200).json();
        assertThat(settings.path("claimBudgetBytes").asInt()).isEqualTo(2_048);
        assertThat(settings.path("firstLogin")).isEmpty();
        rules(rbac, Map.of("workspace", "w1", "roles", List.of("owner"))).expect(409, "OWNER_ROLE_UNASSIGNABLE");
        rules(rbac, Map.of("workspace", "w1", "roles", List.of("gone"))).expect(422, "UNKNOWN_ROLE");
        JsonNode set = rules(rbac, Map.of("workspace", "w1", "roles", List.of("viewer")))
                .expect(200)
                .json();
        assertThat(set.at("/firstLogin/0/workspace").asText()).isEqualTo("w1");
        assertThat(set.at("/firstLogin/0/roles/0").asText()).isEqualTo("viewer");
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        return rbac;
    }

    private static Answer rules(Rbac rbac, Map<String, Object> rule) {
        return rbac.admin().put("/settings", Map.of("firstLogin", List.of(rule)));
    }

    private static Answer member(Rbac rbac, TestUser user) {
        return rbac.admin().get("/workspaces/w1/members/" + user.id());
    }
}
