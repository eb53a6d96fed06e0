package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.audit.Sealer;
import io.github.kcworkspaces.audit.anomaly.AnomalyService;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.keycloak.spi.SessionTransactions;
import io.github.kcworkspaces.transaction.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * What this process does for the order of the trails: one thread, which seals a moment after something was committed. What
 * other nodes left it finds by the timer.
 */
final class SealNode implements BackgroundNode {

    static final String NAME = "workspaces-sealer";

    private static final Logger LOG = Logger.getLogger(SealNode.class);

    /** Gathers what is committed meanwhile: a transaction of the sealer for each change would cost more than the change. */
    private static final Duration GATHER = Duration.ofMillis(300);

    private final Transactions<Sealer> sealers;
    private final Transactions<AnomalyService> anomalies;
    private final WokenThread thread = new WokenThread(NAME, GATHER, this::work);
    private volatile boolean stopped;

    SealNode(KeycloakSessionFactory sessions) {
        sealers = new SessionTransactions<>(sessions, RbacProvider::sealer);
        anomalies = new SessionTransactions<>(sessions, RbacProvider::anomalies);
    }

    @Override
    public void wake() {
        thread.wake();
    }

    /** Looks between the batches that it looks through whether there is more to seal: that waits for nothing. */
    private void work() {
        do {
            seal();
        } while (look() && !stopped);
    }

    private void seal() {
        List<RealmId> realms = new ArrayList<>(sealers.run(Sealer::waiting));
        // In turn, so that none waits for the backlog of another.
        while (!realms.isEmpty() && !stopped) {
            realms.removeIf(realm -> seal(realm) < Sealer.BATCH);
        }
    }

    /**
     * What is sealed is looked through for what may be an attack, a batch of each realm; what is found is sealed at the next
     * turn.
     *
     * @return whether there is more to look through
     */
    private boolean look() {
        boolean more = false;
        for (RealmId realm : anomalies.run(AnomalyService::due)) {
            more |= look(realm);
        }
        return more;
    }

    private boolean look(RealmId realm) {
        try {
            return !stopped && anomalies.run(service -> service.look(realm));
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "The trail of realm %s could not be looked through now; it will be later", realm.value());
            return false;
        }
    }

    private int seal(RealmId realm) {
        try {
            return stopped ? 0 : sealers.run(sealer -> sealer.seal(realm));
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "The trail of realm %s could not be sealed now; it will be later", realm.value());
            return 0;
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.close();
    }
}
