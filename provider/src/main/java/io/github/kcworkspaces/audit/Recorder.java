package io.github.kcworkspaces.audit;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes rows of the trail for the services: adds id and time. */
public final class Recorder {

    private final AuditTrail trail;
    private final Clock clock;
    private final Supplier<String> ids;

    public Recorder(AuditTrail trail, Clock clock, Supplier<String> ids) {
        this.trail = trail;
        this.clock = clock;
        this.ids = ids;
    }

    /** The actor of a change of several things at once: their rows belong together. One that is in a bulk stays in it. */
    public Actor bulk(Actor actor) {
        return actor.correlation() == null ? actor.within(actor.cause(), ids.get()) : actor;
    }

    /** Records something about the whole realm. */
    public void record(RealmId realm, Actor actor, ActivityType type, Target target, Changes changes) {
        write(realm, null, null, actor, type, target, changes.fields());
    }

    /** Records something inside a workspace. */
    public void record(
            RealmId realm,
            WorkspaceId workspace,
            String alias,
            Actor actor,
            ActivityType type,
            Target target,
            Changes changes) {
        write(realm, workspace, alias, actor, type, target, changes.fields());
    }

    /**
     * Records what Keycloak told of.
     *
     * @param at when it happened, epoch milliseconds
     * @param login of a login, failed login or logout only
     */
    public void told(
            RealmId realm,
            long at,
            ActivityType type,
            Actor actor,
            Place place,
            Target target,
            Changes changes,
            @Nullable LoginFacts login) {
        trail.record(new Activity(
                ids.get(),
                realm,
                at,
                type.trailClass(),
                type,
                actor,
                place.workspace(),
                place.alias(),
                target,
                changes.fields(),
                login));
    }

    /** The workspace that something is about, if it is about one. */
    public record Place(
            @Nullable WorkspaceId workspace, @Nullable String alias) {

        public static final Place NONE = new Place(null, null);
    }

    private void write(
            RealmId realm,
            @Nullable WorkspaceId workspace,
            @Nullable String alias,
            Actor actor,
            ActivityType type,
            Target target,
            Map<String, Changes.Change> changes) {
        trail.record(new Activity(ids.get(), realm, clock.millis(), type, actor, workspace, alias, target, changes));
    }
}
