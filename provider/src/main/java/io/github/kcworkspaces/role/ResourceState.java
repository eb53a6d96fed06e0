package io.github.kcworkspaces.role;

import io.github.kcworkspaces.resource.Resource;
import java.util.List;

/**
 * How a role stands to a resource, as a screen of permissions shows it.
 *
 * @param granted actions that the role grants on this very resource, in the order of the catalogue
 * @param byType actions that it grants on every resource of the type
 * @param conditional whether any of them is under a condition
 * @param blocked whether the role does not grant the parent, so that a grant gives nothing (rule P3)
 */
public record ResourceState(
        Resource resource, List<String> granted, List<String> byType, boolean conditional, boolean blocked) {

    public ResourceState {
        granted = List.copyOf(granted);
        byType = List.copyOf(byType);
    }
}
