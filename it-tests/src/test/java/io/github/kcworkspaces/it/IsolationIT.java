package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A workspace is a trust boundary: who rules one has no power in another, and nothing of it outlives it. */
@OnKeycloak
class IsolationIT {

    @Test
    @Tag("FLW-03")
    @Tag("FLW-43")
    @Tag("OWU-25")
    void theAdminOfOneWorkspaceFindsNothingOfAnother(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser boss = realm.user("boss");
        rbac.workspace("mine");
        rbac.workspace("theirs");
        rbac.member("mine", boss, "admin");
        String role = rbac.role("theirs", "viewer", onType("chatflow", "view"));
        String resource = rbac.resource("theirs", "chatflow", "f1");
        RestCaller asBoss = realm.rbac(boss);

        for (String path : List.of(
                "",
                "/deletion-impact",
                "/members",
                "/members/" + boss.id(),
                "/roles",
                "/roles/" + role,
                "/resources",
                "/resources/" + resource,
                "/activity",
                "/groups")) {
            asBoss.get("/workspaces/theirs" + path).expect(404, "WORKSPACE_NOT_FOUND");
        }
        asBoss.put("/workspaces/theirs", Map.of("name", "Mine")).expect(404, "WORKSPACE_NOT_FOUND");
        asBoss.put("/workspaces/theirs/members/" + boss.id(), Map.of("roles", List.of("admin")))
                .expect(404, "WORKSPACE_NOT_FOUND");
        asBoss.delete("/workspaces/theirs?confirm=theirs").expect(404, "WORKSPACE_NOT_FOUND");

        // Children of the other workspace, asked for through the own one.
        asBoss.get("/workspaces/mine/roles/" + role).expect(404, "ROLE_NOT_FOUND");
        asBoss.put("/workspaces/mine/roles/" + role, Map.of("name", "x")).expect(404, "ROLE_NOT_FOUND");
        asBoss.delete("/workspaces/mine/roles/" + role).expect(404, "ROLE_NOT_FOUND");
        asBoss.patch("/workspaces/mine/roles/" + role + "/grants", Map.of("add", List.of(onType("chatflow", "view"))))
                .expect(404, "ROLE_NOT_FOUND");
        asBoss.get("/workspaces/mine/resources/" + resource).expect(404, "RESOURCE_NOT_FOUND");
        asBoss.delete("/workspaces/mine/resources/" + resource).expect(404, "RESOURCE_NOT_FOUND");
        rbac.admin().get("/workspaces/theirs/roles/" + role).expect(200);
        rbac.admin().get("/workspaces/theirs/resources/" + resource).expect(200);
        assertThat(asBoss.get("/workspaces").json().findValuesAsText("alias")).containsExactly("mine");
        assertThat(asBoss.get("/me/workspaces").json().findValuesAsText("alias"))
                .containsExactly("mine");
    }

    @Test
    @Tag("FLW-16")
    @Tag("FLW-52")
    void onlyAccountAdminsDeleteWorkspaces(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser boss = realm.user("boss");
        TestUser editor = realm.user("editor");
        rbac.workspace("w1");
        rbac.role("w1", "editor", onType("chatflow", "view", "create", "update", "delete", "config"));
        rbac.member("w1", boss, "admin");
        rbac.member("w1", editor, "editor");
        for (TestUser user : List.of(boss, editor)) {
            realm.rbac(user).delete("/workspaces/w1?confirm=w1").expect(403, "ACCESS_DENIED");
            realm.rbac(user)
                    .post("/workspaces", Map.of("alias", "w2", "name", "W2"))
                    .expect(403, "ACCESS_DENIED");
            realm.rbac(user)
                    .post("/roles", Map.of("name", "x", "description", "x"))
                    .expect(403, "ACCESS_DENIED");
            realm.rbac(user).get("/activity").expect(403, "ACCESS_DENIED");
        }
        rbac.admin().get("/workspaces/w1").expect(200);
    }

    @Test
    @Tag("FLW-10")
    @Tag("OWU-20")
    void aPlainMemberSeesItsWorkspaceAndAdministersNothing(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        String role = rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.member("w1", ben, "viewer");
        RestCaller asBen = realm.rbac(ben).at("/workspaces/w1");

        asBen.get("").expect(200);
        for (Answer answer : List.of(
                asBen.put("", Map.of("name", "Mine")),
                asBen.put("/members/" + ben.id(), Map.of("roles", List.of("admin"))),
                asBen.post("/roles", Map.of("name", "x", "description", "x")),
                asBen.delete("/roles/" + role),
                asBen.post("/resources", Map.of("type", "chatflow", "externalId", "x", "name", "x")),
                asBen.post("/transfer", Map.of("owner", ben.id())),
                asBen.get("/activity"))) {
            answer.expect(403, "ACCESS_DENIED");
        }
    }

    @Test
    @Tag("FLW-59")
    void nothingOfADeletedWorkspaceIsLeftButItsTrail(TestRealm realm) throws SQLException {
        Rbac rbac = Rbac.enable(realm);
        String kept = rbac.workspace("kept");
        String gone = rbac.workspace("gone");
        TestUser ben = realm.user("ben");
        for (String workspace : List.of("kept", "gone")) {
            String connector = rbac.resource(workspace, "data-connector", "c1");
            rbac.resource(workspace, "widget", "w1", connector);
            rbac.role(
                    workspace,
                    "viewer",
                    onType("chatflow", "view"),
                    Rbac.Grant.on("data-connector", connector, "view"));
            rbac.member(workspace, ben, "viewer");
        }
        rbac.admin().delete("/workspaces/gone/members/" + ben.id()).expect(204);
        rbac.admin().delete("/workspaces/gone?confirm=gone").expect(204);

        for (String table : List.of("kcw_member", "kcw_member_role", "kcw_group_role", "kcw_resource")) {
            assertThat(count(realm, "SELECT count(*) FROM " + table + " WHERE workspace_id = ?", gone))
                    .as(table)
                    .isZero();
        }
        assertThat(count(realm, "SELECT count(*) FROM kcw_role WHERE scope_key = ?", gone))
                .isZero();
        assertThat(count(
                        realm,
                        "SELECT count(*) FROM kcw_grant g WHERE g.realm_id = ? AND NOT EXISTS"
                                + " (SELECT 1 FROM kcw_role r WHERE r.id = g.role_id)",
                        realm.id()))
                .isZero();
        assertThat(count(realm, "SELECT count(*) FROM kcw_resource WHERE workspace_id = ?", kept))
                .isEqualTo(2);
        assertThat(rbac.admin().get("/activity?max=1000").json().findValuesAsText("alias"))
                .contains("gone");
    }

    @Test
    void aWorkspaceIsCreatedByTheSameNumberOfRowsHoweverManyTemplatesThereAre(TestRealm realm) throws SQLException {
        Rbac rbac = Rbac.enable(realm);
        long first = rowsOfAWorkspace(rbac, "w1");
        for (int number = 0; number < 10; number++) {
            String role = Rbac.id(rbac.admin().post("/roles", Map.of("name", "t" + number, "description", "x")));
            rbac.admin()
                    .patch("/roles/" + role + "/grants", Map.of("add", List.of(onType("chatflow", "view"))))
                    .expect(200);
        }
        assertThat(rowsOfAWorkspace(rbac, "w2")).isEqualTo(first);
    }

    private static long rowsOfAWorkspace(Rbac rbac, String alias) throws SQLException {
        long before = rows(rbac.realm());
        rbac.workspace(alias);
        return rows(rbac.realm()) - before;
    }

    private static long rows(TestRealm realm) throws SQLException {
        long rows = 0;
        for (String table : List.of(
                "kcw_workspace",
                "kcw_member",
                "kcw_member_role",
                "kcw_role",
                "kcw_grant",
                "kcw_resource",
                "kcw_audit")) {
            rows += count(realm, "SELECT count(*) FROM " + table + " WHERE realm_id = ?", realm.id());
        }
        return rows;
    }

    private static long count(TestRealm realm, String sql, String parameter) throws SQLException {
        try (Connection connection = realm.keycloak().dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, parameter);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
