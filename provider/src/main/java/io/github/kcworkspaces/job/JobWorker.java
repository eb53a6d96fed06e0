package io.github.kcworkspaces.job;

import io.github.kcworkspaces.job.JobSteps.Outcome;
import io.github.kcworkspaces.transaction.Transactions;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Works jobs through, those of the whole database in turn. It keeps nothing that the database does not have: whoever goes on
 * after it was killed does so at the first row without a verdict.
 */
public final class JobWorker {

    /** With 250, invitations cost a tenth less, but each account that is made costs half as much again: Keycloak flushes all. */
    static final int BATCH = 100;

    /** After so many batches it is another job's turn. */
    static final int TURN = 20;

    private static final int TRIES = 3;

    private final String node;
    private final Transactions<JobSteps> transactions;
    private final Consumer<RuntimeException> failures;
    private volatile boolean stopped;

    /**
     * @param node tells this process from all others
     * @param failures is told what went wrong before it is tried again
     */
    public JobWorker(String node, Transactions<JobSteps> transactions, Consumer<RuntimeException> failures) {
        this.node = node;
        this.transactions = transactions;
        this.failures = failures;
    }

    /** Works until no job is left that another node does not work on. */
    public void work() {
        while (!stopped) {
            Optional<Job> job = transactions.run(steps -> steps.claim(node));
            if (job.isEmpty()) {
                return;
            }
            turn(job.get());
        }
    }

    /** Lets the worker end after the batch at work; what is left, another node takes at once. */
    public void stop() {
        stopped = true;
    }

    private void turn(Job job) {
        for (int batch = 0; batch < TURN && !stopped; batch++) {
            if (batch(job) != Outcome.MORE) {
                return;
            }
        }
        transactions.run(steps -> {
            steps.release(job, node);
            return true;
        });
    }

    /** A batch that fails again and again is done row by row, so that one bad row takes no others with it. */
    private Outcome batch(Job job) {
        Optional<Outcome> outcome = tried(job, BATCH);
        for (int row = 0; outcome.isEmpty() && row < BATCH; row++) {
            Optional<Outcome> alone = tried(job, 1);
            Outcome one = alone.isPresent() ? alone.get() : transactions.run(steps -> steps.refuseNext(job, node));
            if (one != Outcome.MORE || row == BATCH - 1 || stopped) {
                outcome = Optional.of(one);
            }
        }
        return outcome.orElse(Outcome.MORE);
    }

    private Optional<Outcome> tried(Job job, int rows) {
        for (int time = 0; time < TRIES; time++) {
            try {
                return Optional.of(transactions.run(steps -> steps.next(job, node, rows)));
            } catch (RuntimeException failed) {
                failures.accept(failed);
            }
        }
        return Optional.empty();
    }
}
