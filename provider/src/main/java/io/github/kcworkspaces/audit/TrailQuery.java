package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the trail are listed; a null member or an empty set does not restrict.
 *
 * @param actor id of who acted
 * @param target id of what was changed; of logins, of who logged in
 * @param role id or name of a role that was changed, given or taken
 * @param codes of {@link LoginCode}
 * @param mode how somebody logged in
 * @param client client id of the application
 * @param correlation of one bulk operation
 * @param from epoch milliseconds, inclusive
 * @param to epoch milliseconds, exclusive
 * @param search words: all of them in the name of the type, or the text in a name or in what was changed
 */
public record TrailQuery(
        TrailClass trailClass,
        @Nullable WorkspaceId workspace,
        Set<ActivityType> types,
        @Nullable String actor,
        @Nullable String target,
        @Nullable String role,
        Set<Integer> codes,
        @Nullable String mode,
        @Nullable String client,
        @Nullable String correlation,
        @Nullable Long from,
        @Nullable Long to,
        @Nullable String search) {

    public TrailQuery {
        types = Set.copyOf(types);
        codes = Set.copyOf(codes);
    }

    /** All of a class. */
    public static TrailQuery of(TrailClass trailClass) {
        return new TrailQuery(
                trailClass, null, Set.of(), null, null, null, Set.of(), null, null, null, null, null, null);
    }

    /** All that one bulk operation did. */
    public static TrailQuery ofCorrelation(String correlation, long from) {
        return new TrailQuery(
                TrailClass.ACTIVITY,
                null,
                Set.of(),
                null,
                null,
                null,
                Set.of(),
                null,
                null,
                correlation,
                from,
                null,
                null);
    }
}
