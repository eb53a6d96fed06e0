package io.github.kcworkspaces.workspace;

import java.util.Map;

/**
 * How much there is in a workspace.
 *
 * @param members users who belong to it, directly or through a group
 * @param groups mapped Keycloak groups
 * @param roles live roles of its own
 * @param templates live roles of the realm, built-in ones included
 * @param resources active resources of its own, by type; types without any are left out
 * @param sharesOut shares of its resources to other workspaces
 * @param sharesIn shares of other workspaces' resources to it
 */
public record WorkspaceOverview(
        long members,
        long groups,
        long roles,
        long templates,
        Map<String, Long> resources,
        long sharesOut,
        long sharesIn) {

    public WorkspaceOverview {
        resources = Map.copyOf(resources);
    }
}
