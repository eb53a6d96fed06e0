package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider of Keycloak.
 *
 * @param name as people see it at login; absent without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IdentityProviderRepresentation(
        String alias, @Nullable String name) {}
