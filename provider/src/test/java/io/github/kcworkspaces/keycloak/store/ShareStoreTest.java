package io.github.kcworkspaces.keycloak.store;

import org.junit.jupiter.api.Nested;

/** The same contract in memory, on H2 and on PostgreSQL. */
class ShareStoreTest {

    @Nested
    class InMemory extends ShareStoreContract {
        @Override
        StoreWorld create() {
            return new MemoryWorld();
        }
    }

    @Nested
    class OnH2 extends ShareStoreContract {
        @Override
        StoreWorld create() {
            return new JpaWorld(TestDatabase.Kind.H2);
        }
    }

    @Nested
    class OnPostgres extends ShareStoreContract {
        @Override
        StoreWorld create() {
            return new JpaWorld(TestDatabase.Kind.POSTGRESQL);
        }
    }
}
