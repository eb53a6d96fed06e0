package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a role; what is null keeps its value.
 *
 * @param version the version that the caller has read, as in {@code If-Match}; null when the last write shall win
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoleChangeRepresentation(
        @Nullable String name,
        @Nullable String description,
        @Nullable Long version) {}
