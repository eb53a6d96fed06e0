package io.github.kcworkspaces.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a long list that is read by cursor: no counting, equally fast at any depth.
 *
 * @param items the rows, in the order of the list
 * @param next cursor to continue after the last of these rows; null at the end
 */
public record Slice<T>(List<T> items, @Nullable String next) {

    public Slice {
        items = List.copyOf(items);
    }
}
