package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Port: what is left of the rows that retention took away, for who verifies the chain. */
public interface PurgeStore {

    /** What was signed when the rows left that the chain began with; empty while none has. */
    Optional<Checkpoint> beginning(RealmId realm);

    /** Gaps that begin behind the row, in ascending order; those only that belong to a purge. */
    List<Owned> gaps(RealmId realm, long seq, int max);

    /** A gap, and the id of the purge that made it. */
    record Owned(Gap gap, String purge) {}

    /** The purges with these ids. */
    List<Purge> purges(RealmId realm, Collection<String> ids);

    /** Purges with a greater id, in the order of their ids. */
    List<Purge> purges(RealmId realm, String after, int max);
}
