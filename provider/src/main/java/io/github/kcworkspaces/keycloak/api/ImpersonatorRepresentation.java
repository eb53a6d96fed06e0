package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An administrator who acts as somebody else.
 *
 * @param username name at the time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImpersonatorRepresentation(
        String id, @Nullable String username) {}
