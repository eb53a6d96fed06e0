package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.Optional;

/** Port: the realm's key, which signs checkpoints. */
public interface CheckpointSigner {

    /** What is known of a signature. */
    enum Verdict {
        GENUINE,
        FORGED,
        /** The realm has no longer the key that is named: only who kept it can tell. */
        UNKNOWN_KEY
    }

    /** Signs; empty where the realm has no key for it. */
    Optional<Checkpoint> sign(RealmId realm, long seq, String hash, long at);

    Verdict check(Checkpoint checkpoint);
}
