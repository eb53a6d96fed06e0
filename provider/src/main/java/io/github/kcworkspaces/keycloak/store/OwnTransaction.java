package io.github.kcworkspaces.keycloak.store;

import jakarta.persistence.EntityManager;
import java.util.function.Consumer;

/** Runs work in a transaction of its own, which commits whatever becomes of the caller's. */
@FunctionalInterface
public interface OwnTransaction {

    /** A failure of the work or of the commit is thrown on; the transaction is rolled back then. */
    void run(Consumer<EntityManager> work);
}
