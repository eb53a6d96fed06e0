package io.github.kcworkspaces.job;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.job.JobService.Started;
import io.github.kcworkspaces.job.JobService.Upload;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.Violation;
import io.github.kcworkspaces.testing.InMemoryJobStore;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JobServiceTest {

    private final InMemoryJobStore store = new InMemoryJobStore();
    private final AtomicInteger ids = new AtomicInteger();
    private final JobService jobs = new JobService(store, () -> "job-" + ids.incrementAndGet());
    private final Workspace workspace = workspace("w1");

    @Test
    void rowsThatAreWrongAreToldAtOnceAndTheOthersWait() {
        Job job = start("a", null, false, file("ada@example.org", "", "bob@example.org"))
                .job();
        assertThat(job.counts()).isEqualTo(new Job.Counts(3, 0, 1, 0));
        assertThat(job.running()).isTrue();
        assertThat(jobs.failures(job, 10)).extracting(JobRow::number).containsExactly(3);
        assertThat(jobs.rows(job, Set.of(), 0, 10)).hasSize(3);
    }

    @Test
    void aFileOfNothingButWrongRowsIsDoneAtOnce() {
        Job job = start("a", null, false, file("", "nobody")).job();
        assertThat(job.status()).isEqualTo(Job.Status.DONE);
        assertThat(job.finishedAt()).isNotNull();
    }

    @Test
    @Tag("OBO-45")
    void inStrictModeAMissingEmailInRowSevenNamesRowAndColumnAndNothingIsDone() {
        Runnable rollback = store.snapshot();
        RowSource file = file("a@e.org", "b@e.org", "c@e.org", "d@e.org", "e@e.org", "");
        Problem refusal = refused(
                ProblemCode.INVALID_ROWS,
                () -> jobs.start(workspace, starter("anna"), new Upload(file, "a", null, false, true)));
        assertThat(refusal.violations()).extracting(Violation::field).containsExactly("row 7, email");
        rollback.run();
        assertThat(jobs.page(workspace, PageRequest.firstRows(10)).items()).isEmpty();
    }

    @Test
    void theSameKeyAndFileIsTheSameJobAndAnotherFileIsRefused() {
        Started first = start("a", "key-1", false, file("ada@example.org"));
        Started again = start("a", "key-1", false, file("ada@example.org"));
        assertThat(first.repeated()).isFalse();
        assertThat(again.repeated()).isTrue();
        assertThat(again.job().id()).isEqualTo(first.job().id());
        refused(ProblemCode.IDEMPOTENCY_KEY_REUSED, () -> start("b", "key-1", false, file("ada@example.org")));
        refused(ProblemCode.IDEMPOTENCY_KEY_REUSED, () -> start("a", "key-1", true, file("ada@example.org")));
        assertThat(jobs.start(
                                workspace,
                                starter("ben"),
                                new Upload(file("ada@example.org"), "a", "key-1", false, false))
                        .repeated())
                .isFalse();
        refused(ProblemCode.INVALID_REQUEST, () -> start("a", " ", false, file("ada@example.org")));
        refused(ProblemCode.INVALID_REQUEST, () -> start("a", "k".repeat(201), false, file("ada@example.org")));
        refused(ProblemCode.INVALID_REQUEST, () -> start("a", "ключ", false, file("ada@example.org")));
    }

    @Test
    void aFileHasRowsAndNotMoreThanFiftyThousand() {
        refused(ProblemCode.UNREADABLE_FILE, () -> start("a", null, false, file()));
        RowSource endless = sink -> {
            for (int row = 2; ; row++) {
                sink.row(row, Map.of(Column.EMAIL, "x" + row + "@example.org"));
            }
        };
        refused(ProblemCode.TOO_LARGE, () -> start("b", null, false, endless));
    }

    @Test
    void onlySoManyFilesOfAWorkspaceAreWorkedThroughAtOnce() {
        for (int count = 0; count < JobRules.MOST_RUNNING; count++) {
            start("a", null, false, file("ada@example.org"));
        }
        refused(ProblemCode.TOO_MANY_JOBS, () -> start("a", null, false, file("ada@example.org")));
        jobs.cancel(workspace, "job-1");
        assertThat(start("a", null, false, file("ada@example.org")).job().running())
                .isTrue();
    }

    @Test
    void aJobOfAnotherWorkspaceDoesNotExist() {
        Job job = start("a", null, false, file("ada@example.org")).job();
        refused(ProblemCode.JOB_NOT_FOUND, () -> jobs.get(workspace("w2"), job.id()));
        refused(ProblemCode.JOB_NOT_FOUND, () -> jobs.cancel(workspace("w2"), job.id()));
        assertThat(jobs.cancel(workspace, job.id()).status()).isEqualTo(Job.Status.CANCELLED);
        assertThat(jobs.cancel(workspace, job.id()).status()).isEqualTo(Job.Status.CANCELLED);
    }

    private Started start(String hash, @Nullable String key, boolean dryRun, RowSource file) {
        return jobs.start(workspace, starter("anna"), new Upload(file, hash, key, dryRun, false));
    }

    private static RowSource file(String... emails) {
        return sink -> {
            for (int index = 0; index < emails.length; index++) {
                sink.row(index + 2, Map.of(Column.FIRST_NAME, "A", Column.LAST_NAME, "B", Column.EMAIL, emails[index]));
            }
        };
    }

    private static Starter starter(String user) {
        return new Starter(
                "realm-1",
                new Actor(new UserId(user), user, Actor.Kind.USER, Actor.Cause.IMPORT, null, null, null),
                false,
                false,
                "https://id.example.org");
    }

    private static Workspace workspace(String id) {
        return new Workspace(
                new WorkspaceId(id),
                new RealmId("realm-1"),
                id,
                id,
                null,
                false,
                null,
                null,
                Workspace.Status.ACTIVE,
                false,
                1,
                1);
    }
}
