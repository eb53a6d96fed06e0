package io.github.kcworkspaces.paging;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param first index of the first row, from 0
 * @param max number of rows at most, 1 to {@value #MAX_ROWS}
 * @param search text that must occur in a row without regard to case, taken literally (no wildcards); null for all rows
 */
public record PageRequest(int first, int max, @Nullable String search) {

    public static final int DEFAULT_ROWS = 100;
    public static final int MAX_ROWS = 1_000;

    public static PageRequest firstRows(int max) {
        return new PageRequest(0, max, null);
    }
}
