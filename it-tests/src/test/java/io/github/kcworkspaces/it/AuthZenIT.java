package io.github.kcworkspaces.it;

import static io.github.kcworkspaces.it.support.Rbac.Grant.onType;
import static io.github.kcworkspaces.it.support.Rbac.question;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.StatementLog;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision point beyond single questions (AuthZEN Authorization API 1.0). */
@OnKeycloak
class AuthZenIT {

    private static final String EVALUATIONS = "/workspaces/w1/access/v1/evaluations";

    @Test
    @Tag("smoke")
    @Tag("OBN-06")
    void manyQuestionsAreAnsweredInTheirOrder(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        TestUser stranger = realm.user("stranger");
        Answer answer = rbac.asDecisionPoint()
                .with("X-Request-ID", "r-3")
                .post(
                        EVALUATIONS,
                        batch(
                                ben.id(),
                                Map.of(),
                                item("resource", Map.of("type", "chatflow", "id", "f1")),
                                item("resource", Map.of("type", "chatflow", "id", "unknown")),
                                item(
                                        "action",
                                        Map.of("name", "delete"),
                                        "resource",
                                        Map.of("type", "chatflow", "id", "f1")),
                                item(
                                        "subject",
                                        Map.of("type", "user", "id", stranger.id()),
                                        "resource",
                                        Map.of("type", "chatflow", "id", "f1")),
                                item("resource", Map.of("type", "chatflow")),
                                item("resource", Map.of("type", "chatflow", "id", "f2"), "unknown", 1)))
                .expect(200);
        assertThat(decisions(answer)).containsExactly(true, false, false, false, false, true);
        assertThat(answer.json().at("/evaluations/4/context/error/status").asInt())
                .isEqualTo(400);
        assertThat(answer.json().at("/evaluations/4/context/error/message").asText())
                .contains("evaluations[4].resource.id");
        assertThat(answer.json().at("/evaluations/0")).hasToString("{\"decision\":true}");
        assertThat(answer.header("X-Request-ID")).contains("r-3");
    }

    @Test
    void answersStopWhereTheSemanticSays(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        Map<?, ?>[] questions = {
            item("resource", Map.of("type", "chatflow", "id", "f1")),
            item("resource", Map.of("type", "chatflow", "id", "none")),
            item("resource", Map.of("type", "chatflow", "id", "f2"))
        };
        assertThat(decisions(ask(rbac, ben, "deny_on_first_deny", questions))).containsExactly(true, false);
        assertThat(decisions(ask(rbac, ben, "permit_on_first_permit", questions)))
                .containsExactly(true);
        assertThat(decisions(ask(rbac, ben, "execute_all", questions))).containsExactly(true, false, true);
        assertThat(decisions(ask(rbac, ben, "deny_on_first_deny", item("resource", 7), questions[0])))
                .containsExactly(false);
        rbac.asDecisionPoint()
                .post(EVALUATIONS, batch(ben.id(), Map.of("evaluations_semantic", "whatever"), questions))
                .expect(400, "INVALID_REQUEST");
    }

    @Test
    void withoutAListItIsOneQuestion(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        Map<String, Object> body = new LinkedHashMap<>(question(ben.id(), "view", "chatflow", "f1"));
        assertThat(rbac.asDecisionPoint().post(EVALUATIONS, body).expect(200).json())
                .hasToString("{\"decision\":true}");
        body.put("evaluations", List.of());
        body.put("options", Map.of("explain", true));
        assertThat(rbac.asDecisionPoint().post(EVALUATIONS, body).expect(200).json())
                .hasToString("{\"decision\":true,\"context\":{\"reason\":\"GRANTED\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"evaluations\":{}}",
                "{\"subject\":\"alice\",\"evaluations\":[{}]}",
                "{\"options\":1,\"evaluations\":[{}]}"
            })
    void malformedQuestionsAreRefused(String body, TestRealm realm) {
        Rbac rbac = world(realm);
        Answer answer = rbac.asDecisionPoint()
                .with("X-Request-ID", "r-4")
                .post(EVALUATIONS, body)
                .expect(400, "INVALID_REQUEST");
        assertThat(answer.header("X-Request-ID")).contains("r-4");
    }

    @Test
    void whoMayNotAskLearnsNothingOfHisRequest(TestRealm realm) {
        Rbac rbac = world(realm);
        Answer anonymous = realm.rbacAnonymous()
                .with("X-Request-ID", "r-5")
                .post(EVALUATIONS, "{")
                .expect(401);
        assertThat(anonymous.header("X-Request-ID")).contains("r-5");
        realm.rbac(rbac.service("searcher", "search")).post(EVALUATIONS, "{").expect(403, "ACCESS_DENIED");
        rbac.asDecisionPoint()
                .upload("POST", EVALUATIONS, "text/plain", "{}".getBytes(StandardCharsets.UTF_8))
                .expect(400);
    }

    @Test
    void notMoreThanAThousandAtOnce(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        assertThat(decisions(rbac.asDecisionPoint()
                        .post(EVALUATIONS, batch(ben.id(), Map.of(), many(1_000)))
                        .expect(200)))
                .hasSize(1_000);
        rbac.asDecisionPoint()
                .post(EVALUATIONS, batch(ben.id(), Map.of(), many(1_001)))
                .expect(400, "INVALID_REQUEST");
    }

    @Test
    void aHundredQuestionsCostAsManyStatementsAsOne(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        assertThat(statements(rbac, EVALUATIONS, batch(ben.id(), Map.of(), many(100))))
                .isBetween(1, 2);
        assertThat(statements(rbac, "/access/v1/evaluations", batch(ben.id(), Map.of(), many(100))))
                .isBetween(1, 3);

        Map<?, ?>[] ofMany = IntStream.range(0, 20)
                .mapToObj(number -> item(
                        "subject",
                        Map.of(
                                "type",
                                "user",
                                "id",
                                member(rbac, "user-" + number).id()),
                        "resource",
                        Map.of("type", "chatflow", "id", "f1")))
                .toArray(Map<?, ?>[]::new);
        assertThat(decisions(rbac.asDecisionPoint().post(EVALUATIONS, batch(ben.id(), Map.of(), ofMany))))
                .hasSize(20)
                .doesNotContain(false);
        assertThat(statements(rbac, EVALUATIONS, batch(ben.id(), Map.of(), ofMany)))
                .isBetween(1, 4);
    }

    @Test
    void workspacesThatContradictEachOtherAreNone(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        rbac.workspace("w2");
        rbac.member("w2", ben, "admin");
        rbac.resource("w2", "chatflow", "f1");
        RestCaller caller = rbac.asDecisionPoint();
        assertThat(decides(caller, ben, null, null)).isFalse();
        assertThat(decides(caller, ben, "w1", null)).isTrue();
        assertThat(decides(caller, ben, null, "w2")).isTrue();
        assertThat(decides(caller, ben, "w1", "w2")).isFalse();
        assertThat(decides(caller, ben, "none", null)).isFalse();
    }

    @Test
    void aSubjectIsNamedInSeveralWays(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        for (String type : List.of("user", "identity")) {
            for (String id : List.of(ben.id(), "id:" + ben.id(), "ben", "username:ben", "email:ben@example.org")) {
                assertThat(allowed(rbac, type, id)).as(type + " " + id).isTrue();
            }
        }
        for (String id : List.of("id:ben", "username:" + ben.id(), "email:ben", "", " ", "id:", "f:x")) {
            assertThat(allowed(rbac, "user", id)).as(id).isFalse();
        }
        assertThat(allowed(rbac, "robot", ben.id())).isFalse();
    }

    @Test
    @Tag("smoke")
    void theRealmTellsWhereItsDecisionPointIs(TestRealm realm) {
        RestCaller anyone = realm.anonymous();
        anyone.get("/.well-known/authzen-configuration").expect(404, "REALM_NOT_ENABLED");
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        JsonNode metadata =
                anyone.get("/.well-known/authzen-configuration").expect(200).json();
        assertThat(metadata.path("policy_decision_point").asText()).isEqualTo(realm.url());
        for (String api : List.of(
                "access_evaluation", "access_evaluations", "search_subject", "search_resource", "search_action")) {
            assertThat(metadata.path(api + "_endpoint").asText()).startsWith(realm.url() + "/rbac/access/v1/");
        }
        String path = metadata.path("access_evaluation_endpoint")
                .asText()
                .substring(realm.url().length());
        assertThat(rbac.asDecisionPoint()
                        .post(path.substring("/rbac".length()), question(ben.id(), "view", "chatflow", "f1"))
                        .expect(200)
                        .json())
                .hasToString("{\"decision\":true}");
    }

    private static boolean allowed(Rbac rbac, String type, String id) {
        return rbac.asDecisionPoint()
                .post(
                        "/workspaces/w1/access/v1/evaluation",
                        Map.of(
                                "subject", Map.of("type", type, "id", id),
                                "action", Map.of("name", "view"),
                                "resource", Map.of("type", "chatflow", "id", "f1")))
                .expect(200)
                .json()
                .path("decision")
                .asBoolean();
    }

    private static boolean decides(RestCaller caller, TestUser user, String inContext, String ofResource) {
        Map<String, Object> resource = new LinkedHashMap<>(Map.of("type", "chatflow", "id", "f1"));
        if (ofResource != null) {
            resource.put("properties", Map.of("workspace", ofResource));
        }
        Map<String, Object> body = new LinkedHashMap<>(question(user.id(), "view", "chatflow", "f1"));
        body.put("resource", resource);
        body.put("context", inContext == null ? Map.of() : Map.of("workspace", inContext));
        return caller.post("/access/v1/evaluation", body)
                .expect(200)
                .json()
                .path("decision")
                .asBoolean();
    }

    private static Map<?, ?>[] many(int number) {
        return IntStream.range(0, number)
                .mapToObj(index -> item("resource", Map.of("type", "chatflow", "id", "f" + (index % 3))))
                .toArray(Map<?, ?>[]::new);
    }

    private static Answer ask(Rbac rbac, TestUser user, String semantic, Map<?, ?>... questions) {
        return rbac.asDecisionPoint()
                .post(EVALUATIONS, batch(user.id(), Map.of("evaluations_semantic", semantic), questions))
                .expect(200);
    }

    /** Questions about viewing, unless an item says otherwise. */
    private static Map<String, Object> batch(String user, Map<String, ?> options, Map<?, ?>... questions) {
        return Map.of(
                "subject",
                Map.of("type", "user", "id", user),
                "action",
                Map.of("name", "view"),
                "options",
                options,
                "evaluations",
                List.of(questions));
    }

    private static Map<String, Object> item(Object... members) {
        Map<String, Object> item = new LinkedHashMap<>();
        for (int index = 0; index < members.length; index += 2) {
            item.put(members[index].toString(), members[index + 1]);
        }
        return item;
    }

    private static List<Boolean> decisions(Answer answer) {
        List<Boolean> decisions = new ArrayList<>();
        answer.json()
                .path("evaluations")
                .forEach(one -> decisions.add(one.path("decision").asBoolean()));
        return decisions;
    }

    private static int statements(Rbac rbac, String path, Map<String, Object> body) {
        RestCaller caller = rbac.realm()
                .rbac(rbac.realm().clientCredentials(rbac.decisionPoint()).access());
        for (int warm = 0; warm < 3; warm++) {
            caller.post(path, body).expect(200);
        }
        int fewest = Integer.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            // The sweeper works behind the scenes: its statements may fall into some of the attempts, not into all.
            StatementLog.Recording recording = rbac.realm()
                    .keycloak()
                    .statements()
                    .record(() -> caller.post(path, body).expect(200));
            fewest = Math.min(fewest, recording.statements("(?is).*KCW_.*").size());
        }
        return fewest;
    }

    private static TestUser member(Rbac rbac, String username) {
        TestUser user = rbac.realm().user(username);
        rbac.member("w1", user, "viewer");
        return user;
    }

    private static Rbac world(TestRealm realm) {
        Rbac rbac = Rbac.enable(realm);
        rbac.workspace("w1");
        rbac.role("w1", "viewer", onType("chatflow", "view"));
        rbac.resource("w1", "chatflow", "f1");
        rbac.resource("w1", "chatflow", "f2");
        return rbac;
    }
}
