package io.github.kcworkspaces.audit.anomaly;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.id.RealmId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Port: how far each realm was looked through, and what the rules need to know. */
public interface AnomalyStore {

    boolean isEnabled(RealmId realm);

    /** Begins behind the row. */
    void enable(RealmId realm, long seq);

    void disable(RealmId realm);

    /** Realms with rows that nobody has looked at. */
    List<RealmId> due(int max);

    /** Number of the last row that was looked at; empty while somebody else is looking, and where nobody shall. Locked until the end. */
    Optional<Long> lock(RealmId realm);

    void advance(RealmId realm, long seq);

    /** Rows of these types in the time from one to the other, both included; the newest if there are more. */
    List<Occurrence> occurrences(RealmId realm, Set<ActivityType> types, long from, long to, int max);

    /** What was reported since. */
    Set<Anomaly.Key> reported(RealmId realm, long since, int max);
}
