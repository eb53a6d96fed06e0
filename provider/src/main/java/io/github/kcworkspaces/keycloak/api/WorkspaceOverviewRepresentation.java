package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much there is in a workspace. What is about resources is left out for who does not read all of them.
 *
 * @param members users who belong to it, directly or through a group
 * @param groups mapped Keycloak groups
 * @param roles its own roles
 * @param templates roles of the realm that are usable in it, built-in ones included
 * @param resources how many active resources of its own there are, by type
 * @param sharesOut shares of its resources to other workspaces
 * @param sharesIn shares of other workspaces' resources to it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkspaceOverviewRepresentation(
        long members,
        long groups,
        long roles,
        long templates,
        @Nullable Map<String, Long> resources,
        @Nullable Long sharesOut,
        @Nullable Long sharesIn) {}
