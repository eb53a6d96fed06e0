package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.info.ThemeInfoRepresentation;

/** Few and broad: also run on the embedded database. */
@Tag("smoke")
@OnKeycloak
class SmokeIT {

    @Test
    void theServerIsReady(KeycloakUnderTest keycloak) {
        assertThat(keycloak.rest()
                        .get("/realms/master")
                        .expect(200)
                        .json()
                        .path("realm")
                        .asText())
                .isEqualTo("master");
    }

    @Test
    void usersOfARealmLogIn(TestRealm realm) {
        TestClient client = realm.client("app");
        TestUser user = realm.user("alice");

        assertThat(realm.passwordGrant(client, user)
                        .accessClaims()
                        .path("preferred_username")
                        .asText())
                .isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "email", "account", "admin"})
    void theThemeIsOffered(String type, KeycloakUnderTest keycloak) {
        List<ThemeInfoRepresentation> offered =
                keycloak.admin().serverInfo().getInfo().getThemes().get(type);

        assertThat(offered).extracting(ThemeInfoRepresentation::getName).contains("workspaces");
    }
}
