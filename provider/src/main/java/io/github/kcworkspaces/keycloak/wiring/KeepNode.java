package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.audit.retention.Archives;
import io.github.kcworkspaces.audit.retention.Retention;
import io.github.kcworkspaces.audit.retention.RetentionWorker;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** What this process does for retention: one thread, which takes what may go out of the trail, realm by realm. */
final class KeepNode implements AutoCloseable {

    /** Name of the task in Keycloak's timer, and of the thread. */
    static final String NAME = "workspaces-retention";

    private static final Logger LOG = Logger.getLogger(KeepNode.class);
    private static final int LAST_BATCH_SECONDS = 15;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread worker = new Thread(work, NAME);
        worker.setDaemon(true);
        return worker;
    });
    private final AtomicBoolean asked = new AtomicBoolean();
    private final SessionTransactions transactions;
    private final RetentionWorker worker;
    private volatile boolean stopped;

    KeepNode(KeycloakSessionFactory sessions, Archives archives) {
        this.transactions = new SessionTransactions(sessions);
        this.worker = new RetentionWorker(
                transactions,
                archives,
                (realm, failure) -> LOG.errorf(
                        failure, "The archive of realm %s could not be written; its rows stay", realm.value()));
    }

    /** There may be something to do. Returns at once and never fails. */
    void wake() {
        if (!asked.getAndSet(true)) {
            try {
                thread.execute(this::work);
            } catch (RejectedExecutionException closed) {
                LOG.trace("The server stops; another node goes on", closed);
            }
        }
    }

    private void work() {
        asked.set(false);
        try {
            for (RealmId realm : transactions.run(Retention::due)) {
                work(realm);
            }
        } catch (RuntimeException failed) {
            LOG.warn("Retention failed, and will be tried again", failed);
        }
    }

    private void work(RealmId realm) {
        try {
            if (!stopped) {
                worker.work(realm);
            }
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "Retention of realm %s was given up for now, and goes on later", realm.value());
        }
    }

    @Override
    public void close() {
        stopped = true;
        worker.stop();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_BATCH_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A transaction of its own is one of another Keycloak session. */
    private record SessionTransactions(KeycloakSessionFactory sessions) implements RetentionWorker.Transactions {

        @Override
        public <T> T run(Function<Retention, T> step) {
            return KeycloakModelUtils.runJobInTransactionWithResult(
                    sessions,
                    own -> step.apply(own.getProvider(RbacProvider.class).retentionSteps()));
        }
    }
}
