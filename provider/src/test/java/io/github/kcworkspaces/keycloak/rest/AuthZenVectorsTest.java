package io.github.kcworkspaces.keycloak.rest;

import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.decision.Decision;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.Request;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.rest.EvaluationsBody.Item;
import io.github.kcworkspaces.keycloak.rest.SearchBody.Kind;
import io.github.kcworkspaces.keycloak.store.ConditionJson;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.realm.SettingsChange;
import io.github.kcworkspaces.resource.Presentation;
import io.github.kcworkspaces.resource.ResourceDraft;
import io.github.kcworkspaces.resource.ResourceDraft.Link;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.testing.AuthZenVectors;
import io.github.kcworkspaces.testing.AuthZenVectors.Thing;
import io.github.kcworkspaces.testing.AuthZenVectors.User;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of the decision point, asked of the services in memory. */
@Tag("OBN-06")
class AuthZenVectorsTest {

    private TestRbac rbac = new TestRbac();

    @TestFactory
    Stream<DynamicTest> questionsAreAnsweredAsTheVectorsSay() {
        return Stream.of("certification", "todo").flatMap(file -> {
            AuthZenVectors vectors = AuthZenVectors.read(file);
            return vectors.evaluation().stream()
                    .flatMap(one -> Stream.of(true, false)
                            .map(trusted -> DynamicTest.dynamicTest(
                                    file + ": " + one.name() + (trusted ? "" : ", untrusted"), () -> {
                                        world(vectors);
                                        EvaluationBody body = EvaluationBody.of(one.request());
                                        assertThat(rbac.decisions
                                                        .decide(ACME, request(body, trusted))
                                                        .allowed())
                                                .isEqualTo(one.decision(trusted));
                                    })));
        });
    }

    @TestFactory
    Stream<DynamicTest> manyQuestionsAreAnsweredAsTheVectorsSay() {
        AuthZenVectors vectors = AuthZenVectors.read("certification");
        return vectors.evaluations().stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    world(vectors);
                    EvaluationsBody body = EvaluationsBody.of(one.request());
                    List<Boolean> decisions = new ArrayList<>();
                    for (Item item : Objects.requireNonNull(body.items())) {
                        EvaluationBody question = item.question();
                        boolean decision = question != null
                                && rbac.decisions
                                        .decide(ACME, request(question, true))
                                        .allowed();
                        decisions.add(decision);
                        if (body.semantic().endsWith(decision)) {
                            break;
                        }
                    }
                    assertThat(decisions).isEqualTo(one.decisions());
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsMalformedIsRefused() {
        return AuthZenVectors.read("certification").malformed().stream()
                .map(body -> DynamicTest.dynamicTest(
                        "refused: " + body,
                        () -> assertThatThrownBy(() -> EvaluationBody.of(AccessJson.read(
                                        new java.io.ByteArrayInputStream(
                                                body.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                                        "application/json",
                                        null)))
                                .isInstanceOf(Problem.class)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void searchesAgreeWithQuestionsInBothDirections(int limit) throws JsonProcessingException {
        AuthZenVectors vectors = AuthZenVectors.read("search");
        world(vectors);
        for (AuthZenVectors.Allowed one : vectors.allowed()) {
            assertThat(search(Kind.RESOURCE, one.subject(), one.action(), null, limit))
                    .as("%s %s", one.subject(), one.action())
                    .containsExactlyInAnyOrderElementsOf(one.resources());
        }
        for (Thing thing : vectors.resources()) {
            for (String action : vectors.actions()) {
                assertThat(search(Kind.SUBJECT, null, action, thing.id(), limit))
                        .as("%s %s", action, thing.id())
                        .containsExactlyInAnyOrderElementsOf(vectors.subjects(action, thing.id()));
            }
            for (User user : vectors.users()) {
                assertThat(search(Kind.ACTION, user.username(), null, thing.id(), limit))
                        .as("%s %s", user.username(), thing.id())
                        .containsExactlyElementsOf(vectors.actions(user.username(), thing.id()));
                for (String action : vectors.actions()) {
                    EvaluationBody question = EvaluationBody.of(
                            tree(AuthZenVectors.request(user.username(), action, "record", thing.id())));
                    Decision decision = rbac.decisions.decide(ACME, request(question, false));
                    assertThat(decision.allowed())
                            .isEqualTo(vectors.subjects(action, thing.id()).contains(user.username()));
                }
            }
        }
    }

    @Test
    void whatIsUnknownHasNoResults() throws JsonProcessingException {
        world(AuthZenVectors.read("search"));
        assertThat(search(Kind.RESOURCE, "nobody", "view", null, 10)).isEmpty();
        assertThat(search(Kind.RESOURCE, "ada", "fly", null, 10)).isEmpty();
        assertThat(search(Kind.SUBJECT, null, "view", "unknown", 10)).isEmpty();
        assertThat(search(Kind.SUBJECT, null, "fly", "101", 10)).isEmpty();
        assertThat(search(Kind.ACTION, "nobody", null, "101", 10)).isEmpty();
        assertThat(search(Kind.ACTION, "ada", null, "unknown", 10)).isEmpty();
    }

    /** Goes through all pages; no result may come twice. */
    private List<String> search(Kind kind, String subject, String action, String resource, int limit)
            throws JsonProcessingException {
        SearchBody body = SearchBody.of(kind, tree(AuthZenVectors.request(subject, action, "record", resource)));
        Request request = body.question().request("w", new UserId(subject == null ? "-" : subject), false);
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            Slice<String> page =
                    switch (kind) {
                        case SUBJECT -> rbac.searches.subjects(ACME, request, cursor, limit);
                        case RESOURCE -> rbac.searches.resources(ACME, request, cursor, limit);
                        case ACTION -> rbac.searches.actions(ACME, request, cursor, limit);
                    };
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(all).doesNotHaveDuplicates();
        return all;
    }

    private static Request request(EvaluationBody body, boolean trusted) {
        return body.request(
                "w", new UserId(body.subject().isUser() ? body.subject().id() : "no user"), trusted);
    }

    private static JsonNode tree(Map<String, Object> request) {
        return Json.MAPPER.valueToTree(request);
    }

    /** Users have their names as ids. */
    private void world(AuthZenVectors vectors) {
        rbac = new TestRbac();
        rbac.realms.update(
                ACME,
                TestRbac.ROOT,
                new SettingsChange(true, null, null, null, null, vectors.subjectAttributes(), null));
        Workspace workspace = rbac.workspace("w");
        for (AuthZenVectors.Type type : vectors.types()) {
            rbac.types.put(
                    TestRbac.ROOT,
                    new ResourceType(
                            ACME,
                            new TypeDefinition(
                                    type.key(),
                                    type.actions(),
                                    type.actions().get(0),
                                    Map.of(),
                                    null,
                                    Registration.valueOf(type.registration())),
                            type.key(),
                            null,
                            Presentation.NONE,
                            false,
                            1),
                    null);
        }
        vectors.roles()
                .forEach((name, grants) -> rbac.role(
                        workspace,
                        name,
                        grants.stream().map(AuthZenVectorsTest::grant).toArray(Grant[]::new)));
        for (User user : vectors.users()) {
            UserId id = new UserId(user.username());
            rbac.world
                    .directory()
                    .add(
                            ACME,
                            new SubjectFacts(
                                    id,
                                    user.username(),
                                    user.email(),
                                    true,
                                    false,
                                    Set.of(),
                                    Map.copyOf(user.attributesOrNone())));
            rbac.member(workspace, id, user.roles().toArray(String[]::new));
        }
        for (Thing thing : vectors.resources()) {
            rbac.resources.register(
                    workspace,
                    TestRbac.ROOT,
                    new ResourceDraft(
                            thing.type(),
                            thing.id(),
                            "Record " + thing.id(),
                            null,
                            null,
                            null,
                            null,
                            thing.owner() == null ? null : new Link<>(new UserId(thing.owner())),
                            null,
                            thing.attributesOrNone(),
                            null));
        }
    }

    private static Grant grant(JsonNode grant) {
        Set<String> actions = new HashSet<>();
        grant.path("actions").forEach(action -> actions.add(action.textValue()));
        JsonNode condition = grant.get("condition");
        return new Grant(
                grant.path("type").textValue(),
                null,
                actions,
                condition == null ? null : ConditionJson.parse(condition, "condition"));
    }
}
