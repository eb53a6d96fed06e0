package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource to register, or what to change of one: then what is null keeps its value.
 *
 * @param type can't be changed
 * @param externalId can't be changed; null at registration for the id
 * @param parent empty to remove it
 * @param owner empty to remove it
 * @param version the version that the caller has read, as in {@code If-Match}; null when the last write shall win
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceDraftRepresentation(
        @Nullable String type,
        @Nullable String externalId,
        @Nullable String name,
        @Nullable String category,
        @Nullable String subCategory,
        @Nullable List<String> providers,
        @Nullable String parent,
        @Nullable String owner,
        @Nullable List<String> requires,
        @Nullable Map<String, Object> attributes,
        @Nullable Boolean active,
        @Nullable Long version) {}
