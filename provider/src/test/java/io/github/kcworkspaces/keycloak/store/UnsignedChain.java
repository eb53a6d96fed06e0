package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.CheckpointSigner;
import io.github.kcworkspaces.audit.Sealer;
import io.github.kcworkspaces.id.RealmId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The trail of a realm that seals its rows and signs nothing. */
final class UnsignedChain {

    private final JpaWorld world;
    private final RealmId realm;
    private final Sealer sealer;

    /** Begins it: nothing is sealed yet. */
    UnsignedChain(JpaWorld world, RealmId realm, Clock clock) {
        this.world = world;
        this.realm = realm;
        this.sealer = new Sealer(
                new JpaSealStore(world.em(), world.database().ownTransaction()),
                new JpaCheckpointStore(world.em()),
                new NoKey(),
                clock);
        Sql.batch(
                world.em(),
                "INSERT INTO KCW_SEAL (REALM_ID, HEAD_SEQ, HEAD_HASH, PURGED_SEQ, PURGED_HASH, SIGNED_SEQ, SIGNED_AT)"
                        + " VALUES (?, 0, '', 0, '', 0, 0)",
                List.of(List.of(realm.value())));
    }

    /** Seals all that there is. */
    void seal() {
        while (sealer.seal(realm) > 0) {
            world.em().clear();
        }
    }

    private static final class NoKey implements CheckpointSigner {

        @Override
        public Optional<Checkpoint> sign(RealmId realm, long seq, String hash, long at) {
            return Optional.empty();
        }

        @Override
        public Verdict check(Checkpoint checkpoint) {
            return Verdict.UNKNOWN_KEY;
        }
    }
}
