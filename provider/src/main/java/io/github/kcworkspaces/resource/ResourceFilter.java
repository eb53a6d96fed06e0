package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which resources of a workspace are wanted; a null member does not restrict.
 *
 * @param page its search looks at name and external id
 */
public record ResourceFilter(
        @Nullable String type,
        @Nullable String category,
        @Nullable String subCategory,
        @Nullable String provider,
        @Nullable ResourceId parent,
        @Nullable String externalId,
        PageRequest page) {}
