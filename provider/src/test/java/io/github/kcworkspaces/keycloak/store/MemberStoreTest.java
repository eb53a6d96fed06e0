package io.github.kcworkspaces.keycloak.store;

import org.junit.jupiter.api.Nested;

/** The same contract in memory, on H2 and on PostgreSQL. */
class MemberStoreTest {

    @Nested
    class InMemory extends MemberStoreContract {
        @Override
        StoreWorld create() {
            return new MemoryWorld();
        }
    }

    @Nested
    class OnH2 extends MemberStoreContract {
        @Override
        StoreWorld create() {
            return new JpaWorld(TestDatabase.Kind.H2);
        }
    }

    @Nested
    class OnPostgres extends MemberStoreContract {
        @Override
        StoreWorld create() {
            return new JpaWorld(TestDatabase.Kind.POSTGRESQL);
        }
    }
}
