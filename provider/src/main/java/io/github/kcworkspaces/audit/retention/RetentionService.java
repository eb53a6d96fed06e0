package io.github.kcworkspaces.audit.retention;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.SealedTrail;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How long the trail is kept and what is held, as administrators say. */
public final class RetentionService {

    /**
     * How it goes in a realm.
     *
     * @param archiveAvailable whether the server has a directory for archives
     * @param waitingFor names of sinks that have not got what is sealed
     * @param purgedSeq number of the last row in front of the first that is left
     * @param running null while nothing is under way
     */
    public record View(
            RetentionPolicy policy,
            boolean archiveAvailable,
            RetentionStore.Status status,
            List<String> waitingFor,
            long purgedSeq,
            int holds,
            @Nullable PurgeRun running) {}

    private final RetentionStore store;
    private final HoldStore holds;
    private final SealedTrail trail;
    private final Archives archives;
    private final Recorder recorder;
    private final Clock clock;
    private final Supplier<String> ids;

    public RetentionService(
            RetentionStore store,
            HoldStore holds,
            SealedTrail trail,
            Archives archives,
            Recorder recorder,
            Clock clock,
            Supplier<String> ids) {
        this.store = store;
        this.holds = holds;
        this.trail = trail;
        this.archives = archives;
        this.recorder = recorder;
        this.clock = clock;
        this.ids = ids;
    }

    public RetentionPolicy policy(RealmId realm) {
        return store.policy(realm);
    }

    /** Takes effect once the row that tells of it has reached every sink. */
    public void change(RealmId realm, Actor actor, RetentionChange change) {
        RetentionPolicy before = store.policy(realm);
        RetentionPolicy after = change.applied(before);
        RetentionRules.policyIsValid(after, archives.isAvailable());
        Changes changes = new Changes()
                .field("activityDays", before.activityDays(), after.activityDays())
                .field("loginDays", before.loginDays(), after.loginDays())
                .field("keycloakDays", before.keycloakDays(), after.keycloakDays())
                .field("archive", before.archive(), after.archive());
        if (!changes.isEmpty()) {
            store.setPolicy(realm, after);
            recorder.record(
                    realm,
                    actor,
                    ActivityType.RETENTION_CHANGED,
                    new Target("retention", realm.value(), "retention"),
                    changes);
        }
    }

    public View view(RealmId realm) {
        RetentionStore.Status status = store.status(realm);
        boolean waits = status.obstacle() == Obstacle.SINK_BEHIND || status.obstacle() == Obstacle.CHANGE_NOT_DELIVERED;
        return new View(
                store.policy(realm),
                archives.isAvailable(),
                status,
                waits ? store.sinksBehind(realm, trail.head(realm)) : List.of(),
                trail.ends(realm).purgedSeq(),
                holds.active(realm),
                store.open(realm).orElse(null));
    }

    /** What has left, and is leaving. */
    public Page<PurgeRun> runs(RealmId realm, PageRequest request) {
        return store.runs(realm, request);
    }

    public Page<Hold> holds(RealmId realm, PageRequest request) {
        return holds.page(realm, request);
    }

    public Hold place(
            RealmId realm, Actor actor, Hold.@Nullable Kind kind, @Nullable String subject, @Nullable String reason) {
        Hold.Kind held = RetentionRules.holdIsValid(kind, subject, reason);
        RetentionRules.thereIsRoom(holds.active(realm));
        Hold hold = new Hold(
                ids.get(), realm, held, subject, reason == null ? "" : reason, clock.millis(), actor.username(), null);
        holds.place(hold);
        record(
                actor,
                ActivityType.HOLD_PLACED,
                hold,
                new Changes()
                        .field("kind", null, held.name())
                        .field("subject", null, subject)
                        .field("reason", null, hold.reason()));
        return hold;
    }

    /** @throws io.github.kcworkspaces.problem.Problem {@code HOLD_NOT_FOUND} */
    public void lift(RealmId realm, Actor actor, String id) {
        Hold hold = RetentionRules.holds(holds.find(realm, id));
        holds.lift(hold, clock.millis());
        record(
                actor,
                ActivityType.HOLD_LIFTED,
                hold,
                new Changes()
                        .field("kind", hold.kind().name(), null)
                        .field("subject", hold.subject(), null)
                        .field("reason", hold.reason(), null));
    }

    private void record(Actor actor, ActivityType type, Hold hold, Changes changes) {
        recorder.record(hold.realm(), actor, type, new Target("hold", hold.id(), "hold"), changes);
    }
}
