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
import io.github.kcworkspaces.testing.AuthZenVectors;
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
        assertAtMost(2, rbac, EVALUATIONS, batch(ben.id(), Map.of(), many(100)));
        assertAtMost(3, rbac, "/access/v1/evaluations", batch(ben.id(), Map.of(), many(100)));

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
        assertAtMost(4, rbac, EVALUATIONS, batch(ben.id(), Map.of(), ofMany));
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

    @Test
    @Tag("smoke")
    void searchesNeedARightOfTheirOwn(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        Map<String, Object> search = Map.of(
                "subject", Map.of("type", "user"),
                "action", Map.of("name", "view"),
                "resource", Map.of("type", "chatflow", "id", "f1"));
        String path = "/workspaces/w1/access/v1/search/subject";
        realm.rbacAnonymous().post(path, "{").expect(401);
        rbac.asDecisionPoint().post(path, "{").expect(403, "ACCESS_DENIED");
        realm.rbac(ben).post(path, search).expect(403, "ACCESS_DENIED");
        RestCaller searcher = realm.rbac(rbac.service("searcher", "search"));
        for (String body : List.of("", "{", "[]", "{}", "{\"subject\":{\"type\":\"user\"}}")) {
            for (String kind : List.of("subject", "resource", "action")) {
                assertThat(searcher.with("X-Request-ID", "r-6")
                                .post("/workspaces/w1/access/v1/search/" + kind, body)
                                .expect(400, "INVALID_REQUEST")
                                .header("X-Request-ID"))
                        .contains("r-6");
            }
        }
        Answer found = searcher.with("X-Request-ID", "r-7").post(path, search).expect(200);
        assertThat(found.json())
                .hasToString("{\"page\":{\"next_token\":\"\",\"count\":1},\"results\":[{\"type\":\"user\",\"id\":\""
                        + ben.id() + "\"}]}");
        assertThat(found.header("X-Request-ID")).contains("r-7");
    }

    @Test
    void whatIsUnknownHasNoResults(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        RestCaller searcher = realm.rbac(rbac.service("searcher", "search"));
        for (String base : List.of("/workspaces/w1", "/workspaces/none")) {
            for (Map<String, Object> search : List.of(
                    search("nobody", "view", "chatflow", null),
                    search(ben.id(), "fly", "chatflow", null),
                    search(ben.id(), "view", "unknown", null))) {
                assertThat(results(searcher, base + "/access/v1/search/resource", search))
                        .isEmpty();
            }
            assertThat(results(searcher, base + "/access/v1/search/subject", search(null, "view", "chatflow", "none")))
                    .isEmpty();
            assertThat(results(searcher, base + "/access/v1/search/action", search(ben.id(), null, "chatflow", "none")))
                    .isEmpty();
        }
        Map<String, Object> robots = search(null, "view", "chatflow", "f1");
        robots.put("subject", Map.of("type", "robot"));
        assertThat(results(searcher, "/workspaces/w1/access/v1/search/subject", robots))
                .isEmpty();
        assertThat(results(
                        searcher,
                        "/workspaces/none/access/v1/search/resource",
                        search(ben.id(), "view", "chatflow", null)))
                .isEmpty();
    }

    @Test
    void pagesBelongToTheSearchThatTheyCameFrom(TestRealm realm, TestRealm other) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        for (int number = 3; number < 9; number++) {
            rbac.resource("w1", "chatflow", "f" + number);
        }
        RestCaller searcher = realm.rbac(rbac.service("searcher", "search"));
        String path = "/workspaces/w1/access/v1/search/resource";
        Map<String, Object> search = search(ben.id(), "view", "chatflow", null);
        search.put("page", Map.of("limit", 3));
        JsonNode first = searcher.post(path, search).expect(200).json();
        assertThat(first.path("results")).hasSize(3);
        String token = first.at("/page/next_token").asText();
        assertThat(token).isNotEmpty();

        search.put("page", Map.of("token", token));
        JsonNode second = searcher.post(path, search).expect(200).json();
        assertThat(second.path("results")).hasSize(3);
        search.put("page", Map.of("token", token, "limit", 3));
        assertThat(searcher.post(path, search).expect(200).json().path("results"))
                .isEqualTo(second.path("results"));
        search.put("page", Map.of("token", second.at("/page/next_token").asText()));
        JsonNode last = searcher.post(path, search).expect(200).json();
        assertThat(last.path("results")).hasSize(2);
        assertThat(last.at("/page/next_token").asText()).isEmpty();

        for (Map<String, Object> page : List.<Map<String, Object>>of(
                Map.of("token", token, "limit", 4),
                Map.of("token", token + "x"),
                Map.of("token", "x" + token),
                Map.of("token", "garbage"),
                Map.of("token", "a.b.c"),
                Map.of("token", 1),
                Map.of("limit", -1),
                Map.of("limit", "3"),
                Map.of("limit", 1.5))) {
            search.put("page", page);
            searcher.post(path, search).expect(400, "INVALID_REQUEST");
        }
        Map<String, Object> changed = search(ben.id(), "delete", "chatflow", null);
        changed.put("page", Map.of("token", token));
        searcher.post(path, changed).expect(400, "INVALID_REQUEST");
        search.put("page", Map.of("token", token));
        searcher.post("/access/v1/search/resource", search).expect(400, "INVALID_REQUEST");
        Rbac there = world(other);
        other.rbac(there.service("searcher", "search")).post(path, search).expect(400, "INVALID_REQUEST");
    }

    @Test
    void accountAdminsAndMembersOfGroupsAreFoundToo(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        TestUser boss = realm.user("boss");
        TestUser gina = realm.user("gina");
        TestUser gone = member(rbac, "gone");
        rbac.admin().patch("/users/" + boss.id(), Map.of("type", "ADMIN")).expect(200);
        String group = realm.group("staff");
        realm.admin().users().get(gina.id()).joinGroup(group);
        rbac.admin()
                .put("/workspaces/w1/groups/" + group, Map.of("roles", List.of("viewer")))
                .expect(200);
        var disabled = realm.admin().users().get(gone.id()).toRepresentation();
        disabled.setEnabled(false);
        realm.admin().users().get(gone.id()).update(disabled);
        RestCaller searcher = realm.rbac(rbac.service("searcher", "search"));
        for (String base : List.of("/workspaces/w1", "")) {
            assertThat(results(searcher, base + "/access/v1/search/subject", search(null, "view", "chatflow", "f1")))
                    .containsExactlyInAnyOrder(ben.id(), boss.id(), gina.id());
            assertThat(results(searcher, base + "/access/v1/search/subject", search(null, "delete", "chatflow", "f1")))
                    .containsExactly(boss.id());
        }
    }

    @Test
    void aSearchCostsAConstantNumberOfStatements(TestRealm realm) {
        Rbac rbac = world(realm);
        TestUser ben = member(rbac, "ben");
        Map<String, Object> resources = search(ben.id(), "view", "chatflow", null);
        Map<String, Object> subjects = search(null, "view", "chatflow", "f1");
        int few = assertSearchTakesAtMost(2, rbac, "resource", resources);
        int fewSubjects = assertSearchTakesAtMost(7, rbac, "subject", subjects);
        for (int number = 0; number < 30; number++) {
            rbac.resource("w1", "chatflow", "more-" + number);
            member(rbac, "more-" + number);
        }
        assertSearchTakesAtMost(few, rbac, "resource", resources);
        assertSearchTakesAtMost(fewSubjects + 3, rbac, "subject", subjects);
    }

    private static int assertSearchTakesAtMost(int expected, Rbac rbac, String kind, Map<String, Object> search) {
        String client = "searcher-" + java.util.UUID.randomUUID();
        return assertAtMost(
                expected,
                rbac,
                rbac.realm().clientCredentials(rbac.service(client, "search")).access(),
                "/workspaces/w1/access/v1/search/" + kind,
                search);
    }

    private static Map<String, Object> search(String subject, String action, String type, String resource) {
        return AuthZenVectors.request(subject, action, type, resource);
    }

    private static List<String> results(RestCaller caller, String path, Map<String, Object> search) {
        return AuthZenVectors.ids(caller.post(path, search).expect(200).json());
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

    private static void assertAtMost(int expected, Rbac rbac, String path, Map<String, Object> body) {
        assertAtMost(
                expected,
                rbac,
                rbac.realm().clientCredentials(rbac.decisionPoint()).access(),
                path,
                body);
    }

    /** Returns how many statements it was. */
    private static int assertAtMost(int expected, Rbac rbac, String token, String path, Map<String, Object> body) {
        RestCaller caller = rbac.realm().rbac(token);
        for (int warm = 0; warm < 3; warm++) {
            caller.post(path, body).expect(200);
        }
        StatementLog.Recording recording = rbac.realm()
                .keycloak()
                .statements()
                .quietest(expected, () -> caller.post(path, body).expect(200));
        assertThat(recording.ours()).as(recording.toString()).hasSizeBetween(1, expected);
        return recording.ours().size();
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
