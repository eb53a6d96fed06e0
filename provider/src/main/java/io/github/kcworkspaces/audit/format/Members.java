package io.github.kcworkspaces.audit.format;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members of a JSON object in the making; what is absent, or empty, is left out. */
final class Members {

    private final Map<String, Object> members = new LinkedHashMap<>();

    Members with(String name, @Nullable Object value) {
        boolean empty = value == null
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof Collection<?> list && list.isEmpty());
        if (!empty) {
            members.put(name, value);
        }
        return this;
    }

    Members with(String name, Members value) {
        return with(name, value.members);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Map<String, Object> map() {
        return members;
    }
}
