package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sealed rows for files: read piece by piece up to the row that was the last one when the file was begun. */
public final class TrailExports {

    /** How many checkpoints a manifest names: the first and last rows of a file are covered by few. */
    private static final int CHECKPOINTS = 1_000;

    /**
     * Which rows a file has.
     *
     * @param after number of the row before the first
     * @param upTo number of the last row that comes into question
     */
    public record Range(RealmId realm, long after, long upTo, TrailFilter filter) {}

    private final SealedTrail trail;
    private final CheckpointStore checkpoints;
    private final Recorder recorder;

    public TrailExports(SealedTrail trail, CheckpointStore checkpoints, Recorder recorder) {
        this.trail = trail;
        this.checkpoints = checkpoints;
        this.recorder = recorder;
    }

    /**
     * Begins a file, which is recorded.
     *
     * @param upTo null for all that is sealed now
     * @param workspaceAlias null for the whole realm
     */
    public Range begin(
            RealmId realm,
            Actor actor,
            long after,
            @Nullable Long upTo,
            TrailFilter filter,
            String what,
            @Nullable String workspaceAlias) {
        long head = trail.head(realm);
        Range range = new Range(realm, after, upTo == null ? head : Math.min(upTo, head), filter);
        Target target = new Target("export", what, what);
        Changes changes = new Changes()
                .field("after", null, after)
                .field("upTo", null, range.upTo())
                .field("classes", null, names(filter.classes()))
                .field("types", null, names(filter.types()))
                .field("from", null, filter.from())
                .field("to", null, filter.to());
        if (filter.workspace() == null || workspaceAlias == null) {
            recorder.record(realm, actor, ActivityType.TRAIL_EXPORTED, target, changes);
        } else {
            recorder.record(
                    realm, filter.workspace(), workspaceAlias, actor, ActivityType.TRAIL_EXPORTED, target, changes);
        }
        return range;
    }

    /** The next rows behind one; empty at the end. */
    public List<SealedRow> next(Range range, long after, int max) {
        return trail.after(range.realm(), after, range.filter(), max).stream()
                .filter(row -> row.seq() <= range.upTo())
                .toList();
    }

    /** What a file says of its rows. */
    public Manifest manifest(Range range, long count, @Nullable SealedRow first, @Nullable SealedRow last) {
        if (first == null || last == null) {
            return new Manifest(range.realm().value(), false, 0, 0, 0, null, null, List.of());
        }
        boolean complete = range.filter().equals(TrailFilter.ALL) && count == last.seq() - first.seq() + 1;
        List<Checkpoint> signed =
                new java.util.ArrayList<>(checkpoints.between(range.realm(), first.seq(), last.seq(), CHECKPOINTS));
        checkpoints
                .covering(range.realm(), last.seq())
                .filter(one -> !signed.contains(one))
                .ifPresent(signed::add);
        return new Manifest(
                range.realm().value(), complete, count, first.seq(), last.seq(), first.hash(), last.hash(), signed);
    }

    private static @Nullable List<String> names(Set<? extends Enum<?>> values) {
        return values.isEmpty()
                ? null
                : values.stream().<String>map(Enum::name).sorted().toList();
    }
}
