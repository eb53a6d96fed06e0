package io.github.kcworkspaces.role;

import io.github.kcworkspaces.id.ResourceId;
import java.util.List;

/**
 * A resource that a role can use, but not as a whole (rule P4).
 *
 * @param missing what it requires and the role can't use; never empty
 */
public record GrantWarning(ResourceId resource, List<ResourceId> missing) {

    public GrantWarning {
        missing = List.copyOf(missing);
    }
}
