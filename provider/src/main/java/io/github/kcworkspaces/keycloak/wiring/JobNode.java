package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.job.JobWorker;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.keycloak.spi.SessionTransactions;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** What this process does for jobs: one thread, which works while there is a job that nobody works on. */
final class JobNode implements BackgroundNode {

    static final String NAME = "workspaces-jobs";

    private static final Logger LOG = Logger.getLogger(JobNode.class);

    private final JobWorker worker;
    private final WokenThread thread;

    JobNode(KeycloakSessionFactory sessions) {
        worker = new JobWorker(
                KeycloakModelUtils.generateId(),
                new SessionTransactions<>(sessions, RbacProvider::jobSteps),
                failure -> LOG.warn("A batch of a job failed and is tried again", failure));
        thread = new WokenThread(NAME, Duration.ZERO, worker::work);
    }

    @Override
    public void wake() {
        thread.wake();
    }

    @Override
    public void close() {
        worker.stop();
        thread.close();
    }
}
