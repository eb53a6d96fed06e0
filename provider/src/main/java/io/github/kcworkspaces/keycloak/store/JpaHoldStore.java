package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.retention.Hold;
import io.github.kcworkspaces.audit.retention.HoldStore;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code KCW_HOLD}. Lifting counts up in {@code KCW_RETENTION}: a purge compares the numbers, whatever the clocks of the
 * nodes say.
 */
public final class JpaHoldStore implements HoldStore {

    private static final String SELECT = "SELECT ID, REALM_ID, KIND, SUBJECT, REASON, PLACED_AT, PLACED_BY, LIFTED_AT"
            + " FROM KCW_HOLD WHERE REALM_ID = ?";

    private final EntityManager em;

    public JpaHoldStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public void place(Hold hold) {
        count(hold.realm(), 0);
        Sql.batch(
                em,
                "INSERT INTO KCW_HOLD (ID, REALM_ID, KIND, SUBJECT, REASON, PLACED_AT, PLACED_BY)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                List.of(Arrays.<@Nullable Object>asList(
                        hold.id(),
                        hold.realm().value(),
                        hold.kind().name(),
                        hold.subject(),
                        hold.reason(),
                        hold.since(),
                        hold.placedBy())));
    }

    @Override
    public void lift(Hold hold, long at) {
        count(hold.realm(), 1);
        Sql.batch(
                em,
                "UPDATE KCW_HOLD SET LIFTED_AT = ?, LIFTED_NO = (SELECT r.HOLDS_LIFTED FROM KCW_RETENTION r"
                        + " WHERE r.REALM_ID = KCW_HOLD.REALM_ID) WHERE ID = ? AND REALM_ID = ? AND LIFTED_NO IS NULL",
                List.of(List.of(at, hold.id(), hold.realm().value())));
    }

    /** Waits for the batch that is leaving: the row of the policy is locked as long. */
    private void count(RealmId realm, int lifted) {
        JpaRetentionStore.ensure(em, realm);
        Sql.batch(
                em,
                "UPDATE KCW_RETENTION SET HOLDS_LIFTED = HOLDS_LIFTED + ? WHERE REALM_ID = ?",
                List.of(List.of(lifted, realm.value())));
    }

    @Override
    public Optional<Hold> find(RealmId realm, String id) {
        return new Sql(SELECT, realm.value())
                .append("AND ID = ?", id).list(em, JpaHoldStore::hold).stream().findFirst();
    }

    @Override
    public Page<Hold> page(RealmId realm, PageRequest request) {
        long total = new Sql("SELECT COUNT(*) FROM KCW_HOLD WHERE REALM_ID = ?", realm.value())
                .list(em, row -> row.getLong(1))
                .get(0);
        return new Page<>(
                new Sql(SELECT, realm.value())
                        .append(
                                "ORDER BY CASE WHEN LIFTED_NO IS NULL THEN 0 ELSE 1 END, PLACED_AT DESC, ID"
                                        + " LIMIT ? OFFSET ?",
                                request.max(),
                                request.first())
                        .list(em, JpaHoldStore::hold),
                total);
    }

    @Override
    public int active(RealmId realm) {
        return new Sql("SELECT COUNT(*) FROM KCW_HOLD WHERE REALM_ID = ? AND LIFTED_NO IS NULL", realm.value())
                .list(em, row -> row.getInt(1))
                .get(0);
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                Sql.text(row, 1),
                new RealmId(Sql.text(row, 2)),
                Hold.Kind.valueOf(Sql.text(row, 3)),
                row.getString(4),
                Sql.text(row, 5),
                row.getLong(6),
                Sql.text(row, 7),
                JpaRetentionStore.number(row, 8));
    }
}
