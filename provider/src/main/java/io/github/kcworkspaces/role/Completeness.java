package io.github.kcworkspaces.role;

import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.resource.ResourceStore;
import io.github.kcworkspaces.resource.ResourceStore.Requirement;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** P4: what a role can use without what it requires. Computed when asked for, so that it is never out of date. */
final class Completeness {

    private final ResourceStore resources;

    Completeness(ResourceStore resources) {
        this.resources = resources;
    }

    /**
     * @param reach of the role, which may be ahead of what is stored
     * @param ahead resources that are granted in it and not yet in the store
     * @return ordered by resource
     */
    List<GrantWarning> incomplete(Workspace workspace, Role role, RoleReach reach, Collection<ResourceId> ahead) {
        Map<ResourceId, Set<ResourceId>> missing = new TreeMap<>(Comparator.comparing(ResourceId::value));
        for (Requirement requirement :
                resources.requirements(workspace.realm(), workspace.id(), reach.types(), role.id(), ahead)) {
            if (reach.reaches(requirement.resource(), requirement.place())
                    && !(requirement.usable() && reach.reaches(requirement.required(), requirement.requiredPlace()))) {
                missing.computeIfAbsent(requirement.resource(), resource -> new LinkedHashSet<>())
                        .add(requirement.required());
            }
        }
        List<GrantWarning> warnings = new ArrayList<>();
        missing.forEach((resource, required) -> warnings.add(new GrantWarning(resource, List.copyOf(required))));
        return warnings;
    }
}
