package io.github.kcworkspaces.job;

import io.github.kcworkspaces.job.Issue.Code;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a worker does in one transaction. Rows and their verdicts are stored together or not at all. */
public final class JobSteps {

    /** How long a node has the job for itself after it last got further; then another one goes on. */
    static final Duration LEASE = Duration.ofSeconds(20);

    /** How often a job is begun again without getting further: it may be what kills the process. */
    static final int MOST_CLAIMS = 10;

    private static final int CANDIDATES = 10;

    private final JobStore store;
    private final RowInviter inviter;

    public JobSteps(JobStore store, RowInviter inviter) {
        this.store = store;
        this.inviter = inviter;
    }

    /** What came of a step. */
    enum Outcome {
        MORE,
        /** All rows have their verdicts. */
        ENDED,
        /** It was cancelled, or is gone, or another node's. */
        LOST
    }

    /** A job to work on, now this node's. */
    Optional<Job> claim(String node) {
        for (Job job : store.open(CANDIDATES)) {
            int claims = store.claim(job, node, LEASE);
            if (claims > MOST_CLAIMS) {
                store.finish(job, Job.Status.FAILED);
            } else if (claims > 0) {
                return Optional.of(job);
            }
        }
        return Optional.empty();
    }

    /** Works through the next rows. */
    Outcome next(Job job, String node, int rows) {
        if (!store.hold(job, node, LEASE)) {
            return Outcome.LOST;
        }
        List<JobRow> waiting = store.rows(job, EnumSet.of(JobRow.State.WAITING), 0, rows);
        if (waiting.isEmpty()) {
            store.finish(job, Job.Status.DONE);
            return Outcome.ENDED;
        }
        List<JobRow> earlier = store.earlier(
                job,
                waiting.stream().map(JobRow::emailKey).collect(Collectors.toSet()),
                waiting.get(waiting.size() - 1).number());
        store.settle(job, inviter.invite(job, waiting, earlier));
        return Outcome.MORE;
    }

    /** Refuses the next row, which failed each time. */
    Outcome refuseNext(Job job, String node) {
        if (!store.hold(job, node, LEASE)) {
            return Outcome.LOST;
        }
        store.settle(
                job,
                store.rows(job, EnumSet.of(JobRow.State.WAITING), 0, 1).stream()
                        .map(row -> row.settled(
                                JobRow.State.FAILED,
                                List.of(new Issue(
                                        Column.EMAIL,
                                        Code.UNEXPECTED_ERROR,
                                        "the row failed on the server, whose log says why"))))
                        .toList());
        return Outcome.MORE;
    }

    void release(Job job, String node) {
        store.release(job, node);
    }
}
