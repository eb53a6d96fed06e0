package io.github.kcworkspaces.keycloak.store;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Random revisions. Never a counter: what was compiled under a revision stays in memory when the transaction that made
 * it is rolled back, and a counter would give the same number to something else.
 */
final class Revisions {

    private Revisions() {}

    static long next() {
        return ThreadLocalRandom.current().nextLong();
    }
}
