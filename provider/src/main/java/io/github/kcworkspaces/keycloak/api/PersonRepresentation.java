package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Names of a user. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonRepresentation(
        String id,
        String username,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName) {}
