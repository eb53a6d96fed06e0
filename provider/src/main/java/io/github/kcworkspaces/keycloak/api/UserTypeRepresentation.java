package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Which type a user shall have.
 *
 * @param type {@code NORMAL} or {@code ADMIN}; required
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserTypeRepresentation(@Nullable String type) {}
