package io.github.kcworkspaces.job;

import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be uploaded, and how much of it. */
public final class JobRules {

    /** How many rows a file has at most. */
    public static final int MOST_ROWS = 50_000;

    /** How many jobs of a workspace run at the same time. */
    static final int MOST_RUNNING = 5;

    private static final int LONGEST_KEY = 200;
    private static final int MOST_NAMED = 100;

    private JobRules() {}

    static void notTooManyRows(int rows) {
        if (rows > MOST_ROWS) {
            throw new Problem(ProblemCode.TOO_LARGE, "a file can have " + MOST_ROWS + " rows");
        }
    }

    static void hasRows(int rows) {
        if (rows == 0) {
            throw new Problem(ProblemCode.UNREADABLE_FILE, "the file has no rows below its heading");
        }
    }

    static void notTooManyRun(int running) {
        if (running >= MOST_RUNNING) {
            throw new Problem(
                    ProblemCode.TOO_MANY_JOBS,
                    MOST_RUNNING + " files are being worked through in this workspace; wait for one of them");
        }
    }

    public static void keyIsUsable(@Nullable String key) {
        if (key != null
                && (key.isBlank()
                        || key.length() > LONGEST_KEY
                        || key.chars().anyMatch(character -> character < ' ' || character > '~'))) {
            throw new Problem(
                    ProblemCode.INVALID_REQUEST,
                    "the Idempotency-Key must have 1 to " + LONGEST_KEY + " printable ASCII characters");
        }
    }

    /** A key means one file: for another one it would hide that nothing happened. */
    static void keyIsOfTheSameFile(Job job, Job wanted) {
        if (!job.fileHash().equals(wanted.fileHash()) || job.dryRun() != wanted.dryRun()) {
            throw new Problem(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    "the Idempotency-Key belongs to a job with another file or other options");
        }
    }

    /** Where nothing is wanted unless all rows are well-formed, those that are not are named by number and column. */
    static void allAreWellFormed(List<JobRow> failed) {
        if (!failed.isEmpty()) {
            List<Violation> violations = failed.stream()
                    .flatMap(row -> row.issues().stream()
                            .map(issue -> new Violation("row " + row.number() + ", " + issue.field(), issue.message())))
                    .limit(MOST_NAMED)
                    .toList();
            throw new Problem(ProblemCode.INVALID_ROWS, "rows are wrong, and nothing was done", violations, Map.of());
        }
    }

    static Job exists(Optional<Job> job) {
        return job.orElseThrow(() -> new Problem(ProblemCode.JOB_NOT_FOUND, "the workspace has no such job"));
    }
}
