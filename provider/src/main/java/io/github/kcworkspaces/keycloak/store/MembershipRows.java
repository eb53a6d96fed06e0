package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.DecisionStore.Loaded;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.Membership.Standing;
import io.github.kcworkspaces.decision.MfaRequiredFor;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.ResourceName;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.role.Role;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a subject stands in workspaces, by one statement: a row for each role held directly or through a group.
 *
 * <p>Every statement is built so that its worst plan is still linear in what the user has. A database that has no statistics
 * yet, after a large import, takes every lookup for one row, and joins accordingly: so what is joined is found by constants.
 */
final class MembershipRows {

    private static final String WORKSPACE = "SELECT w.ID, w.ALIAS, w.VERSION, s.ENABLED, w.STATUS, w.ORGANIZATION_ID,"
            + " s.CATALOGUE_REVISION, %s, w.SHARING, w.MFA_REQUIRED, s.MFA_REQUIRED_FOR%s FROM KCW_WORKSPACE w"
            + " JOIN KCW_SETTINGS s ON s.REALM_ID = w.REALM_ID ";
    private static final String ROLE_COLUMNS = ", r.ID, r.NAME, r.REVISION, r.KIND";
    private static final String DIRECT = "0, m.STATUS, m.SOURCE";
    private static final String ROLE = " LEFT JOIN KCW_ROLE r ON r.ID = %s.ROLE_ID AND r.LIVE_KEY = '-' ";

    private static final String HELD =
            "LEFT JOIN KCW_MEMBER_ROLE x ON x.WORKSPACE_ID = m.WORKSPACE_ID AND x.USER_ID = m.USER_ID"
                    + String.format(ROLE, "x");
    private static final String GROUP = "JOIN KCW_GROUP_ROLE g ON g.WORKSPACE_ID = w.ID" + String.format(ROLE, "g");
    private static final String BY_ID = "WHERE w.REALM_ID = ? AND w.ID = ?";
    private static final String BY_ALIAS =
            "WHERE w.ID = (SELECT a.ID FROM KCW_WORKSPACE a WHERE a.REALM_ID = ? AND a.ALIAS = ?)";
    private static final String AMONG = "WHERE w.REALM_ID = ? AND w.ID";

    private static final String WITHOUT_ROLES = String.format(WORKSPACE, DIRECT + ", NULL, NULL, NULL, NULL", "");

    /** Only the columns of roles. */
    private static final String OWN_ROLES = "UNION ALL SELECT x.WORKSPACE_ID, NULL, NULL, NULL, NULL, NULL, NULL,"
            + " 0, NULL, NULL" + ROLE_COLUMNS + ", NULL, NULL, NULL FROM KCW_MEMBER_ROLE x"
            + " JOIN KCW_ROLE r ON r.ID = x.ROLE_ID AND r.LIVE_KEY = '-'"
            + " WHERE x.REALM_ID = ? AND x.USER_ID = ? AND x.WORKSPACE_ID";

    private static final int RESOURCE_COLUMN = 18;

    /**
     * The two halves of the statement: what somebody has himself, and what he has through groups. For a workspace of a name
     * the first is there as a whole: in text of 1,500 letters, to put it together each time takes longer than to send it.
     */
    private record Halves(String direct, String grouped, String byId, String byAlias) {

        /**
         * @param columns of a resource, on the direct half only, which always has a row
         * @param none as many times NULL
         */
        static Halves of(String columns, String none, String join, boolean organizations) {
            String direct =
                    String.format(WORKSPACE, DIRECT + ROLE_COLUMNS, columns) + member(organizations) + HELD + join;
            return new Halves(
                    direct,
                    "UNION ALL " + String.format(WORKSPACE, "1, NULL, NULL" + ROLE_COLUMNS, none) + GROUP,
                    direct + BY_ID,
                    direct + BY_ALIAS);
        }

        String named(String workspace) {
            return WorkspaceId.isId(workspace) ? byId : byAlias;
        }
    }

    /** The halves for a question: whether its workspace may belong to an organization, and whether parents are wanted. */
    private record Variants(Halves plain, Halves organizations) {

        static Variants of(String columns, String none, String join) {
            return new Variants(Halves.of(columns, none, join, false), Halves.of(columns, none, join, true));
        }

        static Variants withResource(boolean parents) {
            return of(
                    ", " + ResourceFactRows.columnsOfNamed(parents),
                    ", NULL".repeat(ResourceFactRows.countOfNamed(parents)),
                    "LEFT JOIN KCW_RESOURCE c ON c.REALM_ID = w.REALM_ID AND c.WORKSPACE_ID = w.ID AND c.TYPE_KEY = ?"
                            + " AND c.EXTERNAL_ID = ? " + (parents ? ResourceFactRows.PARENT : ""));
        }

        Halves where(boolean organizations) {
            return organizations ? this.organizations : plain;
        }
    }

    private static final Variants BARE = Variants.of("", "", "");
    private static final Variants WITH_RESOURCE = Variants.withResource(false);
    private static final Variants WITH_PARENT = Variants.withResource(true);

    private MembershipRows() {}

    /** @param bare none in a row that only says a role of the user's own */
    private record Row(
            WorkspaceId workspace,
            @Nullable Membership bare,
            boolean grouped,
            @Nullable String status,
            @Nullable String source,
            @Nullable RoleReference role) {}

    /**
     * @param organizations whether to look who is in the organization of the workspace; without, the answer about a workspace
     *     that has one does not count
     */
    static Optional<Membership> named(
            EntityManager em, RealmId realm, String workspace, Subject subject, boolean organizations) {
        Halves halves = BARE.where(organizations);
        Sql sql = new Sql(halves.named(workspace), subject.user().value(), realm.value(), workspace);
        return folded(andGrouped(sql, halves, subject, organizations, named(workspace), realm.value(), workspace)
                .lookUpAlone(em, MembershipRows::row));
    }

    /**
     * Together with the resource of that name that is at home in the workspace.
     *
     * @param parents whether its parent is wanted too
     */
    static Optional<Loaded> with(
            EntityManager em,
            RealmId realm,
            String workspace,
            Subject subject,
            ResourceName resource,
            boolean parents,
            boolean organizations) {
        Halves halves = (parents ? WITH_PARENT : WITH_RESOURCE).where(organizations);
        Sql start = new Sql(
                halves.named(workspace),
                subject.user().value(),
                resource.type(),
                resource.externalId(),
                realm.value(),
                workspace);
        Sql sql = andGrouped(start, halves, subject, organizations, named(workspace), realm.value(), workspace);
        List<ResourceFacts> atHome = new ArrayList<>(1);
        List<Row> rows = sql.lookUpAlone(em, row -> {
            if (atHome.isEmpty() && row.getString(RESOURCE_COLUMN) != null) {
                atHome.add(ResourceFactRows.named(
                        row, RESOURCE_COLUMN, resource, new WorkspaceId(row.getString(1)), parents));
            }
            return row(row);
        });
        return folded(rows).map(membership -> new Loaded(membership, atHome.isEmpty() ? null : atHome.get(0)));
    }

    private static String named(String workspace) {
        return WorkspaceId.isId(workspace) ? BY_ID : BY_ALIAS;
    }

    /** The default workspace, else the one of the longest own membership; memberships through groups have no start. */
    static Optional<Membership> fallback(EntityManager em, RealmId realm, Subject subject, boolean organizations) {
        String user = subject.user().value();
        String active = organizations ? " AND " + OrganizationMembers.ENABLED : "";
        Sql sql = new Sql(
                "WITH KCW_CHOSEN (ID) AS (SELECT c.ID FROM (SELECT w.ID, w.DEFAULT_KEY, m.SINCE FROM KCW_MEMBER m"
                        + " JOIN KCW_WORKSPACE w ON w.ID = m.WORKSPACE_ID AND w.STATUS = 'ACTIVE' WHERE m.REALM_ID = ?"
                        + " AND m.USER_ID = ? AND m.STATUS = 'ACTIVE' AND m.SOURCE <> 'GROUP'"
                        + (organizations ? " AND " + OrganizationMembers.counts("m.USER_ID") : "") + active,
                realm.value(),
                user);
        if (!subject.groups().isEmpty()) {
            sql.append(
                            "UNION ALL SELECT w.ID, w.DEFAULT_KEY, COALESCE(m.SINCE, 9223372036854775807)"
                                    + " FROM KCW_GROUP_ROLE g"
                                    + " JOIN KCW_WORKSPACE w ON w.ID = g.WORKSPACE_ID AND w.STATUS = 'ACTIVE'"
                                    + " LEFT JOIN KCW_MEMBER m ON m.WORKSPACE_ID = w.ID AND m.USER_ID = ?"
                                    + " WHERE (m.STATUS IS NULL OR m.STATUS = 'ACTIVE')" + active
                                    + " AND g.REALM_ID = ? AND g.GROUP_ID",
                            user,
                            realm.value())
                    .in(groups(subject));
            if (organizations) {
                OrganizationMembers.andCounts(sql, subject.user());
            }
        }
        sql.append(") c ORDER BY CASE WHEN c.DEFAULT_KEY IS NULL THEN 1 ELSE 0 END, c.SINCE, c.ID LIMIT 1)");
        Halves halves = BARE.where(organizations);
        String chosen = "WHERE w.REALM_ID = ? AND w.ID = (SELECT ID FROM KCW_CHOSEN)";
        sql.append(halves.direct(), user).append(chosen, realm.value());
        return folded(andGrouped(sql, halves, subject, organizations, chosen, realm.value())
                .lookUpAlone(em, MembershipRows::row));
    }

    /** Those of the subject in each of the workspaces; 500 of them at most. */
    static Map<WorkspaceId, Membership> in(
            EntityManager em,
            RealmId realm,
            Collection<WorkspaceId> workspaces,
            Subject subject,
            boolean organizations) {
        Map<WorkspaceId, Membership> found = new HashMap<>();
        if (workspaces.isEmpty()) {
            return found;
        }
        Halves halves = BARE.where(organizations);
        List<String> ids = workspaces.stream().map(WorkspaceId::value).toList();
        String user = subject.user().value();
        Sql sql = new Sql(WITHOUT_ROLES + member(organizations) + AMONG, user, realm.value())
                .in(ids)
                .append(OWN_ROLES, realm.value(), user)
                .in(ids);
        if (!subject.groups().isEmpty()) {
            sql.append(halves.grouped()).append(AMONG, realm.value()).in(ids);
            andThrough(sql, subject, organizations);
        }
        sql.listAlone(em, MembershipRows::row).stream()
                .collect(Collectors.groupingBy(Row::workspace))
                .forEach((workspace, rows) -> folded(rows).ifPresent(membership -> found.put(workspace, membership)));
        return found;
    }

    /** Adds the half about groups for who is in any. */
    private static Sql andGrouped(
            Sql sql, Halves halves, Subject subject, boolean organizations, String condition, Object... values) {
        if (!subject.groups().isEmpty()) {
            sql.append(halves.grouped()).append(condition, values);
            andThrough(sql, subject, organizations);
        }
        return sql;
    }

    /** Adds that a mapped group of the row {@code g} is one of the subject's. */
    private static void andThrough(Sql sql, Subject subject, boolean organizations) {
        sql.append("AND g.GROUP_ID").in(groups(subject));
        if (organizations) {
            OrganizationMembers.andCounts(sql, subject.user());
        }
    }

    private static String member(boolean organizations) {
        return "LEFT JOIN KCW_MEMBER m ON m.WORKSPACE_ID = w.ID AND m.USER_ID = ? "
                + (organizations ? "AND " + OrganizationMembers.counts("m.USER_ID") + " " : "");
    }

    private static Optional<Membership> folded(List<Row> rows) {
        for (Row row : rows) {
            if (row.bare() != null) {
                return Optional.of(fold(row.bare(), rows));
            }
        }
        return Optional.empty();
    }

    private static Membership fold(Membership bare, List<Row> rows) {
        boolean grouped = false;
        for (Row row : rows) {
            grouped |= row.grouped();
        }
        Standing standing = grouped ? Standing.ACTIVE : Standing.NONE;
        boolean counts = false;
        for (Row row : rows) {
            if (row.source() != null && (grouped || !row.source().equals("GROUP"))) {
                counts = true;
                standing = "ACTIVE".equals(row.status()) ? Standing.ACTIVE : Standing.SUSPENDED;
            }
        }
        Map<String, RoleReference> roles = new TreeMap<>();
        for (Row row : rows) {
            RoleReference role = row.role();
            if (role != null && standing == Standing.ACTIVE && (row.grouped() || counts)) {
                roles.put(role.id().value(), role);
            }
        }
        return bare.as(standing, List.copyOf(roles.values()));
    }

    private static Row row(ResultSet row) throws SQLException {
        WorkspaceId workspace = new WorkspaceId(row.getString(1));
        String alias = row.getString(2);
        String role = row.getString(11);
        return new Row(
                workspace,
                alias == null
                        ? null
                        : new Membership(
                                workspace,
                                alias,
                                row.getLong(3),
                                row.getBoolean(4),
                                "ACTIVE".equals(row.getString(5)),
                                row.getString(6),
                                row.getLong(7),
                                Standing.NONE,
                                List.of(),
                                MfaRequiredFor.valueOf(row.getString(17)).in(row.getBoolean(16)),
                                row.getBoolean(15)),
                row.getInt(8) == 1,
                row.getString(9),
                row.getString(10),
                role == null
                        ? null
                        : new RoleReference(
                                new RoleId(role), row.getString(12), row.getLong(13), everything(row.getString(14))));
    }

    private static boolean everything(String kind) {
        return kind.equals(Role.Kind.OWNER.name()) || kind.equals(Role.Kind.ADMIN.name());
    }

    private static List<String> groups(Subject subject) {
        return subject.groups().stream().map(GroupId::value).toList();
    }
}
