package io.github.kcworkspaces.sink;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.SealedTrail;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.audit.format.Schema;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.VersionRules;
import io.github.kcworkspaces.settings.SettingsStore;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the trail is delivered to, as administrators set it. */
public final class SinkService {

    /** How long a secret that was replaced still counts, unless something else is said. */
    public static final int OVERLAP_HOURS = 24;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** In place of what is secret. */
    private static final String REDACTED = "***";

    /**
     * What the service works with.
     *
     * @param names what a host name stands for at the moment
     */
    public record Collaborators(
            SettingsStore settings,
            SealedTrail trail,
            SecretBox secrets,
            Function<String, List<InetAddress>> names,
            Transport transport) {}

    /**
     * A sink and its secret, the one time that it is shown.
     *
     * @param secret null if the caller has it already, or there is none
     */
    public record Shown(Sink sink, @Nullable String secret) {

        @Override
        public String toString() {
            return sink.toString();
        }
    }

    private final SinkStore store;
    private final Collaborators with;
    private final Recorder recorder;
    private final Clock clock;
    private final Supplier<String> ids;

    public SinkService(SinkStore store, Collaborators with, Recorder recorder, Clock clock, Supplier<String> ids) {
        this.store = store;
        this.with = with;
        this.recorder = recorder;
        this.clock = clock;
        this.ids = ids;
    }

    /** The sinks by name, each with how it is doing. */
    public Page<SinkStatus> page(RealmId realm, @Nullable WorkspaceId workspace, PageRequest request) {
        Page<Sink> sinks = store.page(realm, workspace, request);
        return new Page<>(store.statuses(realm, sinks.items(), with.trail().head(realm)), sinks.total());
    }

    /** @throws io.github.kcworkspaces.problem.Problem {@code SINK_NOT_FOUND} */
    public Sink get(RealmId realm, String id) {
        return SinkRules.exists(store.find(realm, id));
    }

    /** Begins with what happens from now on. A webhook without a secret is given one. */
    public Shown create(RealmId realm, Actor actor, SinkDraft draft) {
        with.settings().lock(realm);
        SinkRules.thereIsRoom(store.count(realm));
        Sink.Kind kind = SinkRules.kindIsGiven(draft.kind());
        boolean generated = kind == Sink.Kind.WEBHOOK && draft.secret() == null;
        String secret = generated ? WebhookSecret.random(RANDOM) : draft.secret();
        Sink sink = new Sink(
                ids.get(),
                realm,
                draft.workspace(),
                Objects.requireNonNullElse(draft.name(), ""),
                kind,
                Objects.requireNonNullElse(draft.format(), Schema.NATIVE),
                draft.url(),
                Objects.requireNonNullElse(draft.types(), List.of(Types.ALL)),
                !Boolean.FALSE.equals(draft.enabled()),
                secret != null,
                clock.millis(),
                0);
        isValid(sink);
        SinkRules.secretIsValid(kind, secret);
        store.insert(
                sink,
                secret == null ? null : with.secrets().seal(realm, sink.id(), secret),
                with.trail().head(realm));
        record(actor, ActivityType.SINK_CREATED, sink, described(null, sink).field("secret", null, redacted(secret)));
        return new Shown(sink, generated ? secret : null);
    }

    /**
     * Changes a sink. With another address its secret is wanted again.
     *
     * @throws io.github.kcworkspaces.problem.Problem {@code SECRET_REQUIRED}, and as in {@link #create}
     */
    public Sink update(RealmId realm, Actor actor, String id, SinkDraft draft, @Nullable Long expectedVersion) {
        Sink before = get(realm, id);
        VersionRules.versionIsCurrent(expectedVersion, before.version());
        SinkRules.isTheSame(before, draft);
        String secret = draft.secret();
        Sink after = new Sink(
                before.id(),
                realm,
                before.workspace(),
                draft.name() == null ? before.name() : draft.name(),
                before.kind(),
                draft.format() == null ? before.format() : draft.format(),
                draft.url() == null ? before.url() : draft.url(),
                draft.types() == null ? before.types() : draft.types(),
                draft.enabled() == null ? before.enabled() : draft.enabled(),
                before.hasSecret() || secret != null,
                before.createdAt(),
                before.version());
        isValid(after);
        if (secret != null) {
            SinkRules.secretIsValid(after.kind(), secret);
        } else if (before.hasSecret() && !Objects.equals(before.url(), after.url())) {
            throw SinkRules.secretIsWantedAgain();
        }
        Changes changes = described(before, after);
        if (secret != null) {
            changes.field("secret", before.hasSecret() ? REDACTED : null, REDACTED + " (changed)");
        }
        if (changes.isEmpty()) {
            return before;
        }
        // First the secret: a new address never has the old one.
        if (secret != null) {
            store.setSecret(before, with.secrets().seal(realm, id, secret), null);
        }
        store.update(after);
        record(actor, ActivityType.SINK_UPDATED, after, changes);
        return get(realm, id);
    }

    /**
     * Gives a sink another secret. Webhooks are signed with both for a while, so that no receiver misses one.
     *
     * @param secret null to have one made, for a webhook
     */
    public Shown rotate(RealmId realm, Actor actor, String id, @Nullable String secret, int overlapHours) {
        Sink sink = get(realm, id);
        SinkRules.isSigned(sink);
        SinkRules.overlapIsValid(overlapHours);
        boolean generated = secret == null && sink.kind() == Sink.Kind.WEBHOOK;
        String next = generated ? WebhookSecret.random(RANDOM) : secret;
        SinkRules.secretIsValid(sink.kind(), next);
        String given = Objects.requireNonNullElse(next, "");
        boolean overlaps = sink.kind() == Sink.Kind.WEBHOOK && overlapHours > 0;
        store.setSecret(
                sink,
                with.secrets().seal(realm, id, given),
                overlaps ? clock.millis() + Duration.ofHours(overlapHours).toMillis() : null);
        record(
                actor,
                ActivityType.SINK_UPDATED,
                sink,
                new Changes()
                        .field("secret", REDACTED, REDACTED + " (rotated)")
                        .field("overlapHours", null, overlaps ? overlapHours : 0));
        return new Shown(get(realm, id), generated ? given : null);
    }

    /** What it has not got yet, it never gets. */
    public void delete(RealmId realm, Actor actor, String id, @Nullable Long expectedVersion) {
        Sink sink = get(realm, id);
        VersionRules.versionIsCurrent(expectedVersion, sink.version());
        SinkStatus status = status(realm, id);
        int dead = store.delete(sink);
        record(
                actor,
                ActivityType.SINK_DELETED,
                sink,
                described(sink, null).field("undelivered", status.lag(), null).field("deadLetters", dead, null));
    }

    public SinkStatus status(RealmId realm, String id) {
        Sink sink = get(realm, id);
        return store.statuses(realm, List.of(sink), with.trail().head(realm)).get(0);
    }

    public Page<DeadLetter> deadLetters(RealmId realm, String id, PageRequest request) {
        return store.deadLetters(get(realm, id), request);
    }

    /**
     * Has dead letters sent again.
     *
     * @param seqs numbers of their rows; empty for all
     * @return how many
     */
    public int requeue(RealmId realm, Actor actor, String id, Set<Long> seqs) {
        Sink sink = get(realm, id);
        int queued = store.requeue(sink, seqs);
        if (queued > 0) {
            record(actor, ActivityType.SINK_REPLAYED, sink, new Changes().field("deadLetters", null, queued));
        }
        return queued;
    }

    /** Sends everything behind the row again: receivers know by the ids what they have. */
    public void replay(RealmId realm, Actor actor, String id, long after) {
        Sink sink = get(realm, id);
        SinkRules.positionIsThere(after, with.trail().head(realm));
        long before = store.progress(sink).position();
        store.rewind(sink, after);
        record(actor, ActivityType.SINK_REPLAYED, sink, new Changes().field("position", before, after));
    }

    /** Sends one message that is about nothing, now. What the trail has is left where it is. */
    public Report test(RealmId realm, String id) {
        Sink sink = get(realm, id);
        Targets targets = new Targets(with.secrets(), clock);
        return targets.of(sink, store.secret(sink), store.allowList(realm))
                .map(target -> with.transport().send(target, List.of(TestMessage.of(sink, ids.get(), clock.millis()))))
                .orElseGet(() -> Report.unreachable(0, Targets.NO_SECRET));
    }

    public List<String> allowList(RealmId realm) {
        return store.allowList(realm);
    }

    /** Which internal collectors sinks may reach. */
    public void allow(RealmId realm, Actor actor, List<String> collectors) {
        SinkRules.collectorsAreValid(collectors);
        List<String> before = store.allowList(realm);
        List<String> after = List.copyOf(new TreeSet<>(collectors));
        Changes changes = new Changes().field("sinkAllowList", before, after);
        if (!changes.isEmpty()) {
            store.allow(realm, after);
            recorder.record(
                    realm,
                    actor,
                    ActivityType.SETTINGS_UPDATED,
                    new Target("settings", realm.value(), "settings"),
                    changes);
        }
    }

    private void isValid(Sink sink) {
        List<String> allowList = store.allowList(sink.realm());
        SinkRules.isValid(sink, allowList);
        String url = sink.url();
        if (url != null) {
            Endpoint endpoint = AddressRules.endpointIsAllowed(url, allowList);
            List<InetAddress> now = with.names().apply(endpoint.host());
            if (!now.isEmpty()) {
                AddressRules.connectionIsAllowed(endpoint, now, allowList);
            }
        }
    }

    private void record(Actor actor, ActivityType type, Sink sink, Changes changes) {
        // About the realm, also for the sink of a workspace: it is not for those who see the workspace's activity.
        recorder.record(sink.realm(), actor, type, new Target("sink", sink.id(), sink.name()), changes);
    }

    private static Changes described(@Nullable Sink before, @Nullable Sink after) {
        Changes changes = new Changes()
                .field("name", value(before, Sink::name), value(after, Sink::name))
                .field(
                        "kind",
                        value(before, sink -> sink.kind().name()),
                        value(after, sink -> sink.kind().name()))
                .field(
                        "format",
                        value(before, sink -> sink.format().name()),
                        value(after, sink -> sink.format().name()))
                .field("url", value(before, SinkService::origin), value(after, SinkService::origin))
                .field("types", value(before, Sink::types), value(after, Sink::types))
                .field("enabled", value(before, Sink::enabled), value(after, Sink::enabled));
        if (before == null || after == null) {
            changes.field("workspace", value(before, SinkService::workspace), value(after, SinkService::workspace));
        } else if (!Objects.equals(before.url(), after.url())) {
            // What follows the host may be a secret of its own.
            changes.field("path", REDACTED, REDACTED + " (changed)");
        }
        return changes;
    }

    private static @Nullable Object value(@Nullable Sink sink, Function<Sink, @Nullable Object> member) {
        return sink == null ? null : member.apply(sink);
    }

    private static @Nullable Object workspace(Sink sink) {
        return sink.workspace() == null ? null : sink.workspace().value();
    }

    private static @Nullable Object origin(Sink sink) {
        String url = sink.url();
        return url == null ? null : Endpoint.parse(url).map(Endpoint::origin).orElse(REDACTED);
    }

    private static @Nullable String redacted(@Nullable String secret) {
        return secret == null ? null : REDACTED;
    }
}
