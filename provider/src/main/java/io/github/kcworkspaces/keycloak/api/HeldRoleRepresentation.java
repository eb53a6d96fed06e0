package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A role that a member holds.
 *
 * @param managed whether it comes through a group and so can't be taken by hand
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeldRoleRepresentation(String id, String name, boolean managed) {}
