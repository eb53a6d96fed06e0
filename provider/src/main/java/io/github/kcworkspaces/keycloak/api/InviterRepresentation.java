package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Who invites, under the name that he had. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InviterRepresentation(
        @Nullable String id, String username) {}
