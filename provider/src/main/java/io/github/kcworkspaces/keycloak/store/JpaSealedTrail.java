package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.ChainEnds;
import io.github.kcworkspaces.audit.ChainLink;
import io.github.kcworkspaces.audit.ChainReader;
import io.github.kcworkspaces.audit.SealedRow;
import io.github.kcworkspaces.audit.SealedTrail;
import io.github.kcworkspaces.audit.TrailClass;
import io.github.kcworkspaces.audit.TrailFilter;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code KCW_AUDIT} along the index of its numbers. */
public final class JpaSealedTrail implements SealedTrail, ChainReader {

    private final EntityManager em;

    public JpaSealedTrail(EntityManager em) {
        this.em = em;
    }

    @Override
    public List<SealedRow> after(RealmId realm, long seq, TrailFilter filter, int max) {
        return rows(realm, seq, filter, max).stream()
                .flatMap(row -> Stream.ofNullable(place(row)))
                .toList();
    }

    @Override
    public List<ChainLink> links(RealmId realm, long seq, int max) {
        return rows(realm, seq, TrailFilter.ALL, max).stream()
                .map(row -> new ChainLink(Objects.requireNonNull(row.seq), row.id, place(row)))
                .toList();
    }

    @Override
    public ChainEnds ends(RealmId realm) {
        return new Sql(
                        "SELECT HEAD_SEQ, HEAD_HASH, PURGED_SEQ, PURGED_HASH FROM KCW_SEAL WHERE REALM_ID = ?",
                        realm.value())
                        .list(
                                em,
                                row -> new ChainEnds(
                                        row.getLong(1), Sql.text(row, 2), row.getLong(3), Sql.text(row, 4)))
                        .stream()
                        .findFirst()
                        .orElse(ChainEnds.NONE);
    }

    /** @throws IllegalStateException for a row that nobody of us has written like that */
    List<SealedRow> readable(RealmId realm, List<String> ids) {
        List<SealedRow> rows = new ArrayList<>(ids.size());
        for (int from = 0; from < ids.size(); from += Jpql.CHUNK) {
            List<String> chunk = ids.subList(from, Math.min(ids.size(), from + Jpql.CHUNK));
            for (ActivityEntity row : new Jpql(
                            "select a from KcwActivity a where a.realmId = :realm and a.id in :ids order by a.seq")
                    .with("realm", realm.value())
                    .with("ids", chunk)
                    .list(em, ActivityEntity.class)) {
                SealedRow sealed = place(row);
                if (sealed == null) {
                    throw new IllegalStateException("row " + row.seq + " is not what was written");
                }
                rows.add(sealed);
            }
        }
        return rows;
    }

    private List<ActivityEntity> rows(RealmId realm, long seq, TrailFilter filter, int max) {
        WorkspaceId workspace = filter.workspace();
        Jpql jpql = new Jpql("select a from KcwActivity a where a.realmId = :realm and a.seq > :seq")
                .with("realm", realm.value())
                .with("seq", seq)
                .andEqual("a.workspaceId", workspace == null ? null : workspace.value());
        if (!filter.classes().isEmpty()) {
            jpql.append("and a.trailClass in :classes")
                    .with(
                            "classes",
                            filter.classes().stream().map(TrailClass::name).toList());
        }
        if (!filter.types().isEmpty()) {
            jpql.append("and a.activity in :types")
                    .with(
                            "types",
                            filter.types().stream().map(ActivityType::name).toList());
        }
        Long from = filter.from();
        if (from != null) {
            jpql.append("and a.occurredAt >= :from").with("from", from);
        }
        Long to = filter.to();
        if (to != null) {
            jpql.append("and a.occurredAt < :to").with("to", to);
        }
        return jpql.append("order by a.seq").readOnly(em, ActivityEntity.class, max);
    }

    /** @return null for a row that nobody of us has written like that: only who verifies the chain can say so */
    private static @Nullable SealedRow place(ActivityEntity row) {
        try {
            Activity activity = ActivityRows.activity(row);
            return new SealedRow(
                    Objects.requireNonNull(row.seq),
                    Objects.requireNonNullElse(row.previous, ""),
                    Objects.requireNonNullElse(row.hash, ""),
                    SealedColumns.parts(activity, row.salts, row.digests),
                    activity);
        } catch (IllegalArgumentException | IllegalStateException changed) {
            return null;
        }
    }
}
