package io.github.kcworkspaces.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a long list that can be followed both ways.
 *
 * @param items the rows, in the order of the list
 * @param next cursor to go on with after the last of them; null at the end
 * @param previous cursor of the first of them, before which there may be others, be it later; null without rows
 */
public record Window<T>(
        List<T> items, @Nullable String next, @Nullable String previous) {

    public Window {
        items = List.copyOf(items);
    }
}
