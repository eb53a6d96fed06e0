package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.CheckpointStore;
import io.github.kcworkspaces.id.RealmId;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The table {@code KCW_CHECKPOINT}. */
public final class JpaCheckpointStore implements CheckpointStore {

    private static final String SELECT =
            "SELECT REALM_ID, SEQ, HASH, SIGNED_AT, KEY_ID, SIGNATURE FROM KCW_CHECKPOINT WHERE REALM_ID = ?";

    private final EntityManager em;

    public JpaCheckpointStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(Checkpoint checkpoint) {
        Sql.batch(
                em,
                "INSERT INTO KCW_CHECKPOINT (REALM_ID, SEQ, HASH, SIGNED_AT, KEY_ID, SIGNATURE) VALUES (?, ?, ?, ?, ?, ?)",
                List.of(List.of(
                        checkpoint.realm().value(),
                        checkpoint.seq(),
                        checkpoint.hash(),
                        checkpoint.at(),
                        checkpoint.keyId(),
                        checkpoint.signature())));
    }

    @Override
    public List<Checkpoint> below(RealmId realm, long below, int max) {
        return new Sql(SELECT, realm.value())
                .append("AND SEQ < ? ORDER BY SEQ DESC LIMIT ?", below, max)
                .list(em, JpaCheckpointStore::checkpoint);
    }

    @Override
    public Optional<Checkpoint> covering(RealmId realm, long seq) {
        return between(realm, seq, Long.MAX_VALUE, 1).stream().findFirst();
    }

    @Override
    public List<Checkpoint> between(RealmId realm, long fromSeq, long toSeq, int max) {
        return new Sql(SELECT, realm.value())
                .append("AND SEQ >= ? AND SEQ <= ? ORDER BY SEQ LIMIT ?", fromSeq, toSeq, max)
                .list(em, JpaCheckpointStore::checkpoint);
    }

    private static Checkpoint checkpoint(ResultSet row) throws SQLException {
        return new Checkpoint(
                new RealmId(Sql.text(row, 1)),
                row.getLong(2),
                Sql.text(row, 3),
                row.getLong(4),
                Sql.text(row, 5),
                Sql.text(row, 6));
    }
}
