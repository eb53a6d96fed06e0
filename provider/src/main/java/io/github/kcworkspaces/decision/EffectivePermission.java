package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a subject may do with all resources of a type or with one resource, and through which roles.
 *
 * @param resource null for every resource of the type that is at home in the workspace, active and has no entry of its own
 *     (a child only where its parent is granted too), but for actions that a resource withholds
 * @param externalId id by which the application knows the resource; null with the resource
 * @param condition for a whole type: on which of its resources; null for all, and for one resource
 * @param actions in the order of the catalogue; never empty
 * @param via the roles behind it; empty for an account admin, and for what a direct share alone gives
 * @param missing what the resource requires and the subject may not use (rule P4)
 * @param shared whether a direct share gives some of it
 */
public record EffectivePermission(
        String type,
        @Nullable ResourceId resource,
        @Nullable String externalId,
        @Nullable Condition condition,
        Set<String> actions,
        List<Via> via,
        List<ResourceId> missing,
        boolean shared) {

    /** A role that grants at least one of the actions. */
    public record Via(RoleId role, String name) {}

    public EffectivePermission {
        actions = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(actions));
        via = List.copyOf(via);
        missing = List.copyOf(missing);
    }

    /** Whether nothing is missing. */
    public boolean complete() {
        return missing.isEmpty();
    }

    EffectivePermission withMissing(List<ResourceId> others) {
        return new EffectivePermission(type, resource, externalId, condition, actions, via, others, shared);
    }
}
