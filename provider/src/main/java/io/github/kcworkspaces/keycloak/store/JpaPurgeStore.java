package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Checkpoint;
import io.github.kcworkspaces.audit.Gap;
import io.github.kcworkspaces.audit.Purge;
import io.github.kcworkspaces.audit.PurgeStore;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.id.RealmId;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is left of rows that are gone, in {@code KCW_PURGE} and {@code KCW_GAP}; where the chain begins, in {@code KCW_SEAL}. */
public final class JpaPurgeStore implements PurgeStore {

    private static final String PURGE =
            "SELECT ID, REALM_ID, RUN_ID, CLASS, ROWS_GONE, LAST_SEQ, DIGEST, SIGNED_AT, KEY_ID, SIGNATURE FROM KCW_PURGE"
                    + " WHERE REALM_ID = ?";

    private final EntityManager em;

    public JpaPurgeStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public Optional<Checkpoint> beginning(RealmId realm) {
        return new Sql(
                        "SELECT PURGED_SEQ, PURGED_HASH, PURGED_AT, PURGED_KEY_ID, PURGED_SIGNATURE FROM KCW_SEAL"
                                + " WHERE REALM_ID = ? AND PURGED_SIGNATURE IS NOT NULL",
                        realm.value())
                        .list(
                                em,
                                row -> new Checkpoint(
                                        realm,
                                        row.getLong(1),
                                        Purge.beginning(Sql.text(row, 2)),
                                        row.getLong(3),
                                        Sql.text(row, 4),
                                        Sql.text(row, 5)))
                        .stream()
                        .findFirst();
    }

    @Override
    public List<Owned> gaps(RealmId realm, long seq, int max) {
        return new Sql(
                        "SELECT g.SEQ, g.LAST_SEQ, g.PREVIOUS, g.HASH, g.PURGE_ID FROM KCW_GAP g JOIN KCW_PURGE p"
                                + " ON p.ID = g.PURGE_ID AND p.REALM_ID = g.REALM_ID WHERE g.REALM_ID = ? AND g.SEQ > ?"
                                + " ORDER BY g.SEQ LIMIT ?",
                        realm.value(),
                        seq,
                        max)
                .list(em, JpaPurgeStore::owned);
    }

    @Override
    public List<Purge> purges(RealmId realm, Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : complete(
                        new Sql(PURGE, realm.value()).append("AND ID").in(ids).list(em, JpaPurgeStore::purge));
    }

    @Override
    public List<Purge> purges(RealmId realm, String after, int max) {
        return complete(new Sql(PURGE, realm.value())
                .append("AND ID > ? ORDER BY ID LIMIT ?", after, max)
                .list(em, JpaPurgeStore::purge));
    }

    /** With their gaps, all in one statement. */
    private List<Purge> complete(List<Purge> purges) {
        if (purges.isEmpty()) {
            return purges;
        }
        Map<String, List<Gap>> gaps = new HashMap<>();
        new Sql("SELECT g.SEQ, g.LAST_SEQ, g.PREVIOUS, g.HASH, g.PURGE_ID FROM KCW_GAP g WHERE g.PURGE_ID")
                .in(purges.stream().map(Purge::id).toList())
                .append("ORDER BY g.SEQ")
                .list(em, JpaPurgeStore::owned)
                .forEach(owned -> gaps.computeIfAbsent(owned.purge(), key -> new ArrayList<>())
                        .add(owned.gap()));
        return purges.stream()
                .map(purge -> new Purge(
                        purge.id(),
                        purge.realm(),
                        purge.run(),
                        purge.trailClass(),
                        purge.rows(),
                        gaps.getOrDefault(purge.id(), List.of()),
                        purge.proof()))
                .toList();
    }

    private static Owned owned(ResultSet row) throws SQLException {
        return new Owned(new Gap(row.getLong(1), row.getLong(2), Sql.text(row, 3), Sql.text(row, 4)), Sql.text(row, 5));
    }

    private static Purge purge(ResultSet row) throws SQLException {
        RealmId realm = new RealmId(Sql.text(row, 2));
        return new Purge(
                Sql.text(row, 1),
                realm,
                Sql.text(row, 3),
                TrailClass.valueOf(Sql.text(row, 4)),
                row.getLong(5),
                List.of(),
                new Checkpoint(
                        realm, row.getLong(6), Sql.text(row, 7), row.getLong(8), Sql.text(row, 9), Sql.text(row, 10)));
    }
}
