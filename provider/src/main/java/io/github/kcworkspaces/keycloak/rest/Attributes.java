package io.github.kcworkspaces.keycloak.rest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes in bodies. */
final class Attributes {

    private Attributes() {}

    /** JSON's null is no value of an attribute: leaving the attribute out says the same. */
    static @Nullable Map<String, Object> withoutNull(String field, @Nullable Map<String, Object> attributes) {
        if (attributes == null) {
            return null;
        }
        attributes.forEach((name, value) -> {
            if (value == null || (value instanceof List<?> several && several.contains(null))) {
                throw RequestRules.invalid(field + "." + name, "must not be null");
            }
        });
        return attributes;
    }
}
