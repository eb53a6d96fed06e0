package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.job.JobStore;
import io.github.kcworkspaces.testing.InMemoryJobStore;
import org.junit.jupiter.api.Nested;

/** The same contract in memory, on H2 and on PostgreSQL. */
class JobStoreTest {

    @Nested
    class InMemory extends JobStoreContract {
        @Override
        JobStore create() {
            return new InMemoryJobStore();
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

    abstract static class OnADatabase extends JobStoreContract {

        private final TestDatabase.Kind kind;
        private JpaWorld world;

        OnADatabase(TestDatabase.Kind kind) {
            this.kind = kind;
        }

        @Override
        JobStore create() {
            world = new JpaWorld(kind);
            return new JpaJobStore(world.em());
        }

        @Override
        void close() {
            world.close();
        }
    }
}
