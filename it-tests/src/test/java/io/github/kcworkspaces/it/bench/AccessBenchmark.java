package io.github.kcworkspaces.it.bench;

import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.Rbac.Grant;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Many evaluations at once and searches against one evaluation, over 100,000 resources. */
final class AccessBenchmark {

    private static final int ROUNDS = 40;
    private static final int WARM_UP = 4_000;
    private static final int REQUESTS = 60;
    private static final int RESOURCES = 100_000;
    private static final int AT_ONCE = 100;
    private static final int DEPARTMENTS = 1_000;

    private final Rbac rbac;
    private final Load load;
    private final Random random = new Random(11);

    AccessBenchmark(Rbac rbac, Load load) {
        this.rbac = rbac;
        this.load = load;
    }

    /** A request, and what it is measured by. */
    private record Asked(String path, String body, Predicate<String> expected) {}

    List<String> run() {
        TestRealm realm = rbac.realm();
        var settings = realm.admin().toRepresentation();
        settings.setAccessTokenLifespan(7200);
        realm.admin().update(settings);
        rbac.subjectAttributes(List.of("department"));
        TestUser user = realm.user("searching", one -> one.setAttributes(Map.of("department", List.of("d7"))));
        String workspace = rbac.workspace("search");
        for (String type : List.of("record", "owned", "departmental")) {
            rbac.type(type, "view", List.of("view", "update"), null);
            new BigWorld(realm.keycloak(), realm.id()).records(workspace, type, user.id(), RESOURCES, DEPARTMENTS);
        }
        rbac.role(
                "search",
                "searcher",
                Grant.onType("record", "view"),
                new Grant("owned", null, List.of("view"), Map.of("owner", true)),
                new Grant(
                        "departmental",
                        null,
                        List.of("view"),
                        Map.of(
                                "all",
                                List.of(Map.of(
                                        "attr",
                                        "resource.department",
                                        "op",
                                        "eq",
                                        "value",
                                        Map.of("attr", "subject.department"))))));
        rbac.member("search", user, "searcher");
        String token = realm.clientCredentials(rbac.service("searching-point", "evaluate", "search"))
                .access();
        List<String> lines = new ArrayList<>(List.of(
                "## Many evaluations at once, and searches",
                "",
                "Over 100,000 resources, against one evaluation. Searches are for the first page.",
                "",
                "| request | CPU ms | one evaluation, CPU ms | ratio | half of the rounds |",
                "|---|---:|---:|---:|---:|"));
        lines.add(row(token, "100 evaluations", batch(user)));
        lines.add(row(token, "resources, 100 of 100,000 that are all allowed", search(user, "record")));
        lines.add(row(token, "resources, 100 that the subject owns", search(user, "owned")));
        lines.add(row(token, "resources, 100 of the subject's department", search(user, "departmental")));
        lines.add("");
        return lines;
    }

    private String row(String token, String what, Asked asked) {
        measured(token, asked, WARM_UP);
        measured(token, single("record"), WARM_UP);
        List<Double> subjects = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            subjects.add(measured(token, asked, REQUESTS));
            peers.add(measured(token, single("record"), REQUESTS * 3));
        }
        return Benchmarks.row(what, new Measurement(subjects, peers));
    }

    private double measured(String token, Asked asked, int requests) {
        URI uri = URI.create(rbac.realm().url() + "/rbac/workspaces/search/access/v1/" + asked.path());
        return load.run(
                requests,
                number -> HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(asked.body()))
                        .build(),
                response -> response.statusCode() == 200 && asked.expected().test(response.body()));
    }

    private Asked single(String type) {
        return new Asked(
                "evaluation",
                "{\"subject\":{\"type\":\"user\",\"id\":\"username:searching\"},\"action\":{\"name\":\"view\"},"
                        + "\"resource\":{\"type\":\"" + type + "\",\"id\":\"" + type + "-7\"}}",
                body -> body.equals("{\"decision\":true}"));
    }

    private Asked batch(TestUser user) {
        String questions = random.ints(AT_ONCE, 1, RESOURCES)
                .mapToObj(number -> "{\"resource\":{\"type\":\"record\",\"id\":\"record-" + number + "\"}}")
                .collect(Collectors.joining(","));
        return new Asked(
                "evaluations",
                "{\"subject\":{\"type\":\"user\",\"id\":\"" + user.id() + "\"},\"action\":{\"name\":\"view\"},"
                        + "\"evaluations\":[" + questions + "]}",
                body -> !body.contains("false"));
    }

    private static Asked search(TestUser user, String type) {
        return new Asked(
                "search/resource",
                "{\"subject\":{\"type\":\"user\",\"id\":\"" + user.id() + "\"},\"action\":{\"name\":\"view\"},"
                        + "\"resource\":{\"type\":\"" + type + "\"}}",
                body -> body.contains("\"count\":" + AT_ONCE));
    }
}
