package io.github.kcworkspaces.job;

import java.util.Map;

/** A file, read row by row: it is never in memory as a whole list. */
@FunctionalInterface
public interface RowSource {

    /**
     * Reads the file from its first row to its last.
     *
     * @throws io.github.kcworkspaces.problem.Problem {@code UNREADABLE_FILE}, {@code TOO_LARGE}
     */
    void read(RowSink sink);

    /** Where rows go. */
    @FunctionalInterface
    interface RowSink {

        /** @param number as a spreadsheet counts; the heading is 1 */
        void row(int number, Map<Column, String> cells);
    }
}
