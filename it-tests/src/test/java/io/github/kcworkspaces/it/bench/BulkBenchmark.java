package io.github.kcworkspaces.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.it.support.Rbac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;

/** A file of invitations against as many single requests, in the same run. */
final class BulkBenchmark {

    private static final int ROWS = 10_000;
    private static final int SINGLES = 500;
    private static final int ROUNDS = 3;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Rbac rbac;
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

    BulkBenchmark(Rbac rbac, Load load) {
        this.rbac = rbac;
        this.load = load;
    }

    List<String> run() {
        Taken files = new Taken();
        Taken singles = new Taken();
        for (int round = 0; round <= ROUNDS; round++) {
            String workspace = "bulk" + round;
            rbac.workspace(workspace);
            Cpu.Reading start = load.used();
            long began = System.nanoTime();
            single(workspace);
            singles.add(SINGLES, System.nanoTime() - began, load.used().since(start));
            start = load.used();
            began = System.nanoTime();
            upload(workspace);
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

    private void single(String workspace) {
        for (int index = 0; index < SINGLES; index++) {
            rbac.admin()
                    .post(
                            "/workspaces/" + workspace + "/invitations",
                            Map.of(
                                    "email",
                                    "single" + index + "@example.org",
                                    "firstName",
                                    "First",
                                    "lastName",
                                    "Last",
                                    "roles",
                                    List.of("member")))
                    .expect(201);
        }
    }

    private void upload(String workspace) {
        String bulk = "/workspaces/" + workspace + "/invitations/bulk";
        StringBuilder file = new StringBuilder("First name,Last name,E-mail,Roles\r\n");
        for (int index = 0; index < ROWS; index++) {
            file.append("First,Last,bulk").append(index).append("@example.org,member\r\n");
        }
        String job = rbac.admin()
                .upload("POST", bulk, "text/csv", file.toString().getBytes(StandardCharsets.UTF_8))
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
        if (ended.path("ok").asInt() != ROWS) {
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
