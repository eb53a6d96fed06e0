package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who logged in, or tried to.
 *
 * @param id absent when nobody of that name is known
 * @param username as it was known, or typed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoginUserRepresentation(@Nullable String id, String username) {}
