package io.github.kcworkspaces.keycloak.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Lists in bodies. */
final class Lists {

    private Lists() {}

    /** JSON's null in a list of strings means nothing anywhere here. An absent list stays absent. */
    static @Nullable List<String> withoutNull(String field, @Nullable List<String> list) {
        if (list == null) {
            return null;
        }
        for (int index = 0; index < list.size(); index++) {
            String text = list.get(index);
            if (text == null || text.isBlank()) {
                throw RequestRules.invalid(field + "[" + index + "]", "must not be empty");
            }
        }
        return list;
    }

    /** As {@link #withoutNull}; an absent list is an empty one. */
    static List<String> orEmpty(String field, @Nullable List<String> list) {
        List<String> present = withoutNull(field, list);
        return present == null ? List.of() : present;
    }

    /** Reads each item with its path; an absent list is an empty one. */
    static <T, R> List<R> each(String path, @Nullable List<T> items, BiFunction<String, T, R> read) {
        List<R> all = new ArrayList<>();
        if (items != null) {
            for (int index = 0; index < items.size(); index++) {
                T item = items.get(index);
                String itemPath = path + "[" + index + "]";
                if (item == null) {
                    throw RequestRules.invalid(itemPath, "must be an object");
                }
                all.add(read.apply(itemPath, item));
            }
        }
        return all;
    }

    /** A text of an item that must be there. */
    static String present(String path, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw RequestRules.invalid(path, "is required");
        }
        return value;
    }
}
