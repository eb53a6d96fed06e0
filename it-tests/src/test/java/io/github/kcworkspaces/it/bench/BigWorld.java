package io.github.kcworkspaces.it.bench;

import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fills the tables directly: a million resources through an interface would take the day. */
final class BigWorld {

    private final KeycloakUnderTest keycloak;
    private final String realm;

    BigWorld(KeycloakUnderTest keycloak, String realm) {
        this.keycloak = keycloak;
        this.realm = realm;
    }

    /** Resources {@code f<from>} to {@code f<to>} of type {@code chatflow}. */
    void resources(String workspace, int from, int to) {
        update(
                "INSERT INTO kcw_resource (id, realm_id, workspace_id, type_key, external_id, name, attributes, active,"
                        + " version) SELECT gen_random_uuid()::text, ?, ?, 'chatflow', 'f' || n, 'Flow ' || n, '{}',"
                        + " true, 1 FROM generate_series(?, ?) n",
                realm,
                workspace,
                from,
                to);
        tidyUp();
    }

    /** Resources {@code w1} to {@code w<count>} of type {@code widget}, below the connector. */
    void widgets(String workspace, String connector, int count) {
        update(
                "INSERT INTO kcw_resource (id, realm_id, workspace_id, type_key, external_id, name, parent_id,"
                        + " attributes, active, version) SELECT gen_random_uuid()::text, ?, ?, 'widget', 'w' || n,"
                        + " 'Widget ' || n, ?, '{}', true, 1 FROM generate_series(1, ?) n",
                realm,
                workspace,
                connector,
                count);
        tidyUp();
    }

    /** Gives a role that nobody has asked about every so-manieth widget of the workspace, from the given one on. */
    void grants(String workspace, String role, int from, int every) {
        update(
                "INSERT INTO kcw_grant (role_id, type_key, resource_key, condition_hash, realm_id, actions)"
                        + " SELECT ?, type_key, id, '-', realm_id, 'access' FROM kcw_resource WHERE workspace_id = ?"
                        + " AND type_key = 'widget' AND MOD(CAST(SUBSTR(external_id, 2) AS INT) + ?, ?) = 0",
                role,
                workspace,
                from,
                every);
        tidyUp();
    }

    /**
     * Resources {@code <type>-0} to {@code <type>-<count - 1>}, spread over departments {@code d0}, {@code d1} and so on; those
     * of {@code d7} are the owner's.
     */
    void records(String workspace, String type, String owner, int count, int departments) {
        update(
                "INSERT INTO kcw_resource (id, realm_id, workspace_id, type_key, external_id, name, owner_id, attributes,"
                        + " active, version) SELECT gen_random_uuid()::text, ?, ?, ?, ? || '-' || n, 'Record ' || n,"
                        + " CASE WHEN n % ? = 7 THEN ? ELSE 'somebody-' || n % ? END,"
                        + " '{\"department\":\"d' || n % ? || '\"}', true, 1 FROM generate_series(0, ?) n",
                realm, workspace, type, type, departments, owner, departments, departments, count - 1);
        update(
                "INSERT INTO kcw_resource_attribute (resource_id, value_key, workspace_id, type_key, realm_id)"
                        + " SELECT id, encode(substring(sha256('department'::bytea || '\\x00'::bytea || 's'::bytea"
                        + " || convert_to(attributes::json ->> 'department', 'UTF8')) from 1 for 16), 'hex'),"
                        + " workspace_id, type_key, realm_id FROM kcw_resource WHERE workspace_id = ? AND type_key = ?",
                workspace,
                type);
        tidyUp();
    }

    List<String> resourceIds(String workspace, int max) {
        try (Connection connection = keycloak.dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT id FROM kcw_resource WHERE workspace_id = ? ORDER BY external_id LIMIT ?")) {
            select.setString(1, workspace);
            select.setInt(2, max);
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Workspaces {@code many-<from>} to {@code many-<to>}, made unless they are there. */
    void workspaces(int from, int to) {
        update(
                "INSERT INTO kcw_workspace (id, realm_id, alias, name, status, created_at, version)"
                        + " SELECT gen_random_uuid()::text, ?, 'many-' || n, 'Many ' || n, 'ACTIVE', n, 1"
                        + " FROM generate_series(?, ?) n WHERE NOT EXISTS (SELECT 1 FROM kcw_workspace w"
                        + " WHERE w.realm_id = ? AND w.alias = 'many-' || n)",
                realm,
                from,
                to,
                realm);
        tidyUp();
    }

    /** Makes the user a member, with the role, of the workspaces {@code many-1} to {@code many-<count>}. */
    void memberships(String user, String role, int count) {
        update(
                "INSERT INTO kcw_member (workspace_id, user_id, realm_id, status, source, username, since, version)"
                        + " SELECT id, ?, realm_id, 'ACTIVE', 'DIRECT', 'bench', 0, 1 FROM kcw_workspace"
                        + " WHERE realm_id = ? AND alias LIKE 'many-%' AND created_at <= ?",
                user, realm, count);
        update(
                "INSERT INTO kcw_member_role (workspace_id, user_id, role_id, realm_id)"
                        + " SELECT workspace_id, user_id, ?, realm_id FROM kcw_member WHERE realm_id = ? AND user_id = ?",
                role,
                realm,
                user);
        tidyUp();
    }

    /** Users {@code person-1} to {@code person-<count>}, made unless they are there, as members with the role. */
    void people(String workspace, String role, int count) {
        update(
                "INSERT INTO user_entity (id, username, email, email_constraint, email_verified, enabled, first_name,"
                        + " last_name, realm_id, created_timestamp, not_before) SELECT gen_random_uuid()::text,"
                        + " 'person-' || n, 'person-' || n || '@example.org', gen_random_uuid()::text, true, true,"
                        + " 'Person', 'Number ' || n, ?, 1, 0 FROM generate_series(1, ?) n WHERE NOT EXISTS (SELECT 1"
                        + " FROM user_entity u WHERE u.realm_id = ? AND u.username = 'person-' || n)",
                realm,
                count,
                realm);
        update(
                "INSERT INTO kcw_member (workspace_id, user_id, realm_id, status, source, username, since, version)"
                        + " SELECT ?, id, realm_id, 'ACTIVE', 'DIRECT', username, 0, 1 FROM user_entity"
                        + " WHERE realm_id = ? AND username LIKE 'person-%'",
                workspace, realm);
        update(
                "INSERT INTO kcw_member_role (workspace_id, user_id, role_id, realm_id)"
                        + " SELECT workspace_id, user_id, ?, realm_id FROM kcw_member WHERE workspace_id = ?"
                        + " AND username LIKE 'person-%'",
                role, workspace);
        tidyUp();
    }

    /**
     * So many pending invitations of this address, and a hundred times as many of others; to workspaces that nobody asks for, so
     * that an address has more of them than a realm has workspaces.
     */
    void invitations(String email, int count) {
        String columns = "INSERT INTO kcw_invitation (id, realm_id, workspace_id, email, pending_key, role_ids, bypass,"
                + " inviter_realm_id, inviter_name, status, mail_status, created_at, expires_at, site, version)";
        String values =
                "gen_random_uuid()::text, ?, 'nowhere', %s, %s, 'member', false, 'nowhere', 'ada', 'PENDING', 'SENT', 0,"
                        + " 9000000000000, 'http://localhost', 1 FROM generate_series(1, ?) n";
        update(columns + " SELECT " + String.format(values, "?", "'theirs-' || n"), realm, email, count);
        update(
                columns + " SELECT " + String.format(values, "'person-' || n || '@example.org'", "'person-' || n"),
                realm,
                count * 100);
        tidyUp();
    }

    /** So many rows of the audit trail, a millisecond apart, the last one so many days ago; not sealed yet. */
    void oldTrail(String workspace, int count, int days) {
        trail(
                workspace,
                count,
                System.currentTimeMillis() - Duration.ofDays(days).toMillis() - count,
                1);
    }

    /** So many rows of the audit trail, all of this moment; not sealed yet. */
    void newTrail(String workspace, int count) {
        trail(workspace, count, System.currentTimeMillis(), 0);
    }

    private void trail(String workspace, int count, long start, int apart) {
        update(
                "INSERT INTO kcw_audit (id, realm_id, occurred_at, activity, actor_id, actor_name, actor_kind, cause, ip,"
                        + " client, request_id, workspace_id, workspace_alias, target_kind, target_id, target_name,"
                        + " changes, class) SELECT gen_random_uuid()::text, ?, ? + ? * n, 'MEMBER_ROLES_CHANGED',"
                        + " 'actor-' || n % 50, 'Actor ' || n % 50, 'USER', 'USER', '192.0.2.1', 'admin-console',"
                        + " gen_random_uuid()::text, ?, 'w1', 'user', 'user-' || n % 1000, 'User ' || n % 1000,"
                        + " '{\"roles\":{\"old\":[\"viewer\"],\"new\":[\"viewer\",\"editor\"]}}', 'ACTIVITY'"
                        + " FROM generate_series(1, ?) n",
                realm, start, apart, workspace, count);
    }

    /** How many rows of the trail there are that are so many days old. */
    long oldTrail(int days) {
        long newest = System.currentTimeMillis() - Duration.ofDays(days).toMillis();
        return trail("SELECT COUNT(*), 0 FROM kcw_audit WHERE realm_id = ? AND occurred_at <= " + newest)
                .rows();
    }

    /** How many rows of the trail are not sealed, and how many milliseconds the oldest of them waits. */
    Waiting waiting() {
        return trail(
                "SELECT COUNT(*), COALESCE(MIN(occurred_at), 0) FROM kcw_audit WHERE realm_id = ? AND seq IS NULL");
    }

    private Waiting trail(String sql) {
        try (Connection connection = keycloak.dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, realm);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long rows = row.getLong(1);
                return new Waiting(rows, rows == 0 ? 0 : System.currentTimeMillis() - row.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    record Waiting(long rows, long milliseconds) {}

    /** So many of Keycloak's own admin events. */
    void adminEvents(int count) {
        update(
                "INSERT INTO admin_event_entity (id, admin_event_time, realm_id, operation_type, auth_realm_id,"
                        + " auth_client_id, auth_user_id, ip_address, resource_path, representation, resource_type)"
                        + " SELECT gen_random_uuid()::text, ? - ? + n, ?, 'UPDATE', ?, 'admin-console', 'actor-' || n % 50,"
                        + " '192.0.2.1', 'users/user-' || n % 1000 || '/role-mappings/realm',"
                        + " '{\"roles\":{\"old\":[\"viewer\"],\"new\":[\"viewer\",\"editor\"]}}', 'REALM_ROLE_MAPPING'"
                        + " FROM generate_series(1, ?) n",
                System.currentTimeMillis(), count, realm, realm, count);
        tidyUp();
    }

    private void update(String sql, Object... parameters) {
        try (Connection connection = keycloak.dataSource().getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                update.setObject(index + 1, parameters[index]);
            }
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** As the database itself does after some minutes: until then it works at the new rows beside what is measured. */
    private void tidyUp() {
        try (Connection connection = keycloak.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
