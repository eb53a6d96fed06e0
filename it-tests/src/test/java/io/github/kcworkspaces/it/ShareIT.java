package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.on;
import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.GroupRepresentation;

/** Shares with other workspaces, and with single members and groups. */
@OnKeycloak
class ShareIT {

    private static final String RESOURCES = "/workspaces/w1/resources/";

    @Test
    @Tag("FLW-46")
    @Tag("FLW-47")
    @Tag("FLW-50")
    @Tag("FLW-51")
    void theTargetUsesWhatIsSharedAndChangesNothing(TestRealm realm) {
        Rbac rbac = world(realm);
        String key = rbac.resource("w1", "credential", "key");
        TestUser ben = realm.user("ben");
        rbac.member("w2", ben, "admin");
        assertThat(rbac.decides(ben, "use", "w2", "credential", "key")).isFalse();

        JsonNode shares = rbac.admin()
                .put(RESOURCES + key + "/shares", Map.of("workspaces", List.of("w2")))
                .expect(200)
                .json();
        assertThat(shares.path("workspaces")).hasSize(1);

        assertThat(rbac.decides(ben, "use", "w2", "credential", "key")).isTrue();
        assertThat(rbac.decides(ben, "view", "w2", "credential", "key")).isTrue();
        for (String action : List.of("reveal", "update", "delete", "share")) {
            assertThat(rbac.decides(ben, action, "w2", "credential", "key"))
                    .as(action)
                    .isFalse();
        }
        RestCaller asBen = realm.rbac(ben);
        JsonNode seen = asBen.get("/workspaces/w2/resources/" + key).expect(200).json();
        assertThat(seen.path("shared").asBoolean()).isTrue();
        assertThat(seen.path("sharedFrom").path("alias").asText()).isEqualTo("w1");
        assertThat(asBen.get("/workspaces/w2/resources").json().findValuesAsText("externalId"))
                .containsExactly("key");
        assertThat(rbac.admin().get(RESOURCES + key).json().path("shared").asBoolean())
                .isFalse();
        asBen.put("/workspaces/w2/resources/" + key, Map.of("name", "Mine")).expect(403, "SHARED_READ_ONLY");
        asBen.delete("/workspaces/w2/resources/" + key).expect(403, "SHARED_READ_ONLY");
        asBen.put("/workspaces/w2/resources/" + key + "/shares", Map.of("workspaces", List.of()))
                .expect(403, "SHARED_READ_ONLY");

        rbac.admin()
                .put(RESOURCES + key + "/shares", Map.of("workspaces", List.of()))
                .expect(200);
        assertThat(rbac.decides(ben, "use", "w2", "credential", "key")).isFalse();
        asBen.get("/workspaces/w2/resources/" + key).expect(404, "RESOURCE_NOT_FOUND");
    }

    @Test
    @Tag("FLW-46")
    @Tag("FLW-49")
    void targetsAreOtherWorkspacesThatTheSharerSees(TestRealm realm) {
        Rbac rbac = world(realm);
        rbac.workspace("w3");
        String key = rbac.resource("w1", "credential", "key");
        TestUser ben = realm.user("ben");
        rbac.role("w1", "sharer", onType("credential", "use", "share"));
        rbac.member("w1", ben, "sharer");
        rbac.member("w2", ben, "member");
        RestCaller asBen = realm.rbac(ben);
        String shares = RESOURCES + key + "/shares";

        asBen.put(shares, Map.of("workspaces", List.of("w2", "w1"))).expect(422, "INVALID_SHARE_TARGET");
        String unseen = asBen.put(shares, Map.of("workspaces", List.of("w3")))
                .expect(422, "UNKNOWN_WORKSPACE")
                .text();
        String unknown = asBen.put(shares, Map.of("workspaces", List.of("w9")))
                .expect(422, "UNKNOWN_WORKSPACE")
                .text();
        assertThat(unseen.replace("w3", "w9")).isEqualTo(unknown);
        JsonNode before = asBen.get(shares).expect(200).json();
        assertThat(before.path("workspaces")).isEmpty();

        asBen.put(shares, Map.of("workspaces", List.of("w2"))).expect(200);
        asBen.put(
                        shares,
                        Map.of(
                                "workspaces",
                                List.of(),
                                "version",
                                before.path("version").asLong()))
                .expect(412, "STALE_VERSION");
        rbac.admin().put(shares, Map.of("workspaces", List.of("w3"))).expect(200);
        assertThat(asBen.get(shares).json().path("workspaces")).hasSize(1);
        assertThat(rbac.admin().get("/workspaces/w1/activity").json().findValuesAsText("type"))
                .contains("RESOURCE_SHARED");
        assertThat(rbac.admin().get("/workspaces/w2/activity").json().findValuesAsText("type"))
                .contains("RESOURCE_SHARED", "RESOURCE_UNSHARED");
    }

    @Test
    @Tag("FLW-48")
    void onlyHoldersOfTheRightShare(TestRealm realm) {
        Rbac rbac = world(realm);
        String key = rbac.resource("w1", "credential", "key");
        TestUser viewer = realm.user("viewer");
        TestUser holder = realm.user("holder");
        TestUser elsewhere = realm.user("elsewhere");
        rbac.role("w1", "viewer", onType("credential", "view"));
        rbac.role("w1", "sharer", onType("credential", "use", "share"));
        rbac.role("w2", "sharer", onType("credential", "use", "share"));
        rbac.member("w1", viewer, "viewer");
        rbac.member("w1", holder, "sharer");
        rbac.member("w2", holder, "member");
        rbac.member("w2", elsewhere, "sharer");
        String shares = RESOURCES + key + "/shares";
        Map<String, Object> change = Map.of("workspaces", List.of("w2"));

        realm.rbac(viewer).put(shares, change).expect(403, "ACCESS_DENIED");
        realm.rbac(viewer).get(shares).expect(403, "ACCESS_DENIED");
        realm.rbac(elsewhere).put(shares, change).expect(404, "WORKSPACE_NOT_FOUND");
        realm.rbac(elsewhere)
                .put("/workspaces/w2/resources/" + key + "/shares", change)
                .expect(404, "RESOURCE_NOT_FOUND");
        realm.rbac(holder).put(shares, change).expect(200);
    }

    @Test
    @Tag("OBN-10")
    @Tag("OWU-21")
    @Tag("OWU-23")
    @Tag("OBO-12")
    void aMemberIsGivenOneResourceWithoutARole(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        TestUser stranger = realm.user("stranger");
        rbac.member("w1", ben, "member");
        rbac.member("w1", cleo, "member");
        String model = rbac.resource("w1", "model", "m1");
        rbac.resource("w1", "model", "m2");
        String shares = RESOURCES + model + "/shares";

        rbac.admin().put(shares, with(stranger, "read")).expect(422, "NOT_A_MEMBER");
        rbac.admin()
                .put(shares, Map.of("members", List.of(Map.of("user", "nobody", "actions", List.of("read")))))
                .expect(422, "NOT_A_MEMBER");
        rbac.admin().put(shares, with(ben, "write")).expect(422, "NOT_SHAREABLE");
        rbac.admin().put(shares, with(ben, "read")).expect(200);

        assertThat(rbac.decides(ben, "read", "w1", "model", "m1")).isTrue();
        assertThat(rbac.decides(ben, "write", "w1", "model", "m1")).isFalse();
        assertThat(rbac.decides(ben, "read", "w1", "model", "m2")).isFalse();
        assertThat(rbac.decides(cleo, "read", "w1", "model", "m1")).isFalse();
        assertThat(realm.rbac(ben).get("/workspaces/w1/resources").json().findValuesAsText("externalId"))
                .containsExactly("m1");
        assertThat(realm.rbac(cleo).get("/workspaces/w1/resources").json()).isEmpty();
        JsonNode permissions = rbac.admin()
                .get("/workspaces/w1/members/" + ben.id() + "/permissions")
                .json();
        assertThat(permissions)
                .anyMatch(one -> one.path("resource").asText().equals(model)
                        && one.path("shared").asBoolean());

        rbac.admin().put(shares, Map.of("members", List.of())).expect(200);
        assertThat(rbac.decides(ben, "read", "w1", "model", "m1")).isFalse();
        rbac.admin().put(shares, with(ben, "read")).expect(200);
        rbac.admin().delete("/workspaces/w1/members/" + ben.id()).expect(204);
        rbac.member("w1", ben, "member");
        assertThat(rbac.decides(ben, "read", "w1", "model", "m1"))
                .as("after he left and came back")
                .isFalse();
        assertThat(rbac.admin().get("/workspaces/w1/activity").json().findValuesAsText("type"))
                .contains("RESOURCE_UNSHARED");
    }

    @Test
    @Tag("OWU-22")
    void aGroupsMembersAreGivenOneResource(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = realm.user("ben");
        String staff = group(realm, "staff");
        String model = rbac.resource("w1", "model", "m1");
        rbac.member("w1", ben, "member");
        String shares = RESOURCES + model + "/shares";
        rbac.admin()
                .put(shares, Map.of("groups", List.of(Map.of("group", "none", "actions", List.of("read")))))
                .expect(422, "UNKNOWN_GROUP");
        rbac.admin()
                .put(shares, Map.of("groups", List.of(Map.of("group", staff, "actions", List.of("read")))))
                .expect(200);
        assertThat(rbac.decides(ben, "read", "w1", "model", "m1")).isFalse();
        realm.admin().users().get(ben.id()).joinGroup(staff);
        assertThat(rbac.decides(ben, "read", "w1", "model", "m1")).isTrue();
        realm.admin().users().get(ben.id()).leaveGroup(staff);
        assertThat(rbac.decides(ben, "read", "w1", "model", "m1")).isFalse();
        realm.admin().groups().group(staff).remove();
        assertThat(rbac.admin().get(shares).json().path("groups")).isEmpty();
    }

    @Test
    @Tag("FLW-59")
    void sharesEndWithEitherWorkspace(TestRealm realm) {
        Rbac rbac = world(realm);
        String key = rbac.resource("w1", "credential", "key");
        TestUser ben = realm.user("ben");
        rbac.member("w2", ben, "admin");
        rbac.admin()
                .put(RESOURCES + key + "/shares", Map.of("workspaces", List.of("w2")))
                .expect(200);
        String role = rbac.role("w2", "user", on("credential", key, "use"));
        assertThat(impact(rbac, "w1").path("sharesOut").asInt()).isEqualTo(1);
        assertThat(impact(rbac, "w2").path("sharesIn").asInt()).isEqualTo(1);

        rbac.admin().put("/workspaces/w1", Map.of("status", "SUSPENDED")).expect(200);
        assertThat(rbac.decides(ben, "use", "w2", "credential", "key")).isFalse();
        rbac.admin().put("/workspaces/w1", Map.of("status", "ACTIVE")).expect(200);
        assertThat(rbac.decides(ben, "use", "w2", "credential", "key")).isTrue();

        rbac.admin().delete("/workspaces/w1?confirm=w1").expect(204);
        assertThat(rbac.decides(ben, "use", "w2", "credential", "key")).isFalse();
        assertThat(rbac.admin().get("/workspaces/w2/resources").json()).isEmpty();
        assertThat(rbac.admin().get("/workspaces/w2/roles/" + role + "/grants").json())
                .isEmpty();
        assertThat(impact(rbac, "w2").path("sharesIn").asInt()).isZero();
    }

    @Test
    void aDeclarativeFileSharesByNames(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        realm.user("ben");
        group(realm, "staff");
        Map<String, Object> type = Map.of("key", "report", "actions", List.of("view", "edit"));
        Map<String, Object> shares = Map.of(
                "workspaces", List.of("target"),
                "members", List.of(Map.of("user", "ben", "actions", List.of("view"))),
                "groups", List.of(Map.of("group", "/staff", "actions", List.of("view"))));
        Map<String, Object> home = Map.of(
                "alias", "home",
                "members", List.of(Map.of("user", "ben", "roles", List.of("member"))),
                "resources", List.of(Map.of("type", "report", "externalId", "r1", "name", "R", "shares", shares)));
        Map<String, Object> target = Map.of(
                "alias",
                "target",
                "roles",
                List.of(Map.of(
                        "name", "reader",
                        "description", "Reads",
                        "grants", List.of(Map.of("type", "report", "resource", "r1", "actions", List.of("view"))))));
        Map<String, Object> file = Map.of("resourceTypes", List.of(type), "workspaces", List.of(home, target));

        assertThat(rbac.admin().put("/config", file).expect(200).json().path("changes"))
                .isNotEmpty();
        assertThat(rbac.admin().put("/config", file).expect(200).json().path("changes"))
                .isEmpty();
        assertThat(rbac.admin().get("/workspaces/target/resources").json().findValuesAsText("externalId"))
                .containsExactly("r1");
    }

    /** Two workspaces, and the types of two applications. */
    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.type("credential", "view", List.of("view", "use", "reveal", "create", "update", "delete", "share"), null);
        rbac.type("model", "read", List.of("read", "write"), null);
        rbac.workspace("w1");
        rbac.workspace("w2");
        return rbac;
    }

    private static Map<String, Object> with(TestUser user, String... actions) {
        return Map.of("members", List.of(Map.of("user", user.id(), "actions", List.of(actions))));
    }

    private static JsonNode impact(Rbac rbac, String workspace) {
        return rbac.admin()
                .get("/workspaces/" + workspace + "/deletion-impact")
                .expect(200)
                .json();
    }

    private static String group(TestRealm realm, String name) {
        GroupRepresentation group = new GroupRepresentation();
        group.setName(name);
        try (Response response = realm.admin().groups().add(group)) {
            return CreatedResponseUtil.getCreatedId(response);
        }
    }
}
