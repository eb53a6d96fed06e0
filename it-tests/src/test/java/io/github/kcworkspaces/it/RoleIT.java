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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Roles and what they grant. */
@OnKeycloak
class RoleIT {

    @Test
    @Tag("OBN-12")
    @Tag("OBN-13")
    @Tag("FLW-14")
    void aRoleHasANameOfItsOwnAndADescription(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.workspace("w2");
        RestCaller roles = rbac.admin().at("/workspaces/w1/roles");
        Map<String, String> analyst = Map.of("name", "Analyst", "description", "Reads everything");
        String id = Rbac.id(roles.post("", analyst));

        roles.post("", Map.of("name", "aNALYST", "description", "x")).expect(409, "ROLE_NAME_TAKEN");
        roles.post("", Map.of("name", "Admin", "description", "x")).expect(409, "ROLE_NAME_TAKEN");
        roles.post("", Map.of("name", "x".repeat(101), "description", "x")).expect(400, "INVALID_REQUEST");
        roles.post("", Map.of("name", "Nameless")).expect(400, "INVALID_REQUEST");
        roles.post("", Map.of("name", "Empty", "description", " ")).expect(400, "INVALID_REQUEST");
        rbac.admin().post("/workspaces/w2/roles", analyst).expect(201);

        roles.delete("/" + id).expect(204);
        String second = Rbac.id(roles.post("", analyst));
        roles.post("/" + id + "/restore").expect(409, "ROLE_NAME_TAKEN");
        roles.delete("/" + second).expect(204);
        roles.post("/" + id + "/restore").expect(200);
    }

    @Test
    @Tag("OBN-14")
    @Tag("OBN-15")
    @Tag("OBN-16")
    void membersAreAssignedWithTheRoleOrNothingHappens(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        TestUser stranger = realm.user("stranger");
        rbac.workspace("w1");
        rbac.workspace("w2");
        rbac.member("w1", ben, "member");
        rbac.member("w1", cleo, "member");
        rbac.member("w2", stranger, "member");
        RestCaller roles = rbac.admin().at("/workspaces/w1/roles");

        JsonNode refusal = roles.post(
                        "", Map.of("name", "Team", "description", "x", "members", List.of(ben.id(), stranger.id())))
                .expect(422, "NOT_A_MEMBER")
                .json();
        assertThat(refusal.path("users")).hasToString("[\"" + stranger.id() + "\"]");
        assertThat(roles.get("?search=Team").json()).isEmpty();

        String id = Rbac.id(
                roles.post("", Map.of("name", "Team", "description", "x", "members", List.of(ben.id(), cleo.id()))));
        JsonNode listed = roles.get("?search=Team").json().get(0);
        assertThat(listed.path("memberCount").asInt()).isEqualTo(2);
        assertThat(listed.path("description").asText()).isEqualTo("x");
        assertThat(listed.path("createdAt").asLong()).isPositive();
        assertThat(rbac.admin().get("/workspaces/w1/members/" + ben.id()).json().findValuesAsText("name"))
                .containsExactlyInAnyOrder("Team", "member");

        rbac.admin()
                .put("/workspaces/w1/members/" + ben.id(), Map.of("roles", List.of("member")))
                .expect(200);
        assertThat(roles.get("/" + id).json().path("memberCount").asInt()).isEqualTo(1);
    }

    @Test
    @Tag("OBO-20")
    void whenARoleWasMadeIsNobodysToSay(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        RestCaller roles = rbac.admin().at("/workspaces/w1/roles");
        roles.post("", Map.of("name", "Analyst", "description", "x", "createdAt", 1))
                .expect(400, "UNKNOWN_MEMBER");
        String path = "/" + Rbac.id(roles.post("", Map.of("name", "Analyst", "description", "x")));
        long createdAt = roles.get(path).json().path("createdAt").asLong();

        roles.put(path, Map.of("description", "y", "createdAt", 1)).expect(400, "UNKNOWN_MEMBER");
        roles.put(path, Map.of("description", "Reads everything")).expect(200);

        JsonNode changed = roles.get(path).json();
        assertThat(changed.path("createdAt").asLong()).isEqualTo(createdAt);
        assertThat(changed.path("description").asText()).isEqualTo("Reads everything");
    }

    @Test
    @Tag("OBO-19")
    void nothingIsGrantedToARoleThatIsNotThere(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        Map<String, Object> grants = Map.of("add", List.of(onType("chatflow", "view")));
        RestCaller roles = rbac.admin().at("/workspaces/w1/roles");

        roles.patch("/" + UUID.randomUUID() + "/grants", grants).expect(404, "ROLE_NOT_FOUND");

        String deleted = "/" + rbac.role("w1", "analyst");
        roles.delete(deleted).expect(204);
        roles.patch(deleted + "/grants", grants).expect(409, "ROLE_DELETED");
    }

    @Test
    void builtInRolesAreWhatTheyAre(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        for (JsonNode role : rbac.admin().get("/roles").json()) {
            String path = "/roles/" + role.path("id").asText();
            rbac.admin().put(path, Map.of("description", "Mine")).expect(409, "BUILT_IN_IMMUTABLE");
            rbac.admin().delete(path).expect(409, "BUILT_IN_IMMUTABLE");
            rbac.admin()
                    .patch(path + "/grants", Map.of("add", List.of(onType("chatflow", "view"))))
                    .expect(409, "BUILT_IN_IMMUTABLE");
        }
        rbac.admin()
                .put("/workspaces/w1/members/" + ben.id(), Map.of("roles", List.of("owner")))
                .expect(409, "OWNER_ROLE_UNASSIGNABLE");
    }

    @Test
    @Tag("OBN-06")
    @Tag("OBN-22")
    @Tag("OBN-23")
    @Tag("OBN-26")
    @Tag("OBN-46")
    @Tag("OBO-29")
    @Tag("OBO-30")
    void oneWidgetOfAConnectorIsGrantedAndNoOther(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        String connector = rbac.resource("w1", "data-connector", "c1");
        String first = rbac.resource("w1", "widget", "prices", connector);
        rbac.resource("w1", "widget", "salaries", connector);
        String role = rbac.role("w1", "analyst");
        rbac.member("w1", ben, "analyst");
        assertThat(rbac.decides(ben, "view", "w1", "data-connector", "c1")).isFalse();

        rbac.grant("w1", role, on("data-connector", connector, "view"));
        assertThat(rbac.decides(ben, "view", "w1", "data-connector", "c1")).isTrue();
        assertThat(rbac.decides(ben, "access", "w1", "widget", "prices")).isFalse();

        rbac.grant("w1", role, on("widget", first, "access"));
        assertThat(rbac.decides(ben, "access", "w1", "widget", "prices")).isTrue();
        assertThat(rbac.decides(ben, "access", "w1", "widget", "salaries")).isFalse();

        String seen =
                realm.rbac(ben).get("/workspaces/w1/resources").expect(200).text();
        assertThat(seen).contains("prices").doesNotContain("salaries");
        assertThat(realm.rbac(ben)
                        .get("/workspaces/w1/resources?search=salar")
                        .expect(200)
                        .json())
                .isEmpty();
        JsonNode effective = rbac.admin()
                .get("/workspaces/w1/members/" + ben.id() + "/permissions")
                .expect(200)
                .json();
        assertThat(effective.findValuesAsText("resource")).containsExactlyInAnyOrder(connector, first);
        assertThat(effective.at("/0/via/0/name").asText()).isEqualTo("analyst");
    }

    @Test
    void grantsChangeAtomicallyAndANoOpWritesNothing(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.workspace("w2");
        String mine = rbac.resource("w1", "chatflow", "mine");
        String foreign = rbac.resource("w2", "chatflow", "foreign");
        String role = rbac.role("w1", "editor");
        RestCaller grants = rbac.admin().at("/workspaces/w1/roles/" + role + "/grants");

        JsonNode refusal = grants.patch(
                        "", Map.of("add", List.of(on("chatflow", mine, "view"), on("chatflow", foreign, "view"))))
                .expect(422, "UNKNOWN_RESOURCE")
                .json();
        assertThat(refusal.path("resources")).hasToString("[\"" + foreign + "\"]");
        grants.patch("", Map.of("add", List.of(onType("spaceship", "view")))).expect(422, "UNKNOWN_RESOURCE_TYPE");
        grants.patch("", Map.of("add", List.of(onType("chatflow", "fly")))).expect(422, "UNKNOWN_ACTION");
        assertThat(grants.get("").json()).isEmpty();

        Map<String, Object> change = Map.of("add", List.of(onType("chatflow", "update")));
        assertThat(grants.patch("", change).expect(200).json().path("added").asInt())
                .isEqualTo(2);
        assertThat(grants.get("").json().at("/0/actions")).hasToString("[\"update\",\"view\"]");
        int before = rbac.admin().get("/workspaces/w1/activity").json().size();
        assertThat(grants.patch("", change).expect(200).json().path("added").asInt())
                .isZero();
        assertThat(rbac.admin().get("/workspaces/w1/activity").json()).hasSize(before);

        grants.patch("", Map.of("remove", List.of(onType("chatflow", "view")))).expect(200);
        assertThat(grants.get("").json()).isEmpty();
    }

    @Test
    @Tag("FLW-43")
    @Tag("FLW-16")
    void youGrantOnlyWhatYouHold(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser lead = realm.user("lead");
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.role("w1", "strong", onType("chatflow", "delete"));
        String weak = rbac.role("w1", "weak", onType("chatflow", "view"));
        rbac.role(
                "w1",
                "lead",
                onType("workspace", "view", "manage-members", "manage-roles"),
                onType("chatflow", "view"));
        rbac.member("w1", lead, "lead");
        RestCaller asLead = realm.rbac(lead).at("/workspaces/w1");

        asLead.put("/members/" + ben.id(), Map.of("roles", List.of("weak"))).expect(200);
        for (String role : List.of("strong", "admin")) {
            asLead.put("/members/" + ben.id(), Map.of("roles", List.of(role))).expect(403, "CANNOT_GRANT");
        }
        asLead.put("/members/" + lead.id(), Map.of("roles", List.of("lead", "strong")))
                .expect(403, "CANNOT_GRANT");
        asLead.patch("/roles/" + weak + "/grants", Map.of("add", List.of(onType("chatflow", "delete"))))
                .expect(403, "CANNOT_GRANT");
        asLead.post("/roles", Map.of("name", "own", "description", "x", "members", List.of(ben.id())))
                .expect(201);
        assertThat(rbac.decides(ben, "delete", "w1", "chatflow", "any")).isFalse();
    }

    @Test
    void templatesAreDefinedOnceAndUsedInEveryWorkspace(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        String template = Rbac.id(rbac.admin().post("/roles", Map.of("name", "viewer", "description", "Looks")));
        rbac.admin()
                .patch("/roles/" + template + "/grants", Map.of("add", List.of(onType("chatflow", "view"))))
                .expect(200);
        for (String workspace : List.of("w1", "w2")) {
            rbac.workspace(workspace);
            rbac.resource(workspace, "chatflow", "f1");
            rbac.member(workspace, ben, "viewer");
            assertThat(rbac.decides(ben, "view", workspace, "chatflow", "f1")).isTrue();
        }

        rbac.admin().delete("/roles/" + template).expect(204);
        assertThat(rbac.decides(ben, "view", "w2", "chatflow", "f1")).isFalse();
        rbac.admin().post("/roles/" + template + "/restore").expect(200);
        assertThat(rbac.decides(ben, "view", "w2", "chatflow", "f1")).isTrue();
    }
}
