package io.github.kcworkspaces.it;

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

/** Members, their roles, and where they come from. */
@OnKeycloak
class MemberIT {

    @Test
    @Tag("FLW-04")
    @Tag("OBN-11")
    void oneUserHasDifferentRolesInDifferentWorkspaces(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        for (String workspace : List.of("w1", "w2")) {
            rbac.workspace(workspace);
            rbac.role(workspace, "viewer", onType("chatflow", "view"));
            rbac.role(workspace, "editor", onType("chatflow", "update"));
            rbac.resource(workspace, "chatflow", "f1");
        }
        rbac.member("w1", ben, "editor");
        rbac.member("w2", ben, "viewer");

        assertThat(rbac.decides(ben, "update", "w1", "chatflow", "f1")).isTrue();
        assertThat(rbac.decides(ben, "update", "w2", "chatflow", "f1")).isFalse();
        assertThat(rbac.decides(ben, "view", "w2", "chatflow", "f1")).isTrue();
    }

    @Test
    @Tag("FLW-55")
    @Tag("OBN-44")
    void unlinkingEndsOneMembershipAndNothingElse(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        for (String workspace : List.of("w1", "w2")) {
            rbac.workspace(workspace);
            rbac.role(workspace, "viewer", onType("chatflow", "view"));
            rbac.resource(workspace, "chatflow", "f1");
            rbac.member(workspace, ben, "viewer");
        }

        rbac.admin().delete("/workspaces/w2/members/" + ben.id()).expect(204);

        rbac.admin().get("/workspaces/w2/members/" + ben.id()).expect(404, "MEMBER_NOT_FOUND");
        assertThat(rbac.decides(ben, "view", "w2", "chatflow", "f1")).isFalse();
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isTrue();
        assertThat(rbac.claim(ben, Map.of("workspace", "w1")).path("alias").asText())
                .isEqualTo("w1");
        assertThat(rbac.admin()
                        .get("/workspaces/w2/activity?type=MEMBER_REMOVED")
                        .json()
                        .at("/0/target/name")
                        .asText())
                .isEqualTo("ben");
    }

    @Test
    void aSuspendedMemberHasNothingUntilResumed(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.resource("w1", "chatflow", "f1");
        rbac.member("w1", ben, "viewer");

        rbac.admin()
                .put("/workspaces/w1/members/" + ben.id(), Map.of("status", "SUSPENDED"))
                .expect(200);
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isFalse();

        JsonNode resumed = rbac.admin()
                .put("/workspaces/w1/members/" + ben.id(), Map.of("status", "ACTIVE"))
                .expect(200)
                .json();
        assertThat(resumed.at("/roles/0/name").asText()).isEqualTo("viewer");
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isTrue();
    }

    @Test
    @Tag("FLW-44")
    void membersOfAGroupAndItsSubgroupsAreMembersAsLongAsTheyAreInIt(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        TestUser cleo = realm.user("cleo");
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.resource("w1", "chatflow", "f1");
        String staff = group(realm, "staff");
        String research = subgroup(realm, staff, "research");
        realm.admin().users().get(ben.id()).joinGroup(staff);
        realm.admin().users().get(cleo.id()).joinGroup(research);

        rbac.admin()
                .put("/workspaces/w1/groups/" + staff, Map.of("roles", List.of("viewer")))
                .expect(200);

        JsonNode members =
                rbac.admin().get("/workspaces/w1/members").expect(200).json();
        assertThat(members.findValuesAsText("username")).containsExactly("ben", "cleo");
        assertThat(members.findValuesAsText("source")).containsOnly("GROUP");
        assertThat(members.at("/0/roles/0/managed").asBoolean()).isTrue();
        assertThat(rbac.decides(cleo, "view", "w1", "chatflow", "f1")).isTrue();
        rbac.admin().delete("/workspaces/w1/members/" + cleo.id()).expect(409, "MEMBERSHIP_MANAGED");

        rbac.admin()
                .put("/workspaces/w1/members/" + cleo.id(), Map.of("status", "SUSPENDED"))
                .expect(200);
        assertThat(rbac.decides(cleo, "view", "w1", "chatflow", "f1")).isFalse();

        realm.admin().users().get(ben.id()).leaveGroup(staff);
        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isFalse();
        rbac.admin().get("/workspaces/w1/members/" + ben.id()).expect(404, "MEMBER_NOT_FOUND");
    }

    @Test
    void aGroupThatIsRemovedTakesItsRolesAlong(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.resource("w1", "chatflow", "f1");
        String staff = group(realm, "staff");
        realm.admin().users().get(ben.id()).joinGroup(staff);
        rbac.admin()
                .put("/workspaces/w1/groups/" + staff, Map.of("roles", List.of("viewer")))
                .expect(200);

        realm.admin().groups().group(staff).remove();

        assertThat(rbac.decides(ben, "view", "w1", "chatflow", "f1")).isFalse();
        assertThat(rbac.admin()
                        .get("/workspaces/w1/activity?type=GROUP_UNMAPPED")
                        .json())
                .hasSize(1);
    }

    @Test
    void aUserWhoIsRemovedLeavesEveryWorkspaceAndTheTrailKeepsHisName(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.workspace("w2");
        rbac.member("w1", ben, "member");
        rbac.member("w2", ben, "member");

        realm.admin().users().get(ben.id()).remove();

        assertThat(rbac.admin().get("/workspaces/w1/members").json()).isEmpty();
        JsonNode removed =
                rbac.admin().get("/activity?type=MEMBER_REMOVED").expect(200).json();
        assertThat(removed).hasSize(2);
        assertThat(removed.at("/0/target/name").asText()).isEqualTo("ben");
    }

    @Test
    void theLastAccountAdminStays(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ada = realm.user("ada");
        TestUser ben = realm.user("ben");
        rbac.admin().patch("/users/" + ada.id(), Map.of("type", "ADMIN")).expect(200);

        rbac.admin().patch("/users/" + ada.id(), Map.of("type", "NORMAL")).expect(409, "LAST_ADMIN");
        try (Response deletion = realm.admin().users().delete(ada.id())) {
            assertThat(deletion.getStatus()).isEqualTo(409);
        }

        rbac.admin().patch("/users/" + ben.id(), Map.of("type", "ADMIN")).expect(200);
        rbac.admin().patch("/users/" + ada.id(), Map.of("type", "NORMAL")).expect(200);
        realm.rbac(ben).get("/workspaces").expect(200);
    }

    @Test
    void membersAreSearchedAndPagedInTheDatabase(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        for (int number = 0; number < 5; number++) {
            rbac.member("w1", realm.user("user" + number), "member");
        }
        RestCaller members = rbac.admin().at("/workspaces/w1/members");

        assertThat(members.get("?first=1&max=2").json().findValuesAsText("username"))
                .containsExactly("user1", "user2");
        assertThat(members.get("?max=1").header("X-Total-Count")).contains("5");
        assertThat(members.get("?search=USER3").json().findValuesAsText("username"))
                .containsExactly("user3");
        assertThat(members.get("?search=user_").json()).isEmpty();
        members.get("?max=0").expect(400, "INVALID_REQUEST");
        members.get("?max=1001").expect(400, "INVALID_REQUEST");
        members.get("?first=-1").expect(400, "INVALID_REQUEST");
    }

    private static String group(TestRealm realm, String name) {
        GroupRepresentation group = new GroupRepresentation();
        group.setName(name);
        try (Response response = realm.admin().groups().add(group)) {
            return CreatedResponseUtil.getCreatedId(response);
        }
    }

    private static String subgroup(TestRealm realm, String parent, String name) {
        GroupRepresentation group = new GroupRepresentation();
        group.setName(name);
        try (Response response = realm.admin().groups().group(parent).subGroup(group)) {
            return CreatedResponseUtil.getCreatedId(response);
        }
    }
}
