package io.github.kcworkspaces.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.format.Schema;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.sink.Report.About;
import io.github.kcworkspaces.sink.Report.Failure;
import io.github.kcworkspaces.testing.InMemorySealedTrail;
import io.github.kcworkspaces.testing.InMemorySinkStore;
import io.github.kcworkspaces.testing.RecordingAuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final RealmId REALM = new RealmId("realm");
    private static final WorkspaceId WORKSPACE = new WorkspaceId("w1");
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Ticking clock = new Ticking();
    private final InMemorySealedTrail trail = new InMemorySealedTrail();
    private final InMemorySinkStore store = new InMemorySinkStore(trail, clock::millis);
    private final RecordingAuditTrail recorded = new RecordingAuditTrail();
    private final PlainBox box = new PlainBox();
    private final Delivery delivery =
            new Delivery(store, trail, box, new Recorder(recorded, clock, () -> "id"), clock, () -> 0.5);
    private final Receiver receiver = new Receiver();
    private final DeliveryWorker worker = new DeliveryWorker(this::inTransaction, receiver, (kind, report) -> {});

    @Test
    void everyRowIsSentOnceInOrder() {
        Sink sink = sink("*", null);
        seal(250);
        worker.work("s1");
        assertThat(receiver.seqs()).containsExactlyElementsOf(numbers(1, 250));
        assertThat(store.progress(sink).position()).isEqualTo(250);
        assertThat(store.progress(sink).delivered()).isEqualTo(250);
        worker.work("s1");
        assertThat(receiver.taken).hasSize(250);
    }

    @Test
    void whoIsStoppedSettlesWhatItHasClaimedAndClaimsNothingMore() {
        Sink sink = sink("*", null);
        seal(250);
        DeliveryWorker[] stopping = new DeliveryWorker[1];
        stopping[0] = new DeliveryWorker(this::inTransaction, receiver, (kind, report) -> stopping[0].stop());
        stopping[0].work("s1");
        assertThat(store.progress(sink).position())
                .isEqualTo(receiver.taken.size())
                .isPositive();
        assertThat(store.due(10)).hasSize(1);
        int sent = receiver.taken.size();
        stopping[0].work("s1");
        assertThat(receiver.taken).hasSize(sent);
        worker.work("s1");
        assertThat(receiver.seqs()).containsExactlyElementsOf(numbers(1, 250));
    }

    @Test
    void aSinkGetsWhatIsForItAndIsNotBehindForTheRest() {
        Sink sink = sink("ROLE_*", WORKSPACE);
        trail.seal(REALM, ActivityType.ROLE_CREATED, WORKSPACE);
        trail.seal(REALM, ActivityType.ROLE_CREATED, null);
        trail.seal(REALM, ActivityType.LOGIN, WORKSPACE);
        trail.seal(REALM, ActivityType.ROLE_DELETED, WORKSPACE);
        trail.seal(REALM, ActivityType.LOGOUT, WORKSPACE);
        worker.work("s1");
        assertThat(receiver.seqs()).containsExactly(1L, 4L);
        assertThat(store.progress(sink).position()).isEqualTo(5);
        assertThat(store.due(10)).isEmpty();
    }

    @Test
    void afterAFailureItGoesOnWhereItWasLongerEachTime() {
        Sink sink = sink("*", null);
        seal(10);
        receiver.refuse(4, About.SINK, null);
        List<Long> waits = new ArrayList<>();
        for (int attempt = 0; attempt < 12; attempt++) {
            worker.work("s1");
            waits.add(store.progress(sink).nextAttemptAt() - clock.millis());
            worker.work("s1");
            clock.to(store.progress(sink).nextAttemptAt());
        }
        assertThat(waits.subList(0, 5)).containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L);
        assertThat(waits.get(11)).isEqualTo(Duration.ofMinutes(15).toMillis());
        assertThat(store.progress(sink).lastError()).isEqualTo("HTTP 500");
        assertThat(new SinkStatus(sink, store.progress(sink), 10, 0).state()).isEqualTo(SinkStatus.State.RETRYING);
        receiver.accept();
        worker.work("s1");
        assertThat(receiver.seqs()).containsExactlyElementsOf(numbers(1, 10));
        assertThat(store.progress(sink).lastError()).isNull();
        assertThat(new SinkStatus(sink, store.progress(sink), 10, 0).state()).isEqualTo(SinkStatus.State.OK);
    }

    @Test
    void aSinkThatAsksForALongerPauseGetsIt() {
        Sink sink = sink("*", null);
        seal(1);
        receiver.refuse(1, About.SINK, Duration.ofHours(1));
        worker.work("s1");
        assertThat(store.progress(sink).nextAttemptAt() - clock.millis())
                .isEqualTo(Duration.ofHours(1).toMillis());
    }

    @Test
    void aPoisonEventIsPutAsideAfterAFewTriesAndTheNextOnesAreSent() {
        Sink sink = sink("*", null);
        seal(10);
        receiver.refuse(7, About.EVENT, null);
        for (int attempt = 1; attempt <= Delivery.TRIES; attempt++) {
            assertThat(store.deadLetters(sink)).isZero();
            worker.work("s1");
            clock.to(Math.max(clock.millis(), store.progress(sink).nextAttemptAt()));
        }
        assertThat(receiver.seqs()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 8L, 9L, 10L);
        assertThat(store.deadLetters(sink, PageRequest.firstRows(9)).items())
                .containsExactly(new DeadLetter(7, "event-7", "ROLE_CREATED", "HTTP 500", clock.millis(), false));
        receiver.accept();
        worker.work("s1");
        assertThat(receiver.seqs()).doesNotContain(7L);
        store.requeue(sink, Set.of());
        assertThat(store.due(10)).hasSize(1);
        worker.work("s1");
        assertThat(receiver.seqs()).endsWith(10L, 7L);
        assertThat(store.deadLetters(sink)).isZero();
        assertThat(store.progress(sink).position()).isEqualTo(10);
    }

    @Test
    void aDeadLetterThatIsRefusedAgainHoldsNothingUp() {
        Sink sink = sink("*", null);
        seal(2);
        receiver.refuse(1, About.EVENT, null);
        for (int attempt = 1; attempt <= Delivery.TRIES; attempt++) {
            worker.work("s1");
            clock.to(Math.max(clock.millis(), store.progress(sink).nextAttemptAt()));
        }
        store.requeue(sink, Set.of(1L));
        seal(1);
        worker.work("s1");
        assertThat(receiver.seqs()).containsExactly(2L, 3L);
        assertThat(store.deadLetters(sink, PageRequest.firstRows(9)).items())
                .extracting(DeadLetter::queued)
                .containsExactly(false);
    }

    @Test
    void aSinkThatIsGoneIsSwitchedOffWhichIsRecorded() {
        sink("*", null);
        seal(3);
        receiver.refuse(2, About.END, null);
        worker.work("s1");
        assertThat(store.find(REALM, "s1").map(Sink::enabled)).isEqualTo(Optional.of(false));
        assertThat(recorded.types()).containsExactly(ActivityType.SINK_SWITCHED_OFF);
        clock.to(clock.millis() + 1_000_000);
        assertThat(store.due(10)).isEmpty();
    }

    @Test
    void whatWasSentAndNotStoredIsSentAgainUnderTheSameId() {
        Sink sink = sink("*", null);
        seal(3);
        Delivery.Batch lost = delivery.begin("s1").orElseThrow();
        receiver.send(Objects.requireNonNull(lost.target()), lost.messages());
        clock.to(clock.millis() + Duration.ofMinutes(3).toMillis());
        worker.work("s1");
        assertThat(receiver.taken)
                .extracting(Message::id)
                .containsExactly("event-1", "event-2", "event-3", "event-1", "event-2", "event-3");
        assertThat(delivery.settle(lost, Report.all(3), true)).isEmpty();
        assertThat(store.progress(sink).delivered()).isEqualTo(3);
    }

    @Test
    void aReplaySendsEverythingBehindARowAgain() {
        Sink sink = sink("*", null);
        seal(5);
        worker.work("s1");
        store.rewind(sink, 3);
        worker.work("s1");
        assertThat(receiver.seqs()).containsExactly(1L, 2L, 3L, 4L, 5L, 4L, 5L);
    }

    @Test
    void withoutASecretThatCanBeReadNothingGoesOut() {
        Sink sink = sink("*", null);
        seal(1);
        box.broken = true;
        worker.work("s1");
        assertThat(receiver.taken).isEmpty();
        assertThat(store.progress(sink).lastError()).contains("secret");
    }

    @Test
    void bothSecretsSignWhileTheFormerOneCounts() {
        Sink sink = sink("*", null);
        String next = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
        store.setSecret(sink, next, clock.millis() + 1_000);
        seal(1);
        worker.work("s1");
        assertThat(receiver.secrets).containsExactly(next, SECRET);
        clock.to(clock.millis() + 1_000);
        seal(1);
        worker.work("s1");
        assertThat(receiver.secrets).containsExactly(next);
    }

    private <T> T inTransaction(Function<Delivery, T> step) {
        assertThat(receiver.sending)
                .as("no transaction is open while something is sent")
                .isFalse();
        return step.apply(delivery);
    }

    private void seal(int rows) {
        for (int row = 0; row < rows; row++) {
            trail.seal(REALM, ActivityType.ROLE_CREATED, WORKSPACE);
        }
    }

    private static List<Long> numbers(long first, long last) {
        return java.util.stream.LongStream.rangeClosed(first, last).boxed().toList();
    }

    private Sink sink(String types, @Nullable WorkspaceId workspace) {
        Sink sink = new Sink(
                "s1",
                REALM,
                workspace,
                "Siem",
                Sink.Kind.WEBHOOK,
                Schema.NATIVE,
                "https://example.org",
                List.of(types),
                true,
                true,
                0,
                0);
        store.insert(sink, SECRET, 0);
        return sink;
    }

    /** Takes what it gets, but for one row. */
    private static final class Receiver implements Transport {

        private final List<Message> taken = new ArrayList<>();
        private final Set<Long> refused = new HashSet<>();
        private List<String> secrets = List.of();
        private Failure failure = new Failure(About.SINK, "HTTP 500", null);
        private boolean sending;

        void refuse(long seq, About about, @Nullable Duration retryAfter) {
            refused.add(seq);
            failure = new Failure(about, "HTTP 500", retryAfter);
        }

        void accept() {
            refused.clear();
        }

        List<Long> seqs() {
            return taken.stream().map(Message::seq).toList();
        }

        @Override
        public Report send(Target target, List<Message> messages) {
            sending = true;
            try {
                secrets = target.secrets();
                for (int index = 0; index < messages.size(); index++) {
                    if (refused.contains(messages.get(index).seq())) {
                        return Report.failed(index, failure);
                    }
                    taken.add(messages.get(index));
                }
                return Report.all(messages.size());
            } finally {
                sending = false;
            }
        }
    }

    private static final class PlainBox implements SecretBox {

        private boolean broken;

        @Override
        public String seal(RealmId realm, String sink, String secret) {
            return secret;
        }

        @Override
        public Optional<String> open(RealmId realm, String sink, String sealed) {
            return broken ? Optional.empty() : Optional.of(sealed);
        }
    }

    private static final class Ticking extends Clock {

        private long now = 1_000_000;

        void to(long millis) {
            now = millis;
        }

        @Override
        public long millis() {
            return now;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
