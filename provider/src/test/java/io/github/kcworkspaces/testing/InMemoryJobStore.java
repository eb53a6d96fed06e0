package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.job.Job;
import io.github.kcworkspaces.job.JobRow;
import io.github.kcworkspaces.job.JobStore;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Jobs in memory, with a clock of its own and transactions that can be rolled back. */
public final class InMemoryJobStore implements JobStore {

    private record Lease(@Nullable String owner, long until, int claims) {}

    private Map<String, Job> jobs = new TreeMap<>();
    private Map<String, Lease> leases = new HashMap<>();
    private Map<String, TreeMap<Integer, JobRow>> rows = new HashMap<>();
    private long now = 1_000_000;

    /** Lets time go by. */
    public void pass(Duration time) {
        now += time.toMillis();
    }

    /** What there is, to go back to. */
    public Runnable snapshot() {
        Map<String, Job> jobsThen = new TreeMap<>(jobs);
        Map<String, Lease> leasesThen = new HashMap<>(leases);
        Map<String, TreeMap<Integer, JobRow>> rowsThen = new HashMap<>();
        rows.forEach((job, ofJob) -> rowsThen.put(job, new TreeMap<>(ofJob)));
        return () -> {
            jobs = jobsThen;
            leases = leasesThen;
            rows = rowsThen;
        };
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public Optional<Job> withKey(Job wanted) {
        return jobs.values().stream().filter(job -> sameKey(job, wanted)).findFirst();
    }

    private static boolean sameKey(Job job, Job wanted) {
        return job.key() != null
                && job.key().equals(wanted.key())
                && job.realm().equals(wanted.realm())
                && job.workspace().equals(wanted.workspace())
                && Objects.equals(
                        job.starter().actor().id(), wanted.starter().actor().id());
    }

    @Override
    public int running(RealmId realm, WorkspaceId workspace) {
        return (int) of(realm, workspace).filter(Job::running).count();
    }

    @Override
    public void insert(Job job) {
        if (withKey(job).isPresent()) {
            throw new Problem(ProblemCode.CONCURRENT_CHANGE, "a job with this key was stored meanwhile");
        }
        jobs.put(job.id(), job);
        leases.put(job.id(), new Lease(null, 0, 0));
        rows.put(job.id(), new TreeMap<>());
    }

    @Override
    public void addRows(Job job, List<JobRow> added) {
        added.forEach(row -> rows.get(job.id()).put(row.number(), row));
    }

    @Override
    public void received(Job job) {
        jobs.put(job.id(), job);
    }

    @Override
    public Optional<Job> find(RealmId realm, WorkspaceId workspace, String id) {
        return of(realm, workspace).filter(job -> job.id().equals(id)).findFirst();
    }

    @Override
    public Page<Job> page(RealmId realm, WorkspaceId workspace, PageRequest request) {
        List<Job> all = of(realm, workspace)
                .sorted(Comparator.comparing(Job::createdAt).reversed().thenComparing(Job::id))
                .toList();
        return new Page<>(
                all.stream().skip(request.first()).limit(request.max()).toList(), all.size());
    }

    @Override
    public List<JobRow> rows(Job job, Set<JobRow.State> states, int after, int max) {
        return ofJob(job)
                .filter(row -> states.contains(row.state()) && row.number() > after)
                .limit(max)
                .toList();
    }

    @Override
    public List<JobRow> earlier(Job job, Collection<String> emailKeys, int number) {
        return ofJob(job)
                .filter(row -> row.number() < number && emailKeys.contains(row.emailKey()))
                .toList();
    }

    @Override
    public List<Job> open(int max) {
        return jobs.values().stream()
                .filter(job -> job.running() && lease(job).until() <= now)
                .sorted(Comparator.comparing((Job job) -> lease(job).until())
                        .thenComparing(Job::createdAt)
                        .thenComparing(Job::id))
                .limit(max)
                .toList();
    }

    @Override
    public int claim(Job job, String node, Duration lease) {
        Job current = jobs.get(job.id());
        if (current == null || !current.running() || lease(job).until() > now) {
            return 0;
        }
        int claims = lease(job).claims() + 1;
        leases.put(job.id(), new Lease(node, now + lease.toMillis(), claims));
        return claims;
    }

    @Override
    public boolean hold(Job job, String node, Duration lease) {
        Job current = jobs.get(job.id());
        if (current == null || !current.running() || !node.equals(lease(job).owner())) {
            return false;
        }
        leases.put(job.id(), new Lease(node, now + lease.toMillis(), lease(job).claims()));
        return true;
    }

    @Override
    public void settle(Job job, List<JobRow> settled) {
        Job current = jobs.get(job.id());
        Job.Counts counts = current.counts();
        for (JobRow row : settled) {
            JobRow before = rows.get(job.id()).put(row.number(), row);
            if (before == null || before.state() != JobRow.State.WAITING) {
                throw new Problem(ProblemCode.CONCURRENT_CHANGE, "the row was settled meanwhile");
            }
            counts = counts.with(row);
        }
        jobs.put(job.id(), with(current, current.status(), counts, null));
        leases.put(job.id(), new Lease(lease(job).owner(), lease(job).until(), 0));
    }

    @Override
    public boolean finish(Job job, Job.Status status) {
        Job current = jobs.get(job.id());
        if (current == null || !current.running()) {
            return false;
        }
        jobs.put(job.id(), with(current, status, current.counts(), now));
        leases.put(job.id(), new Lease(null, lease(job).until(), lease(job).claims()));
        return true;
    }

    @Override
    public void release(Job job, String node) {
        if (node.equals(lease(job).owner())) {
            leases.put(job.id(), new Lease(null, now, 0));
        }
    }

    @Override
    public int purge(long endedBefore, int max) {
        Job old = jobs.values().stream()
                .filter(job -> !job.running() && job.finishedAt() != null && job.finishedAt() < endedBefore)
                .findFirst()
                .orElse(null);
        if (old == null) {
            return 0;
        }
        TreeMap<Integer, JobRow> left = rows.get(old.id());
        List<Integer> some = left.keySet().stream().limit(max).toList();
        some.forEach(left::remove);
        if (some.size() == max) {
            return some.size();
        }
        forget(old);
        return some.size() + 1;
    }

    void deleteOf(WorkspaceId workspace) {
        List.copyOf(jobs.values()).stream()
                .filter(job -> job.workspace().equals(workspace))
                .forEach(this::forget);
    }

    private void forget(Job job) {
        jobs.remove(job.id());
        leases.remove(job.id());
        rows.remove(job.id());
    }

    private Stream<Job> of(RealmId realm, WorkspaceId workspace) {
        return jobs.values().stream()
                .filter(job -> job.realm().equals(realm) && job.workspace().equals(workspace));
    }

    private Stream<JobRow> ofJob(Job job) {
        return new ArrayList<>(rows.getOrDefault(job.id(), new TreeMap<>()).values()).stream();
    }

    private Lease lease(Job job) {
        return leases.getOrDefault(job.id(), new Lease(null, 0, 0));
    }

    private static Job with(Job job, Job.Status status, Job.Counts counts, @Nullable Long finishedAt) {
        return new Job(
                job.id(),
                job.realm(),
                job.workspace(),
                job.starter(),
                job.dryRun(),
                job.key(),
                job.fileHash(),
                status,
                counts,
                job.createdAt(),
                finishedAt);
    }
}
