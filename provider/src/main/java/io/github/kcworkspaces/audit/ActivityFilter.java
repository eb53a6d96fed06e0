package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the trail are wanted; a null member does not restrict.
 *
 * @param types empty for all
 * @param from epoch milliseconds, inclusive
 * @param to epoch milliseconds, exclusive
 * @param after cursor of an earlier slice
 * @param search in the names of actor and target
 */
public record ActivityFilter(
        @Nullable WorkspaceId workspace,
        Set<ActivityType> types,
        @Nullable String actor,
        @Nullable String target,
        @Nullable Long from,
        @Nullable Long to,
        @Nullable String after,
        int max,
        @Nullable String search) {

    public ActivityFilter {
        types = Set.copyOf(types);
    }

    public ActivityFilter(
            @Nullable WorkspaceId workspace,
            Set<ActivityType> types,
            @Nullable String actor,
            @Nullable String target,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable String after,
            int max) {
        this(workspace, types, actor, target, from, to, after, max, null);
    }
}
