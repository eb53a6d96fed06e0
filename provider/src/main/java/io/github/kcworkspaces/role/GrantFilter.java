package io.github.kcworkspaces.role;

import io.github.kcworkspaces.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which grants of a role are wanted; a null member does not restrict.
 *
 * @param type key of a resource type
 * @param category category of the resource
 * @param subCategory sub-category of the resource
 * @param provider one of the resource's providers
 * @param page its search looks at name and external id of the resource
 */
public record GrantFilter(
        @Nullable String type,
        @Nullable String category,
        @Nullable String subCategory,
        @Nullable String provider,
        PageRequest page) {}
