package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Broken;
import io.github.kcworkspaces.audit.ChainVerification;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.CheckpointSigner;
import io.github.kcworkspaces.audit.Forgetting;
import io.github.kcworkspaces.audit.LoginFacts;
import io.github.kcworkspaces.audit.PersonStore;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.Sealer;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.audit.TrailEntry;
import io.github.kcworkspaces.audit.TrailFilter;
import io.github.kcworkspaces.audit.TrailQuery;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.CursorRequest;
import io.github.kcworkspaces.paging.Window;
import io.github.kcworkspaces.transaction.Transactions;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Writing, sealing, verifying, reading and forgetting, in transactions that commit. */
abstract class TrailStoreContract {

    private static final long DAY = 86_400_000;
    private static final PersonStore.Names ANNA = new PersonStore.Names(Set.of("anna@example.org"), Set.of("anna"));

    private final TestDatabase database;
    private final RealmId realm = new RealmId(UUID.randomUUID().toString());

    TrailStoreContract(TestDatabase.Kind kind) {
        this.database = TestDatabase.of(kind);
    }

    /** A signer that needs no key: the signature says what it is about. */
    private static final CheckpointSigner SIGNER = new CheckpointSigner() {
        @Override
        public Optional<Checkpoint> sign(RealmId realm, long seq, String hash, long at) {
            return Optional.of(new Checkpoint(realm, seq, hash, at, "key", "signed " + seq + hash + at));
        }

        @Override
        public Verdict check(Checkpoint checkpoint) {
            String signed = "signed " + checkpoint.seq() + checkpoint.hash() + checkpoint.at();
            return checkpoint.signature().equals(signed) ? Verdict.GENUINE : Verdict.FORGED;
        }
    };

    @BeforeEach
    void enable() {
        run(em -> new JpaSettingsStore(em, database.ownTransaction()).ensure(realm));
    }

    @AfterEach
    void remove() {
        for (String table : List.of("KCW_AUDIT", "KCW_SEAL", "KCW_CHECKPOINT", "KCW_SETTINGS")) {
            sql("DELETE FROM " + table + " WHERE REALM_ID = ?", realm.value());
        }
    }

    @Test
    void rowsAreSealedWithoutGapsInTheOrderOfTheirTimes() {
        write(row("c", 3), row("a", 1), row("b", 2));
        assertThat(seal()).isEqualTo(3);
        assertThat(seal()).isZero();
        write(row("d", 0));
        seal();
        assertThat(sealed()).extracting(row -> row.activity().id()).containsExactly("a", "b", "c", "d");
        assertThat(sealed()).extracting(SealedRow::seq).containsExactly(1L, 2L, 3L, 4L);
        assertThat(verify().firstBroken()).isNull();
        assertThat(verify().verified()).isEqualTo(4);
    }

    @Test
    void aSealedRowIsReadAsItWasWritten() {
        Activity login = login("l", 7, "anna", -2);
        write(login);
        seal();
        assertThat(sealed()).extracting(SealedRow::activity).containsExactly(login);
    }

    @Test
    void whatIsNotCommittedIsSealedLaterAndNotSkipped() throws Exception {
        try (EntityManager slow = database.open()) {
            slow.getTransaction().begin();
            new JpaAuditTrail(slow).record(row("slow", 1));
            slow.flush();
            write(row("fast", 2));
            assertThat(seal()).isEqualTo(1);
            slow.getTransaction().commit();
        }
        assertThat(seal()).isEqualTo(1);
        assertThat(sealed()).extracting(row -> row.activity().id()).containsExactly("fast", "slow");
    }

    @Test
    void sealersThatAreThereAtOnceLeaveNoGapAndSealNothingTwice() throws Exception {
        int rows = 5_000;
        Activity[] all =
                LongStream.range(0, rows).mapToObj(at -> row("r" + at, at)).toArray(Activity[]::new);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> sealer = () -> {
                int done = 0;
                while (unsealed() > 0) {
                    done += seal();
                }
                return done;
            };
            write(Arrays.copyOf(all, 2_500));
            List<Future<Integer>> sealers = new ArrayList<>();
            for (int count = 0; count < 3; count++) {
                sealers.add(threads.submit(sealer));
            }
            for (int start = 2_500; start < rows; start += 100) {
                write(Arrays.copyOfRange(all, start, start + 100));
            }
            for (Future<Integer> done : sealers) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        while (unsealed() > 0) {
            seal();
        }
        assertThat(verify().firstBroken()).isNull();
        assertThat(verify().verified()).isEqualTo(rows);
        assertThat(verify().head()).isEqualTo(rows);
    }

    @Test
    void aSealerThatIsKilledBeforeItCommitsLeavesNothingBehind() {
        write(row("a", 1), row("b", 2));
        try (EntityManager dying = database.open()) {
            dying.getTransaction().begin();
            assertThat(sealer(dying).seal(realm)).isEqualTo(2);
            assertThat(seal()).as("another one meanwhile").isZero();
            dying.getTransaction().rollback();
        }
        assertThat(sealed()).isEmpty();
        assertThat(seal()).isEqualTo(2);
        assertThat(verify().firstBroken()).isNull();
    }

    @Test
    void whoIsAskedToSealDoesSoAfterWhoeverIsAtIt() throws Exception {
        write(row("a", 1));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (EntityManager other = database.open()) {
            other.getTransaction().begin();
            assertThat(sealer(other).seal(realm)).isEqualTo(1);
            write(row("b", 2));
            Future<Integer> asked = threads.submit(() -> call(em -> sealer(em).sealInTurn(realm)));
            other.getTransaction().commit();
            assertThat(asked.get()).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
        assertThat(checkpoint().orElseThrow().seq()).isEqualTo(2);
        assertThat(verify().firstBroken()).isNull();
    }

    @Test
    void sealingTakesAConstantNumberOfStatements() {
        write(LongStream.range(0, 10).mapToObj(at -> row("a" + at, at)).toArray(Activity[]::new));
        seal();
        write(LongStream.range(0, 10).mapToObj(at -> row("b" + at, at)).toArray(Activity[]::new));
        long few = database.statements(this::seal);
        write(LongStream.range(0, 400).mapToObj(at -> row("c" + at, at)).toArray(Activity[]::new));
        assertThat(database.statements(this::seal)).isEqualTo(few);
    }

    static Stream<Arguments> tampering() {
        return Stream.of(
                        "OCCURRED_AT = OCCURRED_AT + 1",
                        "CLASS = 'KEYCLOAK'",
                        "ACTIVITY = 'ROLE_DELETED'",
                        "ACTIVITY = 'NOTHING_OF_OURS'",
                        "ACTOR_ID = 'other'",
                        "ACTOR_NAME = 'other'",
                        "ACTOR_EMAIL = 'other'",
                        "ACTOR_KIND = 'SYSTEM'",
                        "CAUSE = 'SWEEP'",
                        "IP = '192.0.2.99'",
                        "CLIENT = 'other'",
                        "CORRELATION = 'other'",
                        "REQUEST_ID = 'other'",
                        "IMPERSONATOR_ID = 'other'",
                        "IMPERSONATOR_NAME = 'other'",
                        "WORKSPACE_ID = 'other'",
                        "WORKSPACE_ALIAS = 'other'",
                        "TARGET_KIND = 'other'",
                        "TARGET_ID = 'other'",
                        "TARGET_NAME = 'other'",
                        "CHANGES = '{}'",
                        "CHANGES = 'no JSON'",
                        "CODE = 1",
                        "LOGIN_MODE = 'other'",
                        "SESSION_ID = 'other'",
                        "ERROR = 'other'",
                        "PREVIOUS = 'other'",
                        "HASH = 'other'",
                        "SALTS = 'a.b.c.d'",
                        "SALTS = '...', DIGESTS = 'a.b.c.d'",
                        "SALTS = NULL",
                        "ID = 'other'")
                .map(change -> Arguments.of("UPDATE KCW_AUDIT SET " + change + " WHERE REALM_ID = ? AND SEQ = 5", 5));
    }

    @ParameterizedTest
    @MethodSource("tampering")
    @Tag("OWU-35")
    void whateverIsChangedInARowIsFoundThere(String statement, long seq) {
        writeTen();
        sql(statement, realm.value());
        assertThat(Optional.ofNullable(verify().firstBroken()).map(Broken::seq)).contains(seq);
        assertThat(verify().verified()).isEqualTo(seq - 1);
    }

    @Test
    void removedSwappedAddedAndCutRowsAreFound() {
        writeTen();
        sql("DELETE FROM KCW_AUDIT WHERE REALM_ID = ? AND SEQ = 4", realm.value());
        assertThat(verify().firstBroken()).isEqualTo(new Broken(4, null, Broken.Reason.ROW_MISSING));
        sql("UPDATE KCW_AUDIT SET SEQ = 4 WHERE REALM_ID = ? AND SEQ = 6", realm.value());
        assertThat(verify().firstBroken()).extracting(Broken::seq).isEqualTo(4L);
    }

    @Test
    void aCutTailIsFoundByTheHeadAndBySignedCheckpoints() {
        writeTen();
        assertThat(checkpoint()).isPresent();
        sql("DELETE FROM KCW_AUDIT WHERE REALM_ID = ? AND SEQ > 7", realm.value());
        assertThat(verify().firstBroken()).isEqualTo(new Broken(8, null, Broken.Reason.TAIL_CUT));
        SealedRow last = sealed().get(6);
        sql("UPDATE KCW_SEAL SET HEAD_SEQ = 7, HEAD_HASH = ? WHERE REALM_ID = ?", last.hash(), realm.value());
        assertThat(verify().firstBroken()).isEqualTo(new Broken(8, null, Broken.Reason.TAIL_CUT));
        sql("DELETE FROM KCW_CHECKPOINT WHERE REALM_ID = ?", realm.value());
        assertThat(verify().firstBroken())
                .as("without anything that was signed")
                .isNull();
    }

    @Test
    void aChainThatWasMadeAnewIsNotWhatWasSigned() {
        writeTen();
        checkpoint();
        sql("UPDATE KCW_AUDIT SET SEQ = NULL, TARGET_NAME = 'other' WHERE REALM_ID = ?", realm.value());
        sql("UPDATE KCW_SEAL SET HEAD_SEQ = 0, HEAD_HASH = '' WHERE REALM_ID = ?", realm.value());
        seal();
        assertThat(verify().firstBroken())
                .extracting(Broken::seq, Broken::reason)
                .containsExactly(10L, Broken.Reason.NOT_WHAT_WAS_SIGNED);
        sql(
                "UPDATE KCW_CHECKPOINT SET HASH = ? WHERE REALM_ID = ?",
                sealed().get(9).hash(),
                realm.value());
        assertThat(verify().firstBroken()).extracting(Broken::reason).isEqualTo(Broken.Reason.CHECKPOINT_FORGED);
    }

    @Test
    void aCheckpointIsMadeOnceForARow() {
        assertThat(checkpoint()).isEmpty();
        writeTen();
        Checkpoint first = checkpoint().orElseThrow();
        assertThat(first.seq()).isEqualTo(10);
        assertThat(checkpoint()).contains(first);
        assertThat(verify().checkpoints()).isEqualTo(1);
    }

    @Test
    void aPersonIsForgottenAndTheChainHolds() {
        write(
                row("a", 1),
                login("l", 2, "anna", 0),
                activity("t", 3, ActivityType.MEMBER_ADDED, "ben", new Target("user", "anna", "anna"), null));
        seal();
        List<String> hashes = sealed().stream().map(SealedRow::hash).toList();
        assertThat(persons("anna")).hasSize(3);
        int forgotten = call(em -> new JpaPersonStore(em).forget(realm, "anna", ANNA, Forgetting.ID_PREFIX + "x", 100));
        assertThat(forgotten).isEqualTo(3);
        assertThat(persons("anna")).isEmpty();
        assertThat(persons(Forgetting.ID_PREFIX + "x")).hasSize(3);
        assertThat(sealed()).extracting(SealedRow::hash).isEqualTo(hashes);
        assertThat(sealed().toString()).doesNotContain("anna");
        assertThat(sealed()).extracting(row -> row.activity().actor().ip()).containsExactly(null, null, "192.0.2.7");
        assertThat(verify().firstBroken()).isNull();
        assertThat(verify().forgotten()).isEqualTo(2 + 4 + 2);
        sql("UPDATE KCW_AUDIT SET ACTOR_NAME = 'eve' WHERE REALM_ID = ? AND SEQ = 1", realm.value());
        assertThat(verify().firstBroken()).isEqualTo(new Broken(1, "a", Broken.Reason.FORGOTTEN_PART_FILLED));
    }

    @Test
    void aFilteredReadingOfTheSealedTrailIsInOrder() {
        write(row("a", 1), login("l", 2, "anna", 0), row("b", 3));
        seal();
        TrailFilter logins = new TrailFilter(Set.of(TrailClass.LOGIN), Set.of(), null, null, null);
        TrailFilter roles = new TrailFilter(Set.of(), Set.of(ActivityType.ROLE_UPDATED), new WorkspaceId("w1"), 2L, 4L);
        assertThat(sealed(logins)).extracting(SealedRow::seq).containsExactly(2L);
        assertThat(sealed(roles)).extracting(SealedRow::seq).containsExactly(3L);
    }

    @Test
    void theTrailIsFollowedBothWays() {
        writeTen();
        TrailQuery all = TrailQuery.of(TrailClass.ACTIVITY);
        Window<TrailEntry> first = window(all, CursorRequest.newest(3));
        assertThat(ids(first)).containsExactly("r10", "r9", "r8");
        Window<TrailEntry> second = window(all, new CursorRequest(first.next(), null, false, 3));
        assertThat(ids(second)).containsExactly("r7", "r6", "r5");
        assertThat(ids(window(all, new CursorRequest(null, second.previous(), false, 3))))
                .containsExactly("r10", "r9", "r8");
        assertThat(ids(window(all, new CursorRequest(null, second.previous(), false, 2))))
                .containsExactly("r9", "r8");
        Window<TrailEntry> oldest = window(all, new CursorRequest(null, null, true, 4));
        assertThat(ids(oldest)).containsExactly("r1", "r2", "r3", "r4");
        assertThat(ids(window(all, new CursorRequest(oldest.next(), null, true, 4))))
                .containsExactly("r5", "r6", "r7", "r8");
        assertThat(window(all, new CursorRequest(null, first.previous(), false, 3))
                        .items())
                .as("nothing new")
                .isEmpty();
        write(row("r11", 11));
        assertThat(ids(window(all, new CursorRequest(null, first.previous(), false, 3))))
                .containsExactly("r11");
        assertThat(ids(window(all, new CursorRequest("no cursor", null, false, 1))))
                .containsExactly("r11");
    }

    @Test
    @Tag("OBN-41")
    void eachFilterAndAllTogetherGiveWhatTheyShould() {
        write(
                activity("1", 10, ActivityType.ROLE_CREATED, "anna", new Target("role", "r1", "Editor"), "w1"),
                activity("2", 20, ActivityType.ROLE_DELETED, "ben", new Target("role", "r2", "Viewer"), "w1"),
                activity("3", 30, ActivityType.MEMBER_ROLES_CHANGED, "anna", new Target("user", "cy", "cy"), "w2"),
                login("4", 40, "anna", -2),
                login("5", 50, "ben", 0));
        assertThat(ids(window(query(null, Set.of(), null, null, null, null, null, null))))
                .containsExactly("3", "2", "1");
        assertThat(ids(window(query("w1", Set.of(), null, null, null, null, null, null))))
                .containsExactly("2", "1");
        assertThat(ids(window(query(null, Set.of(ActivityType.ROLE_CREATED), null, null, null, null, null, null))))
                .containsExactly("1");
        assertThat(ids(window(query(
                        null,
                        Set.of(ActivityType.ROLE_CREATED, ActivityType.ROLE_DELETED),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))))
                .containsExactly("2", "1");
        assertThat(ids(window(query(null, Set.of(), "anna", null, null, null, null, null))))
                .containsExactly("3", "1");
        assertThat(ids(window(query(null, Set.of(), null, "cy", null, null, null, null))))
                .containsExactly("3");
        assertThat(ids(window(query(null, Set.of(), null, null, "r1", null, null, null))))
                .containsExactly("1");
        assertThat(ids(window(query(null, Set.of(), null, null, "Editor", null, null, null))))
                .containsExactly("3", "1");
        assertThat(ids(window(query(null, Set.of(), null, null, null, 10L, 30L, null))))
                .containsExactly("2", "1");
        assertThat(ids(window(query("w1", Set.of(ActivityType.ROLE_CREATED), "anna", "r1", "r1", 10L, 11L, "editor"))))
                .containsExactly("1");
        assertThat(ids(window(logins(Set.of(-2), null)))).containsExactly("4");
        assertThat(ids(window(logins(Set.of(), "ldap")))).isEmpty();
        assertThat(ids(window(logins(Set.of(0, -2), "password")))).containsExactly("5", "4");
    }

    @Test
    @Tag("OBN-42")
    void textFindsTypesNamesAndValuesAndIsNothingButText() {
        write(
                activity("1", 10, ActivityType.ROLE_CREATED, "anna", new Target("role", "r1", "Editor"), "w1"),
                activity("2", 20, ActivityType.ROLE_DELETED, "ben", new Target("role", "r2", "50%_off"), "w1"));
        assertThat(ids(window(search("create role")))).containsExactly("1");
        assertThat(ids(window(search("ROLE_CREATED")))).containsExactly("1");
        assertThat(ids(window(search("role")))).containsExactly("2", "1");
        assertThat(ids(window(search("BEN")))).containsExactly("2");
        assertThat(ids(window(search("edit")))).containsExactly("2", "1");
        assertThat(ids(window(search("50%_")))).containsExactly("2");
        assertThat(ids(window(search("x' OR '1'='1")))).isEmpty();
        assertThat(ids(window(search("%")))).containsExactly("2");
    }

    @Test
    void rowsAreCountedByTypeAndByDay() {
        write(
                activity("1", DAY - 1, ActivityType.ROLE_CREATED, "anna", new Target("role", "r", "R"), null),
                activity("2", DAY, ActivityType.ROLE_CREATED, "anna", new Target("role", "r", "R"), null),
                activity("3", DAY, ActivityType.ROLE_DELETED, "anna", new Target("role", "r", "R"), null));
        TrailQuery all = TrailQuery.of(TrailClass.ACTIVITY);
        Map<ActivityType, Long> byType = call(em -> new JpaTrailStore(em).countByType(realm, all));
        assertThat(byType).isEqualTo(Map.of(ActivityType.ROLE_CREATED, 2L, ActivityType.ROLE_DELETED, 1L));
        assertThat(byDay(all, 0)).isEqualTo(Map.of(0L, 1L, 1L, 2L));
        assertThat(byDay(all, 60)).isEqualTo(Map.of(1L, 3L));
        assertThat(byDay(all, -60)).isEqualTo(Map.of(0L, 3L));
    }

    private TrailQuery query(
            String workspace,
            Set<ActivityType> types,
            String actor,
            String target,
            String role,
            Long from,
            Long to,
            String search) {
        return new TrailQuery(
                TrailClass.ACTIVITY,
                workspace == null ? null : new WorkspaceId(workspace),
                types,
                actor,
                target,
                role,
                Set.of(),
                null,
                null,
                null,
                from,
                to,
                search);
    }

    private TrailQuery search(String text) {
        return query(null, Set.of(), null, null, null, null, null, text);
    }

    private static TrailQuery logins(Set<Integer> codes, String mode) {
        return new TrailQuery(
                TrailClass.LOGIN, null, Set.of(), null, null, null, codes, mode, null, null, null, null, null);
    }

    private Window<TrailEntry> window(TrailQuery query) {
        return window(query, CursorRequest.newest(100));
    }

    private Window<TrailEntry> window(TrailQuery query, CursorRequest request) {
        return call(em -> new JpaTrailStore(em).window(realm, query, request));
    }

    private static List<String> ids(Window<TrailEntry> window) {
        return window.items().stream().map(entry -> entry.activity().id()).toList();
    }

    private List<TrailEntry> persons(String person) {
        return call(em -> new JpaPersonStore(em).rows(realm, person, null, 100));
    }

    private void writeTen() {
        write(LongStream.rangeClosed(1, 10).mapToObj(at -> row("r" + at, at)).toArray(Activity[]::new));
        seal();
    }

    private Activity row(String id, long at) {
        return activity(id, at, ActivityType.ROLE_UPDATED, "anna", new Target("role", "r", "R \u00e9"), "w1");
    }

    private Activity activity(String id, long at, ActivityType type, String actor, Target target, String workspace) {
        return new Activity(
                id,
                realm,
                at,
                type,
                new Actor(
                        new UserId(actor),
                        actor,
                        Actor.Kind.USER,
                        Actor.Cause.USER,
                        "192.0.2.7",
                        "console",
                        "bulk",
                        actor + "@example.org",
                        null,
                        "request"),
                workspace == null ? null : new WorkspaceId(workspace),
                workspace,
                target,
                new Changes().field("roles", 1.5, List.of("Editor")).fields());
    }

    private Activity login(String id, long at, String user, int code) {
        return new Activity(
                id,
                realm,
                at,
                TrailClass.LOGIN,
                code == 0 ? ActivityType.LOGIN : ActivityType.LOGIN_ERROR,
                new Actor(
                        new UserId(user),
                        user,
                        Actor.Kind.USER,
                        Actor.Cause.USER,
                        "192.0.2.7",
                        "portal",
                        null,
                        null,
                        new Actor.Impersonator("root", "root"),
                        null),
                null,
                null,
                new Target("user", user, user),
                Map.of(),
                new LoginFacts(code, "password", "session", code == 0 ? null : "error"));
    }

    private void write(Activity... rows) {
        run(em -> Stream.of(rows).forEach(new JpaAuditTrail(em)::record));
    }

    private int seal() {
        return call(em -> sealer(em).seal(realm));
    }

    private Optional<Checkpoint> checkpoint() {
        return call(em -> sealer(em).checkpoint(realm));
    }

    private Sealer sealer(EntityManager em) {
        // A clock that stands still at the beginning: no checkpoint becomes due by time.
        return new Sealer(
                new JpaSealStore(em, database.ownTransaction()),
                new JpaCheckpointStore(em),
                SIGNER,
                Clock.fixed(Instant.ofEpochMilli(1), ZoneOffset.UTC));
    }

    private List<SealedRow> sealed() {
        return sealed(TrailFilter.ALL);
    }

    private List<SealedRow> sealed(TrailFilter filter) {
        return call(em -> new JpaSealedTrail(em).after(realm, 0, filter, 10_000));
    }

    private Map<Long, Long> byDay(TrailQuery query, int offset) {
        return call(em -> new JpaTrailStore(em).countByDay(realm, query, offset));
    }

    private long unsealed() {
        return call(em -> new Sql("SELECT COUNT(*) FROM KCW_AUDIT WHERE REALM_ID = ? AND SEQ IS NULL", realm.value())
                .list(em, row -> row.getLong(1))
                .get(0));
    }

    private ChainVerification.Result verify() {
        return new ChainVerification(new Transactions<>() {
                    @Override
                    public <T> T run(Function<ChainVerification.Reading, T> step) {
                        return call(em -> {
                            JpaSealedTrail trail = new JpaSealedTrail(em);
                            return step.apply(new ChainVerification.Reading(
                                    trail, trail, new JpaCheckpointStore(em), SIGNER, new JpaPurgeStore(em)));
                        });
                    }
                })
                .verify(realm);
    }

    private void sql(String statement, Object... values) {
        run(em -> Sql.batch(em, statement, List.of(List.of(values))));
    }

    private void run(Consumer<EntityManager> work) {
        database.ownTransaction().run(work);
    }

    private <T> T call(Function<EntityManager, T> work) {
        List<T> result = new ArrayList<>();
        run(em -> result.add(work.apply(em)));
        return result.get(0);
    }
}
