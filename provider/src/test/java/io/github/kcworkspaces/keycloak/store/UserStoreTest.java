package io.github.kcworkspaces.keycloak.store;

import org.junit.jupiter.api.Nested;

/** The same contract in memory, on H2 and on PostgreSQL. */
class UserStoreTest {

    @Nested
    class InMemory extends UserStoreContract {
        @Override
        StoreWorld create() {
            return new MemoryWorld();
        }
    }

    @Nested
    class OnH2 extends UserStoreContract {
        @Override
        StoreWorld create() {
            return new JpaWorld(TestDatabase.Kind.H2);
        }
    }

    @Nested
    class OnPostgres extends UserStoreContract {
        @Override
        StoreWorld create() {
            return new JpaWorld(TestDatabase.Kind.POSTGRESQL);
        }
    }
}
