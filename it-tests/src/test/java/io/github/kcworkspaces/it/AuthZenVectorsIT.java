package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Answer;
import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.testing.AuthZenVectors;
import io.github.kcworkspaces.testing.AuthZenVectors.Allowed;
import io.github.kcworkspaces.testing.AuthZenVectors.Thing;
import io.github.kcworkspaces.testing.AuthZenVectors.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of the decision point, asked of a real server. */
@OnKeycloak
class AuthZenVectorsIT {

    private static final String ACCESS = "/workspaces/w/access/v1/";

    private final Map<String, String> ids = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"certification", "todo"})
    void questionsAreAnsweredAsTheVectorsSay(String file, TestRealm realm) {
        AuthZenVectors vectors = AuthZenVectors.read(file);
        Rbac rbac = world(realm, vectors);
        for (boolean trusted : new boolean[] {true, false}) {
            RestCaller caller = caller(rbac, trusted);
            for (AuthZenVectors.Question one : vectors.evaluation()) {
                Answer answer =
                        caller.post(ACCESS + "evaluation", one.request()).expect(200);
                assertThat(answer.json().path("decision").asBoolean())
                        .as(one.name() + (trusted ? "" : ", untrusted"))
                        .isEqualTo(one.decision(trusted));
            }
        }
    }

    @Test
    void manyQuestionsAndMalformedOnesAreAnsweredAsTheVectorsSay(TestRealm realm) {
        AuthZenVectors vectors = AuthZenVectors.read("certification");
        RestCaller caller = caller(world(realm, vectors), true).with("X-Request-ID", "vector");
        for (AuthZenVectors.Questions one : vectors.evaluations()) {
            List<Boolean> decisions = new ArrayList<>();
            caller.post(ACCESS + "evaluations", one.request())
                    .expect(200)
                    .json()
                    .path("evaluations")
                    .forEach(answer -> decisions.add(answer.path("decision").asBoolean()));
            assertThat(decisions).as(one.name()).isEqualTo(one.decisions());
        }
        for (String path : List.of("evaluation", "evaluations")) {
            for (String body : vectors.malformed()) {
                assertThat(caller.post(ACCESS + path, body).expect(400).header("X-Request-ID"))
                        .contains("vector");
            }
        }
    }

    @Test
    @Tag("OBN-06")
    void searchesAgreeWithQuestionsInBothDirections(TestRealm realm) {
        AuthZenVectors vectors = AuthZenVectors.read("search");
        RestCaller caller = realm.rbac(world(realm, vectors).service("searcher", "search", "evaluate"));
        for (Allowed one : vectors.allowed()) {
            assertThat(search(caller, "resource", one.subject(), one.action(), null, 7))
                    .as("%s %s", one.subject(), one.action())
                    .containsExactlyInAnyOrderElementsOf(one.resources());
            assertThat(answers(caller, vectors, one))
                    .isEqualTo(vectors.resources().stream()
                            .map(thing -> one.resources().contains(thing.id()))
                            .toList());
        }
        for (Thing thing : vectors.resources()) {
            for (String action : vectors.actions()) {
                assertThat(search(caller, "subject", null, action, thing.id(), 2))
                        .as("%s %s", action, thing.id())
                        .containsExactlyInAnyOrderElementsOf(vectors.subjects(action, thing.id()).stream()
                                .map(ids::get)
                                .toList());
            }
            for (User user : vectors.users()) {
                assertThat(search(caller, "action", user.username(), null, thing.id(), 100))
                        .as("%s %s", user.username(), thing.id())
                        .containsExactlyElementsOf(vectors.actions(user.username(), thing.id()));
            }
        }
    }

    /** Goes through all pages. */
    private static List<String> search(
            RestCaller caller, String kind, String subject, String action, String resource, int limit) {
        Map<String, Object> body = AuthZenVectors.request(subject, action, "record", resource);
        body.put("page", Map.of("limit", limit));
        List<String> all = new ArrayList<>();
        String token;
        do {
            JsonNode page =
                    caller.post(ACCESS + "search/" + kind, body).expect(200).json();
            assertThat(page.path("results").size()).isLessThanOrEqualTo(limit);
            assertThat(page.at("/page/count").asInt())
                    .isEqualTo(page.path("results").size());
            page.path("results").forEach(result -> {
                assertThat(result.size()).isEqualTo(kind.equals("action") ? 1 : 2);
                all.add(result.path(kind.equals("action") ? "name" : "id").asText());
            });
            token = page.at("/page/next_token").asText();
            body.put("page", Map.of("token", token));
        } while (!token.isEmpty());
        return all;
    }

    private static List<Boolean> answers(RestCaller caller, AuthZenVectors vectors, Allowed one) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("subject", Map.of("type", "user", "id", one.subject()));
        body.put("action", Map.of("name", one.action()));
        body.put(
                "evaluations",
                vectors.resources().stream()
                        .map(thing -> Map.of("resource", Map.of("type", thing.type(), "id", thing.id())))
                        .toList());
        List<Boolean> answers = new ArrayList<>();
        caller.post(ACCESS + "evaluations", body)
                .expect(200)
                .json()
                .path("evaluations")
                .forEach(answer -> answers.add(answer.path("decision").asBoolean()));
        return answers;
    }

    private static RestCaller caller(Rbac rbac, boolean trusted) {
        return rbac.realm()
                .rbac(
                        trusted
                                ? rbac.service("trusted", "evaluate", "trusted-attributes")
                                : rbac.service("untrusted", "evaluate"));
    }

    private Rbac world(TestRealm realm, AuthZenVectors vectors) {
        Rbac rbac = Rbac.enable(realm);
        rbac.subjectAttributes(vectors.subjectAttributes());
        rbac.workspace("w");
        for (AuthZenVectors.Type type : vectors.types()) {
            Answer answer = rbac.admin()
                    .put(
                            "/resource-types/" + type.key(),
                            Map.of(
                                    "name",
                                    type.key(),
                                    "baseAction",
                                    type.actions().get(0),
                                    "actions",
                                    type.actions(),
                                    "registration",
                                    type.registration()));
            assertThat(answer.status()).isIn(200, 201);
        }
        vectors.roles().forEach((name, grants) -> {
            String role = rbac.role("w", name);
            rbac.admin()
                    .patch("/workspaces/w/roles/" + role + "/grants", Map.of("add", grants))
                    .expect(200);
        });
        for (User user : vectors.users()) {
            var created = realm.user(user.username(), representation -> {
                if (user.email() != null) {
                    representation.setEmail(user.email());
                }
                Map<String, List<String>> attributes = new HashMap<>();
                user.attributesOrNone().forEach((name, value) -> attributes.put(name, List.of(value)));
                representation.setAttributes(attributes);
            });
            ids.put(user.username(), created.id());
            rbac.member("w", created, user.roles().toArray(String[]::new));
        }
        for (Thing thing : vectors.resources()) {
            Map<String, Object> resource = new LinkedHashMap<>();
            resource.put("type", thing.type());
            resource.put("externalId", thing.id());
            resource.put("name", "Record " + thing.id());
            resource.put("attributes", thing.attributesOrNone());
            if (thing.owner() != null) {
                resource.put("owner", ids.get(thing.owner()));
            }
            rbac.admin().post("/workspaces/w/resources", resource).expect(201);
        }
        return rbac;
    }
}
