package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.List;
import java.util.Optional;

/** Port: the signed checkpoints of the realms. */
public interface CheckpointStore {

    /** For a row that has none yet: whoever adds one holds the lock of the realm's chain. */
    void add(Checkpoint checkpoint);

    /** The newest first, those under the number {@code below}. */
    List<Checkpoint> below(RealmId realm, long below, int max);

    /** The first that covers the row with this number. */
    Optional<Checkpoint> covering(RealmId realm, long seq);

    /** In ascending order, those that cover rows in the range; both ends included. */
    List<Checkpoint> between(RealmId realm, long fromSeq, long toSeq, int max);
}
