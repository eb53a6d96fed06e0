package io.github.kcworkspaces.keycloak.event;

import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.cluster.ClusterProvider;
import org.keycloak.cluster.ExecutionResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Removes what was left behind where Keycloak removes in bulk and tells nobody: realms, and users of a federation. It runs
 * on one node at a time, in small transactions, and goes on at its next run with what it did not get to.
 */
public final class Sweeper {

    /** Name of the task in Keycloak's timer and of its lock in the cluster. */
    public static final String NAME = "workspaces-sweep";

    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    private static final int LOCKED_SECONDS = 3_600;
    private static final int MOST_BATCHES = 1_000;

    /** One small piece of work. */
    @FunctionalInterface
    public interface Batch {

        /**
         * Removes some of what was left behind. What it can't look up, because a directory does not answer, it leaves.
         *
         * @param session of a transaction of its own
         * @return how much it has removed; 0 when nothing is left
         */
        int remove(KeycloakSession session);
    }

    private final List<Batch> batches;
    private volatile boolean stopped;

    public Sweeper(List<Batch> batches) {
        this.batches = List.copyOf(batches);
    }

    /**
     * Sweeps now, unless another node does. A batch that fails is rolled back, and the others go on.
     *
     * @return how much was removed
     */
    public int sweep(KeycloakSessionFactory factory) {
        // Without a transaction: it would last as long as all batches together, and time out.
        try (KeycloakSession session = factory.create()) {
            ExecutionResult<Integer> result = session.getProvider(ClusterProvider.class)
                    .executeIfNotExecuted(NAME, LOCKED_SECONDS, () -> sweepAll(factory));
            return result.isExecuted() ? result.getResult() : 0;
        }
    }

    /** Lets it end after the batch at work. */
    public void stop() {
        stopped = true;
    }

    private int sweepAll(KeycloakSessionFactory factory) {
        int removed = 0;
        for (Batch batch : batches) {
            if (stopped) {
                return removed;
            }
            try {
                removed += repeat(factory, batch);
            } catch (RuntimeException failed) {
                LOG.warn("A sweep failed and will be tried again at the next run", failed);
            }
        }
        if (removed > 0) {
            LOG.debugf("Swept %d rows", removed);
        }
        return removed;
    }

    private int repeat(KeycloakSessionFactory factory, Batch batch) {
        int removed = 0;
        for (int count = 0; count < MOST_BATCHES && !stopped; count++) {
            int some = KeycloakModelUtils.runJobInTransactionWithResult(factory, batch::remove);
            if (some == 0) {
                return removed;
            }
            removed += some;
        }
        return removed;
    }
}
