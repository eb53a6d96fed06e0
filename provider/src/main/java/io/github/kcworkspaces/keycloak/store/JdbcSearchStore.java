package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.Narrowing;
import io.github.kcworkspaces.decision.Narrowing.Term;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.decision.SearchStore;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.role.Role;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds candidates of searches by plain JDBC: a page by an index, whatever the number of rows. */
public final class JdbcSearchStore implements SearchStore {

    /** Attributes first where one is asked for: then its index has the rows in the order of their ids. */
    private static final String BY_ATTRIBUTE =
            "FROM KCW_RESOURCE_ATTRIBUTE a JOIN KCW_RESOURCE c ON c.ID = a.RESOURCE_ID AND c.REALM_ID = ?%s"
                    + " WHERE a.WORKSPACE_ID = ? AND a.TYPE_KEY = ? AND c.ACTIVE = TRUE";

    private static final String BY_RESOURCE =
            "FROM KCW_RESOURCE c%s WHERE c.REALM_ID = ? AND c.WORKSPACE_ID = ? AND c.TYPE_KEY = ? AND c.ACTIVE = TRUE";

    private final EntityManager em;

    public JdbcSearchStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public List<RoleReference> roles(RealmId realm, WorkspaceId workspace) {
        return new Sql(
                        "SELECT ID, NAME, REVISION, KIND FROM KCW_ROLE WHERE REALM_ID = ? AND LIVE_KEY = '-'"
                                + " AND SCOPE_KEY IN ('-', ?) ORDER BY ID",
                        realm.value(),
                        workspace.value())
                .listAlone(em, row -> {
                    String kind = row.getString(4);
                    boolean everything = kind.equals(Role.Kind.OWNER.name()) || kind.equals(Role.Kind.ADMIN.name());
                    return new RoleReference(
                            new RoleId(row.getString(1)), row.getString(2), row.getLong(3), everything);
                });
    }

    @Override
    public List<ResourceFacts> resources(
            RealmId realm,
            WorkspaceId workspace,
            TypeDefinition type,
            Collection<Narrowing> any,
            @Nullable ResourceId after,
            int max) {
        if (any.isEmpty()) {
            return List.of();
        }
        boolean parents = type.parentType() != null;
        String columns = "SELECT " + ResourceFactRows.columns(parents);
        String parent = parents ? ResourceFactRows.PARENT : "";
        // As a parameter it would have PostgreSQL plan each time anew, not knowing how few rows are wanted.
        String limit = " LIMIT " + max;
        Narrowing first = any.iterator().next();
        Sql sql;
        if (any.size() == 1 && oncePerResource(first)) {
            sql = new Sql(columns);
            narrowed(sql, realm, workspace, type, first, after, parent).append("ORDER BY " + id(first) + limit);
        } else {
            sql = new Sql(columns + " FROM (SELECT ID FROM (");
            String union = "";
            for (Narrowing narrowing : any) {
                sql.append(union + "(SELECT DISTINCT " + id(narrowing) + " AS ID");
                narrowed(sql, realm, workspace, type, narrowing, after, "").append("ORDER BY ID" + limit + ")");
                union = "UNION ";
            }
            sql.append(") KCW_FOUND ORDER BY ID" + limit + ") KCW_PAGE JOIN KCW_RESOURCE c ON c.ID = KCW_PAGE.ID")
                    .append(parent + " ORDER BY c.ID");
        }
        return sql.listAlone(em, row -> ResourceFactRows.atHome(row, 1, parents));
    }

    private static Sql narrowed(
            Sql sql,
            RealmId realm,
            WorkspaceId workspace,
            TypeDefinition type,
            Narrowing narrowing,
            @Nullable ResourceId after,
            String joined) {
        List<Set<String>> attributes = attributes(narrowing);
        String from = attributes.isEmpty() ? BY_RESOURCE : BY_ATTRIBUTE;
        sql.append(String.format(from, joined), realm.value(), workspace.value(), type.key());
        for (int index = 0; index < attributes.size(); index++) {
            if (index == 0) {
                sql.append("AND a.VALUE_KEY").in(attributes.get(index));
            } else {
                sql.append("AND EXISTS (SELECT 1 FROM KCW_RESOURCE_ATTRIBUTE b WHERE b.RESOURCE_ID = a.RESOURCE_ID"
                                + " AND b.VALUE_KEY")
                        .in(attributes.get(index))
                        .append(")");
            }
        }
        for (Term term : narrowing.terms()) {
            if (term instanceof Term.Owner owner) {
                sql.append("AND c.OWNER_ID").in(owner.users());
            } else if (term instanceof Term.ExternalId id) {
                sql.append("AND c.EXTERNAL_ID").in(id.ids());
            } else if (term instanceof Term.Parent above) {
                sql.append("AND c.PARENT_ID")
                        .in(above.parents().stream().map(ResourceId::value).toList());
            }
        }
        return after == null ? sql : sql.append("AND " + id(narrowing) + " > ?", after.value());
    }

    private static List<Set<String>> attributes(Narrowing narrowing) {
        List<Set<String>> attributes = new ArrayList<>();
        narrowing.terms().forEach(term -> {
            if (term instanceof Term.Attribute attribute) {
                attributes.add(attribute.keys());
            }
        });
        return attributes;
    }

    private static String id(Narrowing narrowing) {
        return attributes(narrowing).isEmpty() ? "c.ID" : "a.RESOURCE_ID";
    }

    /** A resource that has several of the values has several rows. */
    private static boolean oncePerResource(Narrowing narrowing) {
        List<Set<String>> attributes = attributes(narrowing);
        return attributes.isEmpty() || attributes.get(0).size() == 1;
    }

    @Override
    public List<UserId> sharedWith(RealmId realm, ResourceId resource, @Nullable UserId after, int max) {
        Sql sql = new Sql(
                "WITH RECURSIVE KCW_SHARED_GROUP (GROUP_ID) AS (SELECT k.ID FROM KCW_DIRECT_SHARE d"
                        + " JOIN KEYCLOAK_GROUP k ON k.ID = d.PRINCIPAL_ID AND k.REALM_ID = d.REALM_ID"
                        + " WHERE d.RESOURCE_ID = ? AND d.REALM_ID = ? AND d.PRINCIPAL_KIND = 'GROUP'"
                        + " UNION SELECT k.ID FROM KCW_SHARED_GROUP t JOIN KEYCLOAK_GROUP k ON k.REALM_ID = ?"
                        + " AND k.PARENT_GROUP = t.GROUP_ID)"
                        + " SELECT USER_ID FROM (SELECT d.PRINCIPAL_ID AS USER_ID FROM KCW_DIRECT_SHARE d"
                        + " WHERE d.RESOURCE_ID = ? AND d.REALM_ID = ? AND d.PRINCIPAL_KIND = 'USER'"
                        + " UNION SELECT u.USER_ID FROM KCW_SHARED_GROUP t"
                        + " JOIN USER_GROUP_MEMBERSHIP u ON u.GROUP_ID = t.GROUP_ID"
                        + " UNION SELECT f.USER_ID FROM KCW_SHARED_GROUP t"
                        + " JOIN FED_USER_GROUP_MEMBERSHIP f ON f.GROUP_ID = t.GROUP_ID AND f.REALM_ID = ?) KCW_FOUND",
                resource.value(),
                realm.value(),
                realm.value(),
                resource.value(),
                realm.value(),
                realm.value());
        if (after != null) {
            sql.append("WHERE USER_ID > ?", after.value());
        }
        return sql.append("ORDER BY USER_ID LIMIT ?", max).listAlone(em, row -> new UserId(row.getString(1)));
    }

    @Override
    public List<UserId> members(
            RealmId realm, WorkspaceId workspace, Collection<RoleId> roles, @Nullable UserId after, int max) {
        List<String> wanted = roles.stream().map(RoleId::value).toList();
        Sql sql = Belonging.in(realm, List.of(workspace.value()))
                .append(
                        "SELECT USER_ID FROM ((SELECT DISTINCT x.USER_ID FROM KCW_MEMBER_ROLE x"
                                + " WHERE x.WORKSPACE_ID = ? AND x.REALM_ID = ? AND x.ROLE_ID",
                        workspace.value(),
                        realm.value())
                .in(wanted);
        after(sql, "x", after)
                .append("ORDER BY x.USER_ID LIMIT ?) UNION (SELECT DISTINCT k.USER_ID FROM KCW_GROUPED k", max)
                .append("JOIN KCW_GROUP_ROLE g ON g.WORKSPACE_ID = k.WORKSPACE_ID AND g.GROUP_ID = k.ROOT_ID"
                        + " WHERE g.ROLE_ID")
                .in(wanted);
        return after(sql, "k", after)
                .append("ORDER BY k.USER_ID LIMIT ?)) KCW_FOUND ORDER BY USER_ID LIMIT ?", max, max)
                .listAlone(em, row -> new UserId(row.getString(1)));
    }

    private static Sql after(Sql sql, String table, @Nullable UserId after) {
        return after == null ? sql : sql.append("AND " + table + ".USER_ID > ?", after.value());
    }
}
