package io.github.kcworkspaces.keycloak.rest;

import java.util.List;
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
}
