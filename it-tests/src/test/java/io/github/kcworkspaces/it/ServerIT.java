package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.StatementLog.Recording;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fixture itself: what the other tests rely on. */
@OnKeycloak
class ServerIT {

    @Test
    void tellsWhichStatementsARequestSends(TestRealm realm) {
        TestClient client = realm.client("app");
        TestUser user = realm.user("alice");
        realm.passwordGrant(client, user);

        Recording nothing = realm.keycloak().statements().quietest(0, () -> {});
        Recording login = realm.keycloak().statements().record(() -> realm.passwordGrant(client, user));

        assertThat(nothing.statements()).as(nothing.toString()).isEmpty();
        assertThat(login.statements("offline_user_session"))
                .as(login.toString())
                .isNotEmpty();
        assertThat(login.count()).as(login.toString()).isLessThan(30);
    }

    @Test
    void remembersItsRealmsAfterARestart(KeycloakUnderTest keycloak, TestRealm realm) {
        TestUser user = realm.user("alice");

        keycloak.restart();

        assertThat(realm.admin().users().get(user.id()).toRepresentation().getUsername())
                .isEqualTo("alice");
    }

    @Test
    void twoNodesServeOneRealm(KeycloakUnderTest keycloak, TestRealm realm) {
        String token = realm.passwordGrant(realm.client("app"), realm.user("alice"), Map.of("scope", "openid"))
                .access();

        try (KeycloakUnderTest.Node other = keycloak.anotherNode("second")) {
            String path = "/realms/" + realm.name() + "/protocol/openid-connect/userinfo";

            assertThat(other.rest(token)
                            .get(path)
                            .expect(200)
                            .json()
                            .path("preferred_username")
                            .asText())
                    .isEqualTo("alice");

            keycloak.crash();

            assertThat(realm.userinfo(token).status())
                    .as("the session outlives its node")
                    .isEqualTo(200);
        }
    }
}
