package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.Rbac.Grant;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.GroupRepresentation;

/** What the screens of administrators ask for. */
@OnKeycloak
class ScreensIT {

    @Test
    @Tag("FLW-10")
    void aScreenLearnsWhatItsCallerMayDo(TestRealm realm) {
        JsonNode before = realm.rbacAsAdmin().get("/me").expect(200).json();
        assertThat(before.path("enabled").asBoolean()).isFalse();
        assertThat(words(before.path("may"))).containsExactly("settings-read", "settings-write");

        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.role("w1", "lead", Grant.onType("workspace", "view", "manage-members"));
        rbac.member("w1", ben, "lead");

        JsonNode admin = rbac.admin().get("/me").expect(200).json();
        assertThat(admin.path("enabled").asBoolean()).isTrue();
        assertThat(words(admin.path("may"))).contains("workspace-create", "types-write", "templates-write");
        assertThat(words(rbac.admin().get("/workspaces/w1").json().path("may")))
                .contains("workspace-update", "members-write", "all-resources-read");

        RestCaller asBen = realm.rbac(ben);
        JsonNode mine = asBen.get("/me").expect(200).json();
        assertThat(words(mine.path("may"))).doesNotContain("settings-read", "templates-write");
        assertThat(words(mine.path("workspaces").path(0).path("may")))
                .contains("members-write", "roles-read")
                .doesNotContain("roles-write", "workspace-update", "all-resources-read");
        assertThat(asBen.get("/workspaces/w1").json().path("may"))
                .isEqualTo(mine.path("workspaces").path(0).path("may"));
    }

    @Test
    void theOverviewCountsWhatTheCallerMayKnow(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.role("w1", "lead", Grant.onType("workspace", "view"));
        rbac.member("w1", ben, "lead");
        String connector = rbac.resource("w1", "data-connector", "c1");
        rbac.resource("w1", "widget", "prices", connector);
        rbac.resource("w1", "widget", "news", connector);

        JsonNode overview =
                rbac.admin().get("/workspaces/w1/overview").expect(200).json();
        assertThat(overview.path("members").asInt()).isEqualTo(1);
        assertThat(overview.path("roles").asInt()).isEqualTo(1);
        assertThat(overview.path("templates").asInt()).isEqualTo(3);
        assertThat(overview.path("resources").path("widget").asInt()).isEqualTo(2);
        JsonNode bens =
                realm.rbac(ben).get("/workspaces/w1/overview").expect(200).json();
        assertThat(bens.path("members").asInt()).isEqualTo(1);
        assertThat(bens.has("resources")).isFalse();
    }

    @Test
    @Tag("OBN-21")
    @Tag("OBN-24")
    void oneRequestGivesTheMatrixOfSeveralRolesWithItsFacets(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        String connector = rbac.resource("w1", "data-connector", "c1");
        String prices = rbac.resource("w1", "widget", "prices", connector);
        rbac.resource("w1", "widget", "news", connector);
        String analyst = rbac.role("w1", "analyst", Grant.on("data-connector", connector, "view"));
        rbac.grant("w1", analyst, Grant.on("widget", prices, "access"));
        rbac.role("w1", "reader");

        JsonNode matrix = rbac.admin()
                .get("/workspaces/w1/matrix?role=" + analyst + "&role=reader&roots=true&facets=true")
                .expect(200)
                .json();
        assertThat(matrix.path("roles").findValuesAsText("name")).containsExactly("analyst", "reader");
        assertThat(matrix.path("total").asInt()).isEqualTo(1);
        JsonNode row = matrix.path("rows").path(0);
        assertThat(words(row.path("states"))).containsExactly("MIXED", "NONE");
        assertThat(row.path("children").path("widget").asInt()).isEqualTo(2);
        assertThat(row.path("usableChildren").toString()).isEqualTo("[1,0]");
        assertThat(matrix.path("facets").path("groups").findValuesAsText("type"))
                .containsExactly("data-connector", "widget");
        assertThat(matrix.path("facets").path("groups").path(1).path("granted").toString())
                .isEqualTo("[1,0]");
        assertThat(matrix.path("facets").path("types").findValuesAsText("key")).contains("widget");

        JsonNode granted = rbac.admin()
                .get("/workspaces/w1/matrix?role=analyst&type=widget&state=GRANTED&parent=" + connector)
                .expect(200)
                .json();
        assertThat(granted.path("rows").findValuesAsText("id")).containsExactly(prices);
        assertThat(words(granted.path("rows").path(0).path("granted"))).containsExactly("access");
        rbac.admin().get("/workspaces/w1/matrix").expect(400, "INVALID_REQUEST");
        rbac.admin().get("/workspaces/w1/matrix?role=nobody").expect(404, "ROLE_NOT_FOUND");
    }

    @Test
    @Tag("OBN-16")
    void aRoleIsClonedAndItsMembersAreChangedFromItsSide(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        String connector = rbac.resource("w1", "data-connector", "c1");
        rbac.resource("w1", "widget", "prices", connector);
        String lead = rbac.role("w1", "lead", Grant.on("data-connector", connector, "view"));
        rbac.member("w1", ben, "member");
        RestCaller admin = rbac.admin();

        String twin = Rbac.id(
                admin.post("/workspaces/w1/roles", Map.of("name", "twin", "description", "The same", "cloneOf", lead)));
        assertThat(admin.get("/workspaces/w1/roles/" + twin + "/grants").json())
                .isEqualTo(admin.get("/workspaces/w1/roles/" + lead + "/grants").json());
        admin.patch("/workspaces/w1/roles/" + twin + "/members", Map.of("add", List.of(ben.id())))
                .expect(200);
        assertThat(admin.get("/workspaces/w1/members?role=" + twin).json().findValuesAsText("username"))
                .containsExactly("ben");
        JsonNode permission = admin.get("/workspaces/w1/members/" + ben.id() + "/permissions?search=twin")
                .expect(200)
                .json();
        assertThat(permission.findValuesAsText("name")).contains("The c1");
        JsonNode root =
                admin.get("/workspaces/w1/resources?roots=true").expect(200).json();
        assertThat(root).hasSize(1);
        assertThat(root.path(0).path("children").path("widget").asInt()).isEqualTo(1);
        JsonNode usage = admin.get("/resource-types/usage").expect(200).json();
        assertThat(usage.path("data-connector").toString()).isEqualTo("{\"resources\":1,\"grants\":2}");
        admin.post("/resource-types/import", admin.get("/resource-types/export").json())
                .expect(200);
        assertThat(admin.get("/workspaces/w1/activity?search=twin").json()).isNotEmpty();
    }

    @Test
    void whoAddsPeopleFindsUsersAndGroupsOfTheRealm(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        TestUser benno = realm.user("benno");
        rbac.workspace("w1");
        rbac.member("w1", ben);
        rbac.service("benny", "evaluate");
        GroupRepresentation staff = new GroupRepresentation();
        staff.setName("staff");
        String parent = CreatedResponseUtil.getCreatedId(realm.admin().groups().add(staff));
        GroupRepresentation research = new GroupRepresentation();
        research.setName("research");
        CreatedResponseUtil.getCreatedId(realm.admin().groups().group(parent).subGroup(research));

        JsonNode users = rbac.admin()
                .get("/workspaces/w1/candidates/users?search=ben")
                .expect(200)
                .json();
        assertThat(users.findValuesAsText("username")).containsExactly("ben", "benno");
        assertThat(users.path(0).path("member").asBoolean()).isTrue();
        assertThat(users.path(1).path("member").asBoolean()).isFalse();
        assertThat(rbac.admin()
                        .get("/workspaces/w1/candidates/users?max=1")
                        .expect(200)
                        .json()
                        .size())
                .isEqualTo(1);
        JsonNode groups = rbac.admin()
                .get("/workspaces/w1/candidates/groups?search=rese")
                .expect(200)
                .json();
        assertThat(groups.findValuesAsText("path")).containsExactly("/staff/research");
        assertThat(groups.path(0).path("mapped").asBoolean()).isFalse();
        assertThat(rbac.admin()
                        .get("/workspaces/w1/candidates/groups")
                        .expect(200)
                        .json()
                        .findValuesAsText("path"))
                .contains("/staff/research");
        assertThat(rbac.admin()
                        .get("/settings/candidates?search=benno")
                        .expect(200)
                        .json()
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo(benno.id());

        realm.rbac(ben).get("/workspaces/w1/candidates/users?search=ben").expect(403);
        realm.rbac(ben).get("/workspaces/w1/candidates/groups").expect(403);
        realm.rbac(ben).get("/settings/candidates").expect(403);
        realm.rbac(benno).get("/workspaces/w1/candidates/users").expect(404);
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }
}
