package io.github.kcworkspaces.audit.format;

import io.github.kcworkspaces.audit.ActivityType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a type of row is called in other schemas. The table is a file beside the code, since those who run a SIEM read it, too.
 *
 * @param ocsfClass of OCSF
 * @param ocsfActivity what was done, in the terms of that class
 * @param severity of OCSF: 1 informational, 2 low, 3 medium
 */
record Mapping(int ocsfClass, int ocsfActivity, int severity, List<String> ecsCategories, List<String> ecsTypes) {

    private static final String FILE = "/META-INF/kcworkspaces/audit-mapping.csv";
    private static final int CELLS = 6;
    private static final Map<ActivityType, Mapping> TABLE = read();

    static Mapping of(ActivityType type) {
        Mapping mapping = TABLE.get(type);
        if (mapping == null) {
            throw new IllegalStateException(FILE + " does not say what " + type + " is");
        }
        return mapping;
    }

    private static Map<ActivityType, Mapping> read() {
        Map<ActivityType, Mapping> table = new EnumMap<>(ActivityType.class);
        try (InputStream file = Objects.requireNonNull(Mapping.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(",", CELLS))
                    .forEach(cells -> table.put(
                            ActivityType.valueOf(cells[0]),
                            new Mapping(
                                    Integer.parseInt(cells[1]),
                                    Integer.parseInt(cells[2]),
                                    Integer.parseInt(cells[3]),
                                    List.of(cells[4].split(" ")),
                                    List.of(cells[5].split(" ")))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return table;
    }
}
