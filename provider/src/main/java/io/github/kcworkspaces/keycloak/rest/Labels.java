package io.github.kcworkspaces.keycloak.rest;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Objects of texts in bodies. */
final class Labels {

    private Labels() {}

    /** @param otherwise what an absent object is */
    static Map<String, String> of(String field, @Nullable Map<String, String> labels, Map<String, String> otherwise) {
        if (labels == null) {
            return otherwise;
        }
        labels.forEach((key, label) -> {
            if (label == null || label.isBlank()) {
                throw RequestRules.invalid(field + "." + key, "must not be empty");
            }
        });
        return labels;
    }

    /** The same for objects of such objects. */
    static Map<String, Map<String, String>> byKey(
            String field, @Nullable Map<String, Map<String, String>> all, Map<String, Map<String, String>> otherwise) {
        if (all == null) {
            return otherwise;
        }
        Map<String, Map<String, String>> read = new TreeMap<>();
        all.forEach((key, labels) -> read.put(key, of(field + "." + key, labels, Map.of())));
        return read;
    }
}
