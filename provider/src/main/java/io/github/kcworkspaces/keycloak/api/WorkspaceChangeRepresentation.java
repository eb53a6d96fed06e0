package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a workspace; what is null keeps its value.
 *
 * @param description empty to remove it
 * @param organization id or alias; empty to remove it
 * @param status {@code ACTIVE} or {@code SUSPENDED}
 * @param mfaRequired whether whoever works in it needs a second factor
 * @param version the version that the caller has read, as in {@code If-Match}; null when the last write shall win
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkspaceChangeRepresentation(
        @Nullable String alias,
        @Nullable String name,
        @Nullable String description,
        @Nullable String organization,
        @Nullable String status,
        @Nullable Boolean mfaRequired,
        @Nullable Long version) {}
