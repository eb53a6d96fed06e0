package io.github.kcworkspaces.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.RestCaller;
import io.github.kcworkspaces.it.support.TestRealm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * A file of invitations against as many single requests, in the same run; and accounts that bypass invitations make against
 * those that Keycloak's own interface makes.
 */
final class BulkBenchmark {

    private static final int ROWS = 10_000;
    private static final int SINGLES = 500;
    private static final int ROUNDS = 3;
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final int ACCOUNTS = 500;
    private static final int ACCOUNT_ROUNDS = 7;

    private final KeycloakUnderTest keycloak;
    private final Load load;

    /** What rounds took. */
    private record Taken(List<Double> perSecond, List<Double> cpu) {

        Taken() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(int rows, long nanoseconds, double milliseconds) {
            perSecond.add(rows * 1e9 / nanoseconds);
            cpu.add(milliseconds / rows);
        }
    }

    BulkBenchmark(KeycloakUnderTest keycloak, Load load) {
        this.keycloak = keycloak;
        this.load = load;
    }

    List<String> run() {
        try (TestRealm realm = keycloak.newRealm();
                TestRealm stock = keycloak.newRealm()) {
            Rbac rbac = Rbac.enable(realm);
            List<String> lines = new ArrayList<>(standard(rbac));
            lines.addAll(accounts(rbac, stock));
            return lines;
        }
    }

    private List<String> standard(Rbac rbac) {
        Taken files = new Taken();
        Taken singles = new Taken();
        for (int round = 0; round <= ROUNDS; round++) {
            String workspace = "bulk" + round;
            rbac.workspace(workspace);
            Cpu.Reading start = load.used();
            long began = System.nanoTime();
            single(rbac, workspace);
            singles.add(SINGLES, System.nanoTime() - began, load.used().since(start));
            start = load.used();
            began = System.nanoTime();
            upload(rbac, workspace, file("bulk", ROWS, false), ROWS);
            files.add(ROWS, System.nanoTime() - began, load.used().since(start));
        }
        double ratio = median(files.perSecond()) / median(singles.perSecond());
        return List.of(
                "## Bulk invitations",
                "",
                String.format(
                        Locale.ROOT,
                        "%,d standard invitations of one file, from the upload to the last verdict, and %d by single requests one"
                                + " after the other; mails are queued by both. CPU of server and database.",
                        ROWS,
                        SINGLES),
                "",
                "| how | invitations in a second | CPU ms each |",
                "|---|---:|---:|",
                row("one file", files),
                row("single requests", singles),
                String.format(Locale.ROOT, "| file ÷ single | %.1f | |", ratio),
                "");
    }

    private static void single(Rbac rbac, String workspace) {
        for (int index = 0; index < SINGLES; index++) {
            invite(rbac, workspace, "single" + index, false);
        }
    }

    private static void invite(Rbac rbac, String workspace, String name, boolean bypass) {
        rbac.admin()
                .post(
                        "/workspaces/" + workspace + "/invitations",
                        Map.of(
                                "email",
                                name + "@example.org",
                                "firstName",
                                "First",
                                "lastName",
                                "Last",
                                "roles",
                                List.of("member"),
                                "bypass",
                                bypass))
                .expect(201);
    }

    private List<String> accounts(Rbac rbac, TestRealm stock) {
        rbac.admin().put("/settings", Map.of("bypassInvitations", true)).expect(200);
        rbac.workspace("bypass");
        RestCaller theirs = new RestCaller(keycloak.baseUrl() + "/admin/realms/" + stock.name(), keycloak::adminToken);
        AtomicInteger stockRound = new AtomicInteger();
        Measurement.Side peer = () -> {
            String name = "stock" + stockRound.getAndIncrement() + "-";
            return each(() -> {
                for (int index = 0; index < ACCOUNTS; index++) {
                    theirs.post("/users", account(name + index)).expect(201);
                }
            });
        };
        AtomicInteger fileRound = new AtomicInteger();
        AtomicInteger singleRound = new AtomicInteger();
        Measurement byFile = Measurement.inTurns(
                ACCOUNT_ROUNDS,
                () -> {
                    String name = "file" + fileRound.getAndIncrement() + "-";
                    return each(() -> upload(rbac, "bypass", file(name, ACCOUNTS, true), ACCOUNTS));
                },
                peer);
        Measurement bySingles = Measurement.inTurns(
                ACCOUNT_ROUNDS,
                () -> {
                    String name = "single" + singleRound.getAndIncrement() + "-";
                    return each(() -> {
                        for (int index = 0; index < ACCOUNTS; index++) {
                            invite(rbac, "bypass", name + index, true);
                        }
                    });
                },
                peer);
        return List.of(
                "### Accounts by bypass invitations",
                "",
                "CPU for each account, with its membership, role, invitation, mail in the outbox and audit rows; against `POST …/users` in a"
                        + " realm that was never enabled, which makes the account alone.",
                "",
                "| account by | CPU ms | against | CPU ms | ratio | half of the rounds |",
                "|---|---:|---|---:|---:|---:|",
                Benchmarks.row("a row of a file", "Keycloak's `POST …/users`", byFile),
                Benchmarks.row("a single request", "Keycloak's `POST …/users`", bySingles),
                "");
    }

    private double each(Runnable accounts) {
        Cpu.Reading start = load.used();
        accounts.run();
        return load.used().since(start) / ACCOUNTS;
    }

    private static Map<String, Object> account(String name) {
        return Map.of(
                "username",
                name + "@example.org",
                "email",
                name + "@example.org",
                "firstName",
                "First",
                "lastName",
                "Last",
                "enabled",
                true);
    }

    private static String file(String name, int rows, boolean bypass) {
        StringBuilder file = new StringBuilder("First name,Last name,E-mail,Roles,Bypass\r\n");
        for (int index = 0; index < rows; index++) {
            file.append("First,Last,")
                    .append(name)
                    .append(index)
                    .append("@example.org,member,")
                    .append(bypass ? "yes" : "")
                    .append("\r\n");
        }
        return file.toString();
    }

    private static void upload(Rbac rbac, String workspace, String file, int rows) {
        String bulk = "/workspaces/" + workspace + "/invitations/bulk";
        String job = rbac.admin()
                .upload("POST", bulk, "text/csv", file.getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .json()
                .path("id")
                .asText();
        JsonNode ended = Awaitility.await()
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> rbac.admin().get(bulk + "/" + job).expect(200).json(),
                        now -> !now.path("status").asText().equals("RUNNING"));
        if (ended.path("ok").asInt() != rows) {
            throw new IllegalStateException("a benchmark of errors would measure nothing: " + ended);
        }
    }

    /** Without the first round, which warms up. */
    private static double median(List<Double> rounds) {
        return rounds.stream().skip(1).sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
    }

    private static String row(String what, Taken taken) {
        String row = String.format(
                Locale.ROOT, "| %s | %.0f | %.2f |", what, median(taken.perSecond()), median(taken.cpu()));
        System.out.println(row);
        return row;
    }
}
