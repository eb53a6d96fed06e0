package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.audit.Sealer;
import io.github.kcworkspaces.audit.anomaly.AnomalyService;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * What this process does for the order of the trails: one thread, which seals a moment after something was committed. What
 * other nodes left it finds by the timer.
 */
final class SealNode implements AutoCloseable {

    /** Name of the task in Keycloak's timer. */
    static final String NAME = "workspaces-sealer";

    private static final Logger LOG = Logger.getLogger(SealNode.class);

    /** Gathers what is committed meanwhile: a transaction of the sealer for each change would cost more than the change. */
    private static final int GATHER_MILLIS = 300;

    private static final int LAST_BATCH_SECONDS = 10;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread worker = new Thread(work, NAME);
        worker.setDaemon(true);
        return worker;
    });
    private final AtomicBoolean asked = new AtomicBoolean();
    private final KeycloakSessionFactory sessions;
    private volatile boolean stopped;

    SealNode(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Asks for a look at what waits, soon. Never fails: what woke it is committed. */
    void wake() {
        if (!asked.getAndSet(true)) {
            try {
                // What becomes of it, work() says itself.
                ScheduledFuture<?> unused = thread.schedule(this::work, GATHER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                LOG.debug("The server stops; the rows are sealed by another node, or at the next start", closed);
            }
        }
    }

    private void work() {
        asked.set(false);
        try {
            List<RealmId> realms = new ArrayList<>(run(Sealer::waiting));
            // In turn, so that none waits for the backlog of another.
            while (!realms.isEmpty() && !stopped) {
                realms.removeIf(realm -> seal(realm) < Sealer.BATCH);
            }
            look();
        } catch (RuntimeException failed) {
            LOG.warn("The trail could not be sealed now; it will be later", failed);
        }
    }

    /** What is sealed is looked through for what may be an attack; what is found is sealed at the next turn. */
    private void look() {
        List<RealmId> realms = new ArrayList<>(anomalies(AnomalyService::due));
        while (!realms.isEmpty() && !stopped) {
            realms.removeIf(realm -> !look(realm));
        }
    }

    private boolean look(RealmId realm) {
        try {
            return !stopped && anomalies(service -> service.look(realm));
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "The trail of realm %s could not be looked through now; it will be later", realm.value());
            return false;
        }
    }

    private int seal(RealmId realm) {
        try {
            return stopped ? 0 : run(sealer -> sealer.seal(realm));
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "The trail of realm %s could not be sealed now; it will be later", realm.value());
            return 0;
        }
    }

    private <T> T run(Function<Sealer, T> step) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, own -> step.apply(own.getProvider(RbacProvider.class).sealer()));
    }

    private <T> T anomalies(Function<AnomalyService, T> step) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, own -> step.apply(own.getProvider(RbacProvider.class).anomalies()));
    }

    @Override
    public void close() {
        stopped = true;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_BATCH_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
