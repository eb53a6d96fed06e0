package io.github.kcworkspaces.role;

import io.github.kcworkspaces.resource.ResourceFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which resources a matrix is about.
 *
 * @param roots whether only those without a parent are wanted
 * @param state how one role has to stand to them; null for all
 */
public record MatrixFilter(
        ResourceFilter resources, boolean roots, @Nullable Wanted state) {

    /** A state, of a role seen like this. */
    public record Wanted(MatrixState state, RoleView role) {}

    public static MatrixFilter of(ResourceFilter resources) {
        return new MatrixFilter(resources, false, null);
    }
}
