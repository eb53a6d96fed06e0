package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: what the sealer reads and writes, in its transaction. */
public interface SealStore {

    /** Realms with rows that wait to be sealed, or with sealed ones that no checkpoint before the time covers. */
    List<RealmId> waiting(long unsignedSince, int max);

    /** Locks the realm's chain until the transaction ends; empty while somebody else seals. */
    Optional<State> lock(RealmId realm);

    /** The same, after whoever seals there now; empty only while the realm is being removed. */
    Optional<State> await(RealmId realm);

    /** Committed rows without a number, about in the order in which they came. */
    List<Activity> unsealed(RealmId realm, int max);

    /** Gives rows their places, and the chain its new end. */
    void place(RealmId realm, List<SealedRow> rows);

    /**
     * Notes that the chain was to be signed.
     *
     * @param seq how far it is; null where there was no key
     */
    void signed(RealmId realm, @Nullable Long seq, long at);

    /**
     * The chain as it is under the lock.
     *
     * @param signedSeq of the last checkpoint
     * @param signedAt when that was made; epoch milliseconds
     */
    record State(long headSeq, String headHash, long signedSeq, long signedAt) {}
}
