package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grants to add to and to remove from a role, atomically.
 *
 * @param version the version that the caller has read, as in {@code If-Match}; null when the last write shall win
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantsChangeRepresentation(
        @Nullable List<GrantRepresentation> add,
        @Nullable List<GrantRepresentation> remove,
        @Nullable Long version) {}
