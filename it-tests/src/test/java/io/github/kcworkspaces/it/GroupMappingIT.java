package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.it.support.Tokens;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.GroupRepresentation;

/** Roles that Keycloak's groups bring, whatever becomes of the groups. */
@OnKeycloak
class GroupMappingIT {

    @Test
    @Tag("OWU-14")
    void aRoleOfAGroupReachesEveryLevelBelowIt(TestRealm realm) {
        World world = new World(realm);
        String staff = realm.group("staff");
        String research = world.subgroup(staff, "research");
        String physics = world.subgroup(research, "physics");
        world.join(physics);

        world.map(staff);

        assertThat(world.allowed()).isTrue();
        assertThat(world.inClaim()).isTrue();
        assertThat(world.listed()).containsExactly("ben");
        assertThat(world.rbac
                        .admin()
                        .get("/workspaces/w1/members/" + world.ben.id())
                        .expect(200)
                        .json()
                        .at("/source")
                        .asText())
                .isEqualTo("GROUP");
    }

    @Test
    void whoIsAMemberOfTheParentHasNothingOfTheChild(TestRealm realm) {
        World world = new World(realm);
        String staff = realm.group("staff");
        String research = world.subgroup(staff, "research");
        world.join(staff);

        world.map(research);

        assertThat(world.allowed()).isFalse();
        assertThat(world.listed()).isEmpty();
    }

    @Test
    void aGroupThatMovesAwayLosesTheRolesOfItsFormerParentAtOnce(TestRealm realm) {
        World world = new World(realm);
        String staff = realm.group("staff");
        String guests = realm.group("guests");
        String research = world.subgroup(staff, "research");
        world.join(research);
        world.map(staff);
        Tokens tokens = world.login();
        assertThat(world.allowed()).isTrue();

        world.move(research, guests);

        assertThat(world.allowed()).isFalse();
        assertThat(world.listed()).isEmpty();
        assertThat(world.afterRefresh(tokens)).isFalse();

        world.move(research, staff);

        assertThat(world.allowed()).isTrue();
    }

    @Test
    void aMovedOrRenamedGroupKeepsItsOwnRolesAndShowsItsPathOfToday(TestRealm realm) {
        World world = new World(realm);
        String staff = realm.group("staff");
        String guests = realm.group("guests");
        String research = world.subgroup(staff, "research");
        world.join(research);
        world.map(research);
        assertThat(world.path()).isEqualTo("/staff/research");

        world.move(research, guests);
        assertThat(world.path()).isEqualTo("/guests/research");
        GroupRepresentation renamed = realm.admin().groups().group(research).toRepresentation();
        renamed.setName("science");
        realm.admin().groups().group(research).update(renamed);

        assertThat(world.path()).isEqualTo("/guests/science");
        assertThat(world.allowed()).isTrue();
    }

    @Test
    void theRolesOfGroupsBelowARemovedOneGoWithThem(TestRealm realm) {
        World world = new World(realm);
        String staff = realm.group("staff");
        String research = world.subgroup(staff, "research");
        String physics = world.subgroup(research, "physics");
        world.join(physics);
        world.map(physics);
        Tokens tokens = world.login();
        assertThat(world.allowed()).isTrue();

        realm.admin().groups().group(staff).remove();

        assertThat(world.allowed()).isFalse();
        assertThat(world.listed()).isEmpty();
        assertThat(world.afterRefresh(tokens)).isFalse();
        assertThat(world.rbac.admin().get("/workspaces/w1/groups").expect(200).json())
                .isEmpty();
        String again = realm.group("staff");
        String againResearch = world.subgroup(again, "research");
        world.join(world.subgroup(againResearch, "physics"));
        assertThat(world.allowed()).isFalse();
    }

    @Test
    void whoLeavesTheGroupHasNothingAtTheNextDecisionAndRefresh(TestRealm realm) {
        World world = new World(realm);
        String staff = realm.group("staff");
        world.join(staff);
        world.map(staff);
        Tokens tokens = world.login();
        assertThat(world.inClaim()).isTrue();

        realm.admin().users().get(world.ben.id()).leaveGroup(staff);

        assertThat(world.allowed()).isFalse();
        assertThat(world.afterRefresh(tokens)).isFalse();
    }

    /** Ben, and a role of the workspace w1 that groups may bring him. */
    private static final class World {

        private final TestRealm realm;
        private final Rbac rbac;
        private final TestUser ben;

        World(TestRealm realm) {
            this.realm = realm;
            this.rbac = Rbac.enable(realm);
            this.ben = realm.user("ben");
            rbac.workspace("w1");
            rbac.role("w1", "viewer", onType("chatflow", "view"));
            rbac.resource("w1", "chatflow", "f1");
        }

        String subgroup(String parent, String name) {
            GroupRepresentation group = new GroupRepresentation();
            group.setName(name);
            try (Response response = realm.admin().groups().group(parent).subGroup(group)) {
                return CreatedResponseUtil.getCreatedId(response);
            }
        }

        void move(String group, String parent) {
            GroupRepresentation moved = realm.admin().groups().group(group).toRepresentation();
            try (Response response = realm.admin().groups().group(parent).subGroup(moved)) {
                assertThat(response.getStatus()).isEqualTo(204);
            }
        }

        void join(String group) {
            realm.admin().users().get(ben.id()).joinGroup(group);
        }

        void map(String group) {
            rbac.admin()
                    .put("/workspaces/w1/groups/" + group, Map.of("roles", List.of("viewer")))
                    .expect(200);
        }

        boolean allowed() {
            return rbac.decides(ben, "view", "w1", "chatflow", "f1");
        }

        List<String> listed() {
            return rbac.admin()
                    .get("/workspaces/w1/members?search=ben")
                    .expect(200)
                    .json()
                    .findValuesAsText("username");
        }

        String path() {
            JsonNode groups =
                    rbac.admin().get("/workspaces/w1/groups").expect(200).json();
            return groups.at("/0/path").asText();
        }

        Tokens login() {
            return rbac.login(ben, Map.of("workspace", "w1"));
        }

        boolean inClaim() {
            return permitted(login());
        }

        /** W6: another workspace then, or none. */
        boolean afterRefresh(Tokens tokens) {
            return permitted(realm.refresh(rbac.app(), tokens));
        }

        private static boolean permitted(Tokens tokens) {
            JsonNode claim = tokens.accessClaims().path("workspace");
            return claim.path("alias").asText().equals("w1")
                    && claim.path("permissions").toString().contains("chatflow:view");
        }
    }
}
