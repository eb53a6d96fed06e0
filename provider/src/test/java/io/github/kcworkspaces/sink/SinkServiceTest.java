package io.github.kcworkspaces.sink;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.format.Schema;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.testing.InMemorySealedTrail;
import io.github.kcworkspaces.testing.InMemorySinkStore;
import io.github.kcworkspaces.testing.InMemoryWorld;
import io.github.kcworkspaces.testing.RecordingAuditTrail;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SinkServiceTest {

    private static final RealmId REALM = new RealmId("realm");
    private static final Actor ADMIN = Actor.system(Actor.Cause.USER);
    private static final String URL = "https://hooks.example.org/services/path-canary";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);

    private final InMemorySealedTrail trail = new InMemorySealedTrail();
    private final InMemorySinkStore store = new InMemorySinkStore(trail, CLOCK::millis);
    private final RecordingAuditTrail recorded = new RecordingAuditTrail();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<Message> sent = new ArrayList<>();
    private final SinkService sinks = new SinkService(
            store,
            new SinkService.Collaborators(
                    new InMemoryWorld().settings(),
                    trail,
                    new Reversing(),
                    SinkServiceTest::names,
                    (target, messages) -> {
                        sent.addAll(messages);
                        return Report.all(messages.size());
                    }),
            new Recorder(recorded, CLOCK, () -> "id"),
            CLOCK,
            () -> "s" + ids.incrementAndGet());

    @Test
    void aWebhookWithoutASecretIsGivenOneThatIsShownOnce() {
        trail.seal(REALM, ActivityType.ROLE_CREATED, null);
        SinkService.Shown shown = sinks.create(REALM, ADMIN, webhook("Siem", URL, null));
        String secret = Objects.requireNonNull(shown.secret());
        assertThat(WebhookSecret.isValid(secret)).isTrue();
        assertThat(shown.sink().hasSecret()).isTrue();
        assertThat(store.secret(shown.sink()).map(SealedSecret::current)).contains(reversed(secret));
        assertThat(store.progress(shown.sink()).position()).isEqualTo(1);
        assertThat(sinks.create(REALM, ADMIN, webhook("Other", URL, SECRET)).secret())
                .isNull();
        assertThat(shown.toString()).doesNotContain(secret);
    }

    @Test
    void whatIsRecordedHasNeitherSecretsNorWhatFollowsTheHost() {
        String id =
                sinks.create(REALM, ADMIN, webhook("Siem", URL, SECRET)).sink().id();
        sinks.rotate(REALM, ADMIN, id, null, 24);
        sinks.update(REALM, ADMIN, id, webhook(null, URL + "2", SECRET), null);
        sinks.delete(REALM, ADMIN, id, null);
        assertThat(recorded.types())
                .containsExactly(
                        ActivityType.SINK_CREATED,
                        ActivityType.SINK_UPDATED,
                        ActivityType.SINK_UPDATED,
                        ActivityType.SINK_DELETED);
        assertThat(recorded.rows().stream().map(Activity::changes).toList().toString())
                .contains("https://hooks.example.org:443", "***")
                .doesNotContain("canary", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @Test
    void anotherAddressWantsTheSecretAgainAndNoRotatedOneFollows() {
        Sink sink = sinks.create(REALM, ADMIN, webhook("Siem", URL, SECRET)).sink();
        sinks.rotate(REALM, ADMIN, sink.id(), null, 24);
        assertThat(store.secret(sink).map(SealedSecret::former)).contains(reversed(SECRET));
        refused(
                ProblemCode.SECRET_REQUIRED,
                () -> sinks.update(REALM, ADMIN, sink.id(), webhook(null, "https://other.example.org/", null), null));
        sinks.update(REALM, ADMIN, sink.id(), webhook(null, "https://other.example.org/", SECRET), null);
        assertThat(store.secret(sink)).contains(new SealedSecret(reversed(SECRET), null, 0));
        Sink renamed = sinks.update(REALM, ADMIN, sink.id(), webhook("Renamed", null, null), null);
        assertThat(renamed.url()).isEqualTo("https://other.example.org/");
    }

    @Test
    void aSaveThatChangesNothingIsNotRecorded() {
        Sink sink = sinks.create(REALM, ADMIN, webhook("Siem", URL, SECRET)).sink();
        recorded.clear();
        assertThat(sinks.update(REALM, ADMIN, sink.id(), webhook("Siem", URL, null), null))
                .isEqualTo(sink);
        assertThat(recorded.rows()).isEmpty();
        refused(ProblemCode.STALE_VERSION, () -> sinks.update(REALM, ADMIN, sink.id(), webhook("New", null, null), 7L));
    }

    @Test
    void aNameThatStandsForTheInsideIsRefusedAlsoBesideOneOfTheOutside() {
        for (String host : List.of("inside.example.org", "mixed.example.org")) {
            refused(
                    ProblemCode.URL_NOT_ALLOWED,
                    () -> sinks.create(REALM, ADMIN, webhook("X", "https://" + host + "/", SECRET)));
        }
        sinks.create(REALM, ADMIN, webhook("Unknown yet", "https://unknown.example.org/", SECRET));
        sinks.allow(REALM, ADMIN, List.of("inside.example.org:443"));
        sinks.create(REALM, ADMIN, webhook("Inside", "https://inside.example.org/", SECRET));
        assertThat(recorded.types()).contains(ActivityType.SETTINGS_UPDATED);
        refused(ProblemCode.INVALID_REQUEST, () -> sinks.allow(REALM, ADMIN, List.of("*.example.org:443")));
    }

    @Test
    void eachKindHasTheSecretAndTheAddressThatItNeeds() {
        refused(ProblemCode.INVALID_REQUEST, () -> create(null, "https://a.example.org", null));
        refused(ProblemCode.INVALID_REQUEST, () -> create(Sink.Kind.SPLUNK, "https://a.example.org", null));
        refused(ProblemCode.INVALID_REQUEST, () -> create(Sink.Kind.SPLUNK, "https://a.example.org", "a b"));
        refused(ProblemCode.INVALID_REQUEST, () -> create(Sink.Kind.OTLP, "https://a.example.org", "a\r\nHost: b"));
        refused(ProblemCode.INVALID_REQUEST, () -> create(Sink.Kind.OTLP, "tls://a.example.org", null));
        refused(ProblemCode.INVALID_REQUEST, () -> create(Sink.Kind.SYSLOG, "https://a.example.org", null));
        refused(ProblemCode.INVALID_REQUEST, () -> create(Sink.Kind.SYSLOG, "tls://a.example.org", "secret"));
        refused(ProblemCode.INVALID_REQUEST, () -> create(Sink.Kind.SYSLOG, null, null));
        refused(ProblemCode.INVALID_REQUEST, () -> create(Sink.Kind.LOG, "https://a.example.org", null));
        refused(ProblemCode.INVALID_REQUEST, () -> create(Sink.Kind.WEBHOOK, "https://a.example.org", "short"));
        refused(
                ProblemCode.INVALID_REQUEST,
                () -> create(Sink.Kind.SPLUNK, "https://a.example.org", "${vault.smtp-password}"));
        refused(
                ProblemCode.INVALID_REQUEST,
                () -> create(Sink.Kind.SPLUNK, "https://a.example.org", "x${vault.sink-x}"));
        create(Sink.Kind.SPLUNK, "https://a.example.org", "${vault.sink-splunk}");
        create(Sink.Kind.OTLP, "https://a.example.org:4318", null);
        create(Sink.Kind.SYSLOG, "tls://a.example.org", null);
        create(Sink.Kind.LOG, null, null);
        assertThat(sinks.page(REALM, null, PageRequest.firstRows(10)).total()).isEqualTo(4);
    }

    @Test
    void typesAreKnownOnesAndASinkHasSome() {
        for (List<String> types : List.of(List.<String>of(), List.of("NOTHING"), List.of("ROLE_*", "role_*"))) {
            refused(
                    ProblemCode.INVALID_REQUEST,
                    () -> sinks.create(
                            REALM,
                            ADMIN,
                            new SinkDraft("Log", Sink.Kind.LOG, Schema.ECS, null, types, true, null, null)));
        }
    }

    @Test
    void aRealmHasSoManySinksAndNoMore() {
        for (int number = 0; number < SinkRules.MOST_SINKS; number++) {
            create(Sink.Kind.LOG, null, null);
        }
        refused(ProblemCode.TOO_MANY_SINKS, () -> create(Sink.Kind.LOG, null, null));
    }

    @Test
    void aTestSendsOneMessageAndLeavesEverythingWhereItIs() {
        Sink sink = sinks.create(REALM, ADMIN, webhook("Siem", URL, SECRET)).sink();
        trail.seal(REALM, ActivityType.ROLE_CREATED, null);
        assertThat(sinks.test(REALM, sink.id())).isEqualTo(Report.all(1));
        assertThat(sent).extracting(Message::type).containsExactly("SINK_TESTED");
        assertThat(sinks.status(REALM, sink.id()).lag()).isEqualTo(1);
        refused(ProblemCode.SINK_NOT_FOUND, () -> sinks.test(new RealmId("other"), sink.id()));
    }

    private void create(Sink.@Nullable Kind kind, @Nullable String url, @Nullable String secret) {
        String name = "Sink " + ids.get();
        sinks.create(REALM, ADMIN, new SinkDraft(name, kind, null, url, null, null, null, secret));
    }

    private static SinkDraft webhook(@Nullable String name, @Nullable String url, @Nullable String secret) {
        return new SinkDraft(name, Sink.Kind.WEBHOOK, null, url, null, null, null, secret);
    }

    private static List<InetAddress> names(String host) {
        try {
            InetAddress outside = InetAddress.getByName("93.184.216.34");
            InetAddress inside = InetAddress.getByName("10.0.0.1");
            return switch (host) {
                case "inside.example.org" -> List.of(inside);
                case "mixed.example.org" -> List.of(outside, inside);
                case "unknown.example.org" -> List.of();
                default -> List.of(outside);
            };
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    /** Enough to see that nothing is stored as it is. */
    private static final class Reversing implements SecretBox {

        @Override
        public String seal(RealmId realm, String sink, String secret) {
            return reversed(secret);
        }

        @Override
        public Optional<String> open(RealmId realm, String sink, String sealed) {
            return Optional.of(reversed(sealed));
        }
    }
}
