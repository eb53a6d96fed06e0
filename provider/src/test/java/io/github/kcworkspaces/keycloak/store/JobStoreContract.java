package io.github.kcworkspaces.keycloak.store;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.job.Column;
import io.github.kcworkspaces.job.Issue;
import io.github.kcworkspaces.job.Job;
import io.github.kcworkspaces.job.JobRow;
import io.github.kcworkspaces.job.JobRow.State;
import io.github.kcworkspaces.job.JobStore;
import io.github.kcworkspaces.job.Starter;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.ProblemCode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class JobStoreContract {

    private static final RealmId REALM = new RealmId("realm-1");
    private static final WorkspaceId HERE = new WorkspaceId("w1");
    private static final WorkspaceId THERE = new WorkspaceId("w2");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Set<State> ALL = EnumSet.allOf(State.class);
    private static final PageRequest TEN = PageRequest.firstRows(10);

    private JobStore store;

    abstract JobStore create();

    abstract void close();

    @BeforeEach
    void open() {
        store = create();
    }

    @AfterEach
    void end() {
        close();
    }

    @Test
    void aJobIsReadAsItWasStored() {
        Job job = insert(job("j1", HERE, "key", 0));
        assertThat(store.find(REALM, HERE, "j1")).contains(job);
        assertThat(store.find(REALM, THERE, "j1")).isEmpty();
        assertThat(store.find(new RealmId("realm-2"), HERE, "j1")).isEmpty();
        assertThat(store.withKey(job("other", HERE, "key", 0))).contains(job);
        assertThat(store.withKey(job("other", THERE, "key", 0))).isEmpty();
        assertThat(store.withKey(job("other", HERE, "KEY", 0))).isEmpty();
    }

    @Test
    void aKeyIsOfOneJobAndJobsWithoutKeysAreMany() {
        insert(job("j1", HERE, null, 0));
        insert(job("j2", HERE, null, 0));
        insert(job("j3", THERE, "key", 0));
        insert(job("j4", HERE, "key", 0));
        assertThat(store.running(REALM, HERE)).isEqualTo(3);
        refused(ProblemCode.CONCURRENT_CHANGE, () -> insert(job("j5", HERE, "key", 0)));
    }

    @Test
    void jobsAreListedNewestFirst() {
        insert(job("j1", HERE, null, 10));
        insert(job("j2", HERE, null, 30));
        insert(job("j3", HERE, null, 20));
        insert(job("j4", THERE, null, 40));
        assertThat(store.page(REALM, HERE, TEN).items()).extracting(Job::id).containsExactly("j2", "j3", "j1");
        assertThat(store.page(REALM, HERE, new PageRequest(1, 1, null)).items())
                .extracting(Job::id)
                .containsExactly("j3");
        assertThat(store.page(REALM, HERE, new PageRequest(1, 1, null)).total()).isEqualTo(3);
    }

    @Test
    void rowsKeepWhatTheyHoldAndWhatIsWrongWithThem() {
        Job job = insert(job("j1", HERE, null, 0));
        Map<Column, String> cells = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            cells.put(column, "\u00DF\uD83D\uDE00 " + column);
        }
        JobRow full =
                new JobRow(2, cells, State.FAILED, List.of(new Issue("email", Issue.Code.INVALID_EMAIL, "is \"no\"")));
        JobRow empty = new JobRow(3, Map.of(), State.WAITING, List.of());
        JobRow wide = new JobRow(4, Map.of(Column.LAST_NAME, "\uD83D\uDE00".repeat(255)), State.OK, List.of());
        store.addRows(job, List.of(full, empty, wide));
        assertThat(store.rows(job, ALL, 0, 10)).containsExactly(full, empty, wide);
        assertThat(store.rows(job, ALL, 2, 1)).containsExactly(empty);
        assertThat(store.rows(job, EnumSet.of(State.FAILED, State.OK), 0, 10)).containsExactly(full, wide);
    }

    @Test
    void earlierRowsAreFoundByAddressWithoutRegardToCase() {
        Job job = insert(job("j1", HERE, null, 0));
        store.addRows(job, List.of(row(2, "A@e.org"), row(3, "b@e.org"), row(4, "a@E.org"), row(5, "a@e.org")));
        assertThat(store.earlier(job, Set.of("a@e.org"), 5))
                .extracting(JobRow::number)
                .containsExactly(2, 4);
        assertThat(store.earlier(job, Set.of("b@e.org"), 3)).isEmpty();
    }

    @Test
    void aJobIsOneNodesUntilItsLeaseIsOver() {
        Job job = insert(job("j1", HERE, null, 0));
        assertThat(store.open(10)).extracting(Job::id).contains("j1");
        assertThat(store.claim(job, "a", LONG)).isEqualTo(1);
        assertThat(store.open(10)).extracting(Job::id).doesNotContain("j1");
        assertThat(store.claim(job, "b", LONG)).isZero();
        assertThat(store.hold(job, "b", LONG)).isFalse();
        assertThat(store.hold(job, "a", LONG.negated())).isTrue();
        assertThat(store.claim(job, "b", LONG)).isEqualTo(2);
        assertThat(store.hold(job, "a", LONG)).isFalse();
        store.release(job, "a");
        assertThat(store.claim(job, "c", LONG)).isZero();
        store.release(job, "b");
        assertThat(store.claim(job, "c", LONG)).isEqualTo(1);
    }

    @Test
    void verdictsAreCountedAndGivenOnce() {
        Job job = insert(job("j1", HERE, null, 0));
        store.addRows(job, List.of(row(2, "a@e.org"), row(3, "b@e.org"), row(4, "c@e.org"), row(5, "d@e.org")));
        store.received(new Job(
                job.id(),
                REALM,
                HERE,
                job.starter(),
                false,
                null,
                "hash",
                Job.Status.RUNNING,
                new Job.Counts(4, 0, 0, 0),
                0,
                null));
        store.claim(job, "a", LONG);
        List<JobRow> settled = List.of(
                row(2, "a@e.org").settled(State.OK, List.of()),
                row(3, "b@e.org")
                        .settled(State.FAILED, List.of(new Issue("roles", Issue.Code.UNKNOWN_ROLE, "no such role"))),
                row(4, "c@e.org")
                        .settled(State.SKIPPED, List.of(new Issue("email", Issue.Code.ALREADY_MEMBER, "is a member"))));
        store.settle(job, settled);
        assertThat(store.find(REALM, HERE, "j1").orElseThrow().counts()).isEqualTo(new Job.Counts(4, 1, 1, 1));
        assertThat(store.rows(job, ALL, 0, 3)).isEqualTo(settled);
        assertThat(store.rows(job, EnumSet.of(State.WAITING), 0, 10))
                .extracting(JobRow::number)
                .containsExactly(5);
        refused(ProblemCode.CONCURRENT_CHANGE, () -> store.settle(job, settled));
    }

    @Test
    void whatHasEndedStaysEnded() {
        Job job = insert(job("j1", HERE, null, 0));
        store.claim(job, "a", LONG);
        assertThat(store.finish(job, Job.Status.CANCELLED)).isTrue();
        assertThat(store.finish(job, Job.Status.DONE)).isFalse();
        Job ended = store.find(REALM, HERE, "j1").orElseThrow();
        assertThat(ended.status()).isEqualTo(Job.Status.CANCELLED);
        assertThat(ended.finishedAt()).isNotNull();
        assertThat(store.hold(job, "a", LONG)).isFalse();
        assertThat(store.claim(job, "b", LONG)).isZero();
        assertThat(store.running(REALM, HERE)).isZero();
    }

    @Test
    void endedJobsAreRemovedInSmallPieces() {
        Job job = insert(job("j1", HERE, null, 0));
        store.addRows(job, List.of(row(2, "a@e.org"), row(3, "b@e.org"), row(4, "c@e.org")));
        Job runs = insert(job("j2", HERE, null, 0));
        store.finish(job, Job.Status.DONE);
        assertThat(store.purge(1, 2)).isZero();
        long later = store.now() + LONG.toMillis();
        assertThat(store.purge(later, 2)).isEqualTo(2);
        assertThat(store.purge(later, 2)).isEqualTo(2);
        assertThat(store.find(REALM, HERE, "j1")).isEmpty();
        assertThat(store.find(REALM, HERE, "j2")).contains(runs);
        assertThat(store.purge(later, 2)).isZero();
    }

    private Job insert(Job job) {
        store.insert(job);
        return job;
    }

    private static JobRow row(int number, String email) {
        return new JobRow(number, Map.of(Column.EMAIL, email), State.WAITING, List.of());
    }

    private static Job job(String id, WorkspaceId workspace, @Nullable String key, long createdAt) {
        return new Job(
                id,
                REALM,
                workspace,
                new Starter(
                        "master",
                        new Actor(
                                new UserId("f:1:anna"),
                                "anna",
                                Actor.Kind.USER,
                                Actor.Cause.IMPORT,
                                "::1",
                                "console",
                                id),
                        true,
                        false,
                        "https://id.example.org"),
                false,
                key,
                "hash",
                Job.Status.RUNNING,
                Job.Counts.NONE,
                createdAt,
                null);
    }
}
