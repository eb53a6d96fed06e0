package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource type to create, or to replace another with.
 *
 * @param key null, or as in the path
 * @param name null for the key
 * @param baseAction null for the first action
 * @param registration {@code REQUIRED} (also when null) or {@code OPTIONAL}
 * @param version the version that the caller has read, as in {@code If-Match}; null when the last write shall win
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceTypeChangeRepresentation(
        @Nullable String key,
        @Nullable String name,
        @Nullable String category,
        @Nullable List<String> actions,
        @Nullable String baseAction,
        @Nullable Map<String, List<String>> implies,
        @Nullable String parentType,
        @Nullable String registration,
        @Nullable Long version) {}
