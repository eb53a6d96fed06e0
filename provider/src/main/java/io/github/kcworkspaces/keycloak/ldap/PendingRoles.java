package io.github.kcworkspaces.keycloak.ldap;

import java.util.ArrayDeque;
import java.util.Queue;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * What is to be done about entries that Keycloak is reading. While it loads a user nobody can look him up, so that waits: at
 * the latest for the end of the transaction, which takes it along.
 */
final class PendingRoles extends AbstractKeycloakTransaction {

    private final Queue<Runnable> pending = new ArrayDeque<>();

    static void add(KeycloakSession session, Runnable work) {
        PendingRoles roles = session.getAttribute(PendingRoles.class.getName(), PendingRoles.class);
        if (roles == null || !roles.isActive()) {
            // They join the transaction when they are first asked for, and nothing joins one that ends.
            session.users();
            session.groups();
            roles = new PendingRoles();
            session.setAttribute(PendingRoles.class.getName(), roles);
            session.getTransactionManager().enlistPrepare(roles);
        }
        roles.pending.add(work);
    }

    /** What is added meanwhile is done, too. */
    @Override
    protected void commitImpl() {
        for (Runnable work = pending.poll(); work != null; work = pending.poll()) {
            work.run();
        }
    }

    @Override
    protected void rollbackImpl() {
        pending.clear();
    }
}
