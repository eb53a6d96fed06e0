package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
