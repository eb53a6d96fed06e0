package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.anomaly.Anomaly;
import io.github.kcworkspaces.audit.anomaly.AnomalyStore;
import io.github.kcworkspaces.audit.anomaly.Occurrence;
import io.github.kcworkspaces.id.RealmId;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far realms were looked through in {@code KCW_ANOMALY}: a row for each realm where anomalies are looked for. */
public final class JpaAnomalyStore implements AnomalyStore {

    private final EntityManager em;

    public JpaAnomalyStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public boolean isEnabled(RealmId realm) {
        return !new Sql("SELECT 1 FROM KCW_ANOMALY WHERE REALM_ID = ?", realm.value())
                .list(em, row -> true)
                .isEmpty();
    }

    @Override
    public void enable(RealmId realm, long seq) {
        Sql.batch(
                em,
                "INSERT INTO KCW_ANOMALY (REALM_ID, POSITION_NO) VALUES (?, ?)",
                List.of(List.of(realm.value(), seq)));
    }

    @Override
    public void disable(RealmId realm) {
        Sql.batch(em, "DELETE FROM KCW_ANOMALY WHERE REALM_ID = ?", List.of(List.of(realm.value())));
    }

    @Override
    public List<RealmId> due(int max) {
        return new Sql(
                        "SELECT a.REALM_ID FROM KCW_ANOMALY a JOIN KCW_SEAL h ON h.REALM_ID = a.REALM_ID"
                                + " WHERE a.POSITION_NO < h.HEAD_SEQ ORDER BY a.REALM_ID LIMIT ?",
                        max)
                .list(em, row -> new RealmId(Sql.text(row, 1)));
    }

    @Override
    public Optional<Long> lock(RealmId realm) {
        return new Sql("SELECT POSITION_NO FROM KCW_ANOMALY WHERE REALM_ID = ? FOR UPDATE SKIP LOCKED", realm.value())
                .list(em, row -> row.getLong(1)).stream().findFirst();
    }

    @Override
    public void advance(RealmId realm, long seq) {
        Sql.batch(
                em, "UPDATE KCW_ANOMALY SET POSITION_NO = ? WHERE REALM_ID = ?", List.of(List.of(seq, realm.value())));
    }

    @Override
    public List<Occurrence> occurrences(RealmId realm, Set<ActivityType> types, long from, long to, int max) {
        return new Sql(
                        "SELECT ACTIVITY, OCCURRED_AT, ACTOR_ID, TARGET_ID, IP FROM KCW_AUDIT WHERE REALM_ID = ?"
                                + " AND SEQ IS NOT NULL AND OCCURRED_AT >= ? AND OCCURRED_AT <= ? AND ACTIVITY",
                        realm.value(),
                        from,
                        to)
                .in(types.stream().map(ActivityType::name).sorted().toList())
                .append("ORDER BY OCCURRED_AT DESC LIMIT ?", max)
                .list(
                        em,
                        row -> new Occurrence(
                                ActivityType.valueOf(Sql.text(row, 1)),
                                row.getLong(2),
                                row.getString(3),
                                Sql.text(row, 4),
                                row.getString(5)));
    }

    @Override
    public Set<Anomaly.Key> reported(RealmId realm, long since, int max) {
        Set<Anomaly.Key> keys = new HashSet<>();
        for (ActivityEntity row : new Jpql("select a from KcwActivity a where a.realmId = :realm"
                        + " and a.activity = 'ANOMALY_DETECTED' and a.occurredAt >= :since")
                .with("realm", realm.value())
                .with("since", since)
                .list(em, ActivityEntity.class, max)) {
            Changes.Change kind = StoredJson.changes(row.changes).get("anomaly");
            if (kind != null && kind.newValue() instanceof String name) {
                keys.add(new Anomaly.Key(Anomaly.Kind.valueOf(name), row.targetId));
            }
        }
        return keys;
    }
}
