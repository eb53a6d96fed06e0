package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.sink.DeliveryStore;
import io.github.kcworkspaces.sink.SinkStore;
import io.github.kcworkspaces.testing.InMemorySealedTrail;
import io.github.kcworkspaces.testing.InMemorySinkStore;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The same contract in memory, on H2 and on PostgreSQL. */
class SinkStoreTest {

    @Nested
    class InMemory extends SinkStoreContract {

        private InMemorySealedTrail trail;
        private InMemorySinkStore store;

        @Override
        void create() {
            trail = new InMemorySealedTrail();
            store = new InMemorySinkStore(trail, () -> 1_000_000);
        }

        @Override
        SinkStore store() {
            return store;
        }

        @Override
        DeliveryStore deliveries() {
            return store;
        }

        @Override
        void sealed(long head) {
            for (long row = 0; row < head; row++) {
                trail.seal(REALM, ActivityType.ROLE_CREATED, null);
            }
        }

        @Override
        void close() {}
    }

    @Nested
    class OnH2 extends OnADatabase {
        OnH2() {
            super(TestDatabase.Kind.H2);
        }
    }

    @Nested
    class OnPostgres extends OnADatabase {
        OnPostgres() {
            super(TestDatabase.Kind.POSTGRESQL);
        }
    }

    abstract static class OnADatabase extends SinkStoreContract {

        private final TestDatabase.Kind kind;
        private JpaWorld world;

        OnADatabase(TestDatabase.Kind kind) {
            this.kind = kind;
        }

        @Override
        void create() {
            world = new JpaWorld(kind);
        }

        @Override
        SinkStore store() {
            return new JpaSinkStore(world.em());
        }

        @Override
        DeliveryStore deliveries() {
            return new JpaDeliveryStore(world.em());
        }

        @Override
        void sealed(long head) {
            Sql.batch(
                    world.em(),
                    "INSERT INTO KCW_SEAL (REALM_ID, HEAD_SEQ, HEAD_HASH, PURGED_SEQ, PURGED_HASH, SIGNED_SEQ, SIGNED_AT)"
                            + " VALUES (?, ?, 'hash', 0, '', 0, 0)",
                    List.of(List.of(REALM.value(), head)));
        }

        @Override
        void close() {
            world.close();
        }
    }
}
