package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.SealStore;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.id.RealmId;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chain in {@code KCW_AUDIT}; its end, and the lock of the sealer, in {@code KCW_SEAL}. */
public final class JpaSealStore implements SealStore {

    private static final String TABLE = "KCW_SEAL";

    private final EntityManager em;
    private final OwnTransaction ownTransaction;

    public JpaSealStore(EntityManager em, OwnTransaction ownTransaction) {
        this.em = em;
        this.ownTransaction = ownTransaction;
    }

    @Override
    public List<RealmId> waiting(long unsignedSince, int max) {
        return new Sql(
                        "SELECT s.REALM_ID FROM KCW_SETTINGS s WHERE EXISTS (SELECT 1 FROM KCW_AUDIT a"
                                + " WHERE a.REALM_ID = s.REALM_ID AND a.SEQ IS NULL) OR EXISTS (SELECT 1 FROM KCW_SEAL e"
                                + " WHERE e.REALM_ID = s.REALM_ID AND e.HEAD_SEQ > e.SIGNED_SEQ AND e.SIGNED_AT < ?)"
                                + " LIMIT ?",
                        unsignedSince,
                        max)
                .list(em, row -> new RealmId(Sql.text(row, 1)));
    }

    @Override
    public Optional<State> lock(RealmId realm) {
        Optional<State> locked = lockRow(realm, " SKIP LOCKED");
        return locked.isPresent() || exists(realm) ? locked : await(realm);
    }

    @Override
    public Optional<State> await(RealmId realm) {
        Optional<State> locked = lockRow(realm, "");
        if (locked.isPresent()) {
            return locked;
        }
        insert(realm);
        return lockRow(realm, "");
    }

    @Override
    public List<Activity> unsealed(RealmId realm, int max) {
        return new Jpql("select a from KcwActivity a where a.realmId = :realm and a.seq is null")
                .with("realm", realm.value()).list(em, ActivityEntity.class, max).stream()
                        .map(ActivityRows::activity)
                        .toList();
    }

    @Override
    public void place(RealmId realm, List<SealedRow> rows) {
        List<List<@Nullable Object>> values = new ArrayList<>(rows.size());
        for (SealedRow row : rows) {
            values.add(List.of(
                    row.seq(),
                    row.previous(),
                    row.hash(),
                    SealedColumns.salts(row.parts()),
                    row.activity().id()));
        }
        int placed = Sql.batch(
                em,
                "UPDATE KCW_AUDIT SET SEQ = ?, PREVIOUS = ?, HASH = ?, SALTS = ? WHERE ID = ? AND SEQ IS NULL",
                values);
        if (placed != rows.size()) {
            throw new IllegalStateException("rows that are being sealed were changed by somebody else");
        }
        SealedRow last = rows.get(rows.size() - 1);
        Sql.batch(
                em,
                "UPDATE KCW_SEAL SET HEAD_SEQ = ?, HEAD_HASH = ? WHERE REALM_ID = ?",
                List.of(List.of(last.seq(), last.hash(), realm.value())));
    }

    @Override
    public void signed(RealmId realm, @Nullable Long seq, long at) {
        if (seq == null) {
            Sql.batch(em, "UPDATE KCW_SEAL SET SIGNED_AT = ? WHERE REALM_ID = ?", List.of(List.of(at, realm.value())));
        } else {
            Sql.batch(
                    em,
                    "UPDATE KCW_SEAL SET SIGNED_SEQ = ?, SIGNED_AT = ? WHERE REALM_ID = ?",
                    List.of(List.of(seq, at, realm.value())));
        }
    }

    private Optional<State> lockRow(RealmId realm, String unlessLocked) {
        return new Sql(
                        "SELECT HEAD_SEQ, HEAD_HASH, SIGNED_SEQ, SIGNED_AT FROM KCW_SEAL WHERE REALM_ID = ?"
                                + " FOR UPDATE" + unlessLocked,
                        realm.value())
                .list(em, row -> new State(row.getLong(1), Sql.text(row, 2), row.getLong(3), row.getLong(4))).stream()
                        .findFirst();
    }

    private boolean exists(RealmId realm) {
        return !new Sql("SELECT 1 FROM KCW_SEAL WHERE REALM_ID = ?", realm.value())
                .list(em, row -> true)
                .isEmpty();
    }

    /** Apart: two sealers may do it at once. */
    private void insert(RealmId realm) {
        try {
            ownTransaction.run(own -> Sql.batch(
                    own,
                    "INSERT INTO KCW_SEAL (REALM_ID, HEAD_SEQ, HEAD_HASH, PURGED_SEQ, PURGED_HASH, SIGNED_SEQ, SIGNED_AT)"
                            + " VALUES (?, 0, '', 0, '', 0, 0)",
                    List.of(List.of(realm.value()))));
        } catch (RuntimeException failure) {
            if (!StoreRules.isDuplicate(failure, TABLE)) {
                throw failure;
            }
        }
    }
}
