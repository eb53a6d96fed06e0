package io.github.kcworkspaces.it.bench;

import io.github.kcworkspaces.it.support.KeycloakUnderTest;
import io.github.kcworkspaces.it.support.Rbac;
import io.github.kcworkspaces.it.support.TestRealm;
import java.io.IOException;
import java.nio.file.Files;
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
 * Runs all benchmarks and writes their table: {@code mvn -B -Pbench verify}. With {@code -Dbench.only=decision,refresh} only
 * those run, and the table stays as it is.
 */
public final class Benchmarks {

    private static final Set<String> ALL = Set.of("engine", "decision", "access", "refresh", "permissions", "imports");

    private Benchmarks() {}

    /** @param arguments the Markdown file to write */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Path file = Path.of(arguments[0]);
        List<String> lines = new ArrayList<>(List.of(
                "# Benchmarks",
                "",
                "Made by `mvn -B -Pbench verify`: server and PostgreSQL on one machine, eight clients, the things compared"
                        + " measured in turns. CPU is that of server and database together, for each request. Compare the",
                "ratios; absolute figures are those of the machine the command ran on.",
                ""));
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
            if (chosen.contains("permissions")) {
                lines.addAll(new PermissionBenchmark(rbac, load).run());
            }
            if (chosen.contains("imports")) {
                lines.addAll(new ImportBenchmark(rbac, load).run());
            }
        }
        if (chosen.equals(ALL)) {
            Files.write(file, lines);
        }
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

    /** A line of a table, also shown at once: all of it takes some minutes. */
    static String row(String what, Measurement measured) {
        return shown(columns(what, measured));
    }

    /** The same with a column more: between which ratios half of the rounds lie. */
    static String rowWithSpread(String what, Measurement measured) {
        return shown(columns(what, measured)
                + String.format(Locale.ROOT, " %.2f – %.2f |", measured.ratio(0.25), measured.ratio(0.75)));
    }

    private static String columns(String what, Measurement measured) {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | **%.2f** |",
                what,
                measured.subjectCpu(),
                measured.peerCpu(),
                measured.ratio());
    }

    private static String shown(String row) {
        System.out.println(row);
        return row;
    }
}
