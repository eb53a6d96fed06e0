package io.github.kcworkspaces.job;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * The working through of one file.
 *
 * @param dryRun whether rows get verdicts and nothing else happens
 * @param key by which the uploader tells a repeated request from a new one; null without
 * @param fileHash of the file, so that a key is not used for another one
 * @param finishedAt null while it runs
 */
public record Job(
        String id,
        RealmId realm,
        WorkspaceId workspace,
        Starter starter,
        boolean dryRun,
        @Nullable String key,
        String fileHash,
        Status status,
        Counts counts,
        long createdAt,
        @Nullable Long finishedAt) {

    public enum Status {
        RUNNING,
        DONE,
        /** Given up: it was begun again and again without getting any further. */
        FAILED,
        CANCELLED
    }

    /**
     * How far it is.
     *
     * @param rows of the file, without the heading
     */
    public record Counts(int rows, int ok, int failed, int skipped) {

        public static final Counts NONE = new Counts(0, 0, 0, 0);

        public Counts with(JobRow row) {
            return new Counts(
                    rows,
                    ok + (row.state() == JobRow.State.OK ? 1 : 0),
                    failed + (row.state() == JobRow.State.FAILED ? 1 : 0),
                    skipped + (row.state() == JobRow.State.SKIPPED ? 1 : 0));
        }

        public int waiting() {
            return rows - ok - failed - skipped;
        }
    }

    public boolean running() {
        return status == Status.RUNNING;
    }
}
