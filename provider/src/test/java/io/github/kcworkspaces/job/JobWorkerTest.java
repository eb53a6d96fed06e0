package io.github.kcworkspaces.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.testing.InMemoryJobStore;
import io.github.kcworkspaces.transaction.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JobWorkerTest {

    private static final RealmId REALM = new RealmId("realm-1");
    private static final WorkspaceId WORKSPACE = new WorkspaceId("w1");
    private static final Duration LONG = JobSteps.LEASE.plusSeconds(1);

    private final InMemoryJobStore store = new InMemoryJobStore();

    /** Two batches and a half. */
    private static final int SEVERAL = 5 * JobWorker.BATCH / 2;

    /** A row in the middle of the second batch. */
    private static final int POISONED = 3 * JobWorker.BATCH / 2;

    /** Whom rows invited: what a rolled-back transaction takes back. */
    private List<String> invited = new ArrayList<>();

    private RowInviter inviter = this::invite;

    /** The process dies: nothing is caught, nothing is cleaned up. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    @Tag("OBN-53")
    void everyRowIsInvitedOnceWhereverTheProcessIsKilled() {
        int steps = 0;
        boolean completed = false;
        while (!completed) {
            Job job = job("job-" + steps, SEVERAL);
            invited = new ArrayList<>();
            completed = !killedAt(++steps);
            for (int restart = 0; running(job); restart++) {
                assertThat(restart).as("restarts").isLessThan(3);
                store.pass(LONG);
                worker("restarted", Integer.MAX_VALUE).work();
            }
            assertThat(invited).doesNotHaveDuplicates().hasSize(SEVERAL);
            assertThat(current(job).counts()).isEqualTo(new Job.Counts(SEVERAL, SEVERAL, 0, 0));
            assertThat(current(job).status()).isEqualTo(Job.Status.DONE);
        }
        assertThat(steps).isGreaterThan(4);
    }

    /** @return whether it was killed at all */
    private boolean killedAt(int step) {
        try {
            worker("first", step).work();
            return false;
        } catch (Killed killed) {
            return true;
        }
    }

    @Test
    void aJobOfANodeThatLivesIsNotTakenFromIt() {
        Job job = job("job-1", 10);
        JobSteps steps = new JobSteps(store, inviter);
        assertThat(steps.claim("first")).isPresent();
        worker("second", Integer.MAX_VALUE).work();
        assertThat(invited).isEmpty();
        assertThat(steps.next(job, "second", 10)).isEqualTo(JobSteps.Outcome.LOST);
        assertThat(steps.next(job, "first", 10)).isEqualTo(JobSteps.Outcome.MORE);
        assertThat(invited).hasSize(10);
    }

    @Test
    void aNodeThatSleptTooLongDoesNothingAfterAnotherTookOver() {
        Job job = job("job-1", 300);
        JobSteps steps = new JobSteps(store, inviter);
        assertThat(steps.claim("sleepy")).isPresent();
        assertThat(steps.next(job, "sleepy", 100)).isEqualTo(JobSteps.Outcome.MORE);
        store.pass(LONG);
        worker("other", Integer.MAX_VALUE).work();
        assertThat(steps.next(job, "sleepy", 100)).isEqualTo(JobSteps.Outcome.LOST);
        assertThat(invited).doesNotHaveDuplicates().hasSize(300);
    }

    @Test
    void aCancelledJobStopsAfterTheBatchAtWork() {
        Job job = job("job-1", 10 * JobWorker.BATCH);
        inviter = (current, rows, earlier) -> {
            if (rows.get(0).number() > 3 * JobWorker.BATCH) {
                store.finish(current, Job.Status.CANCELLED);
            }
            return invite(current, rows, earlier);
        };
        worker("first", Integer.MAX_VALUE).work();
        assertThat(current(job).status()).isEqualTo(Job.Status.CANCELLED);
        assertThat(invited).hasSize(4 * JobWorker.BATCH);
        assertThat(current(job).counts()).isEqualTo(new Job.Counts(10 * JobWorker.BATCH, 4 * JobWorker.BATCH, 0, 0));
    }

    @Test
    void aRowThatFailsEachTimeIsRefusedAndTakesNoOtherWithIt() {
        Job job = job("job-1", SEVERAL);
        inviter = (current, rows, earlier) -> {
            List<JobRow> verdicts = invite(current, rows, earlier);
            if (rows.stream().anyMatch(row -> row.number() == POISONED)) {
                throw new IllegalStateException("poison");
            }
            return verdicts;
        };
        worker("first", Integer.MAX_VALUE).work();
        assertThat(current(job).status()).isEqualTo(Job.Status.DONE);
        assertThat(current(job).counts()).isEqualTo(new Job.Counts(SEVERAL, SEVERAL - 1, 1, 0));
        assertThat(invited).doesNotHaveDuplicates().hasSize(SEVERAL - 1);
        assertThat(store.rows(job, EnumSet.of(JobRow.State.FAILED), 0, 10))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.number()).isEqualTo(POISONED);
                    assertThat(row.issues()).extracting(Issue::code).containsExactly(Issue.Code.UNEXPECTED_ERROR);
                });
    }

    @Test
    void aJobThatKillsEveryProcessIsGivenUp() {
        Job job = job("job-1", 10);
        inviter = (current, rows, earlier) -> {
            throw new Killed();
        };
        for (int time = 0; time < JobSteps.MOST_CLAIMS; time++) {
            assertThat(killedAt(Integer.MAX_VALUE)).isTrue();
            store.pass(LONG);
        }
        worker("last", Integer.MAX_VALUE).work();
        assertThat(current(job).status()).isEqualTo(Job.Status.FAILED);
        assertThat(invited).isEmpty();
    }

    @Test
    void longJobsTakeTurnsSoThatAShortOneDoesNotWaitForThem() {
        Job big = job("job-1", JobWorker.BATCH * JobWorker.TURN * 3);
        Job small = job("job-2", 5);
        List<Integer> doneBefore = new ArrayList<>();
        inviter = (current, rows, earlier) -> {
            if (current.id().equals(small.id())) {
                doneBefore.add(current(big).counts().ok());
            }
            return invite(current, rows, earlier);
        };
        worker("first", Integer.MAX_VALUE).work();
        assertThat(doneBefore).containsExactly(JobWorker.BATCH * JobWorker.TURN);
        assertThat(current(big).status()).isEqualTo(Job.Status.DONE);
        assertThat(current(small).status()).isEqualTo(Job.Status.DONE);
    }

    @Test
    void aStoppedWorkerLeavesTheRestToAnotherNodeAtOnce() {
        Job job = job("job-1", 3 * JobWorker.BATCH);
        List<JobWorker> workers = new ArrayList<>();
        inviter = (current, rows, earlier) -> {
            workers.get(0).stop();
            return invite(current, rows, earlier);
        };
        workers.add(worker("first", Integer.MAX_VALUE));
        workers.get(0).work();
        assertThat(invited).hasSize(JobWorker.BATCH);
        inviter = this::invite;
        worker("second", Integer.MAX_VALUE).work();
        assertThat(current(job).status()).isEqualTo(Job.Status.DONE);
        assertThat(invited).doesNotHaveDuplicates().hasSize(3 * JobWorker.BATCH);
    }

    private List<JobRow> invite(Job job, List<JobRow> rows, List<JobRow> earlier) {
        rows.forEach(row -> invited.add(row.emailKey()));
        return rows.stream().map(row -> row.settled(JobRow.State.OK, List.of())).toList();
    }

    /** A worker whose process is killed when its n-th transaction has run and before it is committed, or after. */
    private JobWorker worker(String node, int killedAt) {
        int[] calls = new int[1];
        return new JobWorker(
                node,
                new Transactions<>() {
                    @Override
                    public <T> T run(Function<JobSteps, T> step) {
                        Runnable rollback = store.snapshot();
                        List<String> before = List.copyOf(invited);
                        try {
                            T result = step.apply(new JobSteps(store, inviter));
                            if (++calls[0] == killedAt) {
                                throw new Killed();
                            }
                            return result;
                        } catch (RuntimeException | Killed failed) {
                            rollback.run();
                            invited = new ArrayList<>(before);
                            throw failed;
                        }
                    }
                },
                failure -> {});
    }

    private boolean running(Job job) {
        return current(job).running();
    }

    private Job current(Job job) {
        return store.find(REALM, WORKSPACE, job.id()).orElseThrow();
    }

    private Job job(String id, int rows) {
        Job job = new Job(
                id,
                REALM,
                WORKSPACE,
                new Starter("realm-1", actor(), false, false, "https://id.example.org"),
                false,
                null,
                "hash",
                Job.Status.RUNNING,
                new Job.Counts(rows, 0, 0, 0),
                store.now(),
                null);
        store.insert(job);
        List<JobRow> all = new ArrayList<>();
        for (int number = 2; number < rows + 2; number++) {
            all.add(new JobRow(
                    number, Map.of(Column.EMAIL, id + "-" + number + "@example.org"), JobRow.State.WAITING, List.of()));
        }
        store.addRows(job, all);
        return job;
    }

    private static Actor actor() {
        return new Actor(new UserId("anna"), "anna", Actor.Kind.USER, Actor.Cause.IMPORT, null, null, null);
    }
}
