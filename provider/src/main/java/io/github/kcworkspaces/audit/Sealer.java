package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts committed rows into the one order of their realm's trail, and has it signed now and then (rule A3). Everything it does
 * in one transaction holds the lock of the chain, so there is one sealer at a time, on whatever node.
 */
public final class Sealer {

    /** How many rows are sealed in one transaction. */
    public static final int BATCH = 1_000;

    private static final int ROWS_BETWEEN_CHECKPOINTS = 10_000;
    private static final Duration TIME_BETWEEN_CHECKPOINTS = Duration.ofMinutes(10);
    private static final int SALT_BYTES = 16;
    private static final int REALMS = 100;

    private static final Comparator<Activity> BY_TIME =
            Comparator.comparingLong(Activity::at).thenComparing(Activity::id);

    private final SealStore store;
    private final CheckpointStore checkpoints;
    private final CheckpointSigner signer;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Sealer(SealStore store, CheckpointStore checkpoints, CheckpointSigner signer, Clock clock) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.signer = signer;
        this.clock = clock;
    }

    /** Realms where there is something to do. */
    public List<RealmId> waiting() {
        return store.waiting(clock.millis() - TIME_BETWEEN_CHECKPOINTS.toMillis(), REALMS);
    }

    /**
     * Seals what waits in a realm, up to a batch. Nothing while somebody else seals there.
     *
     * @return how many rows were sealed; {@link #BATCH} if there may be more
     */
    public int seal(RealmId realm) {
        return store.lock(realm).map(state -> seal(realm, state)).orElse(0);
    }

    /** The same, after whoever seals there now: for who is asked to, and cannot leave it to somebody else. */
    public int sealInTurn(RealmId realm) {
        return store.await(realm).map(state -> seal(realm, state)).orElse(0);
    }

    /** Signs the chain as it is now, unless that is done already; empty without a row or a key. */
    public Optional<Checkpoint> checkpoint(RealmId realm) {
        return store.await(realm).flatMap(state -> {
            if (state.headSeq() > state.signedSeq()) {
                return sign(realm, state.headSeq(), state.headHash());
            }
            return checkpoints.covering(realm, state.headSeq()).filter(covering -> state.headSeq() > 0);
        });
    }

    private int seal(RealmId realm, SealStore.State state) {
        List<Activity> waiting = new ArrayList<>(store.unsealed(realm, BATCH));
        waiting.sort(BY_TIME);
        List<SealedRow> placed = new ArrayList<>(waiting.size());
        long seq = state.headSeq();
        String hash = state.headHash();
        for (Activity row : waiting) {
            SealedRow next = RowHash.seal(seq + 1, hash, row, salts());
            placed.add(next);
            seq = next.seq();
            hash = next.hash();
        }
        if (!placed.isEmpty()) {
            store.place(realm, placed);
        }
        if (isDue(state, seq)) {
            sign(realm, seq, hash);
        }
        return placed.size();
    }

    private boolean isDue(SealStore.State state, long seq) {
        return seq - state.signedSeq() >= ROWS_BETWEEN_CHECKPOINTS
                || (seq > state.signedSeq()
                        && clock.millis() - state.signedAt() >= TIME_BETWEEN_CHECKPOINTS.toMillis());
    }

    private Optional<Checkpoint> sign(RealmId realm, long seq, String hash) {
        long now = clock.millis();
        Optional<Checkpoint> signed = signer.sign(realm, seq, hash, now);
        signed.ifPresent(checkpoints::add);
        // Noted without a key, too: otherwise each look at the realm would find it waiting.
        store.signed(realm, signed.isPresent() ? seq : null, now);
        return signed;
    }

    private Map<Part, String> salts() {
        Map<Part, String> salts = new EnumMap<>(Part.class);
        byte[] salt = new byte[SALT_BYTES];
        for (Part part : Part.values()) {
            random.nextBytes(salt);
            salts.put(part, Base64.getUrlEncoder().withoutPadding().encodeToString(salt));
        }
        return salts;
    }
}
