package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param id null for the system
 * @param username name at the time
 * @param email address at the time
 * @param impersonator who really acts
 * @param kind {@code USER}, {@code SERVICE} or {@code SYSTEM}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActorRepresentation(
        @Nullable String id,
        String username,
        @Nullable String email,
        String kind,
        @Nullable ImpersonatorRepresentation impersonator) {}
