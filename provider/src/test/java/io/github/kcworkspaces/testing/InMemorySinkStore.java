package io.github.kcworkspaces.testing;

import static java.util.Comparator.comparing;

import io.github.kcworkspaces.audit.SealedTrail;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.sink.Claim;
import io.github.kcworkspaces.sink.DeadLetter;
import io.github.kcworkspaces.sink.DeliveryStore;
import io.github.kcworkspaces.sink.Progress;
import io.github.kcworkspaces.sink.SealedSecret;
import io.github.kcworkspaces.sink.Sink;
import io.github.kcworkspaces.sink.SinkStatus;
import io.github.kcworkspaces.sink.SinkStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sinks in memory, with what was delivered to them. */
public final class InMemorySinkStore implements SinkStore, DeliveryStore {

    private static final class Row {
        private Sink sink;
        private Progress progress;
        private @Nullable SealedSecret secret;
        private long leaseUntil;
        private long lease;
        private final TreeMap<Long, DeadLetter> dead = new TreeMap<>();

        private Row(Sink sink, Progress progress, @Nullable SealedSecret secret) {
            this.sink = sink;
            this.progress = progress;
            this.secret = secret;
        }
    }

    private final Map<String, Row> rows = new TreeMap<>();
    private final Map<RealmId, List<String>> allowed = new HashMap<>();
    private final SealedTrail trail;
    private final LongSupplier clock;

    public InMemorySinkStore(SealedTrail trail, LongSupplier clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public void insert(Sink sink, @Nullable String sealedSecret, long position) {
        nameIsFree(sink);
        rows.put(
                sink.id(),
                new Row(
                        sink,
                        new Progress(position, 0, 0, 0, null, null, 0),
                        sealedSecret == null ? null : new SealedSecret(sealedSecret, null, 0)));
    }

    private void nameIsFree(Sink sink) {
        boolean taken = rows.values().stream()
                .anyMatch(row -> !row.sink.id().equals(sink.id())
                        && row.sink.realm().equals(sink.realm())
                        && row.sink.name().equalsIgnoreCase(sink.name()));
        if (taken) {
            throw new Problem(ProblemCode.SINK_NAME_TAKEN, "taken");
        }
    }

    @Override
    public Optional<Sink> find(RealmId realm, String id) {
        return Optional.ofNullable(rows.get(id))
                .map(row -> row.sink)
                .filter(sink -> sink.realm().equals(realm));
    }

    @Override
    public Page<Sink> page(RealmId realm, @Nullable WorkspaceId workspace, PageRequest request) {
        String search = request.search() == null ? "" : request.search().toLowerCase(Locale.ROOT);
        Predicate<Sink> wanted = sink -> sink.realm().equals(realm)
                && (workspace == null || workspace.equals(sink.workspace()))
                && sink.name().toLowerCase(Locale.ROOT).contains(search);
        List<Sink> found = rows.values().stream()
                .map(row -> row.sink)
                .filter(wanted)
                .sorted(comparing(sink -> sink.name().toLowerCase(Locale.ROOT)))
                .toList();
        return new Page<>(
                found.stream().skip(request.first()).limit(request.max()).toList(), found.size());
    }

    @Override
    public int count(RealmId realm) {
        return (int) rows.values().stream()
                .filter(row -> row.sink.realm().equals(realm))
                .count();
    }

    @Override
    public void update(Sink sink) {
        nameIsFree(sink);
        Row row = row(sink);
        if (row.sink.version() != sink.version()) {
            throw new Problem(ProblemCode.CONCURRENT_CHANGE, "changed");
        }
        row.sink = copy(sink, sink.enabled(), row.secret != null, sink.version() + 1);
        Progress before = row.progress;
        row.progress = new Progress(before.position(), 0, 0, 0, null, before.lastSuccessAt(), before.delivered());
    }

    @Override
    public Optional<SealedSecret> secret(Sink sink) {
        return Optional.ofNullable(row(sink).secret);
    }

    @Override
    public void setSecret(Sink sink, String sealed, @Nullable Long formerUntil) {
        Row row = row(sink);
        SealedSecret before = row.secret;
        row.secret = new SealedSecret(
                sealed,
                formerUntil == null || before == null ? null : before.current(),
                formerUntil == null ? 0 : formerUntil);
        row.sink = copy(row.sink, row.sink.enabled(), true, row.sink.version());
    }

    @Override
    public int delete(Sink sink) {
        return Objects.requireNonNull(rows.remove(sink.id())).dead.size();
    }

    @Override
    public Progress progress(Sink sink) {
        return row(sink).progress;
    }

    @Override
    public List<SinkStatus> statuses(RealmId realm, List<Sink> sinks, long head) {
        return sinks.stream()
                .filter(sink -> sink.realm().equals(realm))
                .map(sink -> new SinkStatus(sink, progress(sink), head, deadLetters(sink)))
                .toList();
    }

    @Override
    public void rewind(Sink sink, long position) {
        Row row = row(sink);
        Progress before = row.progress;
        row.progress = new Progress(position, 0, 0, 0, null, before.lastSuccessAt(), before.delivered());
        row.lease++;
        row.leaseUntil = 0;
    }

    @Override
    public long deadLetters(Sink sink) {
        return row(sink).dead.size();
    }

    @Override
    public Page<DeadLetter> deadLetters(Sink sink, PageRequest request) {
        return new Page<>(
                row(sink).dead.values().stream()
                        .skip(request.first())
                        .limit(request.max())
                        .toList(),
                row(sink).dead.size());
    }

    @Override
    public int requeue(Sink sink, Set<Long> seqs) {
        Map<Long, DeadLetter> dead = row(sink).dead;
        List<Long> chosen = dead.keySet().stream()
                .filter(seq -> seqs.isEmpty() || seqs.contains(seq))
                .toList();
        chosen.forEach(seq -> dead.computeIfPresent(
                seq,
                (key, letter) ->
                        new DeadLetter(key, letter.eventId(), letter.type(), letter.reason(), letter.at(), true)));
        return chosen.size();
    }

    @Override
    public List<String> allowList(RealmId realm) {
        return allowed.getOrDefault(realm, List.of());
    }

    @Override
    public void allow(RealmId realm, Collection<String> collectors) {
        allowed.put(realm, List.copyOf(new TreeSet<>(collectors)));
    }

    @Override
    public long now() {
        return clock.getAsLong();
    }

    @Override
    public List<Due> due(int max) {
        return rows.values().stream()
                .filter(this::isFree)
                .filter(row -> row.progress.position() < trail.head(row.sink.realm())
                        || row.dead.values().stream().anyMatch(DeadLetter::queued))
                .sorted(comparing(row -> row.progress.nextAttemptAt()))
                .limit(max)
                .map(row -> new Due(row.sink.id(), row.progress.attempts() > 0))
                .toList();
    }

    private boolean isFree(Row row) {
        return row.sink.enabled() && row.progress.nextAttemptAt() <= now() && row.leaseUntil <= now();
    }

    @Override
    public Optional<Claim> claim(String sink, Duration lease) {
        Row row = rows.get(sink);
        if (row == null || !isFree(row)) {
            return Optional.empty();
        }
        row.lease++;
        row.leaseUntil = now() + lease.toMillis();
        return Optional.of(new Claim(
                row.sink, row.progress, Optional.ofNullable(row.secret), allowList(row.sink.realm()), row.lease));
    }

    @Override
    public boolean save(Claim claim, Progress progress, Duration lease) {
        Row row = rows.get(claim.sink().id());
        if (row == null || row.lease != claim.lease()) {
            return false;
        }
        row.progress = progress;
        row.leaseUntil = now() + lease.toMillis();
        return true;
    }

    @Override
    public void switchOff(Claim claim) {
        Row row = row(claim.sink());
        row.sink = copy(row.sink, false, row.sink.hasSecret(), row.sink.version() + 1);
    }

    @Override
    public Optional<DeadLetter> queued(Claim claim) {
        return row(claim.sink()).dead.values().stream()
                .filter(DeadLetter::queued)
                .findFirst();
    }

    @Override
    public void bury(Claim claim, DeadLetter letter) {
        row(claim.sink()).dead.put(letter.seq(), letter);
    }

    @Override
    public void remove(Claim claim, DeadLetter letter) {
        row(claim.sink()).dead.remove(letter.seq());
    }

    @Override
    public List<Lag> lags() {
        Map<Sink.Kind, Long> lags = new EnumMap<>(Sink.Kind.class);
        rows.values().stream()
                .filter(row -> row.sink.enabled())
                .forEach(row ->
                        lags.merge(row.sink.kind(), trail.head(row.sink.realm()) - row.progress.position(), Math::max));
        List<Lag> all = new ArrayList<>();
        lags.forEach((kind, rowsBehind) -> all.add(new Lag(kind, rowsBehind)));
        return all;
    }

    private Row row(Sink sink) {
        return Objects.requireNonNull(rows.get(sink.id()));
    }

    private static Sink copy(Sink sink, boolean enabled, boolean hasSecret, long version) {
        return new Sink(
                sink.id(),
                sink.realm(),
                sink.workspace(),
                sink.name(),
                sink.kind(),
                sink.format(),
                sink.url(),
                sink.types(),
                enabled,
                hasSecret,
                sink.createdAt(),
                version);
    }
}
