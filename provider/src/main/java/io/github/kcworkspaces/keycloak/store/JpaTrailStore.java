package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.TrailEntry;
import io.github.kcworkspaces.audit.TrailQuery;
import io.github.kcworkspaces.audit.TrailStore;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.CursorRequest;
import io.github.kcworkspaces.paging.Window;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code KCW_AUDIT} along its indexes, all of which end with time and id. So is a cursor, and every page is one index
 * scan that begins where the page does.
 */
public final class JpaTrailStore implements TrailStore {

    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})\\.(.{1,36})");
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

    /** Types of rows that name roles in what was changed. */
    private static final List<String> NAMING_ROLES = Arrays.stream(ActivityType.values())
            .map(ActivityType::name)
            .filter(name -> name.startsWith("MEMBER_")
                    || name.startsWith("GROUP_")
                    || name.startsWith("INVITATION_")
                    || name.startsWith("SOURCE_"))
            .toList();

    private final EntityManager em;

    public JpaTrailStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public Window<TrailEntry> window(RealmId realm, TrailQuery query, CursorRequest request) {
        Matcher after = cursor(request.after());
        Matcher before = cursor(request.before());
        boolean backwards = !after.matches() && before.matches();
        boolean ascending = request.ascending() != backwards;
        Jpql jpql = matching("select a from KcwActivity a", realm, query);
        if (after.matches() || backwards) {
            Matcher from = backwards ? before : after;
            String beyond = ascending ? ">" : "<";
            // The first condition is where the index scan begins.
            jpql.append("and a.occurredAt " + beyond + "= :at and (a.occurredAt " + beyond
                            + " :at or (a.occurredAt = :at and a.id " + beyond + " :id))")
                    .with("at", Long.parseLong(from.group(1)))
                    .with("id", from.group(2));
        }
        String direction = ascending ? "asc" : "desc";
        List<ActivityEntity> found = jpql.append("order by a.occurredAt " + direction + ", a.id " + direction)
                .list(em, ActivityEntity.class, request.max() + 1);
        boolean more = found.size() > request.max();
        List<ActivityEntity> rows = new ArrayList<>(more ? found.subList(0, request.max()) : found);
        if (backwards) {
            Collections.reverse(rows);
        }
        return new Window<>(
                rows.stream()
                        .flatMap(row ->
                                ActivityRows.readable(row)
                                        .map(activity -> new TrailEntry(activity, row.seq, row.hash))
                                        .stream())
                        .toList(),
                (more || backwards) && !rows.isEmpty() ? cursor(rows.get(rows.size() - 1)) : null,
                rows.isEmpty() ? null : cursor(rows.get(0)));
    }

    @Override
    public Map<ActivityType, Long> countByType(RealmId realm, TrailQuery query) {
        Map<ActivityType, Long> counts = new EnumMap<>(ActivityType.class);
        for (Object[] row : matching("select a.activity, count(a.id) from KcwActivity a", realm, query)
                .append("group by a.activity")
                .list(em, Object[].class)) {
            Arrays.stream(ActivityType.values())
                    .filter(type -> type.name().equals(row[0]))
                    .forEach(type -> counts.put(type, ((Number) row[1]).longValue()));
        }
        return counts;
    }

    @Override
    public Map<Long, Long> countByDay(RealmId realm, TrailQuery query, int offsetMinutes) {
        // Written out: a parameter in both places would be two to the database.
        String day = "(a.occurredAt + " + offsetMinutes * MINUTE + "L) / " + DAY + "L";
        Map<Long, Long> counts = new TreeMap<>();
        for (Object[] row : matching("select " + day + ", count(a.id) from KcwActivity a", realm, query)
                .append("group by " + day)
                .list(em, Object[].class)) {
            counts.merge(((Number) row[0]).longValue(), ((Number) row[1]).longValue(), Long::sum);
        }
        return counts;
    }

    private static Jpql matching(String select, RealmId realm, TrailQuery query) {
        WorkspaceId workspace = query.workspace();
        Jpql jpql = new Jpql(select + " where a.realmId = :realm and a.trailClass = :class")
                .with("realm", realm.value())
                .with("class", query.trailClass().name())
                .andEqual("a.workspaceId", workspace == null ? null : workspace.value())
                .andEqual("a.actorId", query.actor())
                .andEqual("a.targetId", query.target())
                .andEqual("a.loginMode", query.mode())
                .andEqual("a.client", query.client())
                .andEqual("a.correlation", query.correlation());
        types(jpql, query.types());
        if (!query.codes().isEmpty()) {
            jpql.append("and a.code in :codes").with("codes", query.codes());
        }
        String role = query.role();
        if (role != null) {
            jpql.append("and ((a.targetKind = 'role' and (a.targetId = :role or a.targetName = :role))"
                            + " or (a.activity in :naming and (locate(:quoted, cast(a.changes as String)) > 0 or exists"
                            + " (select r.id from KcwRole r where r.realmId = a.realmId and r.id = :role"
                            + " and locate(concat('\"', r.name, '\"'), cast(a.changes as String)) > 0))))")
                    .with("role", role)
                    .with("naming", NAMING_ROLES)
                    .with("quoted", StoredJson.write((Object) role));
        }
        Long from = query.from();
        if (from != null) {
            jpql.append("and a.occurredAt >= :from").with("from", from);
        }
        Long to = query.to();
        if (to != null) {
            jpql.append("and a.occurredAt < :to").with("to", to);
        }
        search(jpql, query.search());
        return jpql;
    }

    private static void types(Jpql jpql, Set<ActivityType> types) {
        if (types.size() == 1) {
            // An equation, so that the index of types has the order, too.
            types.forEach(type -> jpql.andEqual("a.activity", type.name()));
        } else if (!types.isEmpty()) {
            jpql.append("and a.activity in :types").with("types", names(types));
        }
    }

    private static void search(Jpql jpql, @Nullable String search) {
        if (search == null || search.isBlank()) {
            return;
        }
        String[] words = search.strip().toLowerCase(Locale.ROOT).split("[\\s_]+");
        Set<ActivityType> said = Arrays.stream(ActivityType.values())
                .filter(type -> {
                    String name = type.name().toLowerCase(Locale.ROOT);
                    return Arrays.stream(words).allMatch(name::contains);
                })
                .collect(Collectors.toSet());
        StringBuilder any = new StringBuilder();
        for (String path :
                List.of("a.actorName", "a.actorEmail", "a.targetName", "a.ip", "cast(a.changes as String)")) {
            any.append("lower(").append(path).append(") like :search escape '!' or ");
        }
        jpql.append("and (" + any + "a.activity in :said)")
                .with("search", Jpql.contains(search.strip()))
                .with("said", said.isEmpty() ? List.of("") : names(said));
    }

    private static List<String> names(Collection<ActivityType> types) {
        return types.stream().map(ActivityType::name).sorted().toList();
    }

    private static Matcher cursor(@Nullable String cursor) {
        return CURSOR.matcher(cursor == null ? "" : cursor);
    }

    private static String cursor(ActivityEntity row) {
        return row.occurredAt + "." + row.id;
    }
}
