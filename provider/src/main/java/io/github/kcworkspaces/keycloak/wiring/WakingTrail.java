package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.AuditTrail;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/** Wakes the sealer when the transaction that has written rows is committed. It would find them without, a little later. */
final class WakingTrail implements AuditTrail {

    private static final Logger LOG = Logger.getLogger(WakingTrail.class);

    private final AuditTrail trail;
    private final KeycloakSession session;
    private final Runnable wake;
    private boolean waking;

    WakingTrail(AuditTrail trail, KeycloakSession session, Runnable wake) {
        this.trail = trail;
        this.session = session;
        this.wake = wake;
    }

    @Override
    public void record(Activity activity) {
        trail.record(activity);
        if (!waking) {
            waking = true;
            wakeAtTheEnd();
        }
    }

    private void wakeAtTheEnd() {
        try {
            session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
                @Override
                protected void commitImpl() {
                    wake.run();
                }

                @Override
                protected void rollbackImpl() {
                    // Then there is no row.
                }
            });
        } catch (IllegalStateException committing) {
            LOG.trace(
                    "The row was written while its transaction is being committed: the sealer looks for it by its timer");
        }
    }
}
