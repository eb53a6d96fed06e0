package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Broken;
import io.github.kcworkspaces.audit.ChainVerification;
import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.CheckpointJws;
import io.github.kcworkspaces.audit.CheckpointSigner;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.Sealer;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.audit.TrailExports;
import io.github.kcworkspaces.audit.retention.Archives;
import io.github.kcworkspaces.audit.retention.Hold;
import io.github.kcworkspaces.audit.retention.Obstacle;
import io.github.kcworkspaces.audit.retention.PurgeRun;
import io.github.kcworkspaces.audit.retention.Retention;
import io.github.kcworkspaces.audit.retention.RetentionChange;
import io.github.kcworkspaces.audit.retention.RetentionService;
import io.github.kcworkspaces.audit.retention.RetentionStore.Lease;
import io.github.kcworkspaces.audit.retention.RetentionWorker;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.transaction.Transactions;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What leaves the trail and what stays, over the stores on H2 and on PostgreSQL. */
class RetentionTest {

    private static final RealmId REALM = new RealmId("realm-kept");
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long TODAY = 20_000 * DAY;
    private static final long LONG_AGO = TODAY - 40 * DAY;
    private static final KeyPair KEY = key();

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
        private final Ticking clock = new Ticking();
        private final Files archives = new Files();
        private JpaWorld world;
        private EntityManager em;
        private JpaRetentionStore store;
        private RetentionService service;
        private Retention retention;
        private RetentionWorker worker;
        private Sealer sealer;
        private int ids;

        OnADatabase(TestDatabase.Kind kind) {
            this.kind = kind;
        }

        @BeforeEach
        void open() {
            world = new JpaWorld(kind);
            em = world.em();
            Sql.batch(
                    em,
                    "INSERT INTO KCW_SEAL (REALM_ID, HEAD_SEQ, HEAD_HASH, PURGED_SEQ, PURGED_HASH, SIGNED_SEQ, SIGNED_AT)"
                            + " VALUES (?, 0, '', 0, '', 0, 0)",
                    List.of(List.of(REALM.value())));
            Sql.batch(
                    em,
                    "INSERT INTO KCW_RETENTION (REALM_ID, ACTIVITY_DAYS, LOGIN_DAYS, KEYCLOAK_DAYS, ARCHIVE, HOLDS_LIFTED,"
                            + " LEASE_UNTIL, LEASE_NO) VALUES (?, 0, 0, 0, FALSE, 0, 0, 0)",
                    List.of(List.of(REALM.value())));
            JpaSealedTrail trail = new JpaSealedTrail(em);
            Recorder recorder = new Recorder(new JpaAuditTrail(em), clock, this::id);
            store = new JpaRetentionStore(em);
            service = new RetentionService(store, new JpaHoldStore(em), trail, archives, recorder, clock, this::id);
            retention = new Retention(
                    store,
                    trail,
                    new JpaPurgeStore(em),
                    new TrailExports(trail, new JpaCheckpointStore(em), recorder),
                    new Signer(),
                    recorder,
                    clock,
                    this::id);
            worker = new RetentionWorker(this::step, archives, (realm, failure) -> {});
            sealer = new Sealer(
                    new JpaSealStore(em, world.database().ownTransaction()),
                    new JpaCheckpointStore(em),
                    new Signer(),
                    clock);
        }

        private <T> T step(java.util.function.Function<Retention, T> step) {
            T result = step.apply(retention);
            em.flush();
            em.clear();
            return result;
        }

        @AfterEach
        void close() {
            world.close();
        }

        @Test
        @Tag("OWU-29")
        void eachClassLeavesWhenItsDaysAreOverAndTheChainStaysProvable() {
            rows(LONG_AGO, ActivityType.LOGIN, ActivityType.ROLE_CREATED, ActivityType.LOGIN, ActivityType.LOGIN);
            rows(TODAY - DAY / 2, ActivityType.LOGIN, ActivityType.ROLE_CREATED);
            policy(0, 1, 0, false);
            seal();
            long verified = verify().verified();

            work();

            seal();
            assertThat(left()).containsExactly(2L, 5L, 6L, 7L, 8L);
            ChainVerification.Result after = verify();
            assertThat(after.firstBroken()).isNull();
            // The change of the policy was there before, the purge is one row more.
            assertThat(after.verified()).isEqualTo(verified - 3 + 1);
            assertThat(types("AUDIT_PURGED")).hasSize(1);
            assertThat(types("AUDIT_PURGED").get(0)).contains("\"rows\"", "LOGIN");
            PurgeRun run =
                    service.runs(REALM, PageRequest.firstRows(10)).items().get(0);
            assertThat(run.purged()).isEqualTo(3);
            assertThat(run.finishedAt()).isNotNull();
            assertThat(service.view(REALM).purgedSeq()).isEqualTo(1);
            work();
            seal();
            assertThat(types("AUDIT_PURGED")).hasSize(1);

            // Once what lay between them leaves as well, the chain begins later, and nothing is kept of what is in
            // front.
            policy(1, 1, 0, false);
            seal();
            work();
            seal();
            assertThat(left()).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
            assertThat(service.view(REALM).purgedSeq()).isEqualTo(4);
            assertThat(count("KCW_GAP")).isZero();
            assertThat(count("KCW_PURGE")).isZero();
            assertThat(verify().firstBroken()).isNull();
        }

        @Test
        void whatSomebodyElseRemovesIsFoundAllTheSame() {
            rows(
                    LONG_AGO,
                    ActivityType.LOGIN,
                    ActivityType.ROLE_CREATED,
                    ActivityType.LOGIN,
                    ActivityType.ROLE_CREATED);
            policy(0, 1, 0, false);
            seal();
            work();
            seal();
            assertThat(verify().firstBroken()).isNull();
            sql("DELETE FROM KCW_AUDIT WHERE REALM_ID = ? AND SEQ = 4");
            assertThat(broken()).isEqualTo(Broken.Reason.ROW_MISSING);
            // A gap that nobody has signed is none, nor is one that is signed for other rows.
            sql("INSERT INTO KCW_GAP (REALM_ID, SEQ, LAST_SEQ, PREVIOUS, HASH, PURGE_ID)"
                    + " SELECT a.REALM_ID, 4, 4, g.HASH, a.PREVIOUS, g.PURGE_ID FROM KCW_AUDIT a, KCW_GAP g"
                    + " WHERE a.REALM_ID = ? AND a.SEQ = 5 AND g.SEQ = 3");
            assertThat(broken()).isEqualTo(Broken.Reason.PURGE_UNPROVED);
        }

        @Test
        void aBeginningThatWasCutOffIsNoPurge() {
            rows(LONG_AGO, ActivityType.ROLE_CREATED, ActivityType.ROLE_CREATED, ActivityType.ROLE_CREATED);
            seal();
            Checkpoint signed = sealer.checkpoint(REALM).orElseThrow();
            rows(TODAY, ActivityType.ROLE_CREATED);
            seal();
            // Everything in front of a genuine checkpoint.
            sql("DELETE FROM KCW_AUDIT WHERE REALM_ID = ? AND SEQ <= 3");
            Sql.batch(
                    em,
                    "UPDATE KCW_SEAL SET PURGED_SEQ = 3, PURGED_HASH = ?, PURGED_AT = ?, PURGED_KEY_ID = ?,"
                            + " PURGED_SIGNATURE = ? WHERE REALM_ID = ?",
                    List.of(List.of(signed.hash(), signed.at(), signed.keyId(), signed.signature(), REALM.value())));
            assertThat(broken()).isEqualTo(Broken.Reason.PURGE_UNPROVED);
        }

        @Test
        void theRealmSignsNoBeginningBehindRowsThatSomebodyElseHasRemoved() {
            rows(LONG_AGO, ActivityType.ROLE_CREATED, ActivityType.LOGIN, ActivityType.LOGIN);
            policy(0, 1, 0, false);
            seal();
            sql(
                    "INSERT INTO KCW_GAP (REALM_ID, SEQ, LAST_SEQ, PREVIOUS, HASH, PURGE_ID)"
                            + " SELECT a.REALM_ID, 1, 1, '', a.HASH, 'nobody' FROM KCW_AUDIT a WHERE a.REALM_ID = ? AND a.SEQ = 1");
            sql("DELETE FROM KCW_AUDIT WHERE REALM_ID = ? AND SEQ = 1");
            work();
            seal();
            assertThat(service.view(REALM).purgedSeq()).isZero();
            assertThat(broken()).isEqualTo(Broken.Reason.ROW_MISSING);
        }

        @Test
        @Tag("OWU-32")
        void whatIsHeldStaysAndSoDoesWhatAPurgeUnderWayHasSparedWhenTheHoldIsLifted() {
            row(LONG_AGO, ActivityType.ROLE_CREATED, null, "ben");
            row(LONG_AGO, ActivityType.ROLE_CREATED, "w1", "ben");
            row(LONG_AGO, ActivityType.ROLE_CREATED, null, "ada");
            row(LONG_AGO, ActivityType.ROLE_CREATED, null, "ben");
            policy(1, 0, 0, true);
            Hold workspace = service.place(REALM, ADMIN, Hold.Kind.WORKSPACE, "w1", "case 7");
            Hold person = service.place(REALM, ADMIN, Hold.Kind.PERSON, "ada", "case 8");
            Hold realm = service.place(REALM, ADMIN, Hold.Kind.REALM, null, "case 9");
            seal();
            work();
            assertThat(left()).contains(1L, 2L, 3L, 4L);
            assertThat(archives.written).isEmpty();
            service.lift(REALM, ADMIN, realm.id());
            seal();
            // The hold of the workspace is lifted between the archive and the purge.
            archives.meanwhile = () -> service.lift(REALM, ADMIN, workspace.id());
            work();
            seal();
            assertThat(archives.written).containsExactly(List.of(1L, 4L), List.of(2L));
            assertThat(left()).contains(3L).doesNotContain(1L, 2L, 4L);
            assertThat(service.holds(REALM, PageRequest.firstRows(10)).items())
                    .extracting(Hold::id)
                    .first()
                    .isEqualTo(person.id());
            assertThat(verify().firstBroken()).isNull();
        }

        @Test
        @Tag("OWU-30")
        void withoutItsArchiveNothingLeaves() {
            rows(LONG_AGO, ActivityType.LOGIN, ActivityType.LOGIN);
            policy(0, 1, 0, true);
            seal();
            archives.broken = true;
            work();
            work();
            seal();
            assertThat(left()).contains(1L, 2L);
            assertThat(service.view(REALM).status().obstacle()).isEqualTo(Obstacle.ARCHIVE_FAILED);
            assertThat(types("ARCHIVE_FAILED")).hasSize(1);
            archives.broken = false;
            work();
            seal();
            assertThat(left()).doesNotContain(1L, 2L);
            assertThat(types("AUDIT_PURGED").get(0)).contains("file-1", "digest-1");
            work();
            assertThat(service.view(REALM).status().obstacle()).isNull();
        }

        @Test
        void aRowThatSomebodyChangedStaysAsEvidence() {
            rows(LONG_AGO, ActivityType.LOGIN, ActivityType.LOGIN);
            policy(0, 1, 0, true);
            seal();
            sql("UPDATE KCW_AUDIT SET CAUSE = 'NOBODY' WHERE REALM_ID = ? AND SEQ = 2");
            work();
            assertThat(left()).contains(1L, 2L);
            assertThat(service.view(REALM).status().obstacle()).isEqualTo(Obstacle.ARCHIVE_FAILED);
        }

        @Test
        void rowsWaitForEverySinkThatIsOnAndForTheChangeOfThePolicyToReachIt() {
            rows(LONG_AGO, ActivityType.LOGIN, ActivityType.LOGIN);
            policy(0, 1, 0, false);
            seal();
            sink("Siem", true, 2);
            sink("Off", false, 0);
            work();
            assertThat(left()).contains(1L, 2L);
            RetentionService.View view = service.view(REALM);
            assertThat(view.status().obstacle()).isEqualTo(Obstacle.CHANGE_NOT_DELIVERED);
            assertThat(view.waitingFor()).containsExactly("Siem");
            sql("UPDATE KCW_SINK SET POSITION_NO = 3 WHERE REALM_ID = ?");
            clock.now += 60 * DAY;
            rows(clock.now - 40 * DAY, ActivityType.LOGIN);
            seal();
            work();
            assertThat(left()).doesNotContain(1L, 2L).contains(3L, 4L);
            assertThat(service.view(REALM).status().obstacle()).isEqualTo(Obstacle.SINK_BEHIND);
        }

        @Test
        void oneNodeAtATimeAndNothingForAnotherOneThatComesBack() {
            rows(LONG_AGO, ActivityType.LOGIN, ActivityType.LOGIN);
            policy(0, 1, 0, false);
            seal();
            assertThat(retention.due()).isEmpty();
            sql(
                    "INSERT INTO KCW_SETTINGS (REALM_ID, ENABLED, WORKSPACE_CREATION, GATE, CLAIM_BUDGET_BYTES,"
                            + " SUBJECT_ATTRIBUTES, CATALOGUE_REVISION, VERSION) VALUES (?, TRUE, 'ADMINS', 'STRICT', 2048, '[]', 0, 0)");
            assertThat(retention.due()).containsExactly(REALM);
            Lease first = retention.claim(REALM).orElseThrow();
            assertThat(retention.claim(REALM)).isEmpty();
            assertThat(retention.due()).isEmpty();
            PurgeRun run = retention.next(first).orElseThrow();
            // It sleeps too long, and another one takes over.
            sql("UPDATE KCW_RETENTION SET LEASE_UNTIL = 0 WHERE REALM_ID = ?");
            Lease second = retention.claim(REALM).orElseThrow();
            assertThat(retention.next(first)).isEmpty();
            assertThat(retention.purge(first, run.id())).isEqualTo(Retention.Progress.WAITING);
            assertThat(left()).contains(1L, 2L);
            assertThat(retention.next(second)).contains(run);
            assertThat(retention.purge(second, run.id())).isEqualTo(Retention.Progress.DONE);
            assertThat(left()).doesNotContain(1L, 2L);
            retention.release(first);
            assertThat(retention.claim(REALM)).isEmpty();
        }

        @Test
        void aBatchCostsTheSameNumberOfStatementsWhateverItsSize() {
            // With the first one the chain begins later.
            statements(1);
            long one = statements(1);
            assertThat(statements(400)).isEqualTo(one);
            assertThat(one).isLessThanOrEqualTo(24);
        }

        @Test
        void aPolicyThatIsTakenBackStopsAPurgeUnderWay() {
            rows(LONG_AGO, ActivityType.LOGIN, ActivityType.LOGIN);
            policy(0, 1, 0, false);
            seal();
            Lease lease = retention.claim(REALM).orElseThrow();
            PurgeRun run = retention.next(lease).orElseThrow();
            policy(0, 0, 0, false);
            assertThat(retention.purge(lease, run.id())).isEqualTo(Retention.Progress.DONE);
            seal();
            assertThat(left()).contains(1L, 2L);
            assertThat(types("AUDIT_PURGED")).isEmpty();
        }

        private static final Actor ADMIN =
                new Actor(new UserId("admin"), "admin", Actor.Kind.USER, Actor.Cause.USER, null, null, null);

        private long statements(int rows) {
            for (int row = 0; row < rows; row++) {
                row(LONG_AGO, ActivityType.LOGIN, null, "ada");
                row(LONG_AGO, ActivityType.ROLE_CREATED, null, "ada");
            }
            policy(0, 1, 0, false);
            seal();
            Lease lease = retention.claim(REALM).orElseThrow();
            PurgeRun run = retention.next(lease).orElseThrow();
            em.flush();
            em.clear();
            long sent = world.database().statements(() -> retention.purge(lease, run.id()));
            retention.release(lease);
            return sent;
        }

        private void policy(int activity, int login, int keycloak, boolean archive) {
            service.change(REALM, ADMIN, new RetentionChange(activity, login, keycloak, archive));
            em.flush();
            clock.now++;
        }

        private void rows(long at, ActivityType... types) {
            for (ActivityType type : types) {
                row(at, type, null, "ada");
            }
        }

        private void row(long at, ActivityType type, @Nullable String workspace, String actor) {
            new JpaAuditTrail(em)
                    .record(new Activity(
                            id(),
                            REALM,
                            at,
                            type,
                            new Actor(new UserId(actor), actor, Actor.Kind.USER, Actor.Cause.USER, null, null, null),
                            workspace == null ? null : new WorkspaceId(workspace),
                            workspace,
                            new Target("role", "r1", "Role"),
                            Map.of()));
        }

        private void sink(String name, boolean enabled, long position) {
            Sql.batch(
                    em,
                    "INSERT INTO KCW_SINK (ID, REALM_ID, NAME, NAME_KEY, KIND, FORMAT, TYPES, ENABLED, FORMER_UNTIL,"
                            + " CREATED_AT, VERSION, POSITION_NO, ATTEMPTS, REFUSALS, NEXT_ATTEMPT_AT, DELIVERED,"
                            + " LEASE_UNTIL, LEASE_NO)"
                            + " VALUES (?, ?, ?, ?, 'LOG', 'NATIVE', '[]', ?, 0, 0, 0, ?, 0, 0, 0, 0, 0, 0)",
                    List.of(List.of(id(), REALM.value(), name, name, enabled, position)));
        }

        private void work() {
            worker.work(REALM);
        }

        private void seal() {
            while (sealer.seal(REALM) > 0) {
                em.clear();
            }
            em.clear();
        }

        private void sql(String statement) {
            assertThat(Sql.batch(em, statement, List.of(List.of(REALM.value()))))
                    .isPositive();
        }

        private List<Long> left() {
            return new Sql(
                            "SELECT SEQ FROM KCW_AUDIT WHERE REALM_ID = ? AND SEQ IS NOT NULL ORDER BY SEQ",
                            REALM.value())
                    .list(em, row -> row.getLong(1));
        }

        private List<String> types(String type) {
            return new Sql(
                            "SELECT CHANGES FROM KCW_AUDIT WHERE REALM_ID = ? AND ACTIVITY = ? ORDER BY SEQ",
                            REALM.value(),
                            type)
                    .list(em, row -> row.getString(1));
        }

        private long count(String table) {
            return new Sql("SELECT COUNT(*) FROM " + table + " WHERE REALM_ID = ?", REALM.value())
                    .list(em, row -> row.getLong(1))
                    .get(0);
        }

        private ChainVerification.Result verify() {
            JpaSealedTrail trail = new JpaSealedTrail(em);
            ChainVerification.Reading reading = new ChainVerification.Reading(
                    trail, trail, new JpaCheckpointStore(em), new Signer(), new JpaPurgeStore(em));
            return new ChainVerification(new Transactions<>() {
                        @Override
                        public <T> T run(java.util.function.Function<ChainVerification.Reading, T> step) {
                            return step.apply(reading);
                        }
                    })
                    .verify(REALM);
        }

        private Broken.@Nullable Reason broken() {
            Broken broken = verify().firstBroken();
            return broken == null ? null : broken.reason();
        }

        private String id() {
            ids++;
            return String.format("%08d-%s", ids, kind);
        }
    }

    /** A place for archives that keeps the numbers of rows. */
    private static final class Files implements Archives {

        private final List<List<Long>> written = new ArrayList<>();
        private boolean broken;
        private Runnable meanwhile = () -> {};

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public Written write(PurgeRun run, Content content) throws IOException {
            if (broken) {
                throw new IOException("no space left on device");
            }
            List<Long> seqs = new ArrayList<>();
            List<SealedRow> rows = content.after(run.firstSeq() - 1);
            while (!rows.isEmpty()) {
                rows.forEach(row -> seqs.add(row.seq()));
                rows = content.after(seqs.get(seqs.size() - 1));
            }
            meanwhile.run();
            meanwhile = () -> {};
            written.add(seqs);
            return new Written("file-" + written.size(), "digest-" + written.size());
        }
    }

    private static final class Signer implements CheckpointSigner {

        @Override
        public Optional<Checkpoint> sign(RealmId realm, long seq, String hash, long at) {
            try {
                return Optional.of(new Checkpoint(
                        realm,
                        seq,
                        hash,
                        at,
                        "key",
                        CheckpointJws.sign("key", Checkpoint.payload(realm, seq, hash, at), KEY.getPrivate())));
            } catch (GeneralSecurityException unusable) {
                throw new IllegalStateException(unusable);
            }
        }

        @Override
        public Verdict check(Checkpoint checkpoint) {
            return CheckpointJws.isGenuine(checkpoint.signature(), checkpoint.payload(), KEY.getPublic())
                    ? Verdict.GENUINE
                    : Verdict.FORGED;
        }
    }

    private static final class Ticking extends Clock {

        private long now = TODAY;

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

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
