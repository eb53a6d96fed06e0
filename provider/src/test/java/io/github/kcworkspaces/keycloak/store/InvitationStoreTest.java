package io.github.kcworkspaces.keycloak.store;

import org.junit.jupiter.api.Nested;

/** The same contract in memory, on H2 and on PostgreSQL. */
class InvitationStoreTest {

    @Nested
    class InMemory extends InvitationStoreContract {
        @Override
        StoreWorld create() {
            return new MemoryWorld();
        }
    }

    @Nested
    class OnH2 extends InvitationStoreContract {
        @Override
        StoreWorld create() {
            return new JpaWorld(TestDatabase.Kind.H2);
        }
    }

    @Nested
    class OnPostgres extends InvitationStoreContract {
        @Override
        StoreWorld create() {
            return new JpaWorld(TestDatabase.Kind.POSTGRESQL);
        }
    }
}
