package io.github.kcworkspaces.job;

import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts, shows and cancels jobs. What works them through is a {@link JobWorker}. */
public final class JobService {

    private static final int CHUNK = 500;
    private static final int MOST_NAMED = 100;

    private final JobStore store;
    private final Supplier<String> ids;

    public JobService(JobStore store, Supplier<String> ids) {
        this.store = store;
        this.ids = ids;
    }

    /**
     * What is to be done with a file.
     *
     * @param hash of the file
     * @param key see {@link Job#key()}
     * @param strict whether one row that is not well-formed refuses the file
     */
    public record Upload(
            RowSource file, String hash, @Nullable String key, boolean dryRun, boolean strict) {}

    /**
     * A job, and whether it was there already.
     *
     * @param repeated whether the same upload had come before
     */
    public record Started(Job job, boolean repeated) {}

    /**
     * Stores the rows of a file, with verdicts for those that are not well-formed, all or none. The others wait for a worker.
     * The same file with the same key is the same job.
     */
    public Started start(Workspace workspace, Starter starter, Upload upload) {
        JobRules.keyIsUsable(upload.key());
        Job wanted = new Job(
                ids.get(),
                workspace.realm(),
                workspace.id(),
                starter,
                upload.dryRun(),
                upload.key(),
                upload.hash(),
                Job.Status.RUNNING,
                Job.Counts.NONE,
                store.now(),
                null);
        Optional<Job> known = upload.key() == null ? Optional.empty() : store.withKey(wanted);
        if (known.isPresent()) {
            JobRules.keyIsOfTheSameFile(known.get(), wanted);
            return new Started(known.get(), true);
        }
        JobRules.notTooManyRun(store.running(workspace.realm(), workspace.id()));
        store.insert(wanted);
        Job.Counts counts = receive(wanted, upload);
        boolean ended = counts.waiting() == 0;
        Job received = new Job(
                wanted.id(),
                wanted.realm(),
                wanted.workspace(),
                starter,
                wanted.dryRun(),
                wanted.key(),
                wanted.fileHash(),
                ended ? Job.Status.DONE : Job.Status.RUNNING,
                counts,
                wanted.createdAt(),
                ended ? wanted.createdAt() : null);
        store.received(received);
        return new Started(received, false);
    }

    /** @throws io.github.kcworkspaces.problem.Problem {@code JOB_NOT_FOUND} */
    public Job get(Workspace workspace, String id) {
        return JobRules.exists(store.find(workspace.realm(), workspace.id(), id));
    }

    public Page<Job> page(Workspace workspace, PageRequest request) {
        return store.page(workspace.realm(), workspace.id(), request);
    }

    /** The first rows that were refused. */
    public List<JobRow> failures(Job job, int max) {
        return store.rows(job, EnumSet.of(JobRow.State.FAILED), 0, max);
    }

    /** @param states those that are wanted; empty for all */
    public List<JobRow> rows(Job job, Set<JobRow.State> states, int after, int max) {
        return store.rows(job, states.isEmpty() ? EnumSet.allOf(JobRow.State.class) : states, after, max);
    }

    /** What was done stays done; the batch at work is finished first. A job that has ended stays as it is. */
    public Job cancel(Workspace workspace, String id) {
        Job job = get(workspace, id);
        store.finish(job, Job.Status.CANCELLED);
        return get(workspace, id);
    }

    private Job.Counts receive(Job job, Upload upload) {
        Receipt receipt = new Receipt(job, upload.strict());
        upload.file().read((number, cells) -> receipt.add(RowCheck.check(number, cells)));
        return receipt.end();
    }

    /** Takes rows one by one and stores them by the chunk. */
    private final class Receipt {

        private final Job job;
        private final boolean strict;
        private final List<JobRow> chunk = new ArrayList<>(CHUNK);
        private final List<JobRow> refused = new ArrayList<>();
        private int rows;
        private Job.Counts counts = Job.Counts.NONE;

        Receipt(Job job, boolean strict) {
            this.job = job;
            this.strict = strict;
        }

        void add(JobRow row) {
            rows++;
            JobRules.notTooManyRows(rows);
            counts = counts.with(row);
            if (strict && row.state() == JobRow.State.FAILED && refused.size() < MOST_NAMED) {
                refused.add(row);
            }
            chunk.add(row);
            if (chunk.size() == CHUNK) {
                store();
            }
        }

        Job.Counts end() {
            JobRules.hasRows(rows);
            JobRules.allAreWellFormed(refused);
            store();
            return new Job.Counts(rows, counts.ok(), counts.failed(), counts.skipped());
        }

        private void store() {
            if (!chunk.isEmpty()) {
                store.addRows(job, chunk);
                chunk.clear();
            }
        }
    }
}
