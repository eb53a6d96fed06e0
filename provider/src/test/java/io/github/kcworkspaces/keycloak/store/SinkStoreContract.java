package io.github.kcworkspaces.keycloak.store;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.format.Schema;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.sink.Claim;
import io.github.kcworkspaces.sink.DeadLetter;
import io.github.kcworkspaces.sink.DeliveryStore;
import io.github.kcworkspaces.sink.DeliveryStore.Due;
import io.github.kcworkspaces.sink.DeliveryStore.Lag;
import io.github.kcworkspaces.sink.Progress;
import io.github.kcworkspaces.sink.SealedSecret;
import io.github.kcworkspaces.sink.Sink;
import io.github.kcworkspaces.sink.SinkStatus;
import io.github.kcworkspaces.sink.SinkStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class SinkStoreContract {

    static final RealmId REALM = new RealmId("realm-1");
    private static final RealmId OTHER = new RealmId("realm-2");
    private static final WorkspaceId WORKSPACE = new WorkspaceId("w1");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration NONE = Duration.ZERO;
    private static final PageRequest TEN = PageRequest.firstRows(10);

    private SinkStore store;
    private DeliveryStore deliveries;

    abstract void create();

    abstract SinkStore store();

    abstract DeliveryStore deliveries();

    /** So many rows of the realm are sealed. */
    abstract void sealed(long head);

    abstract void close();

    @BeforeEach
    void open() {
        create();
        store = store();
        deliveries = deliveries();
    }

    @AfterEach
    void end() {
        close();
    }

    @Test
    void aSinkIsReadAsItWasStoredAndOnlyInItsRealm() {
        Sink full = insert(sink("s1", "Caf\u00E9", WORKSPACE, true), "sealed");
        Sink bare = insert(sink("s2", "Log", null, false), null);
        assertThat(store.find(REALM, "s1")).contains(full);
        assertThat(store.find(REALM, "s2")).contains(bare);
        assertThat(store.find(OTHER, "s1")).isEmpty();
        assertThat(store.count(REALM)).isEqualTo(2);
        assertThat(store.count(OTHER)).isZero();
        assertThat(store.page(REALM, null, TEN).items()).containsExactly(full, bare);
        assertThat(store.page(REALM, WORKSPACE, TEN).items()).containsExactly(full);
        assertThat(store.page(REALM, null, new PageRequest(1, 1, null)).items()).containsExactly(bare);
        assertThat(store.page(REALM, null, new PageRequest(0, 10, "CAF\u00C9")).items())
                .containsExactly(full);
        assertThat(store.page(REALM, null, new PageRequest(0, 10, "%")).total()).isZero();
    }

    @Test
    void aNameIsTakenWithoutRegardToCase() {
        Sink sink = insert(sink("s1", "Siem", null, true), null);
        refused(ProblemCode.SINK_NAME_TAKEN, () -> insert(sink("s2", "SIEM", null, true), null));
        assertThat(sink.name()).isEqualTo("Siem");
    }

    @Test
    void aChangeIsOfTheVersionThatWasReadAndBeginsAfresh() {
        Sink sink = insert(sink("s1", "Siem", null, true), "sealed");
        sealed(9);
        Claim claim = deliveries.claim("s1", LONG).orElseThrow();
        Progress failing = new Progress(5, 3, 1, 77, "HTTP 500", 42L, 5);
        assertThat(deliveries.save(claim, failing, NONE)).isTrue();
        assertThat(store.progress(sink)).isEqualTo(failing);
        store.update(sink);
        assertThat(store.progress(sink)).isEqualTo(new Progress(5, 0, 0, 0, null, 42L, 5));
        assertThat(store.find(REALM, "s1").orElseThrow().version()).isEqualTo(sink.version() + 1);
        refused(ProblemCode.CONCURRENT_CHANGE, () -> store.update(sink));
    }

    @Test
    void howSinksAreDoingIsAskedOfAllAtOnceAndOnlyInTheirRealm() {
        Sink siem = insert(sink("s1", "Siem", null, true), null);
        Sink log = insert(sink("s2", "Log", null, false), null);
        sealed(9);
        Claim claim = deliveries.claim("s1", LONG).orElseThrow();
        Progress failing = new Progress(5, 3, 1, 77, "HTTP 500", 42L, 5);
        deliveries.bury(claim, new DeadLetter(4, "e4", "ROLE_CREATED", "HTTP 400", 10, false));
        assertThat(deliveries.save(claim, failing, NONE)).isTrue();
        assertThat(store.statuses(REALM, List.of(log, siem), 9))
                .containsExactly(new SinkStatus(log, store.progress(log), 9, 0), new SinkStatus(siem, failing, 9, 1));
        assertThat(store.statuses(REALM, List.of(), 9)).isEmpty();
        assertThat(store.statuses(OTHER, List.of(siem), 9)).isEmpty();
    }

    @Test
    void aSecretThatIsReplacedStaysForAWhileOrNotAtAll() {
        Sink sink = insert(sink("s1", "Siem", null, true), "first");
        assertThat(store.secret(sink)).contains(new SealedSecret("first", null, 0));
        store.setSecret(sink, "second", 1_000L);
        assertThat(store.secret(sink)).contains(new SealedSecret("second", "first", 1_000));
        store.setSecret(sink, "third", null);
        assertThat(store.secret(sink)).contains(new SealedSecret("third", null, 0));
        assertThat(store.secret(insert(sink("s2", "Log", null, true), null))).isEmpty();
    }

    @Test
    void aSinkIsDueWhileThereIsSomethingForItAndNobodyIsAtWork() {
        insert(sink("s1", "Siem", null, true), null);
        insert(sink("s2", "Off", null, false), null);
        assertThat(deliveries.due(10)).isEmpty();
        sealed(3);
        assertThat(deliveries.due(10)).containsExactly(new Due("s1", false));
        Claim claim = deliveries.claim("s1", LONG).orElseThrow();
        assertThat(deliveries.due(10)).isEmpty();
        assertThat(deliveries.claim("s1", LONG)).isEmpty();
        assertThat(deliveries.claim("s2", LONG)).isEmpty();
        assertThat(deliveries.save(claim, new Progress(2, 1, 0, 0, "HTTP 500", null, 2), NONE))
                .isTrue();
        assertThat(deliveries.due(10)).containsExactly(new Due("s1", true));
        Claim again = deliveries.claim("s1", LONG).orElseThrow();
        long later = deliveries.now() + LONG.toMillis();
        assertThat(deliveries.save(again, new Progress(2, 2, 0, later, "HTTP 500", null, 2), NONE))
                .isTrue();
        assertThat(deliveries.due(10)).isEmpty();
        assertThat(deliveries.claim("s1", LONG)).isEmpty();
    }

    @Test
    void whoHasLostTheLeaseStoresNothing() {
        Sink sink = insert(sink("s1", "Siem", null, true), "sealed");
        sealed(9);
        store.allow(REALM, List.of("b:1", "a:1"));
        Claim zombie = deliveries.claim("s1", NONE).orElseThrow();
        assertThat(zombie.secret()).contains(new SealedSecret("sealed", null, 0));
        assertThat(zombie.allowList()).containsExactly("a:1", "b:1");
        Claim current = deliveries.claim("s1", LONG).orElseThrow();
        assertThat(deliveries.save(zombie, new Progress(9, 0, 0, 0, null, null, 9), NONE))
                .isFalse();
        assertThat(deliveries.save(current, new Progress(4, 0, 0, 0, null, null, 4), LONG))
                .isTrue();
        store.rewind(sink, 1);
        assertThat(deliveries.save(current, new Progress(9, 0, 0, 0, null, null, 9), LONG))
                .isFalse();
        assertThat(store.progress(sink).position()).isEqualTo(1);
        assertThat(deliveries.due(10)).containsExactly(new Due("s1", false));
    }

    @Test
    void deadLettersWaitUntilTheyAreQueuedAndGoWithTheSink() {
        Sink sink = insert(sink("s1", "Siem", null, true), null);
        sealed(9);
        Claim claim = deliveries.claim("s1", LONG).orElseThrow();
        DeadLetter third = new DeadLetter(3, "e3", "ROLE_CREATED", "HTTP 400", 10, false);
        DeadLetter seventh = new DeadLetter(7, "e7", "ROLE_DELETED", "HTTP 413", 20, false);
        deliveries.bury(claim, seventh);
        deliveries.bury(claim, third);
        assertThat(store.deadLetters(sink, TEN).items()).containsExactly(third, seventh);
        assertThat(deliveries.queued(claim)).isEmpty();
        deliveries.save(claim, new Progress(9, 0, 0, 0, null, null, 7), NONE);
        assertThat(deliveries.due(10)).isEmpty();
        assertThat(store.requeue(sink, Set.of(7L, 8L))).isEqualTo(1);
        assertThat(deliveries.due(10)).containsExactly(new Due("s1", false));
        assertThat(deliveries.queued(claim)).map(DeadLetter::seq).contains(7L);
        deliveries.bury(claim, seventh);
        assertThat(deliveries.queued(claim)).isEmpty();
        assertThat(store.requeue(sink, Set.of())).isEqualTo(2);
        deliveries.remove(claim, third);
        assertThat(store.deadLetters(sink)).isEqualTo(1);
        assertThat(store.delete(sink)).isEqualTo(1);
        assertThat(store.find(REALM, "s1")).isEmpty();
    }

    @Test
    void aSinkThatIsSwitchedOffIsDueNoMore() {
        insert(sink("s1", "Siem", null, true), null);
        sealed(3);
        Claim claim = deliveries.claim("s1", NONE).orElseThrow();
        assertThat(deliveries.lags()).containsExactly(new Lag(Sink.Kind.WEBHOOK, 3));
        deliveries.switchOff(claim);
        assertThat(deliveries.due(10)).isEmpty();
        assertThat(deliveries.lags()).isEmpty();
        assertThat(store.find(REALM, "s1").map(Sink::enabled)).isEqualTo(Optional.of(false));
    }

    private Sink insert(Sink sink, @Nullable String secret) {
        store.insert(sink, secret, 0);
        return store.find(REALM, sink.id()).orElseThrow();
    }

    private static Sink sink(String id, String name, @Nullable WorkspaceId workspace, boolean enabled) {
        return new Sink(
                id,
                REALM,
                workspace,
                name,
                Sink.Kind.WEBHOOK,
                Schema.OCSF,
                "https://example.org/hook",
                List.of("ROLE_*", "LOGIN"),
                enabled,
                workspace != null,
                17,
                0);
    }
}
