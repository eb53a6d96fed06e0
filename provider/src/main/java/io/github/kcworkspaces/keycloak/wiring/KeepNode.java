package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.audit.retention.Archives;
import io.github.kcworkspaces.audit.retention.Retention;
import io.github.kcworkspaces.audit.retention.RetentionWorker;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.keycloak.spi.SessionTransactions;
import io.github.kcworkspaces.transaction.Transactions;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;

/** What this process does for retention: one thread, which takes what may go out of the trail, realm by realm. */
final class KeepNode implements BackgroundNode {

    static final String NAME = "workspaces-retention";

    private static final Logger LOG = Logger.getLogger(KeepNode.class);

    private final Transactions<Retention> transactions;
    private final RetentionWorker worker;
    private final WokenThread thread = new WokenThread(NAME, Duration.ZERO, this::work);
    private volatile boolean stopped;

    KeepNode(KeycloakSessionFactory sessions, Archives archives) {
        this.transactions = new SessionTransactions<>(sessions, RbacProvider::retentionSteps);
        this.worker = new RetentionWorker(
                transactions,
                archives,
                (realm, failure) -> LOG.errorf(
                        failure, "The archive of realm %s could not be written; its rows stay", realm.value()));
    }

    @Override
    public void wake() {
        thread.wake();
    }

    private void work() {
        transactions.run(Retention::due).forEach(this::work);
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
        thread.close();
    }
}
