package io.github.kcworkspaces.audit.retention;

import io.github.kcworkspaces.audit.ChainEnds;
import io.github.kcworkspaces.audit.CheckpointSigner;
import io.github.kcworkspaces.audit.Gap;
import io.github.kcworkspaces.audit.Purge;
import io.github.kcworkspaces.audit.PurgeStore;
import io.github.kcworkspaces.audit.SealedTrail;
import io.github.kcworkspaces.id.RealmId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far the chain may begin later. Where nothing but gaps is left in front, they are not needed any more: but only if each of
 * them is proved, since otherwise the realm would sign what somebody else has removed.
 */
final class ChainStart {

    /** How many gaps are looked at in one transaction, and of how many purges. */
    private static final int GAPS = 1_000;

    private static final int PURGES = 20;

    private final SealedTrail trail;
    private final PurgeStore purges;
    private final CheckpointSigner signer;

    ChainStart(SealedTrail trail, PurgeStore purges, CheckpointSigner signer) {
        this.trail = trail;
        this.purges = purges;
        this.signer = signer;
    }

    /**
     * The last gap in front.
     *
     * @param firstLeft number of the first row that is left
     * @return empty where there is none, or nothing is proved
     */
    Optional<Gap> provable(RealmId realm, long firstLeft) {
        ChainEnds ends = trail.ends(realm);
        if (firstLeft <= ends.purgedSeq() + 1) {
            return Optional.empty();
        }
        List<PurgeStore.Owned> front = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        long seq = ends.purgedSeq();
        String hash = ends.purgedHash();
        for (PurgeStore.Owned owned : purges.gaps(realm, seq, GAPS)) {
            Gap gap = owned.gap();
            ids.add(owned.purge());
            if (gap.firstSeq() != seq + 1 || !gap.previous().equals(hash) || ids.size() > PURGES) {
                break;
            }
            front.add(owned);
            seq = gap.lastSeq();
            hash = gap.hash();
        }
        return proved(realm, front);
    }

    private Optional<Gap> proved(RealmId realm, List<PurgeStore.Owned> front) {
        Set<PurgeStore.Owned> signed = new HashSet<>();
        Set<String> ids = new LinkedHashSet<>();
        front.forEach(owned -> ids.add(owned.purge()));
        for (Purge purge : purges.purges(realm, ids)) {
            if (purge.isGenuine(signer)) {
                purge.gaps().forEach(gap -> signed.add(new PurgeStore.Owned(gap, purge.id())));
            }
        }
        Gap last = null;
        for (PurgeStore.Owned owned : front) {
            if (!signed.contains(owned)) {
                break;
            }
            last = owned.gap();
        }
        return Optional.ofNullable(last);
    }
}
