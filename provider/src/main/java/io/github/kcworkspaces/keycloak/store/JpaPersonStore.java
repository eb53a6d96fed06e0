package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.Forgetting;
import io.github.kcworkspaces.audit.Part;
import io.github.kcworkspaces.audit.PersonStore;
import io.github.kcworkspaces.audit.SealedPart;
import io.github.kcworkspaces.audit.TrailEntry;
import io.github.kcworkspaces.id.RealmId;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one person in {@code KCW_AUDIT}. */
public final class JpaPersonStore implements PersonStore {

    private static final Set<Part> OF_ACTOR = EnumSet.of(Part.ACTOR, Part.ORIGIN);
    private static final Set<Part> OF_TARGET = EnumSet.of(Part.TARGET, Part.DETAILS);

    private final EntityManager em;

    public JpaPersonStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public List<TrailEntry> rows(RealmId realm, String person, @Nullable Cursor before, int max) {
        Jpql jpql = new Jpql("select a from KcwActivity a where a.realmId = :realm"
                        + " and (a.actorId = :person or a.targetId = :person or a.impersonatorId = :person)")
                .with("realm", realm.value())
                .with("person", person);
        if (before != null) {
            jpql.append("and a.occurredAt <= :at and (a.occurredAt < :at or (a.occurredAt = :at and a.id < :id))")
                    .with("at", before.at())
                    .with("id", before.id());
        }
        return jpql.append("order by a.occurredAt desc, a.id desc").list(em, ActivityEntity.class, max).stream()
                .flatMap(row ->
                        ActivityRows.readable(row)
                                .map(activity -> new TrailEntry(activity, row.seq, row.hash))
                                .stream())
                .toList();
    }

    @Override
    public int forget(RealmId realm, String person, @Nullable String email, String pseudonym, int max) {
        List<ActivityEntity> rows = new ArrayList<>();
        find(rows, "a.actorId = :key", realm, person, max);
        find(rows, "a.targetId = :key", realm, person, max);
        find(rows, "a.impersonatorId = :key", realm, person, max);
        if (email != null && !email.isBlank()) {
            find(
                    rows,
                    "a.targetKind = 'invitation' and lower(a.targetName) = :key",
                    realm,
                    email.toLowerCase(Locale.ROOT),
                    max);
        }
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (ActivityEntity row : rows) {
            Activity activity = ActivityRows.activity(row);
            Set<Part> gone = parts(row, person);
            Map<Part, SealedPart> left = new EnumMap<>(SealedColumns.parts(activity, row.salts, row.digests));
            gone.forEach(part -> left.computeIfPresent(part, (key, how) -> new SealedPart(null, how.digest())));
            empty(row, gone, pseudonym);
            values.add(Arrays.asList(
                    row.actorId,
                    row.actorName,
                    row.actorEmail,
                    row.impersonatorId,
                    row.impersonatorName,
                    row.ip,
                    row.targetId,
                    row.targetName,
                    row.changes,
                    SealedColumns.salts(left),
                    SealedColumns.digests(left),
                    row.id));
        }
        Sql.batch(
                em,
                "UPDATE KCW_AUDIT SET ACTOR_ID = ?, ACTOR_NAME = ?, ACTOR_EMAIL = ?, IMPERSONATOR_ID = ?,"
                        + " IMPERSONATOR_NAME = ?, IP = ?, TARGET_ID = ?, TARGET_NAME = ?, CHANGES = ?, SALTS = ?,"
                        + " DIGESTS = ? WHERE ID = ?",
                values);
        return rows.size();
    }

    /** Adds what is not in the list yet, until it is full. */
    private void find(List<ActivityEntity> rows, String condition, RealmId realm, String key, int max) {
        if (rows.size() >= max) {
            return;
        }
        Set<String> known = new HashSet<>();
        rows.forEach(row -> known.add(row.id));
        new Jpql("select a from KcwActivity a where a.realmId = :realm and a.seq is not null and " + condition)
                        .with("realm", realm.value())
                        .with("key", key)
                        .list(em, ActivityEntity.class, max - rows.size())
                        .stream()
                        .filter(row -> !known.contains(row.id))
                        .forEach(rows::add);
    }

    private static Set<Part> parts(ActivityEntity row, String person) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (person.equals(row.actorId) || person.equals(row.impersonatorId)) {
            parts.addAll(OF_ACTOR);
        }
        if (person.equals(row.targetId) || parts.isEmpty()) {
            parts.addAll(OF_TARGET);
        }
        return parts;
    }

    private static void empty(ActivityEntity row, Set<Part> gone, String pseudonym) {
        for (Part part : gone) {
            switch (part) {
                case ACTOR -> {
                    row.actorId = pseudonym;
                    row.actorName = Forgetting.NAME;
                    row.actorEmail = null;
                    row.impersonatorId = null;
                    row.impersonatorName = null;
                }
                case ORIGIN -> row.ip = null;
                case TARGET -> {
                    row.targetId = pseudonym;
                    row.targetName = Forgetting.NAME;
                }
                case DETAILS -> row.changes = "{}";
            }
        }
    }
}
