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
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** The decision endpoint against Keycloak's userinfo with a user's token, as the world grows. */
final class DecisionBenchmark {

    /** Many short ones, in turns: what the machine does besides hits both. */
    private static final int ROUNDS = 60;

    /** Until the compiler of the virtual machine is done with both, as on a server that has been up for some minutes. */
    private static final int WARM_UP = 100_000;

    private static final int REQUESTS = 250;
    private static final int SINGLE_GRANTS = 500;
    private static final int MANY_WORKSPACES = 5_000;
    private static final String TOKEN_LIFE_SECONDS = "7200";

    private final Rbac rbac;
    private final Load load;
    private final BigWorld world;
    private final Random random = new Random(7);

    DecisionBenchmark(Rbac rbac, Load load) {
        this.rbac = rbac;
        this.load = load;
        this.world = new BigWorld(rbac.realm().keycloak(), rbac.realm().id());
    }

    List<String> run() {
        TestRealm realm = rbac.realm();
        var settings = realm.admin().toRepresentation();
        settings.setAccessTokenLifespan(Integer.valueOf(TOKEN_LIFE_SECONDS));
        realm.admin().update(settings);
        TestUser user = realm.user("asked");
        String workspace = rbac.workspace("bench");
        world.resources(workspace, 1, 100);
        String role = rbac.role("bench", "viewer", Grant.onType("chatflow", "view"));
        rbac.grant(
                "bench",
                role,
                world.resourceIds(workspace, SINGLE_GRANTS).stream()
                        .map(id -> Grant.on("chatflow", id, "view", "update"))
                        .toArray(Grant[]::new));
        rbac.member("bench", user, "viewer");
        Question question = new Question(realm, rbac, user);

        List<String> lines = new ArrayList<>(List.of(
                "## The decision endpoint over HTTP",
                "",
                "`POST …/workspaces/{ws}/access/v1/evaluation` by a service account, against `GET …/userinfo` with a"
                        + " user's token.",
                "",
                "| world | decision, CPU ms | userinfo, CPU ms | ratio | half of the rounds |",
                "|---|---:|---:|---:|---:|"));
        measure(question, 100, WARM_UP);
        lines.add(Benchmarks.row("100 resources", measure(question, 100, 0)));
        world.resources(workspace, 101, 10_000);
        lines.add(Benchmarks.row("10,000 resources", measure(question, 10_000, 0)));
        world.resources(workspace, 10_001, 1_000_000);
        lines.add(Benchmarks.row("1,000,000 resources", measure(question, 1_000_000, 0)));
        world.workspaces(1, MANY_WORKSPACES);
        String member = member();
        world.memberships(user.id(), member, MANY_WORKSPACES);
        lines.add(Benchmarks.row(
                String.format(Locale.ROOT, "and the user in %,d workspaces", MANY_WORKSPACES),
                measure(question, 1_000_000, 0)));
        lines.add("");
        return lines;
    }

    private String member() {
        return rbac.admin()
                .get("/roles?search=member")
                .expect(200)
                .json()
                .at("/0/id")
                .asText();
    }

    private Measurement measure(Question question, int resources, int warmUp) {
        if (warmUp > 0) {
            decide(question, warmUp, resources);
            userinfo(question, warmUp);
        }
        List<Double> decisions = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            decisions.add(decide(question, REQUESTS, resources));
            peers.add(userinfo(question, REQUESTS));
        }
        return new Measurement(decisions, peers);
    }

    private double decide(Question question, int requests, int resources) {
        int[] targets = random.ints(requests, 1, resources + 1).toArray();
        return load.run(
                requests,
                number -> question.decision("f" + targets[number]),
                response -> response.statusCode() == 200 && response.body().contains("true"));
    }

    private double userinfo(Question question, int requests) {
        return load.run(requests, number -> question.userinfo(), response -> response.statusCode() == 200);
    }

    /** The two requests that are compared. */
    private static final class Question {

        private final URI evaluation;
        private final URI userinfo;
        private final String serviceToken;
        private final String userToken;
        private final String user;

        Question(TestRealm realm, Rbac rbac, TestUser user) {
            this.evaluation = URI.create(realm.url() + "/rbac/workspaces/bench/access/v1/evaluation");
            this.userinfo = URI.create(realm.url() + "/protocol/openid-connect/userinfo");
            this.serviceToken = realm.clientCredentials(rbac.decisionPoint()).access();
            this.userToken = realm.passwordGrant(rbac.app(), user, Map.of("scope", "openid"))
                    .access();
            this.user = user.id();
        }

        HttpRequest decision(String resource) {
            return HttpRequest.newBuilder(evaluation)
                    .header("Authorization", "Bearer " + serviceToken)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"subject\":{\"type\":\"user\",\"id\":\"" + user
                            + "\"},\"action\":{\"name\":\"view\"},\"resource\":{\"type\":\"chatflow\",\"id\":\""
                            + resource + "\"}}"))
                    .build();
        }

        HttpRequest userinfo() {
            return HttpRequest.newBuilder(userinfo)
                    .header("Authorization", "Bearer " + userToken)
                    .build();
        }
    }
}
