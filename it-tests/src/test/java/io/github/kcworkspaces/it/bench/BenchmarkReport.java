package io.github.kcworkspaces.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Markdown file with the tables: a section for each benchmark, of which those are replaced that have run. */
final class BenchmarkReport {

    private static final String HEADING = "## ";
    private static final List<String> INTRODUCTION = List.of(
            "# Benchmarks",
            "",
            "Made by `mvn -B -Pbench verify`: server and PostgreSQL on one machine, eight clients, the things compared"
                    + " measured in turns, in many short rounds. CPU is that of server and database together, for each"
                    + " request. Compare the",
            "ratios; absolute figures are those of the machine the command ran on.",
            "");

    private final Path file;

    BenchmarkReport(Path file) {
        this.file = file;
    }

    /** @param made sections, each beginning with its heading */
    void write(List<String> made) throws IOException {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        if (Files.exists(file)) {
            sections.putAll(sections(Files.readAllLines(file)));
        }
        sections.putAll(sections(made));
        List<String> lines = new ArrayList<>(INTRODUCTION);
        sections.values().forEach(lines::addAll);
        Files.write(file, lines);
    }

    private static Map<String, List<String>> sections(List<String> lines) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(HEADING)) {
                section = new ArrayList<>();
                sections.put(line, section);
            }
            section.add(line);
        }
        return sections;
    }
}
