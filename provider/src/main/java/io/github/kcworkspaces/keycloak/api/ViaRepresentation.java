package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A role behind a permission.
 *
 * @param role id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ViaRepresentation(String role, String name) {}
