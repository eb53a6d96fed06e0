package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.job.JobSteps;
import io.github.kcworkspaces.job.JobWorker;
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

/** What this process does for jobs: one thread, which works while there is a job that nobody works on. */
final class JobNode implements AutoCloseable {

    /** Name of the task in Keycloak's timer that looks for jobs which another node left behind. */
    static final String NAME = "workspaces-jobs";

    private static final Logger LOG = Logger.getLogger(JobNode.class);
    private static final int LAST_BATCH_SECONDS = 20;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread worker = new Thread(work, NAME);
        worker.setDaemon(true);
        return worker;
    });
    private final AtomicBoolean asked = new AtomicBoolean();
    private final JobWorker worker;

    JobNode(KeycloakSessionFactory sessions) {
        worker = new JobWorker(
                KeycloakModelUtils.generateId(),
                new SessionTransactions(sessions),
                failure -> LOG.warn("A batch of a job failed and is tried again", failure));
    }

    /** Asks for a look at the jobs, soon. */
    void wake() {
        if (!asked.getAndSet(true)) {
            try {
                thread.execute(this::work);
            } catch (RejectedExecutionException closed) {
                LOG.debug("The server stops; another node goes on", closed);
            }
        }
    }

    private void work() {
        asked.set(false);
        try {
            worker.work();
        } catch (RuntimeException failed) {
            LOG.warn("Work on a job was given up for now; it goes on later", failed);
        }
    }

    @Override
    public void close() {
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
    private record SessionTransactions(KeycloakSessionFactory sessions) implements JobWorker.Transactions {

        @Override
        public <T> T run(Function<JobSteps, T> step) {
            return KeycloakModelUtils.runJobInTransactionWithResult(
                    sessions,
                    own -> step.apply(own.getProvider(RbacProvider.class).jobSteps()));
        }
    }
}
