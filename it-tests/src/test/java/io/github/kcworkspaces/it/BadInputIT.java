package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever is sent: a clear refusal, nothing changed, no 500, no stack trace. */
@OnKeycloak
class BadInputIT {

    private static final String GOOD_NAME = "\"alias\":\"x\",\"name\":\"X\"";

    @Test
    void aBadBodyIsRefusedAndNothingChanges(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        int before = rbac.admin().get("/activity?max=1000").json().size();
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        for (String body : List.of(
                "",
                "{",
                "null",
                "[]",
                "\"text\"",
                "{}",
                "{" + GOOD_NAME + "} trailing",
                "{" + GOOD_NAME + ",\"alias\":\"y\"}",
                "{\"alias\":1,\"name\":\"X\"}",
                "{\"alias\":\"x\",\"name\":true}",
                "{\"alias\":\"x\",\"name\":{\"a\":1}}",
                "{\"alias\":\"x\",\"name\":\"\"}",
                "{\"alias\":\"x\",\"name\":\"a\\u0000b\"}",
                "{\"alias\":\"x\",\"name\":\"a\\nb\"}",
                "{\"alias\":\"x\",\"name\":\"" + "a".repeat(101) + "\"}",
                "{\"alias\":\"X\",\"name\":\"X\"}",
                "{\"alias\":\"default\",\"name\":\"X\"}",
                "{" + GOOD_NAME + ",\"id\":\"" + UUID.randomUUID() + "\"}",
                "{" + GOOD_NAME + ",\"realmId\":\"master\"}",
                "{" + GOOD_NAME + ",\"description\":" + deep + "}")) {
            refusedCleanly(rbac.admin().post("/workspaces", body), 400);
        }
        assertThat(rbac.admin().get("/workspaces").json()).hasSize(1);
        assertThat(rbac.admin().get("/activity?max=1000").json()).hasSize(before);
    }

    @Test
    void everyUnknownMemberIsNamed(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        JsonNode problem = rbac.admin()
                .post("/workspaces", "{" + GOOD_NAME + ",\"colour\":1,\"owner\":\"x\"}")
                .expect(400, "UNKNOWN_MEMBER")
                .json();
        assertThat(problem.path("violations").findValuesAsText("field")).contains("colour", "owner");
        assertThat(problem.path("errorMessage").asText()).isNotEmpty();
        assertThat(problem.path("type").asText()).startsWith("urn:");
        assertThat(problem.path("status").asInt()).isEqualTo(400);
    }

    @Test
    void allWrongFieldsAreNamedAtOnce(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        JsonNode problem = rbac.admin()
                .post("/workspaces", Map.of("alias", "NO", "name", ""))
                .expect(400, "INVALID_REQUEST")
                .json();
        assertThat(problem.path("violations").findValuesAsText("field")).contains("alias", "name");
    }

    @Test
    void malformedAndForeignIdsAreNotFoundAlike(TestRealm realm, TestRealm other) {
        Rbac rbac = Rbac.enable(realm);
        Rbac there = Rbac.enable(other);
        rbac.workspace("w1");
        String foreignWorkspace = there.workspace("elsewhere");
        String foreignRole = there.role("elsewhere", "foreign");
        String random = UUID.randomUUID().toString();
        String expected = null;
        for (String id : List.of(random, foreignWorkspace, "no%20such%20thing", "a".repeat(300))) {
            Answer answer = rbac.admin().get("/workspaces/" + id);
            refusedCleanly(answer, 404);
            expected = expected == null ? answer.text() : expected;
            assertThat(answer.text()).isEqualTo(expected);
        }
        refusedCleanly(rbac.admin().get("/workspaces/%00"), 404);
        for (String id : List.of(random, foreignRole, "x", "%00")) {
            refusedCleanly(rbac.admin().get("/workspaces/w1/roles/" + id), 404);
            refusedCleanly(rbac.admin().delete("/workspaces/w1/roles/" + id), 404);
            refusedCleanly(rbac.admin().get("/workspaces/w1/resources/" + id), 404);
            refusedCleanly(rbac.admin().get("/workspaces/w1/members/" + id), 404);
        }
        there.admin().get("/workspaces/elsewhere/roles/" + foreignRole).expect(200);
    }

    @Test
    void headersAndParametersAreChecked(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        for (String stale : List.of("\"99\"", "99")) {
            rbac.admin()
                    .with("If-Match", stale)
                    .put("/workspaces/w1", Map.of("name", "X"))
                    .expect(412, "STALE_VERSION");
        }
        refusedCleanly(rbac.admin().with("If-Match", "nonsense").put("/workspaces/w1", Map.of("name", "X")), 400);
        for (String query : List.of("?max=-1", "?max=0", "?max=2147483648", "?first=x", "?search=" + "a".repeat(300))) {
            refusedCleanly(rbac.admin().get("/workspaces" + query), 400);
        }
        refusedCleanly(rbac.admin().get("/activity?type=NONSENSE"), 400);
        Answer text = rbac.admin().upload("POST", "/workspaces", "text/plain", "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(text.status()).isIn(400, 415);
    }

    @Test
    void whoHasNoTokenOrNoRightLearnsNothing(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        var stranger = realm.user("stranger");
        RestCaller asStranger = realm.rbac(stranger);
        Answer existing = asStranger.get("/workspaces/w1").expect(404, "WORKSPACE_NOT_FOUND");
        Answer missing = asStranger.get("/workspaces/" + UUID.randomUUID()).expect(404, "WORKSPACE_NOT_FOUND");
        assertThat(existing.text()).isEqualTo(missing.text());
        assertThat(asStranger.get("/workspaces").expect(200).json()).isEmpty();
        for (String path : List.of("/settings", "/roles", "/activity", "/users/" + stranger.id())) {
            asStranger.get(path).expect(403, "ACCESS_DENIED");
        }
        asStranger.put("/settings", Map.of("enabled", false)).expect(403, "ACCESS_DENIED");
        asStranger.post("/workspaces", Map.of("alias", "x", "name", "X")).expect(403, "ACCESS_DENIED");
        for (String path : List.of("/settings", "/workspaces", "/workspaces/w1", "/me", "/roles", "/activity")) {
            assertThat(realm.rbacAnonymous().get(path).status()).as(path).isEqualTo(401);
            assertThat(realm.rbac("x.y.z").get(path).status()).as(path).isEqualTo(401);
        }
    }

    private static void refusedCleanly(Answer answer, int status) {
        answer.expect(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.text()).doesNotContain("Exception", "org.keycloak", "\tat ", "SELECT");
    }
}
