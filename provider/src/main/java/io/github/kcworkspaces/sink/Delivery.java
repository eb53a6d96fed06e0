package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.SealedTrail;
import io.github.kcworkspaces.audit.TrailFilter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps between which messages are sent, each in a transaction of its own: claim and load, then store what became of it.
 * A sink gets rows in their order. What was sent and not stored is sent again, under the same id (rule A4).
 */
public final class Delivery {

    /** What is sent at once. */
    static final int BATCH = 100;

    /** How often a sink may refuse a row before it is put aside. */
    static final int TRIES = 3;

    /** Longer than any batch takes. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /**
     * Messages on their way, and what they came from.
     *
     * @param target null if the secret can't be read
     * @param upTo position once all of them were taken
     * @param letter the dead letter that this is another try of; null for rows in their turn
     */
    public record Batch(
            Claim claim,
            @Nullable Target target,
            List<Message> messages,
            long upTo,
            @Nullable DeadLetter letter) {}

    private final DeliveryStore store;
    private final SealedTrail trail;
    private final Targets targets;
    private final Recorder recorder;
    private final Backoff backoff;

    public Delivery(
            DeliveryStore store,
            SealedTrail trail,
            SecretBox secrets,
            Recorder recorder,
            Clock clock,
            DoubleSupplier random) {
        this.store = store;
        this.trail = trail;
        this.targets = new Targets(secrets, clock);
        this.recorder = recorder;
        this.backoff = new Backoff(random);
    }

    public List<DeliveryStore.Due> due(int max) {
        return store.due(max);
    }

    public List<DeliveryStore.Lag> lags() {
        return store.lags();
    }

    /** Claims a sink and loads what is next for it; empty when there is nothing, or nobody to claim. */
    public Optional<Batch> begin(String sink) {
        return store.claim(sink, LEASE).flatMap(this::load);
    }

    /**
     * Stores what became of a batch.
     *
     * @param further whether to go on with the same sink
     * @return the next batch; empty when there is none, or the sink is to wait, or is another's
     */
    public Optional<Batch> settle(Batch batch, Report report, boolean further) {
        return batch.letter() == null ? settleRows(batch, report, further) : settleLetter(batch, report, further);
    }

    private Optional<Batch> load(Claim claim) {
        Sink sink = claim.sink();
        Target target = targets.of(sink, claim.secret(), claim.allowList()).orElse(null);
        Optional<DeadLetter> queued = store.queued(claim);
        if (queued.isPresent()) {
            return again(claim, target, queued.get());
        }
        // Read before the rows: what is sealed meanwhile is not skipped.
        long head = trail.head(sink.realm());
        List<SealedRow> rows = trail.after(sink.realm(), claim.progress().position(), filter(sink), BATCH);
        if (rows.isEmpty()) {
            store.save(claim, moved(claim.progress(), head), Duration.ZERO);
            return Optional.empty();
        }
        List<Message> messages =
                rows.stream().map(row -> Messages.of(row, sink.format())).toList();
        return Optional.of(
                new Batch(claim, target, messages, rows.get(rows.size() - 1).seq(), null));
    }

    /** A row that retention has taken meanwhile is given up. */
    private Optional<Batch> again(Claim claim, @Nullable Target target, DeadLetter letter) {
        Optional<SealedRow> row = trail.after(claim.sink().realm(), letter.seq() - 1, TrailFilter.ALL, 1).stream()
                .filter(found -> found.seq() == letter.seq())
                .findFirst();
        if (row.isEmpty()) {
            store.remove(claim, letter);
            return load(claim);
        }
        return Optional.of(new Batch(
                claim,
                target,
                List.of(Messages.of(row.get(), claim.sink().format())),
                claim.progress().position(),
                letter));
    }

    private Optional<Batch> settleRows(Batch batch, Report report, boolean further) {
        Claim claim = batch.claim();
        Progress before = claim.progress();
        long now = store.now();
        int delivered = report.delivered();
        long position = delivered == batch.messages().size()
                ? batch.upTo()
                : delivered == 0
                        ? before.position()
                        : batch.messages().get(delivered - 1).seq();
        long total = before.delivered() + delivered;
        Long success = delivered > 0 ? Long.valueOf(now) : before.lastSuccessAt();
        Report.Failure failure = report.failure();
        if (failure == null) {
            Progress after = new Progress(position, 0, 0, 0, null, success, total);
            return goOn(claim, after, further);
        }
        int attempts = delivered > 0 ? 1 : before.attempts() + 1;
        int refusals = failure.about() == Report.About.EVENT ? (delivered > 0 ? 0 : before.refusals()) + 1 : 0;
        if (refusals >= TRIES) {
            Message refused = batch.messages().get(delivered);
            Progress after = new Progress(refused.seq(), 0, 0, 0, null, success, total);
            if (store.save(claim, after, LEASE)) {
                store.bury(
                        claim,
                        new DeadLetter(refused.seq(), refused.id(), refused.type(), failure.reason(), now, false));
                return goOn(claim, after, further);
            }
            return Optional.empty();
        }
        Progress after = new Progress(
                position,
                attempts,
                refusals,
                now + backoff.after(attempts, failure.retryAfter()).toMillis(),
                failure.reason(),
                success,
                total);
        stop(claim, after, failure);
        return Optional.empty();
    }

    private Optional<Batch> settleLetter(Batch batch, Report report, boolean further) {
        Claim claim = batch.claim();
        DeadLetter letter = java.util.Objects.requireNonNull(batch.letter());
        Progress before = claim.progress();
        long now = store.now();
        Report.Failure failure = report.failure();
        if (failure == null) {
            Progress after = new Progress(before.position(), 0, 0, 0, null, now, before.delivered() + 1);
            if (!store.save(claim, after, LEASE)) {
                return Optional.empty();
            }
            store.remove(claim, letter);
            return goOn(claim, after, further);
        }
        if (failure.about() == Report.About.EVENT) {
            if (!store.save(claim, before, LEASE)) {
                return Optional.empty();
            }
            store.bury(claim, letter.refusedAgain(failure.reason(), now));
            return goOn(claim, before, further);
        }
        int attempts = before.attempts() + 1;
        Progress after = new Progress(
                before.position(),
                attempts,
                0,
                now + backoff.after(attempts, failure.retryAfter()).toMillis(),
                failure.reason(),
                before.lastSuccessAt(),
                before.delivered());
        stop(claim, after, failure);
        return Optional.empty();
    }

    private Optional<Batch> goOn(Claim claim, Progress after, boolean further) {
        if (!store.save(claim, after, further ? LEASE : Duration.ZERO) || !further) {
            return Optional.empty();
        }
        return load(claim.at(after));
    }

    private void stop(Claim claim, Progress after, Report.Failure failure) {
        if (store.save(claim, after, Duration.ZERO) && failure.about() == Report.About.END) {
            store.switchOff(claim);
            Sink sink = claim.sink();
            recorder.record(
                    sink.realm(),
                    Actor.system(Actor.Cause.SYSTEM),
                    ActivityType.SINK_SWITCHED_OFF,
                    new io.github.kcworkspaces.audit.Target("sink", sink.id(), sink.name()),
                    new Changes().field("enabled", true, false).field("reason", null, failure.reason()));
        }
    }

    private static Progress moved(Progress progress, long head) {
        return new Progress(
                Math.max(progress.position(), head),
                progress.attempts(),
                progress.refusals(),
                progress.nextAttemptAt(),
                progress.lastError(),
                progress.lastSuccessAt(),
                progress.delivered());
    }

    private static TrailFilter filter(Sink sink) {
        return new TrailFilter(Set.of(), Types.of(sink.types()), sink.workspace(), null, null);
    }
}
