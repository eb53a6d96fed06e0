package io.github.kcworkspaces.job;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Jobs and their rows. Every time is the database's, which all nodes share. */
public interface JobStore {

    long now();

    /** The job that the same starter began with the same key in the workspace. */
    Optional<Job> withKey(Job wanted);

    /** How many jobs of the workspace run. */
    int running(RealmId realm, WorkspaceId workspace);

    /**
     * Stores a job without rows.
     *
     * @throws io.github.kcworkspaces.problem.Problem {@code CONCURRENT_CHANGE} when one with its key was stored meanwhile
     */
    void insert(Job job);

    /** Adds rows; in batches. */
    void addRows(Job job, List<JobRow> rows);

    /** Stores status, counts and end of a job whose rows are all there. */
    void received(Job job);

    Optional<Job> find(RealmId realm, WorkspaceId workspace, String id);

    /** Newest first. */
    Page<Job> page(RealmId realm, WorkspaceId workspace, PageRequest request);

    /**
     * Rows in these states, by number.
     *
     * @param after number of the last row known; 0 to begin with
     */
    List<JobRow> rows(Job job, Set<JobRow.State> states, int after, int max);

    /** Rows before {@code number} with one of these e-mails that were well-formed; in one statement. */
    List<JobRow> earlier(Job job, Collection<String> emailKeys, int number);

    /** Jobs that run and that no node works on, those first that waited longest. */
    List<Job> open(int max);

    /**
     * Lets a node work on the job, if it runs and no node does.
     *
     * @return how often it was claimed since it last got further, this time included; 0 if it was not to be had
     */
    int claim(Job job, String node, Duration lease);

    /**
     * Extends the node's lease, and keeps every other transaction that wants to change the job waiting until this one ends.
     *
     * @return whether it still is the node's and runs
     */
    boolean hold(Job job, String node, Duration lease);

    /** Stores verdicts of rows that wait, and counts them; within a {@link #hold}. */
    void settle(Job job, List<JobRow> rows);

    /** Ends the job, if it runs. */
    boolean finish(Job job, Job.Status status);

    /** Gives the node's lease back. */
    void release(Job job, String node);

    /** Removes jobs that ended before this, with their rows; at most so many rows at once. Returns how many went. */
    int purge(long endedBefore, int max);
}
