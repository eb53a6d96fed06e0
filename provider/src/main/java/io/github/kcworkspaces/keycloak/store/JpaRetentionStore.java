package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.Gap;
import io.github.kcworkspaces.audit.Purge;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.audit.retention.Obstacle;
import io.github.kcworkspaces.audit.retention.PurgeRun;
import io.github.kcworkspaces.audit.retention.RetentionPolicy;
import io.github.kcworkspaces.audit.retention.RetentionStore;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Policies and the lease under which one node purges in {@code KCW_RETENTION}, runs in {@code KCW_PURGE_RUN}; what is left of rows
 * that went in {@code KCW_PURGE} and {@code KCW_GAP}.
 */
public final class JpaRetentionStore implements RetentionStore {

    /** How many purges whose rows nobody needs any more are removed in one transaction. */
    private static final int FORGOTTEN = 20;

    private static final int SINKS = 10;

    /** Rows that no hold keeps; the parameter says which of those that were lifted still count. */
    private static final String FREE = "AND NOT EXISTS (SELECT 1 FROM KCW_HOLD h WHERE h.REALM_ID = a.REALM_ID"
            + " AND (h.LIFTED_NO IS NULL OR h.LIFTED_NO > ?) AND (h.KIND = 'REALM'"
            + " OR (h.KIND = 'WORKSPACE' AND h.SUBJECT = a.WORKSPACE_ID)"
            + " OR (h.KIND = 'PERSON' AND (h.SUBJECT = a.ACTOR_ID OR h.SUBJECT = a.TARGET_ID"
            + " OR h.SUBJECT = a.IMPERSONATOR_ID))))";

    private static final String RUN = "SELECT ID, REALM_ID, CLASS, BEFORE_AT, FIRST_SEQ, LAST_SEQ, ARCHIVE, HOLDS_NO,"
            + " POSITION_NO, PURGED, FILE_NAME, FILE_DIGEST, STARTED_AT, FINISHED_AT FROM KCW_PURGE_RUN WHERE REALM_ID = ?";

    private final EntityManager em;

    public JpaRetentionStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public RetentionPolicy policy(RealmId realm) {
        return new Sql(
                        "SELECT ACTIVITY_DAYS, LOGIN_DAYS, KEYCLOAK_DAYS, ARCHIVE FROM KCW_RETENTION WHERE REALM_ID = ?",
                        realm.value())
                        .list(
                                em,
                                row -> new RetentionPolicy(
                                        row.getInt(1), row.getInt(2), row.getInt(3), row.getBoolean(4)))
                        .stream()
                        .findFirst()
                        .orElse(RetentionPolicy.FOR_EVER);
    }

    @Override
    public void setPolicy(RealmId realm, RetentionPolicy policy) {
        ensure(em, realm);
        Sql.batch(
                em,
                "UPDATE KCW_RETENTION SET ACTIVITY_DAYS = ?, LOGIN_DAYS = ?, KEYCLOAK_DAYS = ?, ARCHIVE = ?"
                        + " WHERE REALM_ID = ?",
                List.of(List.of(
                        policy.activityDays(),
                        policy.loginDays(),
                        policy.keycloakDays(),
                        policy.archive(),
                        realm.value())));
    }

    /** Makes sure that there is a row to lock. */
    static void ensure(EntityManager em, RealmId realm) {
        Sql.batch(
                em,
                "INSERT INTO KCW_RETENTION (REALM_ID, ACTIVITY_DAYS, LOGIN_DAYS, KEYCLOAK_DAYS, ARCHIVE, HOLDS_LIFTED,"
                        + " LEASE_UNTIL, LEASE_NO) SELECT s.REALM_ID, 0, 0, 0, FALSE, 0, 0, 0 FROM KCW_SETTINGS s"
                        + " WHERE s.REALM_ID = ? AND NOT EXISTS (SELECT 1 FROM KCW_RETENTION r"
                        + " WHERE r.REALM_ID = s.REALM_ID)",
                List.of(List.of(realm.value())));
    }

    @Override
    public Status status(RealmId realm) {
        return new Sql("SELECT OBSTACLE, LOOKED_AT FROM KCW_RETENTION WHERE REALM_ID = ?", realm.value())
                        .list(em, row -> {
                            String obstacle = row.getString(1);
                            return new Status(obstacle == null ? null : Obstacle.valueOf(obstacle), number(row, 2));
                        })
                        .stream()
                        .findFirst()
                        .orElse(new Status(null, null));
    }

    @Override
    public List<String> sinksBehind(RealmId realm, long seq) {
        return new Sql(
                        "SELECT NAME FROM KCW_SINK WHERE REALM_ID = ? AND ENABLED = TRUE AND POSITION_NO < ?"
                                + " ORDER BY POSITION_NO, NAME_KEY LIMIT ?",
                        realm.value(),
                        seq,
                        SINKS)
                .list(em, row -> Sql.text(row, 1));
    }

    @Override
    public List<RealmId> due(int max) {
        return new Sql(
                        "SELECT r.REALM_ID FROM KCW_RETENTION r JOIN KCW_SETTINGS s ON s.REALM_ID = r.REALM_ID"
                                + " WHERE r.LEASE_UNTIL <= " + Sql.NOW + " AND (r.ACTIVITY_DAYS > 0 OR r.LOGIN_DAYS > 0"
                                + " OR r.KEYCLOAK_DAYS > 0 OR EXISTS (SELECT 1 FROM KCW_PURGE_RUN p"
                                + " WHERE p.REALM_ID = r.REALM_ID AND p.FINISHED_AT IS NULL))"
                                + " ORDER BY COALESCE(r.LOOKED_AT, 0), r.REALM_ID LIMIT ?",
                        max)
                .list(em, row -> new RealmId(Sql.text(row, 1)));
    }

    @Override
    public Optional<Lease> claim(RealmId realm, Duration lease) {
        int claimed = Sql.batch(
                em,
                "UPDATE KCW_RETENTION SET LEASE_UNTIL = " + Sql.NOW + " + ?, LEASE_NO = LEASE_NO + 1"
                        + " WHERE REALM_ID = ? AND LEASE_UNTIL <= " + Sql.NOW,
                List.of(List.of(lease.toMillis(), realm.value())));
        return claimed == 0
                ? Optional.empty()
                : new Sql("SELECT LEASE_NO FROM KCW_RETENTION WHERE REALM_ID = ?", realm.value())
                        .list(em, row -> new Lease(realm, row.getLong(1))).stream()
                                .findFirst();
    }

    @Override
    public boolean renew(Lease lease, Duration duration) {
        return Sql.batch(
                        em,
                        "UPDATE KCW_RETENTION SET LEASE_UNTIL = " + Sql.NOW
                                + " + ? WHERE REALM_ID = ? AND LEASE_NO = ?",
                        List.of(List.of(duration.toMillis(), lease.realm().value(), lease.number())))
                > 0;
    }

    @Override
    public void release(Lease lease) {
        Sql.batch(
                em,
                "UPDATE KCW_RETENTION SET LEASE_UNTIL = 0 WHERE REALM_ID = ? AND LEASE_NO = ?",
                List.of(List.of(lease.realm().value(), lease.number())));
    }

    @Override
    public void note(RealmId realm, @Nullable Obstacle obstacle, long at) {
        Sql.batch(
                em,
                "UPDATE KCW_RETENTION SET OBSTACLE = ?, LOOKED_AT = ? WHERE REALM_ID = ?",
                List.of(Arrays.<@Nullable Object>asList(obstacle == null ? null : obstacle.name(), at, realm.value())));
    }

    @Override
    public long delivered(RealmId realm) {
        return new Sql(
                        "SELECT CASE WHEN s.POSITION_NO < h.HEAD_SEQ THEN s.POSITION_NO ELSE h.HEAD_SEQ END FROM KCW_SEAL h"
                                + " LEFT JOIN KCW_SINK s ON s.REALM_ID = h.REALM_ID AND s.ENABLED = TRUE"
                                + " WHERE h.REALM_ID = ? ORDER BY 1 LIMIT 1",
                        realm.value())
                .list(em, row -> row.getLong(1)).stream().findFirst().orElse(0L);
    }

    @Override
    public boolean changeIsIn(RealmId realm, long seq) {
        return new Sql(
                        "SELECT SEQ FROM KCW_AUDIT WHERE REALM_ID = ? AND ACTIVITY = 'RETENTION_CHANGED'"
                                + " ORDER BY OCCURRED_AT DESC, ID DESC LIMIT 1",
                        realm.value())
                .list(em, row -> Optional.ofNullable(number(row, 1))).stream()
                        .allMatch(number -> number.isPresent() && number.get() <= seq);
    }

    @Override
    public long holdsLifted(RealmId realm) {
        return new Sql("SELECT HOLDS_LIFTED FROM KCW_RETENTION WHERE REALM_ID = ?", realm.value())
                .list(em, row -> row.getLong(1)).stream().findFirst().orElse(0L);
    }

    @Override
    public Optional<PurgeRun> open(RealmId realm) {
        return new Sql(RUN, realm.value())
                .append("AND FINISHED_AT IS NULL ORDER BY STARTED_AT LIMIT 1").list(em, JpaRetentionStore::run).stream()
                        .findFirst();
    }

    @Override
    public Optional<Range> leaving(RealmId realm, TrailClass trailClass, long before, long upTo, int max) {
        return new Sql(
                        "SELECT MIN(SEQ), MAX(SEQ) FROM (SELECT a.SEQ FROM KCW_AUDIT a WHERE a.REALM_ID = ?"
                                + " AND a.CLASS = ? AND a.OCCURRED_AT < ? AND a.SEQ <= ?",
                        realm.value(),
                        trailClass.name(),
                        before,
                        upTo)
                .append(FREE, Long.MAX_VALUE)
                .append("ORDER BY a.OCCURRED_AT, a.ID LIMIT ?) l", max)
                .list(em, JpaRetentionStore::range)
                .get(0);
    }

    private static Optional<Range> range(ResultSet row) throws SQLException {
        Long first = number(row, 1);
        return first == null ? Optional.empty() : Optional.of(new Range(first, row.getLong(2)));
    }

    @Override
    public void begin(PurgeRun run) {
        Sql.batch(
                em,
                "INSERT INTO KCW_PURGE_RUN (ID, REALM_ID, CLASS, BEFORE_AT, FIRST_SEQ, LAST_SEQ, ARCHIVE, HOLDS_NO,"
                        + " POSITION_NO, PURGED, STARTED_AT) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                List.of(List.of(
                        run.id(),
                        run.realm().value(),
                        run.trailClass().name(),
                        run.before(),
                        run.firstSeq(),
                        run.lastSeq(),
                        run.archive(),
                        run.holds(),
                        run.position(),
                        run.purged(),
                        run.startedAt())));
    }

    @Override
    public void update(PurgeRun run) {
        Sql.batch(
                em,
                "UPDATE KCW_PURGE_RUN SET POSITION_NO = ?, PURGED = ?, FILE_NAME = ?, FILE_DIGEST = ?, FINISHED_AT = ?"
                        + " WHERE ID = ? AND REALM_ID = ?",
                List.of(Arrays.<@Nullable Object>asList(
                        run.position(),
                        run.purged(),
                        run.file(),
                        run.digest(),
                        run.finishedAt(),
                        run.id(),
                        run.realm().value())));
    }

    @Override
    public List<SealedRow> rows(PurgeRun run, long after, int max) {
        List<String> ids = members("a.ID", run, after, run.lastSeq(), max).list(em, row -> Sql.text(row, 1));
        return ids.isEmpty() ? List.of() : new JpaSealedTrail(em).readable(run.realm(), ids);
    }

    @Override
    public List<Leaving> leaving(PurgeRun run, long upTo, int max) {
        return members("a.ID, a.SEQ, a.PREVIOUS, a.HASH", run, run.position(), upTo, max)
                .list(em, row -> new Leaving(Sql.text(row, 1), row.getLong(2), Sql.text(row, 3), Sql.text(row, 4)));
    }

    /** What belongs to a run is the same from its begin on, but for what is held since. */
    private static Sql members(String columns, PurgeRun run, long after, long upTo, int max) {
        return new Sql(
                        "SELECT " + columns + " FROM KCW_AUDIT a WHERE a.REALM_ID = ? AND a.CLASS = ?"
                                + " AND a.OCCURRED_AT < ? AND a.SEQ > ? AND a.SEQ <= ?",
                        run.realm().value(),
                        run.trailClass().name(),
                        run.before(),
                        after,
                        upTo)
                .append(FREE, run.holds())
                .append("ORDER BY a.SEQ LIMIT ?", max);
    }

    @Override
    public void purge(List<Leaving> rows, Purge purge) {
        RealmId realm = purge.realm();
        int gone = Sql.batch(
                em,
                "DELETE FROM KCW_AUDIT WHERE ID = ?",
                rows.stream().map(row -> List.<@Nullable Object>of(row.id())).toList());
        if (gone != rows.size()) {
            throw new IllegalStateException("rows that leave were removed by somebody else");
        }
        Checkpoint proof = purge.proof();
        Sql.batch(
                em,
                "INSERT INTO KCW_PURGE (ID, REALM_ID, RUN_ID, CLASS, LAST_SEQ, ROWS_GONE, DIGEST, SIGNED_AT, KEY_ID,"
                        + " SIGNATURE) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                List.of(List.of(
                        purge.id(),
                        realm.value(),
                        purge.run(),
                        purge.trailClass().name(),
                        proof.seq(),
                        purge.rows(),
                        proof.hash(),
                        proof.at(),
                        proof.keyId(),
                        proof.signature())));
        List<List<@Nullable Object>> gaps = new ArrayList<>();
        for (Gap gap : purge.gaps()) {
            gaps.add(List.of(realm.value(), gap.firstSeq(), gap.lastSeq(), gap.previous(), gap.hash(), purge.id()));
        }
        Sql.batch(
                em,
                "INSERT INTO KCW_GAP (REALM_ID, SEQ, LAST_SEQ, PREVIOUS, HASH, PURGE_ID) VALUES (?, ?, ?, ?, ?, ?)",
                gaps);
    }

    @Override
    public long firstLeft(RealmId realm) {
        return new Sql(
                        "SELECT COALESCE((SELECT MIN(a.SEQ) FROM KCW_AUDIT a WHERE a.REALM_ID = h.REALM_ID"
                                + " AND a.SEQ > h.PURGED_SEQ), h.HEAD_SEQ + 1) FROM KCW_SEAL h WHERE h.REALM_ID = ?",
                        realm.value())
                .list(em, row -> row.getLong(1)).stream().findFirst().orElse(1L);
    }

    @Override
    public void beginBehind(Checkpoint signed, String hash) {
        String realm = signed.realm().value();
        boolean locked = !new Sql("SELECT 1 FROM KCW_SEAL WHERE REALM_ID = ? FOR UPDATE SKIP LOCKED", realm)
                .list(em, row -> true)
                .isEmpty();
        if (locked) {
            Sql.batch(
                    em,
                    "UPDATE KCW_SEAL SET PURGED_SEQ = ?, PURGED_HASH = ?, PURGED_AT = ?, PURGED_KEY_ID = ?,"
                            + " PURGED_SIGNATURE = ? WHERE REALM_ID = ? AND PURGED_SEQ < ?",
                    List.of(List.of(
                            signed.seq(), hash, signed.at(), signed.keyId(), signed.signature(), realm, signed.seq())));
            forget(realm, signed.seq());
        }
    }

    /** Purges that lie in front of the chain as a whole. */
    private void forget(String realm, long seq) {
        List<List<@Nullable Object>> purges = new Sql(
                        "SELECT ID FROM KCW_PURGE WHERE REALM_ID = ? AND LAST_SEQ <= ? ORDER BY LAST_SEQ LIMIT ?",
                        realm,
                        seq,
                        FORGOTTEN)
                .list(em, row -> List.<@Nullable Object>of(Sql.text(row, 1)));
        Sql.batch(em, "DELETE FROM KCW_GAP WHERE PURGE_ID = ?", purges);
        Sql.batch(em, "DELETE FROM KCW_PURGE WHERE ID = ?", purges);
    }

    @Override
    public Page<PurgeRun> runs(RealmId realm, PageRequest request) {
        long total = new Sql("SELECT COUNT(*) FROM KCW_PURGE_RUN WHERE REALM_ID = ?", realm.value())
                .list(em, row -> row.getLong(1))
                .get(0);
        return new Page<>(
                new Sql(RUN, realm.value())
                        .append("ORDER BY STARTED_AT DESC, ID LIMIT ? OFFSET ?", request.max(), request.first())
                        .list(em, JpaRetentionStore::run),
                total);
    }

    private static PurgeRun run(ResultSet row) throws SQLException {
        return new PurgeRun(
                Sql.text(row, 1),
                new RealmId(Sql.text(row, 2)),
                TrailClass.valueOf(Sql.text(row, 3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getBoolean(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getString(11),
                row.getString(12),
                row.getLong(13),
                number(row, 14));
    }

    static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(value);
    }
}
