package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestClient;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;

/** Every change leaves its row, with names and values of the time. */
@OnKeycloak
class ActivityIT {

    @Test
    void aChangeIsRecordedWithOldAndNewValues(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.admin().put("/workspaces/w1", Map.of("name", "Renamed")).expect(200);

        JsonNode row =
                rbac.admin().get("/workspaces/w1/activity").expect(200).json().get(0);

        assertThat(row.path("type").asText()).isEqualTo("WORKSPACE_UPDATED");
        assertThat(row.at("/changes/name/old").asText()).isEqualTo("Workspace w1");
        assertThat(row.at("/changes/name/new").asText()).isEqualTo("Renamed");
        assertThat(row.at("/actor/kind").asText()).isEqualTo("USER");
        assertThat(row.at("/actor/username").asText()).isNotEmpty();
        assertThat(row.at("/workspace/alias").asText()).isEqualTo("w1");
        assertThat(row.path("cause").asText()).isEqualTo("USER");
        assertThat(row.path("at").asLong()).isPositive();
    }

    @Test
    void aSaveThatChangesNothingIsNotRecorded(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        String role = rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.member("w1", ben, "viewer");
        int before = rbac.admin().get("/activity?max=1000").json().size();

        rbac.admin().put("/workspaces/w1", Map.of("name", "Workspace w1")).expect(200);
        rbac.admin()
                .put("/workspaces/w1/roles/" + role, Map.of("name", "viewer"))
                .expect(200);
        rbac.member("w1", ben, "viewer");
        rbac.type("chatflow", "view", List.of("view", "create", "update", "delete", "config"), null);

        assertThat(rbac.admin().get("/activity?max=1000").json()).hasSize(before);
    }

    @Test
    void aRefusedChangeLeavesNoRowAndADeniedOneLeavesItsOwn(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.member("w1", ben, "member");
        realm.rbac(ben).put("/workspaces/w1", Map.of("name", "Mine")).expect(403, "ACCESS_DENIED");

        JsonNode denied = rbac.admin()
                .get("/workspaces/w1/activity?type=ACCESS_DENIED")
                .expect(200)
                .json();
        assertThat(denied).hasSize(1);
        assertThat(denied.at("/0/actor/username").asText()).isEqualTo("ben");
        assertThat(rbac.admin()
                        .get("/workspaces/w1/activity?type=WORKSPACE_UPDATED")
                        .json())
                .isEmpty();
    }

    @Test
    void theTrailIsReadByCursorNewestFirst(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        for (int number = 0; number < 7; number++) {
            rbac.workspace("w" + number);
        }
        RestCaller admin = rbac.admin();
        List<String> seen = new ArrayList<>();
        Answer page = admin.get("/activity?type=WORKSPACE_CREATED&max=3").expect(200);
        while (true) {
            page.json().forEach(row -> seen.add(row.at("/workspace/alias").asText()));
            String next = page.header("X-Next-Cursor").orElse(null);
            if (next == null) {
                break;
            }
            page = admin.get("/activity?type=WORKSPACE_CREATED&max=3&after=" + next)
                    .expect(200);
        }
        assertThat(seen).containsExactly("w6", "w5", "w4", "w3", "w2", "w1", "w0", "default");
    }

    @Test
    @Tag("OBO-38")
    void aMemberReadsTheTrailOfHisWorkspaceOnlyIfARoleSaysSo(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.workspace("w2");
        rbac.role("w1", "auditor", onType("workspace", "view-activity"));
        rbac.member("w1", ben, "auditor");
        rbac.member("w2", ben, "member");
        RestCaller asBen = realm.rbac(ben);

        assertThat(asBen.get("/workspaces/w1/activity").expect(200).json())
                .isNotEmpty()
                .allSatisfy(
                        row -> assertThat(row.at("/workspace/alias").asText()).isEqualTo("w1"));
        asBen.get("/workspaces/w2/activity").expect(403, "ACCESS_DENIED");
        asBen.get("/activity").expect(403, "ACCESS_DENIED");
    }

    @Test
    @Tag("OBN-37")
    @Tag("OBN-38")
    void aRowSaysWhenByWhomAndByWhichRequestAlsoWhenTheActorIsGone(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        TestUser eve = realm.administrator("eve", "manage-realm");
        rbac.member("w1", eve, "member");
        long before = System.currentTimeMillis();
        realm.rbac(eve)
                .with("X-Request-ID", "proxy-7")
                .put("/workspaces/w1", Map.of("name", "By Eve"))
                .expect(403, "ACCESS_DENIED");
        String token = realm.passwordGrant(rbac.app(), eve).access();
        realm.adminRbac(token)
                .with("X-Request-ID", "proxy-8")
                .put("/workspaces/w1", Map.of("name", "By Eve"))
                .expect(200);
        TestClient robot = rbac.service("robot", "manage");
        realm.rbac(robot).put("/workspaces/w1", Map.of("name", "By a robot")).expect(200);
        realm.admin().users().get(eve.id()).remove();

        JsonNode rows = rbac.admin()
                .get("/workspaces/w1/activity?type=WORKSPACE_UPDATED")
                .json();
        assertThat(rows.at("/0/actor/kind").asText()).isEqualTo("SERVICE");
        JsonNode row = rows.get(1);
        assertThat(row.path("at").asLong()).isBetween(before - 1, System.currentTimeMillis());
        assertThat(row.at("/actor/id").asText()).isEqualTo(eve.id());
        assertThat(row.at("/actor/email").asText()).isEqualTo(eve.email());
        assertThat(row.at("/actor").has("impersonator")).isFalse();
        assertThat(row.path("request").asText()).isEqualTo("proxy-8");
        assertThat(row.path("ip").asText()).isNotEmpty();
        assertThat(row.path("client").asText()).isEqualTo("app");
        assertThat(rbac.admin()
                        .get("/activity?type=ACCESS_DENIED")
                        .json()
                        .at("/0/request")
                        .asText())
                .isEqualTo("proxy-7");
    }

    @Test
    @Tag("OBN-31")
    @Tag("OBN-32")
    @Tag("OBN-33")
    @Tag("OBN-34")
    @Tag("OBN-35")
    @Tag("OBO-40")
    void theLifeOfARoleIsRecordedAndOutlivesIt(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        rbac.workspace("w1");
        rbac.member("w1", ben, "member");
        String role = rbac.role("w1", "viewer");
        Map<String, String> reader = Map.of("name", "reader", "description", "Reads only");
        rbac.admin().put("/workspaces/w1/roles/" + role, reader).expect(200);
        rbac.admin().put("/workspaces/w1/roles/" + role, reader).expect(200);
        rbac.member("w1", ben, "member", "reader");
        rbac.member("w1", ben, "member");
        rbac.member("w1", ben, "member", "reader");
        realm.admin().users().get(ben.id()).remove();
        rbac.admin().delete("/workspaces/w1/roles/" + role).expect(204);

        RestCaller admin = rbac.admin();
        assertThat(admin.get("/activity?type=ROLE_CREATED&target=" + role).json())
                .hasSize(1);
        JsonNode updated =
                admin.get("/activity?type=ROLE_UPDATED&target=" + role).json();
        assertThat(updated).hasSize(1);
        assertThat(updated.at("/0/changes/name/old").asText()).isEqualTo("viewer");
        assertThat(updated.at("/0/changes/name/new").asText()).isEqualTo("reader");
        assertThat(updated.at("/0/changes/description/new").asText()).isEqualTo("Reads only");
        JsonNode deleted =
                admin.get("/activity?type=ROLE_DELETED&target=" + role).json();
        assertThat(deleted).hasSize(1);
        assertThat(deleted.at("/0/target/name").asText()).isEqualTo("reader");
        assertThat(admin.get("/activity?type=MEMBER_ROLES_CHANGED&member=" + ben.id())
                        .json())
                .hasSize(3);
        assertThat(admin.get("/activity?type=MEMBER_REMOVED&member=" + ben.id()).json())
                .hasSize(1);
        assertThat(admin.get("/activity?role=" + role).json().size()).isGreaterThanOrEqualTo(6);
    }

    @Test
    @Tag("OBN-39")
    @Tag("OBO-39")
    @Tag("OBO-41")
    void everythingThatIsRecordedIsInTheVocabulary(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        realm.passwordGrant(rbac.app(), ben);
        JsonNode types = rbac.admin().get("/audit/types").expect(200).json();
        List<String> known = types.findValuesAsText("type");
        assertThat(known)
                .contains("ROLE_CREATED", "GROUP_MAPPED", "GRANTS_CHANGED", "LOGIN", "KEYCLOAK_UPDATED")
                .doesNotHaveDuplicates();
        for (String list : List.of("/activity", "/activity?class=KEYCLOAK", "/logins")) {
            assertThat(rbac.admin().get(list).expect(200).json())
                    .isNotEmpty()
                    .allMatch(row -> known.contains(row.path("type").asText()));
        }
        rbac.admin().get("/activity?type=NO_SUCH_THING").expect(400, "INVALID_REQUEST");
    }

    @Test
    @Tag("OBN-40")
    void whatIsSecretIsNotInTheTrail(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        TestUser ben = realm.user("ben");
        String canary = "canary-7f3a";
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(canary);
        realm.admin().users().get(ben.id()).resetPassword(password);
        realm.passwordGrant(rbac.app(), new TestUser(ben.id(), ben.username(), ben.email(), canary));
        JsonNode changed = rbac.admin()
                .get("/activity?class=KEYCLOAK&search=reset-password")
                .expect(200)
                .json();
        assertThat(changed).hasSize(1);
        for (String list : List.of("/activity?max=1000", "/activity?class=KEYCLOAK&max=1000", "/logins")) {
            assertThat(rbac.admin().get(list).expect(200).text())
                    .doesNotContain(canary)
                    .doesNotContain(rbac.app().secret());
        }
    }

    @Test
    void theTrailIsFollowedBothWaysAndWhatIsNewComesBeforeTheFirst(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        for (int number = 0; number < 5; number++) {
            rbac.workspace("w" + number);
        }
        RestCaller admin = rbac.admin();
        Answer first = admin.get("/activity?type=WORKSPACE_CREATED&max=2").expect(200);
        String newest = first.header("X-Previous-Cursor").orElseThrow();
        Answer second = admin.get("/activity?type=WORKSPACE_CREATED&max=2&after="
                        + first.header("X-Next-Cursor").orElseThrow())
                .expect(200);
        assertThat(admin.get("/activity?type=WORKSPACE_CREATED&max=2&before="
                                + second.header("X-Previous-Cursor").orElseThrow())
                        .json())
                .extracting(row -> row.at("/workspace/alias").asText())
                .containsExactly("w4", "w3");
        assertThat(admin.get("/activity?type=WORKSPACE_CREATED&before=" + newest)
                        .json())
                .isEmpty();
        rbac.workspace("late");
        assertThat(admin.get("/activity?type=WORKSPACE_CREATED&before=" + newest)
                        .json()
                        .at("/0/workspace/alias")
                        .asText())
                .isEqualTo("late");
        assertThat(admin.get("/activity?type=WORKSPACE_CREATED&order=oldest&max=1")
                        .json()
                        .at("/0/workspace/alias")
                        .asText())
                .isEqualTo("default");
        JsonNode counts =
                admin.get("/workspaces/w1/activity/counts").expect(200).json();
        assertThat(counts.path("types").findValuesAsText("type")).contains("WORKSPACE_CREATED");
        assertThat(counts.at("/days/0/count").asInt()).isPositive();
    }
}
