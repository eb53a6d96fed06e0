package io.github.kcworkspaces.job;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One row of a file.
 *
 * @param number as a spreadsheet counts; the heading is 1
 * @param cells what stands there, without spaces around it; an empty cell is absent
 * @param issues why it is not {@link State#OK}; empty while it waits
 */
public record JobRow(int number, Map<Column, String> cells, State state, List<Issue> issues) {

    public enum State {
        WAITING,
        OK,
        FAILED,
        /** Nothing was to be done: a member already, or invited already. */
        SKIPPED
    }

    public JobRow {
        cells = cells.isEmpty() ? Map.of() : new EnumMap<>(cells);
        issues = List.copyOf(issues);
    }

    public String cell(Column column) {
        return cells.getOrDefault(column, "");
    }

    /** The e-mail as rows are compared by. */
    public String emailKey() {
        return cell(Column.EMAIL).toLowerCase(Locale.ROOT);
    }

    /** The entries of a cell that holds several. */
    public List<String> entries(Column column) {
        return Stream.of(cell(column).split("[;|\\n]"))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .distinct()
                .toList();
    }

    /** Valid rows only. */
    public boolean bypass() {
        return RowCheck.YES.contains(cell(Column.BYPASS).toLowerCase(Locale.ROOT));
    }

    public JobRow settled(State how, List<Issue> why) {
        return new JobRow(number, cells, how, why);
    }
}
