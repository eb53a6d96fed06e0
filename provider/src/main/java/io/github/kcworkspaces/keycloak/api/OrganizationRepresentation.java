package io.github.kcworkspaces.keycloak.api;

/**
 * A Keycloak organization that a workspace may belong to.
 *
 * @param enabled whether its workspaces are of use
 */
public record OrganizationRepresentation(String id, String alias, String name, boolean enabled) {}
