package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.CheckpointSigner;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Sealer;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.audit.anomaly.AnomalyService;
import io.github.kcworkspaces.id.RealmId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Anomalies, over the stores on H2 and on PostgreSQL. */
class AnomalyTest {

    private static final RealmId REALM = new RealmId("realm-odd");
    private static final long NOW = 1_000_000_000;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);

    @Nested
    class OnH2 extends OnADatabase {
        OnH2() {
            super(TestDatabase.Kind.H2);
        }
    }

    @Nested
    class OnPostgres extends OnADatabase {
        OnPostgres() {
            super(TestDatabase.Kind.POSTGRESQL);
        }
    }

    abstract static class OnADatabase {

        private final TestDatabase.Kind kind;
        private JpaWorld world;
        private AnomalyService service;
        private Sealer sealer;
        private int ids;

        OnADatabase(TestDatabase.Kind kind) {
            this.kind = kind;
        }

        @BeforeEach
        void open() {
            world = new JpaWorld(kind);
            Sql.batch(
                    world.em(),
                    "INSERT INTO KCW_SEAL (REALM_ID, HEAD_SEQ, HEAD_HASH, PURGED_SEQ, PURGED_HASH, SIGNED_SEQ, SIGNED_AT)"
                            + " VALUES (?, 0, '', 0, '', 0, 0)",
                    List.of(List.of(REALM.value())));
            Recorder recorder = new Recorder(new JpaAuditTrail(world.em()), CLOCK, this::id);
            service = new AnomalyService(
                    new JpaAnomalyStore(world.em()), new JpaSealedTrail(world.em()), recorder, CLOCK);
            sealer = new Sealer(
                    new JpaSealStore(world.em(), world.database().ownTransaction()),
                    new JpaCheckpointStore(world.em()),
                    new NoKey(),
                    CLOCK);
        }

        @AfterEach
        void close() {
            world.close();
        }

        @Test
        @Tag("OWU-28")
        void whatIsFoundIsRecordedOnceAndOnlyWhereItIsLookedFor() {
            failures(5);
            seal();
            assertThat(service.look(REALM)).isFalse();
            assertThat(found()).isZero();
            service.enable(REALM, Actor.system(Actor.Cause.SYSTEM), true);
            service.enable(REALM, Actor.system(Actor.Cause.SYSTEM), true);
            assertThat(service.isEnabled(REALM)).isTrue();
            // What was there before is not looked at; it counts.
            assertThat(service.look(REALM)).isFalse();
            assertThat(found()).isZero();
            failures(1);
            seal();
            assertThat(service.due()).containsExactly(REALM);
            service.look(REALM);
            // The user and the address.
            assertThat(found()).isEqualTo(2);
            failures(3);
            seal();
            service.look(REALM);
            service.look(REALM);
            assertThat(found()).isEqualTo(2);
            seal();
            service.look(REALM);
            assertThat(service.due()).isEmpty();
            service.enable(REALM, Actor.system(Actor.Cause.SYSTEM), false);
            assertThat(service.isEnabled(REALM)).isFalse();
        }

        @Test
        void manyRowsCostAsManyStatementsAsOne() {
            service.enable(REALM, Actor.system(Actor.Cause.SYSTEM), true);
            failures(1);
            seal();
            long one = world.database().statements(() -> service.look(REALM));
            failures(300);
            seal();
            assertThat(world.database().statements(() -> service.look(REALM))).isEqualTo(one);
        }

        private void failures(int count) {
            for (int row = 0; row < count; row++) {
                new JpaAuditTrail(world.em())
                        .record(new Activity(
                                id(),
                                REALM,
                                NOW,
                                ActivityType.LOGIN_ERROR,
                                new Actor(null, "ben", Actor.Kind.USER, Actor.Cause.USER, "10.0.0.1", null, null),
                                null,
                                null,
                                new Target("user", "ben", "ben"),
                                Map.of()));
            }
        }

        private void seal() {
            while (sealer.seal(REALM) > 0) {
                world.em().clear();
            }
        }

        private long found() {
            world.em().flush();
            return new Sql(
                            "SELECT COUNT(*) FROM KCW_AUDIT WHERE REALM_ID = ? AND ACTIVITY = 'ANOMALY_DETECTED'",
                            REALM.value())
                    .list(world.em(), row -> row.getLong(1))
                    .get(0);
        }

        private String id() {
            ids++;
            return String.format("%08d-%s", ids, kind);
        }
    }

    /** Nothing is signed here. */
    private static final class NoKey implements CheckpointSigner {

        @Override
        public Optional<Checkpoint> sign(RealmId realm, long seq, String hash, long at) {
            return Optional.empty();
        }

        @Override
        public Verdict check(Checkpoint checkpoint) {
            return Verdict.UNKNOWN_KEY;
        }
    }
}
