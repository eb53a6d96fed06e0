package io.github.kcworkspaces.audit.anomaly;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.SealedTrail;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.audit.TrailFilter;
import io.github.kcworkspaces.id.RealmId;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks through what is sealed, once, and records what the rules find, so that it reaches whoever gets the trail. Position and records
 * are stored in one transaction: a node that is killed loses and repeats nothing.
 */
public final class AnomalyService {

    /** How many rows are looked at in one transaction. */
    public static final int BATCH = 500;

    private static final int REALMS = 100;
    private static final int MOST_COUNTED = 10_000;

    private final AnomalyStore store;
    private final SealedTrail trail;
    private final Recorder recorder;
    private final Clock clock;

    public AnomalyService(AnomalyStore store, SealedTrail trail, Recorder recorder, Clock clock) {
        this.store = store;
        this.trail = trail;
        this.recorder = recorder;
        this.clock = clock;
    }

    public boolean isEnabled(RealmId realm) {
        return store.isEnabled(realm);
    }

    /** Begins with what happens from now on. */
    public void enable(RealmId realm, Actor actor, boolean enabled) {
        boolean before = store.isEnabled(realm);
        if (before != enabled) {
            if (enabled) {
                store.enable(realm, trail.head(realm));
            } else {
                store.disable(realm);
            }
            recorder.record(
                    realm,
                    actor,
                    ActivityType.SETTINGS_UPDATED,
                    new Target("settings", realm.value(), "settings"),
                    new Changes().field("anomalyDetection", before, enabled));
        }
    }

    public List<RealmId> due() {
        return store.due(REALMS);
    }

    /**
     * Looks at the next rows of a realm. Nothing while somebody else does.
     *
     * @return whether there may be more
     */
    public boolean look(RealmId realm) {
        Optional<Long> position = store.lock(realm);
        if (position.isEmpty()) {
            return false;
        }
        long head = trail.head(realm);
        TrailFilter watched = new TrailFilter(Set.of(), AnomalyDetector.watched(), null, null, null);
        List<SealedRow> rows = trail.after(realm, position.get(), watched, BATCH).stream()
                .filter(row -> row.seq() <= head)
                .toList();
        if (!rows.isEmpty()) {
            report(realm, rows.stream().map(SealedRow::activity).toList());
        }
        boolean more = rows.size() == BATCH;
        store.advance(realm, more ? rows.get(BATCH - 1).seq() : head);
        return more;
    }

    private void report(RealmId realm, List<Activity> rows) {
        long window = AnomalyDetector.WINDOW.toMillis();
        long from = rows.stream().mapToLong(Activity::at).min().orElse(0) - window;
        long to = rows.stream().mapToLong(Activity::at).max().orElse(0);
        List<Occurrence> around = store.occurrences(realm, AnomalyDetector.counted(), from, to, MOST_COUNTED);
        Set<Anomaly.Key> known = new HashSet<>(store.reported(realm, clock.millis() - window, MOST_COUNTED));
        for (Activity row : rows) {
            for (Anomaly anomaly : AnomalyDetector.at(row, around)) {
                // Single events are worth a word each; what is counted is told once in the window.
                if (isSingle(anomaly) || known.add(anomaly.key())) {
                    recorder.record(
                            realm,
                            Actor.system(Actor.Cause.SYSTEM),
                            ActivityType.ANOMALY_DETECTED,
                            anomaly.subject(),
                            new Changes()
                                    .field("anomaly", null, anomaly.kind().name())
                                    .field("count", null, anomaly.count())
                                    .field("row", null, anomaly.row()));
                }
            }
        }
    }

    private static boolean isSingle(Anomaly anomaly) {
        return EnumSet.of(Anomaly.Kind.BYPASS_INVITATION, Anomaly.Kind.ADMIN_PROMOTION)
                .contains(anomaly.kind());
    }
}
