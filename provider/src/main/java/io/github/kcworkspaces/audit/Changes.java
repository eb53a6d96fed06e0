package io.github.kcworkspaces.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Old and new values of what really changed. Empty means that a save was a no-op: then nothing is written and nothing is
 * recorded.
 */
public final class Changes {

    /** Old value (null: there was none) and new value (null: there is none any more). */
    public record Change(
            @Nullable Object oldValue, @Nullable Object newValue) {}

    private final Map<String, Change> fields = new LinkedHashMap<>();

    /** Notes the field if its value differs. Values are strings, numbers, booleans or lists of them. */
    public Changes field(String name, @Nullable Object oldValue, @Nullable Object newValue) {
        if (!Objects.equals(oldValue, newValue)) {
            fields.put(name, new Change(oldValue, newValue));
        }
        return this;
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public Map<String, Change> fields() {
        return Map.copyOf(fields);
    }
}
