package io.github.kcworkspaces.it.bench;

import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs all benchmarks and writes their tables: {@code mvn -B -Pbench verify}. With {@code -Dbench.only=decision,refresh} only
 * those run, and the other tables stay as they are.
 */
public final class Benchmarks {

    private static final Set<String> ALL = Set.of(
            "engine",
            "decision",
            "access",
            "refresh",
            "organizations",
            "permissions",
            "imports",
            "bulk",
            "users",
            "audit",
            "screens");

    private Benchmarks() {}

    /** @param arguments the Markdown file to write */
    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        List<String> lines = new ArrayList<>();
        Set<String> chosen = chosen();
        if (chosen.contains("engine")) {
            engine(lines);
        }
        try (KeycloakUnderTest keycloak = KeycloakUnderTest.start();
                Load load = new Load(keycloak.database());
                TestRealm realm = keycloak.newRealm()) {
            Rbac rbac = Rbac.enable(realm);
            if (chosen.contains("decision")) {
                lines.addAll(new DecisionBenchmark(rbac, load).run());
            }
            if (chosen.contains("access")) {
                lines.addAll(new AccessBenchmark(rbac, load).run());
            }
            if (chosen.contains("refresh")) {
                lines.addAll(new RefreshBenchmark(rbac, load).run());
            }
            if (chosen.contains("organizations")) {
                try (TestRealm crowded = keycloak.newRealm()) {
                    lines.addAll(RefreshBenchmark.crowded(crowded, load).runCrowded());
                }
            }
            if (chosen.contains("permissions")) {
                lines.addAll(new PermissionBenchmark(rbac, load).run());
            }
            if (chosen.contains("imports")) {
                lines.addAll(new ImportBenchmark(rbac, load).run());
            }
            if (chosen.contains("bulk")) {
                lines.addAll(new BulkBenchmark(keycloak, load).run());
            }
            if (chosen.contains("users")) {
                lines.addAll(new UserBenchmark(keycloak, load).run());
            }
            if (chosen.contains("audit")) {
                lines.addAll(new AuditBenchmark(keycloak, load).run());
            }
            if (chosen.contains("screens")) {
                lines.addAll(new ScreenBenchmark(keycloak).run());
            }
        }
        new BenchmarkReport(file).write(lines);
        lines.forEach(System.out::println);
    }

    private static Set<String> chosen() {
        String only = System.getProperty("bench.only", "");
        return only.isBlank() ? ALL : Set.of(only.split(","));
    }

    private static void engine(List<String> lines) throws RunnerException {
        lines.addAll(List.of(
                "## The engine in memory (JMH)",
                "",
                "One decision about a widget with its connector, three roles, against one look-up in a hash map as big.",
                "",
                "| grants | decision | plain hash look-up |",
                "|---:|---:|---:|"));
        List<RunResult> results = new ArrayList<>(new Runner(new OptionsBuilder()
                        .include(EngineBenchmark.class.getSimpleName())
                        .build())
                .run());
        for (String grants : List.of("1000", "10000", "100000")) {
            lines.add("| " + grants + " | " + nanoseconds(results, "decision", grants) + " | "
                    + nanoseconds(results, "plainHashLookup", grants) + " |");
        }
        lines.add("");
    }

    private static String nanoseconds(List<RunResult> results, String benchmark, String grants) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark)
                        && result.getParams().getParam("grants").equals(grants))
                .map(result -> String.format(
                        Locale.ROOT,
                        "%.0f ± %.0f ns",
                        result.getPrimaryResult().getScore(),
                        result.getPrimaryResult().getScoreError()))
                .findFirst()
                .orElse("–");
    }

    /**
     * A line of a table, with the ratios between which half of the rounds lie. Also shown at once: all of it takes some
     * minutes.
     */
    static String row(String what, Measurement measured) {
        return shown(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | **%.2f** | %.2f – %.2f |",
                what,
                measured.subjectCpu(),
                measured.peerCpu(),
                measured.ratio(),
                measured.ratio(0.25),
                measured.ratio(0.75)));
    }

    /** The same for tables in which the lines have peers of different kinds. */
    static String row(String what, String peer, Measurement measured) {
        return shown(String.format(
                Locale.ROOT,
                "| %s | %.2f | %s | %.2f | **%.2f** | %.2f – %.2f |",
                what,
                measured.subjectCpu(),
                peer,
                measured.peerCpu(),
                measured.ratio(),
                measured.ratio(0.25),
                measured.ratio(0.75)));
    }

    private static String shown(String row) {
        System.out.println(row);
        return row;
    }
}
