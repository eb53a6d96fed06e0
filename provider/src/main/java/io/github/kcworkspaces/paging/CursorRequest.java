package io.github.kcworkspaces.paging;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a long list is wanted. With both cursors the first one counts.
 *
 * @param after what comes after this cursor, in the order of the list
 * @param before what comes before this cursor
 * @param ascending oldest first
 */
public record CursorRequest(
        @Nullable String after, @Nullable String before, boolean ascending, int max) {

    public static CursorRequest newest(int max) {
        return new CursorRequest(null, null, false, max);
    }
}
