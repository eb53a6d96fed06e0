package io.github.kcworkspaces.requirements;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kcworkspaces.requirements.Proof.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes, from what the listeners noted, which row is proved by which tests. */
public final class RequirementReport {

    /** One row of {@code docs/requirements.json}. */
    record Row(String id, String kind, String requirement) {

        static Row of(Map<String, String> json) {
            return new Row(
                    json.getOrDefault("id", ""), json.getOrDefault("class", ""), json.getOrDefault("requirement", ""));
        }
    }

    private RequirementReport() {}

    /**
     * @param arguments {@code <write: true or false> <rows.json> <report.md> <results>...}, each a file or the folder of
     *     the files that several JVMs wrote; the results are used up, so that none is taken for a later run's
     */
    public static void main(String[] arguments) throws IOException {
        boolean wanted = Boolean.parseBoolean(arguments[0]);
        Path rows = Path.of(arguments[1]);
        Path report = Path.of(arguments[2]);
        List<Path> results = Arrays.stream(arguments).skip(3).map(Path::of).toList();

        boolean complete = true;
        List<Proof> proofs = new ArrayList<>();
        for (Path result : results) {
            List<Path> files = files(result);
            complete &= !files.isEmpty();
            for (Path file : files) {
                List<String> lines = Files.readAllLines(file);
                complete &= !lines.isEmpty() && lines.get(0).equals(RequirementListener.COMPLETE);
                lines.stream().skip(1).map(Proof::parse).forEach(proofs::add);
                Files.delete(file);
            }
        }
        String text = render(read(rows), proofs);
        if (wanted && complete) {
            Files.writeString(report, text);
        } else {
            System.out.println(report.getFileName() + " stays as it is: not all tests ran");
        }
    }

    private static List<Path> files(Path result) throws IOException {
        if (!Files.isDirectory(result)) {
            return Files.exists(result) ? List.of(result) : List.of();
        }
        try (Stream<Path> files = Files.list(result)) {
            return files.sorted().toList();
        }
    }

    static List<Row> read(Path rows) throws IOException {
        return new ObjectMapper()
                .readValue(rows.toFile(), new TypeReference<List<Map<String, String>>>() {}).stream()
                        .map(Row::of)
                        .toList();
    }

    static String render(List<Row> rows, List<Proof> proofs) {
        Set<String> unknown = proofs.stream().map(Proof::row).collect(Collectors.toCollection(TreeSet::new));
        rows.forEach(row -> unknown.remove(row.id()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Tests are tagged with rows that do not exist: " + unknown);
        }
        long proved = rows.stream()
                .filter(row -> state(of(row, proofs)).equals("proved"))
                .count();
        StringBuilder text = new StringBuilder();
        text.append("# Requirement coverage\n\n")
                .append("**")
                .append(proved)
                .append(" of ")
                .append(rows.size())
                .append(
                        " rows proved.** Written by `mvn -B verify` from the `@Tag`s of the tests that ran; not edited by"
                                + " hand.\n\n")
                .append(
                        "Class: I identity and RBAC, R resource catalogue, E entitlement or export, X outside an identity"
                                + " provider (the documented counterpart counts).\n\n")
                .append("| row | class | requirement | tests | state |\n|---|---|---|---|---|\n");
        rows.stream().sorted(Comparator.comparing(Row::id)).forEach(row -> {
            List<Proof> own = of(row, proofs);
            text.append("| ")
                    .append(row.id())
                    .append(" | ")
                    .append(row.kind())
                    .append(" | ")
                    .append(row.requirement().replace("|", "\\|"))
                    .append(" | ")
                    .append(own.stream()
                            .map(proof -> "`" + proof.shortName() + "`")
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", ")))
                    .append(" | ")
                    .append(state(own))
                    .append(" |\n");
        });
        return text.toString();
    }

    private static List<Proof> of(Row row, List<Proof> proofs) {
        return proofs.stream().filter(proof -> proof.row().equals(row.id())).toList();
    }

    private static String state(List<Proof> proofs) {
        if (proofs.stream().anyMatch(proof -> proof.result() == Result.FAILED)) {
            return "failed";
        }
        if (proofs.stream().anyMatch(proof -> proof.result() == Result.PASSED)) {
            return "proved";
        }
        return proofs.isEmpty() ? "open" : "skipped";
    }
}
