package io.github.kcworkspaces.keycloak.store;

import org.junit.jupiter.api.Nested;

/** The same contract on H2 and on PostgreSQL. */
class TrailStoreTest {

    @Nested
    class OnH2 extends TrailStoreContract {
        OnH2() {
            super(TestDatabase.Kind.H2);
        }
    }

    @Nested
    class OnPostgres extends TrailStoreContract {
        OnPostgres() {
            super(TestDatabase.Kind.POSTGRESQL);
        }
    }
}
