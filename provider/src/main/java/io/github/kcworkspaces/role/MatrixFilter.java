package io.github.kcworkspaces.role;

import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.resource.ResourceFilter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which resources a matrix is about.
 *
 * @param roots whether only those without a parent are wanted
 * @param connector this resource and those that belong to it; null for all
 * @param only these; all when empty
 * @param state how one role has to stand to them; null for all
 */
public record MatrixFilter(
        ResourceFilter resources,
        boolean roots,
        @Nullable ResourceId connector,
        Set<ResourceId> only,
        @Nullable Wanted state) {

    /** A state, of a role seen like this. */
    public record Wanted(MatrixState state, RoleView role) {}

    public MatrixFilter {
        only = Set.copyOf(only);
    }

    public MatrixFilter(ResourceFilter resources, boolean roots, @Nullable Wanted state) {
        this(resources, roots, null, Set.of(), state);
    }

    public static MatrixFilter of(ResourceFilter resources) {
        return new MatrixFilter(resources, false, null);
    }

    MatrixFilter with(ResourceFilter narrowed) {
        return new MatrixFilter(narrowed, roots, connector, only, state);
    }

    MatrixFilter with(@Nullable Wanted wanted) {
        return new MatrixFilter(resources, roots, connector, only, wanted);
    }
}
