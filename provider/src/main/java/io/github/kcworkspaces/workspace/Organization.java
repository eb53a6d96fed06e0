package io.github.kcworkspaces.workspace;

/**
 * A Keycloak organization, the parent that a workspace may have.
 *
 * @param enabled whether its workspaces are of use (rule W9)
 */
public record Organization(String id, String alias, String name, boolean enabled) {}
