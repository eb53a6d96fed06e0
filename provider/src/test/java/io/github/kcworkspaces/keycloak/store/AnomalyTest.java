package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.audit.anomaly.AnomalyService;
import io.github.kcworkspaces.id.RealmId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
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
        private UnsignedChain chain;
        private int ids;

        OnADatabase(TestDatabase.Kind kind) {
            this.kind = kind;
        }

        @BeforeEach
        void open() {
            world = new JpaWorld(kind);
            chain = new UnsignedChain(world, REALM, CLOCK);
            Recorder recorder = new Recorder(new JpaAuditTrail(world.em()), CLOCK, this::id);
            service = new AnomalyService(
                    new JpaAnomalyStore(world.em()), new JpaSealedTrail(world.em()), recorder, CLOCK);
        }

        @AfterEach
        void close() {
            world.close();
        }

        @Test
        @Tag("OWU-28")
        void whatIsFoundIsRecordedOnceAndOnlyWhereItIsLookedFor() {
            failures(5);
            chain.seal();
            assertThat(service.look(REALM)).isFalse();
            assertThat(found()).isZero();
            service.enable(REALM, Actor.system(Actor.Cause.SYSTEM), true);
            service.enable(REALM, Actor.system(Actor.Cause.SYSTEM), true);
            assertThat(service.isEnabled(REALM)).isTrue();
            // What was there before is not looked at; it counts.
            assertThat(service.look(REALM)).isFalse();
            assertThat(found()).isZero();
            failures(1);
            chain.seal();
            assertThat(service.due()).containsExactly(REALM);
            service.look(REALM);
            // The user and the address.
            assertThat(found()).isEqualTo(2);
            failures(3);
            chain.seal();
            service.look(REALM);
            service.look(REALM);
            assertThat(found()).isEqualTo(2);
            chain.seal();
            service.look(REALM);
            assertThat(service.due()).isEmpty();
            service.enable(REALM, Actor.system(Actor.Cause.SYSTEM), false);
            assertThat(service.isEnabled(REALM)).isFalse();
        }

        @Test
        void manyRowsCostAsManyStatementsAsOne() {
            service.enable(REALM, Actor.system(Actor.Cause.SYSTEM), true);
            failures(1);
            chain.seal();
            long one = world.database().statements(() -> service.look(REALM));
            failures(300);
            chain.seal();
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
}
