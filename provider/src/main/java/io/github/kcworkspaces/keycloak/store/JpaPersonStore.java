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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of one person in {@code KCW_AUDIT}, and what invitations and jobs have of him. */
public final class JpaPersonStore implements PersonStore {

    private static final Set<Part> OF_ACTOR = EnumSet.of(Part.ACTOR, Part.ORIGIN);
    private static final Set<Part> OF_TARGET = EnumSet.of(Part.TARGET, Part.DETAILS);

    private static final String FORGOTTEN = "'" + Forgetting.NAME + "'";
    private static final String INVITED = "UPDATE KCW_INVITATION SET EMAIL = " + FORGOTTEN + ", FIRST_NAME = NULL,"
            + " LAST_NAME = NULL, MESSAGE = NULL, USER_ID = CASE WHEN USER_ID IS NULL THEN USER_ID ELSE ? END,"
            + " VERSION = VERSION + 1 WHERE REALM_ID = ? AND STATUS <> 'PENDING' AND ";

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
    public int forget(RealmId realm, String person, Names names, String pseudonym, int max) {
        List<ActivityEntity> rows = new ArrayList<>();
        find(rows, "a.actorId = :key", realm, person, max);
        find(rows, "a.targetId = :key", realm, person, max);
        find(rows, "a.impersonatorId = :key", realm, person, max);
        for (String email : names.emails()) {
            find(rows, "a.targetKind = 'invitation' and lower(a.targetName) = :key", realm, email, max);
        }
        Set<String> called = new HashSet<>(names.usernames());
        called.add(person);
        NamedInChanges named = new NamedInChanges(called);
        findNamed(rows, realm, named, max);
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (ActivityEntity row : rows) {
            Activity activity = ActivityRows.activity(row);
            Set<Part> gone = parts(row, person, names.emails(), named);
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

    @Override
    public Names names(RealmId realm, String person) {
        Set<String> emails = new HashSet<>();
        Set<String> usernames = new HashSet<>();
        new Sql(
                        "SELECT DISTINCT LOWER(a.ACTOR_EMAIL), a.ACTOR_NAME FROM KCW_AUDIT a WHERE a.REALM_ID = ?"
                                + " AND a.ACTOR_ID = ?",
                        realm.value(),
                        person)
                .append("UNION SELECT NULL, a.TARGET_NAME FROM KCW_AUDIT a WHERE a.REALM_ID = ?", realm.value())
                .append("AND a.TARGET_ID = ? AND a.TARGET_KIND = 'user'", person)
                .append("UNION SELECT i.EMAIL, NULL FROM KCW_INVITATION i WHERE i.REALM_ID = ?", realm.value())
                .append("AND i.USER_ID = ?", person)
                .list(em, row -> {
                    add(emails, row.getString(1));
                    add(usernames, row.getString(2));
                    return person;
                });
        return new Names(emails, usernames);
    }

    private static void add(Set<String> names, @Nullable String name) {
        if (name != null && !name.isBlank() && !name.equals(Forgetting.NAME)) {
            names.add(name);
        }
    }

    @Override
    public void forgetInvitations(RealmId realm, String person, Names names, String pseudonym, boolean gone) {
        String id = realm.value();
        Sql.batch(em, INVITED + "USER_ID = ?", List.of(List.of(pseudonym, id, person)));
        Sql.batch(em, INVITED + "EMAIL = ?", each(names.emails(), email -> List.of(pseudonym, id, email)));
        Sql.batch(
                em,
                "UPDATE KCW_INVITATION SET INVITER_ID = ?, INVITER_NAME = " + FORGOTTEN + ", VERSION = VERSION + 1"
                        + " WHERE REALM_ID = ? AND INVITER_REALM_ID = ? AND INVITER_ID = ?"
                        + (gone ? "" : " AND STATUS <> 'PENDING'"),
                List.of(List.of(pseudonym, id, id, person)));
        Sql.batch(
                em,
                "UPDATE KCW_JOB_ROW SET EMAIL_KEY = " + FORGOTTEN + ", EMAIL = " + FORGOTTEN + ", FIRST_NAME = NULL,"
                        + " LAST_NAME = NULL, MESSAGE = NULL WHERE REALM_ID = ? AND EMAIL_KEY = ? AND JOB_ID IN"
                        + " (SELECT j.ID FROM KCW_JOB j WHERE j.REALM_ID = ? AND j.FINISHED_AT IS NOT NULL)",
                each(names.emails(), email -> List.of(id, email, id)));
        Sql.batch(
                em,
                "UPDATE KCW_JOB SET STARTER_ID = ?, STARTER_NAME = " + FORGOTTEN + ", STARTER_IP = NULL"
                        + " WHERE REALM_ID = ? AND STARTER_REALM = ? AND STARTER_ID = ? AND FINISHED_AT IS NOT NULL",
                List.of(List.of(pseudonym, id, id, person)));
    }

    private static List<List<@Nullable Object>> each(
            Set<String> emails, Function<String, List<@Nullable Object>> values) {
        return emails.stream().map(values).toList();
    }

    private void find(List<ActivityEntity> rows, String condition, RealmId realm, String key, int max) {
        find(rows, sealed(realm).append("and " + condition).with("key", key), max);
    }

    /** All patterns in one pass: no index helps. */
    private void findNamed(List<ActivityEntity> rows, RealmId realm, NamedInChanges named, int max) {
        Jpql jpql = sealed(realm).append("and (1 = 0");
        int number = 0;
        for (String pattern : named.patterns()) {
            jpql.append("or a.changes like :like" + number + " escape '!'").with("like" + number, pattern);
            number++;
        }
        find(rows, jpql.append(")"), max);
    }

    private static Jpql sealed(RealmId realm) {
        return new Jpql("select a from KcwActivity a where a.realmId = :realm and a.seq is not null")
                .with("realm", realm.value());
    }

    /** Adds what is not in the list yet, until it is full. */
    private void find(List<ActivityEntity> rows, Jpql wanted, int max) {
        if (rows.size() >= max) {
            return;
        }
        Set<String> known = new HashSet<>();
        rows.forEach(row -> known.add(row.id));
        // Of as many as wanted, not of as many as are missing: those that are known would take the place of others.
        wanted.list(em, ActivityEntity.class, max).stream()
                .filter(row -> !known.contains(row.id))
                .limit(max - rows.size())
                .forEach(rows::add);
    }

    private static Set<Part> parts(ActivityEntity row, String person, Set<String> emails, NamedInChanges named) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (person.equals(row.actorId) || person.equals(row.impersonatorId)) {
            parts.addAll(OF_ACTOR);
        }
        boolean invited = "invitation".equals(row.targetKind)
                && emails.contains(String.valueOf(row.targetName).toLowerCase(Locale.ROOT));
        if (invited || person.equals(row.targetId)) {
            parts.addAll(OF_TARGET);
        }
        if (parts.isEmpty() || named.in(row.changes)) {
            parts.add(Part.DETAILS);
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
