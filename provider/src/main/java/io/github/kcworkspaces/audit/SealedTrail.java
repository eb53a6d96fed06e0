package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.List;

/** Port: reading the trail in the order in which it was sealed. A row that is not sealed yet does not appear. */
public interface SealedTrail {

    /** Rows with a higher number, in ascending order. */
    List<SealedRow> after(RealmId realm, long seq, TrailFilter filter, int max);

    /** What was sealed last, and what left at the other end. */
    ChainEnds ends(RealmId realm);

    /** Number of the row that was sealed last; 0 for none. */
    default long head(RealmId realm) {
        return ends(realm).headSeq();
    }
}
