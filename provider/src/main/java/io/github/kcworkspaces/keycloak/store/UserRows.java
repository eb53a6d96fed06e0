package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.user.User;
import io.github.kcworkspaces.user.UserFilter;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads users: whom a filter lets through, and what those of one slice have. Writes none of Keycloak's tables. */
final class UserRows {

    /** Ids of users of directories that Keycloak does not import lie between these. */
    private static final String FEDERATED = "f:";

    private static final String FEDERATED_END = "f;";

    /** When somebody was here last, beside the row of the user. */
    private static final String SEEN = "l.LAST_LOGIN, l.LAST_CLIENT, a.ID, a.ALIAS";

    private static final String ACTIVE = " LEFT JOIN KCW_WORKSPACE a ON a.ID = l.LAST_WORKSPACE_ID AND a.REALM_ID = ?";

    private final EntityManager em;
    private final Clock clock;

    UserRows(EntityManager em, Clock clock) {
        this.em = em;
        this.clock = clock;
    }

    /** A user without workspaces. */
    record Row(
            boolean local,
            String id,
            String username,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            boolean enabled,
            boolean invited,
            User.Source source,
            @Nullable Long createdAt,
            @Nullable Long lastLogin,
            @Nullable String lastClient,
            User.@Nullable Active active) {}

    /** Where users stand, and what their columns are called there. */
    private enum Part {
        LOCAL(
                "u.ID",
                "u.USERNAME",
                "u.EMAIL",
                "u.FIRST_NAME",
                "u.LAST_NAME",
                "u.ENABLED, CASE WHEN " + INVITED
                        + " THEN TRUE ELSE FALSE END, CASE WHEN u.FEDERATION_LINK IS NOT NULL THEN 'LDAP' WHEN "
                        + BROKERED + " THEN 'BROKER' ELSE 'LOCAL' END, u.CREATED_TIMESTAMP",
                "USER_ENTITY u LEFT JOIN KCW_USER_LOGIN l ON l.REALM_ID = u.REALM_ID AND l.USER_ID = u.ID",
                "USER_GROUP_MEMBERSHIP"),
        /** Of the memberships of one user, the first has his names, unless he has logged in. */
        MEMBER(
                "m.USER_ID",
                "COALESCE(l.USERNAME, m.USERNAME)",
                "CASE WHEN l.USERNAME IS NULL THEN m.EMAIL ELSE l.EMAIL END",
                "CASE WHEN l.USERNAME IS NULL THEN m.FIRST_NAME ELSE l.FIRST_NAME END",
                "CASE WHEN l.USERNAME IS NULL THEN m.LAST_NAME ELSE l.LAST_NAME END",
                "TRUE, FALSE, 'LDAP', NULL",
                "KCW_MEMBER m LEFT JOIN KCW_USER_LOGIN l ON l.REALM_ID = m.REALM_ID AND l.USER_ID = m.USER_ID",
                "FED_USER_GROUP_MEMBERSHIP"),
        VISITOR(
                "l.USER_ID",
                "COALESCE(l.USERNAME, l.USER_ID)",
                "l.EMAIL",
                "l.FIRST_NAME",
                "l.LAST_NAME",
                "TRUE, FALSE, 'LDAP', NULL",
                "KCW_USER_LOGIN l",
                "FED_USER_GROUP_MEMBERSHIP");

        final String id;
        final String username;
        final String email;
        final String firstName;
        final String lastName;
        final String facts;
        final String from;
        final String groups;

        Part(
                String id,
                String username,
                String email,
                String firstName,
                String lastName,
                String facts,
                String from,
                String groups) {
            this.id = id;
            this.username = username;
            this.email = email;
            this.firstName = firstName;
            this.lastName = lastName;
            this.facts = facts;
            this.from = from;
            this.groups = groups;
        }

        String columns() {
            return String.join(", ", id, username, email, firstName, lastName, facts, SEEN);
        }
    }

    /** Roles that members hold themselves, by name or id. */
    private static final String NAMED = " AND r.LIVE_KEY = '-' AND (r.ID = ? OR LOWER(r.NAME) = LOWER(?))";

    private static final String HELD = "FROM KCW_MEMBER_ROLE x JOIN KCW_WORKSPACE w ON w.ID = x.WORKSPACE_ID AND "
            + OrganizationMembers.counts("x.USER_ID") + " JOIN KCW_ROLE r ON r.ID = x.ROLE_ID" + NAMED;

    /** From so many members of a workspace on they are not collected. */
    static final int MANY = 1_000;

    private static final String BROKERED =
            "EXISTS (SELECT 1 FROM FEDERATED_IDENTITY i WHERE i.USER_ID = u.ID AND i.REALM_ID = u.REALM_ID)";

    /** That a pending invitation waits for the user; takes the time. */
    private static final String INVITED = "EXISTS (SELECT 1 FROM KCW_INVITATION v WHERE v.REALM_ID = u.REALM_ID"
            + " AND v.EMAIL = LOWER(u.EMAIL) AND v.STATUS = 'PENDING' AND v.EXPIRES_AT > ?)";

    /** Whether the filter lets anybody through whom Keycloak does not import. */
    static boolean mayBeFederated(UserFilter filter) {
        return (filter.source() == null || filter.source() == User.Source.LDAP)
                && filter.status() != User.Status.DISABLED
                && filter.status() != User.Status.INVITED;
    }

    /** In the order of usernames, from behind one on. */
    List<Row> local(RealmId realm, Collection<String> adminRoles, UserFilter filter, String after, int max) {
        boolean many = many(realm, filter);
        Sql sql = with(realm, adminRoles, filter, many);
        sql.append(
                "SELECT " + Part.LOCAL.columns() + " FROM " + Part.LOCAL.from + ACTIVE
                        + " WHERE u.REALM_ID = ? AND u.SERVICE_ACCOUNT_CLIENT_LINK IS NULL",
                clock.millis(),
                realm.value(),
                realm.value());
        if (!after.isEmpty()) {
            sql.append("AND u.USERNAME > ?", after);
        }
        if (filter.source() != null) {
            sql.append(
                    switch (filter.source()) {
                        case LDAP -> "AND u.FEDERATION_LINK IS NOT NULL";
                        case BROKER -> "AND u.FEDERATION_LINK IS NULL AND " + BROKERED;
                        case LOCAL -> "AND u.FEDERATION_LINK IS NULL AND NOT " + BROKERED;
                    });
        }
        if (filter.status() != null) {
            sql.append(filter.status() == User.Status.DISABLED ? "AND u.ENABLED = FALSE" : "AND u.ENABLED = TRUE");
        }
        matching(sql, realm, Part.LOCAL, filter, many);
        return sql.append("ORDER BY u.USERNAME LIMIT ?", max).list(em, row -> row(row, true));
    }

    /** In the order of ids, from behind one on; one statement for members and for others who have logged in. */
    List<Row> federated(RealmId realm, Collection<String> adminRoles, UserFilter filter, String after, int max) {
        String from = after.isEmpty() ? FEDERATED : after;
        boolean many = many(realm, filter);
        Sql sql = with(realm, adminRoles, filter, many);
        sql.append(
                "SELECT * FROM ((SELECT " + Part.MEMBER.columns() + " FROM " + Part.MEMBER.from + ACTIVE
                        + " WHERE m.REALM_ID = ? AND m.USER_ID > ? AND m.USER_ID < ? AND NOT EXISTS (SELECT 1"
                        + " FROM KCW_MEMBER n WHERE n.REALM_ID = m.REALM_ID AND n.USER_ID = m.USER_ID"
                        + " AND n.WORKSPACE_ID < m.WORKSPACE_ID)",
                realm.value(),
                realm.value(),
                from,
                FEDERATED_END);
        matching(sql, realm, Part.MEMBER, filter, many).append("ORDER BY m.USER_ID LIMIT ?) UNION ALL", max);
        sql.append(
                "(SELECT " + Part.VISITOR.columns() + " FROM " + Part.VISITOR.from + ACTIVE
                        + " WHERE l.REALM_ID = ? AND l.USER_ID > ? AND l.USER_ID < ? AND NOT EXISTS (SELECT 1"
                        + " FROM KCW_MEMBER n WHERE n.REALM_ID = l.REALM_ID AND n.USER_ID = l.USER_ID)",
                realm.value(),
                realm.value(),
                from,
                FEDERATED_END);
        return matching(sql, realm, Part.VISITOR, filter, many)
                .append("ORDER BY l.USER_ID LIMIT ?)) x ORDER BY 1 LIMIT ?", max, max)
                .list(em, row -> row(row, false));
    }

    List<Row> one(RealmId realm, UserId user) {
        boolean local = !user.value().startsWith(FEDERATED);
        if (local) {
            return new Sql(
                            "SELECT " + Part.LOCAL.columns() + " FROM " + Part.LOCAL.from + ACTIVE
                                    + " WHERE u.REALM_ID = ? AND u.ID = ?",
                            clock.millis(),
                            realm.value(),
                            realm.value(),
                            user.value())
                    .list(em, row -> row(row, true));
        }
        return new Sql(
                        "SELECT * FROM ((SELECT " + Part.MEMBER.columns() + " FROM " + Part.MEMBER.from + ACTIVE
                                + " WHERE m.REALM_ID = ? AND m.USER_ID = ? ORDER BY m.WORKSPACE_ID LIMIT 1)"
                                + " UNION ALL (SELECT " + Part.VISITOR.columns() + " FROM " + Part.VISITOR.from
                                + ACTIVE + " WHERE l.REALM_ID = ? AND l.USER_ID = ?)) x LIMIT 1",
                        realm.value(),
                        realm.value(),
                        user.value(),
                        realm.value(),
                        realm.value(),
                        user.value())
                .list(em, row -> row(row, false));
    }

    /** Starts a statement with the sets of users that the filter asks for. */
    private static Sql with(RealmId realm, Collection<String> adminRoles, UserFilter filter, boolean many) {
        WorkspaceId workspace = filter.workspace();
        Sql sql = workspace == null
                ? new Sql("WITH RECURSIVE KCW_ONE (ONE) AS (SELECT 1)")
                : Belonging.in(realm, List.of(workspace.value()));
        if (filter.type() != null) {
            admins(sql.append(","), realm, adminRoles);
        }
        String role = filter.role();
        if (role != null) {
            holders(sql.append(","), realm, workspace, role, many);
        }
        if (filter.status() != null && filter.status() != User.Status.DISABLED) {
            seats(sql.append(","), realm);
        }
        return sql;
    }

    /**
     * Whether so many belong to the workspace that users are better asked about one after another, in the order of the page,
     * than all of them collected for each page.
     */
    private boolean many(RealmId realm, UserFilter filter) {
        WorkspaceId workspace = filter.workspace();
        return workspace != null
                && new Sql(
                                        "SELECT COUNT(*) FROM (SELECT 1 FROM KCW_MEMBER m WHERE m.REALM_ID = ?"
                                                + " AND m.WORKSPACE_ID = ? LIMIT " + MANY + ") x",
                                        realm.value(),
                                        workspace.value())
                                .list(em, row -> row.getInt(1))
                                .get(0)
                        == MANY;
    }

    /** Counts, where it could ask whether there is one: that is looked up for each user, and never for all at once. */
    private static void members(Sql sql, RealmId realm, Part part, UserFilter filter, WorkspaceId workspace) {
        sql.append(
                "AND ((SELECT COUNT(*) FROM KCW_MEMBER b JOIN KCW_WORKSPACE w ON w.ID = b.WORKSPACE_ID AND "
                        + OrganizationMembers.counts("b.USER_ID")
                        + " WHERE b.WORKSPACE_ID = ? AND b.REALM_ID = ? AND b.USER_ID = "
                        + part.id + " AND b.SOURCE <> 'GROUP') > 0 OR " + part.id
                        + " IN (SELECT g.USER_ID FROM KCW_GROUPED g))",
                workspace.value(),
                realm.value());
        String role = filter.role();
        if (role != null) {
            sql.append(
                    "AND ((SELECT COUNT(*) " + HELD + " WHERE x.WORKSPACE_ID = ? AND x.REALM_ID = ? AND x.USER_ID = "
                            + part.id + ") > 0 OR " + part.id + " IN (SELECT g.USER_ID FROM KCW_HOLDING_GROUPED g))",
                    role,
                    role,
                    workspace.value(),
                    realm.value());
        }
    }

    private Sql matching(Sql sql, RealmId realm, Part part, UserFilter filter, boolean many) {
        String search = filter.search();
        if (search != null && !search.isEmpty()) {
            String pattern = Jpql.contains(search);
            sql.append(
                    "AND (LOWER(" + part.username + ") LIKE ? ESCAPE '!' OR LOWER(" + part.email
                            + ") LIKE ? ESCAPE '!' OR LOWER(CONCAT(COALESCE(" + part.firstName
                            + ", ''), ' ', COALESCE(" + part.lastName + ", ''))) LIKE ? ESCAPE '!')",
                    pattern,
                    pattern,
                    pattern);
        }
        if (filter.type() != null) {
            sql.append("AND " + (filter.type() == User.Type.ADMIN ? "" : "NOT ")
                    + "EXISTS (SELECT 1 FROM KCW_MANAGING t WHERE t.USER_ID = " + part.id + ")");
        }
        WorkspaceId workspace = filter.workspace();
        if (workspace != null && many) {
            members(sql, realm, part, filter, workspace);
        } else if (workspace != null && filter.role() != null) {
            // One set: a database that takes two for small would compare each of the one with each of the other.
            sql.append("AND " + part.id
                    + " IN (SELECT USER_ID FROM KCW_BELONGS INTERSECT SELECT USER_ID FROM KCW_HOLDING)");
        } else if (workspace != null) {
            sql.append("AND " + part.id + " IN (SELECT b.USER_ID FROM KCW_BELONGS b)");
        } else if (filter.role() != null) {
            sql.append("AND " + part.id + " IN (SELECT h.USER_ID FROM KCW_HOLDING h)");
        }
        if (filter.status() == User.Status.SUSPENDED) {
            sql.append(
                    "AND " + part.id + " IN (SELECT s.USER_ID FROM KCW_MEMBER s WHERE s.REALM_ID = ?"
                            + " AND s.STATUS = 'SUSPENDED') AND " + seated(part, false) + " AND NOT "
                            + seated(part, true),
                    realm.value(),
                    realm.value(),
                    realm.value());
        } else if (filter.status() == User.Status.INVITED) {
            sql.append("AND " + INVITED + " AND NOT " + seated(part, false), clock.millis(), realm.value());
        } else if (filter.status() == User.Status.ACTIVE) {
            sql.append("AND (" + seated(part, true) + " OR NOT " + seated(part, false), realm.value(), realm.value());
            if (part == Part.LOCAL) {
                sql.append("AND NOT " + INVITED, clock.millis());
            }
            sql.append(")");
        }
        return sql;
    }

    /** That the user belongs to any workspace, himself or through a group; has a place for the realm. */
    private static String seated(Part part, boolean active) {
        return "(EXISTS (SELECT 1 FROM KCW_MEMBER s JOIN KCW_WORKSPACE w ON w.ID = s.WORKSPACE_ID AND "
                + OrganizationMembers.counts("s.USER_ID") + " WHERE s.REALM_ID = ? AND s.USER_ID = " + part.id
                + " AND s.SOURCE <> 'GROUP'" + (active ? " AND s.STATUS = 'ACTIVE'" : "")
                + ") OR EXISTS (SELECT 1 FROM " + part.groups + " g JOIN KCW_SEATS t ON t.GROUP_ID = g.GROUP_ID"
                + " JOIN KCW_WORKSPACE w ON w.ID = t.WORKSPACE_ID AND " + OrganizationMembers.counts("g.USER_ID")
                + " LEFT JOIN KCW_MEMBER s ON s.WORKSPACE_ID = t.WORKSPACE_ID AND s.USER_ID = g.USER_ID"
                + " WHERE g.USER_ID = " + part.id + (active ? " AND COALESCE(s.STATUS, 'ACTIVE') = 'ACTIVE'" : "")
                + "))";
    }

    /** Groups that are mapped in a workspace, with all below them. */
    private static void seats(Sql sql, RealmId realm) {
        sql.append(
                "KCW_SEATS (WORKSPACE_ID, GROUP_ID) AS (SELECT DISTINCT g.WORKSPACE_ID, g.GROUP_ID"
                        + " FROM KCW_GROUP_ROLE g WHERE g.REALM_ID = ? UNION ALL SELECT t.WORKSPACE_ID, k.ID"
                        + " FROM KCW_SEATS t JOIN KEYCLOAK_GROUP k ON k.REALM_ID = ? AND k.PARENT_GROUP = t.GROUP_ID)",
                realm.value(),
                realm.value());
    }

    private static void holders(Sql sql, RealmId realm, @Nullable WorkspaceId workspace, String role, boolean many) {
        String within = workspace == null ? " WHERE 1 = 1" : " WHERE %s.WORKSPACE_ID = ?";
        sql.append(
                "KCW_HOLDING_GROUP (WORKSPACE_ID, GROUP_ID) AS (SELECT DISTINCT g.WORKSPACE_ID, g.GROUP_ID"
                        + " FROM KCW_GROUP_ROLE g JOIN KCW_ROLE r ON r.ID = g.ROLE_ID" + NAMED
                        + String.format(within, "g") + " AND g.REALM_ID = ?",
                values(role, role, workspace, realm));
        sql.append(
                "UNION ALL SELECT t.WORKSPACE_ID, k.ID FROM KCW_HOLDING_GROUP t JOIN KEYCLOAK_GROUP k"
                        + " ON k.REALM_ID = ? AND k.PARENT_GROUP = t.GROUP_ID),",
                realm.value());
        sql.append(
                "KCW_HOLDING_GROUPED (USER_ID) AS (SELECT u.USER_ID FROM KCW_HOLDING_GROUP t"
                        + " JOIN KCW_WORKSPACE w ON w.ID = t.WORKSPACE_ID"
                        + " JOIN USER_GROUP_MEMBERSHIP u ON u.GROUP_ID = t.GROUP_ID AND "
                        + OrganizationMembers.counts("u.USER_ID")
                        + " UNION SELECT f.USER_ID FROM KCW_HOLDING_GROUP t JOIN KCW_WORKSPACE w"
                        + " ON w.ID = t.WORKSPACE_ID JOIN FED_USER_GROUP_MEMBERSHIP f ON f.GROUP_ID = t.GROUP_ID"
                        + " AND f.REALM_ID = ? AND " + OrganizationMembers.counts("f.USER_ID") + ")",
                realm.value());
        if (!many) {
            sql.append(
                    ", KCW_HOLDING (USER_ID) AS (SELECT x.USER_ID " + HELD + String.format(within, "x")
                            + " AND x.REALM_ID = ? UNION SELECT USER_ID FROM KCW_HOLDING_GROUPED)",
                    values(role, role, workspace, realm));
        }
    }

    private static @Nullable Object[] values(
            String first, String second, @Nullable WorkspaceId workspace, RealmId realm) {
        return workspace == null
                ? new Object[] {first, second, realm.value()}
                : new Object[] {first, second, workspace.value(), realm.value()};
    }

    /** Who holds one of the roles, himself or through a group. */
    private static void admins(Sql sql, RealmId realm, Collection<String> roles) {
        sql.append("KCW_MANAGING_GROUP (GROUP_ID) AS (SELECT DISTINCT g.GROUP_ID FROM GROUP_ROLE_MAPPING g"
                        + " WHERE g.ROLE_ID")
                .in(roles)
                .append(
                        "UNION ALL SELECT k.ID FROM KCW_MANAGING_GROUP t JOIN KEYCLOAK_GROUP k ON k.REALM_ID = ?"
                                + " AND k.PARENT_GROUP = t.GROUP_ID), KCW_MANAGING (USER_ID) AS (SELECT r.USER_ID"
                                + " FROM USER_ROLE_MAPPING r WHERE r.ROLE_ID",
                        realm.value())
                .in(roles)
                .append(
                        "UNION SELECT f.USER_ID FROM FED_USER_ROLE_MAPPING f WHERE f.REALM_ID = ? AND f.ROLE_ID",
                        realm.value())
                .in(roles)
                .append(
                        "UNION SELECT u.USER_ID FROM KCW_MANAGING_GROUP t JOIN USER_GROUP_MEMBERSHIP u"
                                + " ON u.GROUP_ID = t.GROUP_ID UNION SELECT f.USER_ID FROM KCW_MANAGING_GROUP t"
                                + " JOIN FED_USER_GROUP_MEMBERSHIP f ON f.GROUP_ID = t.GROUP_ID AND f.REALM_ID = ?)",
                        realm.value());
    }

    /** Which of the users are account admins. */
    Set<String> admins(RealmId realm, Collection<String> roles, List<String> users) {
        Set<String> admins = new HashSet<>();
        for (List<String> some : chunks(users)) {
            Sql sql = new Sql("WITH RECURSIVE");
            admins(sql, realm, roles);
            admins.addAll(sql.append("SELECT t.USER_ID FROM KCW_MANAGING t WHERE t.USER_ID")
                    .in(some)
                    .list(em, row -> row.getString(1)));
        }
        return admins;
    }

    /** One membership of one user, with one of its roles. */
    private record Seat(
            String user,
            boolean grouped,
            String workspace,
            String alias,
            String name,
            @Nullable String status,
            @Nullable String source,
            @Nullable String role) {}

    /** The workspaces of the users, from the users up: what it costs depends on what these have. */
    Map<String, List<User.Place>> places(RealmId realm, List<String> users) {
        Map<String, Map<String, List<Seat>>> seats = new HashMap<>();
        for (List<String> some : chunks(users)) {
            Sql sql = new Sql("WITH RECURSIVE KCW_IN (USER_ID, GROUP_ID) AS (SELECT u.USER_ID, u.GROUP_ID"
                            + " FROM USER_GROUP_MEMBERSHIP u WHERE u.USER_ID")
                    .in(some)
                    .append(
                            "UNION ALL SELECT f.USER_ID, f.GROUP_ID FROM FED_USER_GROUP_MEMBERSHIP f"
                                    + " WHERE f.REALM_ID = ? AND f.USER_ID",
                            realm.value())
                    .in(some)
                    .append(
                            "), KCW_UP (USER_ID, GROUP_ID) AS (SELECT i.USER_ID, i.GROUP_ID FROM KCW_IN i"
                                    + " UNION ALL SELECT t.USER_ID, k.PARENT_GROUP FROM KCW_UP t JOIN KEYCLOAK_GROUP k"
                                    + " ON k.ID = t.GROUP_ID AND k.REALM_ID = ?)",
                            realm.value())
                    .append(
                            "SELECT m.USER_ID, 0, w.ID, w.ALIAS, w.NAME, m.STATUS, m.SOURCE, r.NAME FROM KCW_MEMBER m"
                                    + " JOIN KCW_WORKSPACE w ON w.ID = m.WORKSPACE_ID AND "
                                    + OrganizationMembers.counts("m.USER_ID")
                                    + " LEFT JOIN KCW_MEMBER_ROLE x ON x.WORKSPACE_ID = m.WORKSPACE_ID"
                                    + " AND x.USER_ID = m.USER_ID LEFT JOIN KCW_ROLE r ON r.ID = x.ROLE_ID"
                                    + " AND r.LIVE_KEY = '-' WHERE m.REALM_ID = ? AND m.USER_ID",
                            realm.value())
                    .in(some)
                    .append(
                            "UNION ALL SELECT t.USER_ID, 1, w.ID, w.ALIAS, w.NAME, NULL, NULL, r.NAME FROM KCW_UP t"
                                    + " JOIN KCW_GROUP_ROLE g ON g.REALM_ID = ? AND g.GROUP_ID = t.GROUP_ID"
                                    + " JOIN KCW_WORKSPACE w ON w.ID = g.WORKSPACE_ID AND "
                                    + OrganizationMembers.counts("t.USER_ID")
                                    + " LEFT JOIN KCW_ROLE r ON r.ID = g.ROLE_ID AND r.LIVE_KEY = '-'",
                            realm.value());
            for (Seat seat : sql.list(em, UserRows::seat)) {
                seats.computeIfAbsent(seat.user(), user -> new TreeMap<>())
                        .computeIfAbsent(seat.workspace(), workspace -> new ArrayList<>())
                        .add(seat);
            }
        }
        Map<String, List<User.Place>> places = new HashMap<>();
        seats.forEach((user, own) -> places.put(
                user,
                own.values().stream()
                        .map(UserRows::place)
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(User.Place::alias))
                        .toList()));
        return places;
    }

    /** A row that only accompanies a group counts as long as the group does. */
    private static List<User.Place> place(List<Seat> seats) {
        boolean grouped = seats.stream().anyMatch(Seat::grouped);
        boolean row = false;
        boolean suspended = false;
        for (Seat seat : seats) {
            if (seat.source() != null && (grouped || !seat.source().equals("GROUP"))) {
                row = true;
                suspended = "SUSPENDED".equals(seat.status());
            }
        }
        if (!row && !grouped) {
            return List.of();
        }
        Set<String> roles = new TreeSet<>();
        for (Seat seat : seats) {
            String role = seat.role();
            if (role != null && (seat.grouped() || row)) {
                roles.add(role);
            }
        }
        Seat first = seats.get(0);
        return List.of(new User.Place(
                new WorkspaceId(first.workspace()), first.alias(), first.name(), suspended, row, List.copyOf(roles)));
    }

    private static Seat seat(ResultSet row) throws SQLException {
        return new Seat(
                row.getString(1),
                row.getInt(2) == 1,
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }

    private static Row row(ResultSet row, boolean local) throws SQLException {
        String active = row.getString(12);
        return new Row(
                local,
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBoolean(6),
                row.getBoolean(7),
                User.Source.valueOf(row.getString(8)),
                time(row, 9),
                time(row, 10),
                row.getString(11),
                active == null ? null : new User.Active(new WorkspaceId(active), row.getString(13)));
    }

    private static @Nullable Long time(ResultSet row, int column) throws SQLException {
        long time = row.getLong(column);
        return row.wasNull() ? null : time;
    }

    private static List<List<String>> chunks(List<String> users) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < users.size(); from += Jpql.CHUNK) {
            chunks.add(users.subList(from, Math.min(users.size(), from + Jpql.CHUNK)));
        }
        return chunks;
    }
}
