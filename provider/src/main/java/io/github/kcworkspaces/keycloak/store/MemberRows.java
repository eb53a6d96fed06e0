package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.Member.HeldRole;
import io.github.kcworkspaces.member.RoleSource;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads members, direct ones and those through groups, with the names that Keycloak has, else those stored with them. */
final class MemberRows {

    private static final Comparator<HeldRole> BY_NAME = Comparator.comparing(HeldRole::name)
            .thenComparing(role -> role.id().value())
            .thenComparing(HeldRole::managed);

    /** Names of {@code u} as a whole where Keycloak has the user: half of them must not come from the snapshot. */
    private static final String COLUMNS = "COALESCE(u.USERNAME, m.USERNAME),"
            + " CASE WHEN u.ID IS NULL THEN m.EMAIL ELSE u.EMAIL END,"
            + " CASE WHEN u.ID IS NULL THEN m.FIRST_NAME ELSE u.FIRST_NAME END,"
            + " CASE WHEN u.ID IS NULL THEN m.LAST_NAME ELSE u.LAST_NAME END,"
            + " m.STATUS, m.SOURCE, m.SINCE, m.VERSION";

    /** Whether a source outside gives a role. */
    private static final String MANAGED = "CASE WHEN x.SOURCE = '" + RoleSource.HAND + "' THEN 0 ELSE 1 END";

    private static final String FROM_BELONGING = "FROM KCW_BELONGS b"
            + " LEFT JOIN KCW_MEMBER m ON m.WORKSPACE_ID = b.WORKSPACE_ID AND m.USER_ID = b.USER_ID"
            + " LEFT JOIN USER_ENTITY u ON u.ID = b.USER_ID AND u.REALM_ID = ? WHERE 1 = 1";

    private static final String ORDER = "ORDER BY COALESCE(u.USERNAME, m.USERNAME, b.USER_ID), b.USER_ID LIMIT ?";

    private final EntityManager em;

    MemberRows(EntityManager em) {
        this.em = em;
    }

    /** A member without his roles. */
    private record Row(
            Member.Person person,
            @Nullable String status,
            @Nullable String source,
            long since,
            long version) {}

    /** Three statements, however many roles and groups there are. */
    Optional<Member> find(RealmId realm, WorkspaceId workspace, Subject subject) {
        String user = subject.user().value();
        List<Row> rows = new Sql(
                        "SELECT w.ID, " + COLUMNS + " FROM KCW_WORKSPACE w"
                                + " LEFT JOIN KCW_MEMBER m ON m.WORKSPACE_ID = w.ID AND m.USER_ID = ? AND "
                                + OrganizationMembers.counts("m.USER_ID")
                                + " LEFT JOIN USER_ENTITY u ON u.ID = ? AND u.REALM_ID = w.REALM_ID"
                                + " WHERE w.REALM_ID = ? AND w.ID = ?",
                        user,
                        user,
                        realm.value(),
                        workspace.value())
                .listFlushed(em, row -> row(row, user));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        boolean[] grouped = {false};
        List<HeldRole> managed = new ArrayList<>();
        if (!subject.groups().isEmpty()) {
            Sql mapped = new Sql(
                            "SELECT DISTINCT r.ID, r.NAME FROM KCW_GROUP_ROLE g JOIN KCW_WORKSPACE w"
                                    + " ON w.ID = g.WORKSPACE_ID LEFT JOIN KCW_ROLE r ON r.ID = g.ROLE_ID"
                                    + " AND r.LIVE_KEY = '-' WHERE g.REALM_ID = ? AND g.WORKSPACE_ID = ? AND g.GROUP_ID",
                            realm.value(),
                            workspace.value())
                    .in(subject.groups().stream().map(GroupId::value).toList());
            OrganizationMembers.andCounts(mapped, subject.user()).list(em, row -> {
                grouped[0] = true;
                return row.getString(1) == null || managed.add(role(row, 1, true));
            });
        }
        Row row = rows.get(0);
        boolean counts = row.source() != null && (grouped[0] || !row.source().equals(Member.Source.GROUP.name()));
        if (!counts && !grouped[0]) {
            return Optional.empty();
        }
        Set<HeldRole> roles = new HashSet<>(managed);
        if (counts) {
            new Sql(
                            "SELECT DISTINCT r.ID, r.NAME, " + MANAGED + " FROM KCW_MEMBER_ROLE x JOIN KCW_ROLE r"
                                    + " ON r.ID = x.ROLE_ID AND r.LIVE_KEY = '-'"
                                    + " WHERE x.WORKSPACE_ID = ? AND x.USER_ID = ?",
                            workspace.value(),
                            user)
                    .list(em, held -> roles.add(role(held, 1, held.getInt(3) == 1)));
        }
        return Optional.of(member(realm, workspace, counts ? row : new Row(row.person(), null, null, 0, 0), roles));
    }

    /** Three statements, however many members. */
    Page<Member> page(RealmId realm, WorkspaceId workspace, @Nullable RoleId role, PageRequest request) {
        long total = searched(
                        holding(
                                belonging(realm, workspace).append("SELECT COUNT(*) " + FROM_BELONGING, realm.value()),
                                workspace,
                                role),
                        request.search())
                .listFlushed(em, row -> row.getLong(1))
                .get(0);
        List<Row> rows = searched(
                        holding(
                                belonging(realm, workspace)
                                        .append("SELECT b.USER_ID, " + COLUMNS + " " + FROM_BELONGING, realm.value()),
                                workspace,
                                role),
                        request.search())
                .append(ORDER + " OFFSET ?", request.max(), request.first())
                .list(em, MemberRows::row);
        Map<String, List<HeldRole>> roles = roles(
                realm,
                workspace,
                rows.stream().map(row -> row.person().id().value()).toList());
        return new Page<>(
                rows.stream()
                        .map(row -> member(
                                realm,
                                workspace,
                                row,
                                roles.getOrDefault(row.person().id().value(), List.of())))
                        .toList(),
                total);
    }

    private static Sql holding(Sql sql, WorkspaceId workspace, @Nullable RoleId role) {
        return role == null
                ? sql
                : sql.append(
                        "AND (b.USER_ID IN (SELECT x.USER_ID FROM KCW_MEMBER_ROLE x WHERE x.WORKSPACE_ID = ?"
                                + " AND x.ROLE_ID = ?) OR b.USER_ID IN (SELECT t.USER_ID FROM KCW_GROUPED t"
                                + " JOIN KCW_GROUP_ROLE g ON g.WORKSPACE_ID = t.WORKSPACE_ID"
                                + " AND g.GROUP_ID = t.ROOT_ID WHERE g.ROLE_ID = ?))",
                        workspace.value(),
                        role.value(),
                        role.value());
    }

    /** Two statements, however many members. */
    List<Member> holding(
            RealmId realm,
            WorkspaceId workspace,
            Set<RoleId> wanted,
            ResourceId resource,
            @Nullable String search,
            @Nullable UserId after,
            int max) {
        List<String> ids = wanted.stream().map(RoleId::value).toList();
        Sql sql = belonging(realm, workspace)
                .append(
                        ", KCW_SHARED_GROUP (GROUP_ID) AS (SELECT k.ID FROM KCW_DIRECT_SHARE d JOIN KEYCLOAK_GROUP k"
                                + " ON k.ID = d.PRINCIPAL_ID AND k.REALM_ID = d.REALM_ID WHERE d.RESOURCE_ID = ?"
                                + " AND d.PRINCIPAL_KIND = 'GROUP' UNION SELECT k.ID FROM KCW_SHARED_GROUP t"
                                + " JOIN KEYCLOAK_GROUP k ON k.REALM_ID = ? AND k.PARENT_GROUP = t.GROUP_ID)",
                        resource.value(),
                        realm.value())
                .append(
                        "SELECT b.USER_ID, " + COLUMNS + " " + FROM_BELONGING
                                + " AND COALESCE(m.STATUS, 'ACTIVE') = 'ACTIVE' AND (b.USER_ID IN (SELECT x.USER_ID"
                                + " FROM KCW_MEMBER_ROLE x WHERE x.WORKSPACE_ID = ? AND x.ROLE_ID",
                        realm.value(),
                        workspace.value())
                .in(ids)
                .append(") OR b.USER_ID IN (SELECT t.USER_ID FROM KCW_GROUPED t JOIN KCW_GROUP_ROLE g"
                        + " ON g.WORKSPACE_ID = t.WORKSPACE_ID AND g.GROUP_ID = t.ROOT_ID WHERE g.ROLE_ID")
                .in(ids)
                .append(
                        ") OR b.USER_ID IN (SELECT d.PRINCIPAL_ID FROM KCW_DIRECT_SHARE d WHERE d.RESOURCE_ID = ?"
                                + " AND d.PRINCIPAL_KIND = 'USER') OR b.USER_ID IN (SELECT u.USER_ID"
                                + " FROM KCW_SHARED_GROUP t JOIN USER_GROUP_MEMBERSHIP u ON u.GROUP_ID = t.GROUP_ID"
                                + " UNION SELECT f.USER_ID FROM KCW_SHARED_GROUP t JOIN FED_USER_GROUP_MEMBERSHIP f"
                                + " ON f.GROUP_ID = t.GROUP_ID AND f.REALM_ID = ?))",
                        resource.value(),
                        realm.value());
        if (after != null) {
            sql.append("AND b.USER_ID > ?", after.value());
        }
        List<Row> rows =
                searched(sql, search).append("ORDER BY b.USER_ID LIMIT ?", max).listFlushed(em, MemberRows::row);
        Map<String, List<HeldRole>> held = roles(
                realm,
                workspace,
                rows.stream().map(row -> row.person().id().value()).toList());
        return rows.stream()
                .map(row -> member(
                        realm,
                        workspace,
                        row,
                        held.getOrDefault(row.person().id().value(), List.of())))
                .toList();
    }

    /** One statement. */
    long holders(RealmId realm, @Nullable WorkspaceId workspace, RoleId role) {
        String within = workspace == null ? "" : " AND %s.WORKSPACE_ID = ?";
        @Nullable
        Object[] ofRole = workspace == null
                ? new Object[] {realm.value(), role.value()}
                : new Object[] {realm.value(), role.value(), workspace.value()};
        return new Sql(
                        "WITH RECURSIVE KCW_TREE (GROUP_ID) AS (SELECT DISTINCT g.GROUP_ID FROM KCW_GROUP_ROLE g"
                                + " WHERE g.REALM_ID = ? AND g.ROLE_ID = ?" + String.format(within, "g"),
                        ofRole)
                .append(
                        "UNION ALL SELECT k.ID FROM KCW_TREE t JOIN KEYCLOAK_GROUP k ON k.REALM_ID = ?"
                                + " AND k.PARENT_GROUP = t.GROUP_ID) SELECT COUNT(*) FROM ("
                                + "SELECT u.USER_ID FROM KCW_TREE t JOIN USER_GROUP_MEMBERSHIP u"
                                + " ON u.GROUP_ID = t.GROUP_ID UNION SELECT f.USER_ID FROM KCW_TREE t"
                                + " JOIN FED_USER_GROUP_MEMBERSHIP f ON f.GROUP_ID = t.GROUP_ID AND f.REALM_ID = ? UNION",
                        realm.value(),
                        realm.value())
                .append(
                        "SELECT x.USER_ID FROM KCW_MEMBER_ROLE x WHERE x.REALM_ID = ? AND x.ROLE_ID = ?"
                                + String.format(within, "x") + ") h",
                        ofRole)
                .listFlushed(em, row -> row.getLong(1))
                .get(0);
    }

    List<Member.Person> othersThan(RealmId realm, WorkspaceId workspace, Set<UserId> users, int max) {
        Sql sql = belonging(realm, workspace)
                .append("SELECT b.USER_ID, " + COLUMNS + " " + FROM_BELONGING, realm.value());
        if (!users.isEmpty()) {
            sql.append("AND NOT b.USER_ID").in(users.stream().map(UserId::value).toList());
        }
        return sql.append(ORDER, max).listFlushed(em, row -> row(row).person());
    }

    /** Those with a membership of their own, that nothing else manages, who would not count in the organization. */
    List<Member.Person> outside(RealmId realm, WorkspaceId workspace, String organization, int max) {
        Sql sql = new Sql(
                "SELECT m.USER_ID, " + COLUMNS + " FROM KCW_MEMBER m"
                        + " LEFT JOIN USER_ENTITY u ON u.ID = m.USER_ID AND u.REALM_ID = m.REALM_ID"
                        + " WHERE m.REALM_ID = ? AND m.WORKSPACE_ID = ? AND m.SOURCE NOT IN ('GROUP', 'IDP', 'LDAP')",
                realm.value(),
                workspace.value());
        return OrganizationMembers.andOutside(sql, "m.USER_ID", realm, organization)
                .append("ORDER BY COALESCE(u.USERNAME, m.USERNAME), m.USER_ID LIMIT ?", max)
                .listFlushed(em, row -> row(row).person());
    }

    private Map<String, List<HeldRole>> roles(RealmId realm, WorkspaceId workspace, Collection<String> users) {
        Map<String, List<HeldRole>> roles = new HashMap<>();
        if (!users.isEmpty()) {
            belonging(realm, workspace)
                    .append(
                            "SELECT x.USER_ID, r.ID, r.NAME, " + MANAGED
                                    + " FROM KCW_MEMBER_ROLE x JOIN KCW_ROLE r ON r.ID = x.ROLE_ID AND r.LIVE_KEY = '-'"
                                    + " WHERE x.WORKSPACE_ID = ? AND x.USER_ID",
                            workspace.value())
                    .in(users)
                    .append("UNION SELECT b.USER_ID, r.ID, r.NAME, 1 FROM KCW_GROUPED b JOIN KCW_GROUP_ROLE g"
                            + " ON g.WORKSPACE_ID = b.WORKSPACE_ID AND g.GROUP_ID = b.ROOT_ID JOIN KCW_ROLE r"
                            + " ON r.ID = g.ROLE_ID AND r.LIVE_KEY = '-' WHERE b.USER_ID")
                    .in(users)
                    .list(
                            em,
                            row -> roles.computeIfAbsent(row.getString(1), user -> new ArrayList<>())
                                    .add(role(row, 2, row.getInt(4) == 1)));
        }
        return roles;
    }

    private static Sql belonging(RealmId realm, WorkspaceId workspace) {
        return Belonging.in(realm, List.of(workspace.value()));
    }

    private static Sql searched(Sql sql, @Nullable String search) {
        if (search == null || search.isEmpty()) {
            return sql;
        }
        String pattern = Jpql.contains(search);
        return sql.append(
                "AND (LOWER(COALESCE(u.USERNAME, m.USERNAME, b.USER_ID)) LIKE ? ESCAPE '!'"
                        + " OR LOWER(CASE WHEN u.ID IS NULL THEN m.EMAIL ELSE u.EMAIL END) LIKE ? ESCAPE '!'"
                        + " OR LOWER(CASE WHEN u.ID IS NULL THEN m.FIRST_NAME ELSE u.FIRST_NAME END) LIKE ? ESCAPE '!'"
                        + " OR LOWER(CASE WHEN u.ID IS NULL THEN m.LAST_NAME ELSE u.LAST_NAME END) LIKE ? ESCAPE '!')",
                pattern,
                pattern,
                pattern,
                pattern);
    }

    private static Row row(ResultSet row) throws SQLException {
        return row(row, row.getString(1));
    }

    private static Row row(ResultSet row, String user) throws SQLException {
        String username = row.getString(2);
        return new Row(
                new Member.Person(
                        new UserId(user),
                        username == null ? user : username,
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getLong(8),
                row.getLong(9));
    }

    private static HeldRole role(ResultSet row, int column, boolean managed) throws SQLException {
        return new HeldRole(new RoleId(row.getString(column)), row.getString(column + 1), managed);
    }

    /** A row without status is of one who is a member through a group only. */
    private static Member member(RealmId realm, WorkspaceId workspace, Row row, Collection<HeldRole> roles) {
        String status = row.status();
        String source = row.source();
        return new Member(
                realm,
                workspace,
                row.person(),
                status == null ? Member.Status.ACTIVE : Member.Status.valueOf(status),
                source == null ? Member.Source.GROUP : Member.Source.valueOf(source),
                source != null,
                roles.stream().sorted(BY_NAME).toList(),
                row.since(),
                row.version());
    }
}
