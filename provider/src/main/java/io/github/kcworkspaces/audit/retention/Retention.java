package io.github.kcworkspaces.audit.retention;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.CheckpointSigner;
import io.github.kcworkspaces.audit.Gap;
import io.github.kcworkspaces.audit.Manifest;
import io.github.kcworkspaces.audit.Purge;
import io.github.kcworkspaces.audit.PurgeStore;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.SealedTrail;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.audit.TrailExports;
import io.github.kcworkspaces.audit.TrailFilter;
import io.github.kcworkspaces.audit.retention.RetentionStore.Lease;
import io.github.kcworkspaces.audit.retention.RetentionStore.Leaving;
import io.github.kcworkspaces.audit.retention.RetentionStore.Range;
import io.github.kcworkspaces.id.RealmId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps in which rows leave the trail, each in a transaction of its own (rule A5): a run begins, is archived, gives up its rows
 * batch by batch, and tells of itself in the trail. A node that comes back too late does nothing.
 */
public final class Retention {

    /** How many rows leave in one transaction. */
    public static final int BATCH = 1_000;

    /** How many leave in one run: one file, and one row of the trail that tells of it. */
    public static final int RUN = 100_000;

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int REALMS = 100;

    /** What became of a batch. */
    public enum Progress {
        MORE,
        /** The run has ended. */
        DONE,
        /** Something is in the way; the run goes on another time. */
        WAITING
    }

    private final RetentionStore store;
    private final SealedTrail trail;
    private final ChainStart start;
    private final TrailExports exports;
    private final CheckpointSigner signer;
    private final Recorder recorder;
    private final Clock clock;
    private final Supplier<String> ids;

    public Retention(
            RetentionStore store,
            SealedTrail trail,
            PurgeStore purges,
            TrailExports exports,
            CheckpointSigner signer,
            Recorder recorder,
            Clock clock,
            Supplier<String> ids) {
        this.store = store;
        this.trail = trail;
        this.start = new ChainStart(trail, purges, signer);
        this.exports = exports;
        this.signer = signer;
        this.recorder = recorder;
        this.clock = clock;
        this.ids = ids;
    }

    public List<RealmId> due() {
        return store.due(REALMS);
    }

    public Optional<Lease> claim(RealmId realm) {
        return store.claim(realm, LEASE);
    }

    public void release(Lease lease) {
        store.release(lease);
    }

    /** The run that is under way, or a new one; empty if nothing may go. */
    public Optional<PurgeRun> next(Lease lease) {
        RealmId realm = lease.realm();
        if (!store.renew(lease, LEASE)) {
            return Optional.empty();
        }
        Optional<PurgeRun> open = store.open(realm);
        return open.isPresent() ? open : begin(realm);
    }

    private Optional<PurgeRun> begin(RealmId realm) {
        RetentionPolicy policy = store.policy(realm);
        long now = clock.millis();
        long delivered = store.delivered(realm);
        Obstacle obstacle = store.changeIsIn(realm, delivered) ? null : Obstacle.CHANGE_NOT_DELIVERED;
        for (TrailClass trailClass : TrailClass.values()) {
            if (obstacle != Obstacle.CHANGE_NOT_DELIVERED && policy.days(trailClass) > 0) {
                long before = policy.before(trailClass, now);
                Optional<Range> leaving = store.leaving(realm, trailClass, before, delivered, RUN);
                if (leaving.isPresent()) {
                    store.note(realm, null, now);
                    return Optional.of(begin(realm, trailClass, before, leaving.get(), policy.archive(), now));
                }
                if (store.leaving(realm, trailClass, before, trail.head(realm), 1)
                        .isPresent()) {
                    obstacle = Obstacle.SINK_BEHIND;
                }
            }
        }
        store.note(realm, obstacle, now);
        return Optional.empty();
    }

    private PurgeRun begin(RealmId realm, TrailClass trailClass, long before, Range range, boolean archive, long now) {
        PurgeRun run = new PurgeRun(
                ids.get(),
                realm,
                trailClass,
                before,
                range.firstSeq(),
                range.lastSeq(),
                archive,
                store.holdsLifted(realm),
                range.firstSeq() - 1,
                0,
                null,
                null,
                now,
                null);
        store.begin(run);
        return run;
    }

    /** Rows for the archive; empty at the end, and if somebody else has taken over. */
    public List<SealedRow> rows(Lease lease, PurgeRun run, long after) {
        return store.renew(lease, LEASE) ? store.rows(run, after, BATCH) : List.of();
    }

    public Manifest manifest(PurgeRun run, long count, SealedRow first, SealedRow last) {
        TrailFilter filter = new TrailFilter(Set.of(run.trailClass()), Set.of(), null, null, null);
        return exports.manifest(
                new TrailExports.Range(run.realm(), first.seq() - 1, last.seq(), filter), count, first, last);
    }

    /** The archive is there, and was read back. Empty if somebody else has taken over. */
    public Optional<PurgeRun> archived(Lease lease, PurgeRun run, Archives.Written written) {
        if (!store.renew(lease, LEASE)) {
            return Optional.empty();
        }
        PurgeRun archived = run.archivedIn(written.file(), written.sha256());
        store.update(archived);
        return Optional.of(archived);
    }

    /** There is no archive, so the rows stay. Told in the trail once, however often it is tried. */
    public void notArchived(Lease lease, PurgeRun run, Obstacle obstacle) {
        RealmId realm = run.realm();
        if (store.renew(lease, LEASE)) {
            if (store.status(realm).obstacle() != obstacle) {
                recorder.record(
                        realm,
                        Actor.system(Actor.Cause.SYSTEM),
                        ActivityType.ARCHIVE_FAILED,
                        target(run),
                        new Changes()
                                .field("class", null, run.trailClass().name())
                                .field("reason", null, obstacle.name()));
            }
            store.note(realm, obstacle, clock.millis());
        }
    }

    /** Takes a batch of the run's rows away. */
    public Progress purge(Lease lease, String runId) {
        RealmId realm = lease.realm();
        PurgeRun run = store.renew(lease, LEASE)
                ? store.open(realm)
                        .filter(found -> found.id().equals(runId) && found.isArchived())
                        .orElse(null)
                : null;
        if (run == null) {
            return Progress.WAITING;
        }
        long now = clock.millis();
        boolean wanted = store.policy(realm).before(run.trailClass(), now) >= run.before();
        long upTo = Math.min(run.lastSeq(), store.delivered(realm));
        List<Leaving> rows = wanted ? store.leaving(run, upTo, BATCH) : List.of();
        PurgeRun after = run;
        if (!rows.isEmpty()) {
            Optional<Purge> purge = sign(run, rows, now);
            if (purge.isEmpty()) {
                store.note(realm, Obstacle.NO_KEY, now);
                return Progress.WAITING;
            }
            store.purge(rows, purge.get());
            after = run.after(rows.get(rows.size() - 1).seq(), rows.size());
            start.provable(realm, store.firstLeft(realm)).ifPresent(gap -> beginBehind(realm, gap, now));
        }
        if (rows.size() == BATCH) {
            store.update(after);
            return Progress.MORE;
        }
        if (wanted && upTo < run.lastSeq()) {
            store.update(after);
            store.note(realm, Obstacle.SINK_BEHIND, now);
            return Progress.WAITING;
        }
        finish(after, now);
        return Progress.DONE;
    }

    private void beginBehind(RealmId realm, Gap gap, long now) {
        signer.sign(realm, gap.lastSeq(), Purge.beginning(gap.hash()), now)
                .ifPresent(signed -> store.beginBehind(signed, gap.hash()));
    }

    private Optional<Purge> sign(PurgeRun run, List<Leaving> rows, long now) {
        List<Gap> gaps = gaps(rows);
        long last = rows.get(rows.size() - 1).seq();
        String digest = Purge.digest(run.id(), run.trailClass(), rows.size(), gaps);
        Optional<Checkpoint> proof = signer.sign(run.realm(), last, digest, now);
        return proof.map(
                signed -> new Purge(ids.get(), run.realm(), run.id(), run.trailClass(), rows.size(), gaps, signed));
    }

    /** Neighbours become one gap. */
    static List<Gap> gaps(List<Leaving> rows) {
        List<Gap> gaps = new ArrayList<>();
        Gap open = null;
        for (Leaving row : rows) {
            if (open != null && open.lastSeq() + 1 == row.seq()) {
                open = new Gap(open.firstSeq(), row.seq(), open.previous(), row.hash());
                gaps.set(gaps.size() - 1, open);
            } else {
                open = new Gap(row.seq(), row.seq(), row.previous(), row.hash());
                gaps.add(open);
            }
        }
        return gaps;
    }

    private void finish(PurgeRun run, long now) {
        store.update(run.finished(now));
        if (run.purged() > 0) {
            recorder.record(
                    run.realm(),
                    Actor.system(Actor.Cause.SYSTEM),
                    ActivityType.AUDIT_PURGED,
                    target(run),
                    new Changes()
                            .field("class", null, run.trailClass().name())
                            .field("rows", null, run.purged())
                            .field("firstSeq", null, run.firstSeq())
                            .field("lastSeq", null, run.position())
                            .field("before", null, run.before())
                            .field("archive", null, run.file())
                            .field("sha256", null, run.digest()));
        }
    }

    private static Target target(PurgeRun run) {
        return new Target("purge", run.id(), run.trailClass().name());
    }

    /** For what is in the way before anything was tried. */
    static @Nullable Obstacle missing(PurgeRun run, Archives archives) {
        return run.isArchived() || archives.isAvailable() ? null : Obstacle.NO_ARCHIVE_DIRECTORY;
    }
}
