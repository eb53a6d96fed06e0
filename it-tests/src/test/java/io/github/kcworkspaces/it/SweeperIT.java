package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What goes without an event, or is too much for the request that removes it. */
@OnKeycloak
class SweeperIT {

    private static final Duration SEVERAL_SWEEPS = Duration.ofMinutes(1);

    @Test
    void nothingOfARemovedRealmIsLeft(KeycloakUnderTest keycloak) {
        TestRealm realm = keycloak.newRealm();
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.resource("w1", "chatflow", "f1");
        rbac.member("w1", ben, "viewer");
        String id = realm.id();

        realm.admin().remove();

        assertThat(count(keycloak, "kcw_settings", "realm_id", id)).isZero();
        for (String table : List.of(
                "kcw_workspace",
                "kcw_member",
                "kcw_member_role",
                "kcw_role",
                "kcw_grant",
                "kcw_resource_type",
                "kcw_resource",
                "kcw_audit")) {
            await().atMost(SEVERAL_SWEEPS)
                    .untilAsserted(() -> assertThat(count(keycloak, table, "realm_id", id))
                            .as(table)
                            .isZero());
        }
    }

    @Test
    void aUserWhoVanishedWithoutAnEventIsUnlinkedAndTheOthersStay(TestRealm realm) throws SQLException {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.member("w1", ben, "member");
        String vanishing = UUID.randomUUID().toString();
        KeycloakUnderTest keycloak = realm.keycloak();
        update(
                keycloak,
                "INSERT INTO user_entity (id, realm_id, username, enabled, email_verified, not_before)"
                        + " VALUES (?, ?, 'vanishing', true, false, 0)",
                vanishing,
                realm.id());
        rbac.member("w1", new TestUser(vanishing, "vanishing", "", ""), "member");
        assertThat(count(keycloak, "kcw_member", "user_id", vanishing)).isEqualTo(1);

        update(keycloak, "DELETE FROM user_entity WHERE id = ? AND realm_id = ?", vanishing, realm.id());

        await().atMost(SEVERAL_SWEEPS)
                .untilAsserted(() -> assertThat(count(keycloak, "kcw_member", "user_id", vanishing))
                        .isZero());
        assertThat(count(keycloak, "kcw_member", "user_id", ben.id())).isEqualTo(1);
        assertThat(rbac.admin()
                        .get("/workspaces/w1/activity?type=MEMBER_REMOVED")
                        .json()
                        .at("/0/cause")
                        .asText())
                .isEqualTo("SWEEP");
    }

    private static long count(KeycloakUnderTest keycloak, String table, String column, String value) {
        try (Connection connection = keycloak.dataSource().getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT count(*) FROM " + table + " WHERE " + column + " = ?")) {
            select.setString(1, value);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(KeycloakUnderTest keycloak, String sql, String... parameters) throws SQLException {
        try (Connection connection = keycloak.dataSource().getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                update.setString(index + 1, parameters[index]);
            }
            update.executeUpdate();
        }
    }
}
