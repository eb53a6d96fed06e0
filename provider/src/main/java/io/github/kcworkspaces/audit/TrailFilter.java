package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sealed rows are wanted; an empty set or null does not restrict.
 *
 * @param from epoch milliseconds, inclusive
 * @param to epoch milliseconds, exclusive
 */
public record TrailFilter(
        Set<TrailClass> classes,
        Set<ActivityType> types,
        @Nullable WorkspaceId workspace,
        @Nullable Long from,
        @Nullable Long to) {

    /** Every row: what can be proved to be without gaps. */
    public static final TrailFilter ALL = new TrailFilter(Set.of(), Set.of(), null, null, null);

    public TrailFilter {
        classes = Set.copyOf(classes);
        types = Set.copyOf(types);
    }
}
