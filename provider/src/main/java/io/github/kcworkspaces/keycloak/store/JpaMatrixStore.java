package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.role.MatrixFilter;
import io.github.kcworkspaces.role.MatrixStore;
import io.github.kcworkspaces.role.RoleView;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Resources and grants side by side, counted by the database. */
public final class JpaMatrixStore implements MatrixStore {

    private static final String FROM = " from KcwResource r";
    private static final String TYPED = "r.typeKey in :types";
    private static final String OWN = granted("r.id");
    private static final String OPENS = "(r.typeKey not in :childTypes or (r.parentId is not null"
            + " and (r.typeKey in :openTypes or " + granted("r.parentId")
            + ")) or (r.parentId is null and r.typeKey in :looseTypes))";
    private static final String CHILD =
            "exists (select c from KcwResource c where c.parentId = r.id and c.active = true"
                    + " and (c.workspaceId = :workspace or exists (select s from KcwShare s where s.workspaceId = :workspace"
                    + " and s.resourceId = c.id)) and ";
    private static final String CHILD_GRANTED = "(c.typeKey in :types or " + granted("c.id") + ")";
    private static final String DIFFER = "(" + CHILD + CHILD_GRANTED + ") and " + CHILD + "not " + CHILD_GRANTED + "))";

    private static final String CHILDREN = " FROM KCW_RESOURCE c WHERE c.REALM_ID = ? AND c.ACTIVE = TRUE"
            + " AND (c.WORKSPACE_ID = ? OR EXISTS (SELECT 1 FROM KCW_SHARE s WHERE s.WORKSPACE_ID = ?"
            + " AND s.RESOURCE_ID = c.ID)) AND c.PARENT_ID";

    private final EntityManager em;

    public JpaMatrixStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public Page<Resource> page(RealmId realm, WorkspaceId workspace, MatrixFilter filter) {
        boolean shared = shared(realm, workspace);
        long total = narrowed("select count(r)", FROM, shared, realm, workspace, filter)
                .count(em);
        List<ResourceEntity> rows = narrowed("select r", FROM, shared, realm, workspace, filter)
                .append("order by r.typeKey, r.name, r.id")
                .list(em, ResourceEntity.class, filter.resources().page());
        return new Page<>(ResourceRows.resources(em, rows), total);
    }

    @Override
    public Map<RoleId, List<Grant>> onTypes(Collection<RoleId> roles) {
        Map<RoleId, List<Grant>> found = new HashMap<>();
        grants(roles).append("AND RESOURCE_KEY = '-'").list(em, row -> add(row, found));
        return found;
    }

    @Override
    public Map<RoleId, List<Grant>> onResources(Collection<RoleId> roles, Collection<ResourceId> resources) {
        Map<RoleId, List<Grant>> found = new HashMap<>();
        chunks(
                resources,
                some -> grants(roles).append("AND RESOURCE_KEY").in(some).list(em, row -> add(row, found)));
        return found;
    }

    @Override
    public Map<ResourceId, Map<String, Long>> children(
            RealmId realm, WorkspaceId workspace, Collection<ResourceId> parents) {
        Map<ResourceId, Map<String, Long>> counts = new HashMap<>();
        String in = workspace.value();
        chunks(
                parents,
                some -> new Sql("SELECT c.PARENT_ID, c.TYPE_KEY, COUNT(*)" + CHILDREN, realm.value(), in, in)
                        .in(some)
                        .append("GROUP BY c.PARENT_ID, c.TYPE_KEY")
                        .list(
                                em,
                                row -> counts.computeIfAbsent(new ResourceId(row.getString(1)), id -> new HashMap<>())
                                        .put(row.getString(2), row.getLong(3))));
        return counts;
    }

    @Override
    public Map<RoleId, Map<ResourceId, Map<String, Long>>> grantedChildren(
            RealmId realm, WorkspaceId workspace, Collection<RoleId> roles, Collection<ResourceId> parents) {
        Map<RoleId, Map<ResourceId, Map<String, Long>>> counts = new HashMap<>();
        String in = workspace.value();
        chunks(
                parents,
                some -> new Sql(
                                "SELECT g.ROLE_ID, k.PARENT_ID, k.TYPE_KEY, COUNT(DISTINCT k.ID) FROM (SELECT c.ID,"
                                        + " c.PARENT_ID, c.TYPE_KEY" + CHILDREN,
                                realm.value(),
                                in,
                                in)
                        .in(some)
                        .append(") k JOIN KCW_GRANT g ON g.RESOURCE_KEY = k.ID AND g.ROLE_ID")
                        .in(values(roles))
                        .append("GROUP BY g.ROLE_ID, k.PARENT_ID, k.TYPE_KEY")
                        .list(
                                em,
                                row -> counts.computeIfAbsent(new RoleId(row.getString(1)), id -> new HashMap<>())
                                        .computeIfAbsent(new ResourceId(row.getString(2)), id -> new HashMap<>())
                                        .put(row.getString(3), row.getLong(4))));
        return counts;
    }

    @Override
    public List<Count> totals(RealmId realm, WorkspaceId workspace, MatrixFilter filter) {
        return narrowed(
                        "select r.typeKey, r.category, count(r)",
                        FROM,
                        shared(realm, workspace),
                        realm,
                        workspace,
                        filter)
                .append("group by r.typeKey, r.category")
                .list(em, Object[].class)
                .stream()
                .map(row -> new Count((String) row[0], (String) row[1], (Long) row[2]))
                .toList();
    }

    @Override
    public Map<RoleId, List<Count>> granted(
            RealmId realm, WorkspaceId workspace, MatrixFilter filter, Collection<RoleId> roles) {
        Map<RoleId, List<Count>> counts = new HashMap<>();
        narrowed(
                        "select g.roleId, r.typeKey, r.category, count(distinct r.id)",
                        FROM + " join KcwGrant g on g.resourceKey = r.id",
                        shared(realm, workspace),
                        realm,
                        workspace,
                        filter)
                .append("and g.roleId in :roles group by g.roleId, r.typeKey, r.category")
                .with("roles", values(roles))
                .list(em, Object[].class)
                .forEach(row -> counts.computeIfAbsent(new RoleId((String) row[0]), id -> new ArrayList<>())
                        .add(new Count((String) row[1], (String) row[2], (Long) row[3])));
        return counts;
    }

    @Override
    public Map<String, Long> providers(RealmId realm, WorkspaceId workspace, MatrixFilter filter) {
        Map<String, Long> counts = new TreeMap<>();
        narrowed(
                        "select v.provider, count(distinct r.id)",
                        FROM + " join KcwResourceProvider v on v.resourceId = r.id",
                        shared(realm, workspace),
                        realm,
                        workspace,
                        filter)
                .append("group by v.provider")
                .list(em, Object[].class)
                .forEach(row -> counts.put((String) row[0], (Long) row[1]));
        return counts;
    }

    @Override
    public List<Name> names(RealmId realm, WorkspaceId workspace, Collection<ResourceId> ids) {
        List<Name> names = new ArrayList<>();
        String in = workspace.value();
        chunks(
                ids,
                some -> new Sql(
                                "SELECT r.ID, r.TYPE_KEY, r.NAME FROM KCW_RESOURCE r WHERE r.REALM_ID = ?"
                                        + " AND (r.WORKSPACE_ID = ? OR EXISTS (SELECT 1 FROM KCW_SHARE s"
                                        + " WHERE s.WORKSPACE_ID = ? AND s.RESOURCE_ID = r.ID)) AND r.ID",
                                realm.value(),
                                in,
                                in)
                        .in(some)
                        .list(
                                em,
                                row -> names.add(new Name(
                                        new ResourceId(row.getString(1)), row.getString(2), row.getString(3)))));
        return names;
    }

    private boolean shared(RealmId realm, WorkspaceId workspace) {
        return new Jpql("select s.resourceId from KcwShare s where s.realmId = :realm")
                .with("realm", realm.value())
                .andEqual("s.workspaceId", workspace.value())
                .first(em, String.class)
                .isPresent();
    }

    private static Jpql narrowed(
            String select, String from, boolean shared, RealmId realm, WorkspaceId workspace, MatrixFilter filter) {
        Jpql jpql = shared
                ? ResourceRows.usable(select, from, realm, workspace, filter.resources())
                : ResourceRows.matching(select, from, realm, workspace, filter.resources());
        if (filter.roots()) {
            jpql.append("and r.parentId is null");
        }
        ResourceId connector = filter.connector();
        if (connector != null) {
            jpql.append("and (r.id = :connector or r.parentId = :connector)").with("connector", connector.value());
        }
        if (!filter.only().isEmpty()) {
            jpql.append("and r.id in :only")
                    .with("only", filter.only().stream().map(ResourceId::value).toList());
        }
        MatrixFilter.Wanted wanted = filter.state();
        if (wanted != null) {
            and(jpql, wanted);
        }
        return jpql;
    }

    private static void and(Jpql jpql, MatrixFilter.Wanted wanted) {
        String held = "(" + OWN + " or " + TYPED + ")";
        RoleView role = wanted.role();
        jpql.with("role", role.role().value()).with("types", some(role.types()));
        if (wanted.state() == io.github.kcworkspaces.role.MatrixState.NONE) {
            jpql.append("and not " + held);
            return;
        }
        jpql.with("childTypes", some(role.children()))
                .with("openTypes", some(role.open()))
                .with("looseTypes", some(role.loose()))
                .append(
                        switch (wanted.state()) {
                            case BLOCKED_BY_PARENT -> "and " + held + " and not " + OPENS;
                            case MIXED -> "and " + held + " and " + OPENS + " and " + DIFFER;
                            case GRANTED -> "and " + OWN + " and " + OPENS + " and not " + DIFFER;
                            default -> "and not " + OWN + " and " + TYPED + " and " + OPENS + " and not " + DIFFER;
                        });
    }

    /** Nothing is called like that; a list must not be empty. */
    private static Set<String> some(Set<String> keys) {
        return keys.isEmpty() ? Set.of("-") : keys;
    }

    private static String granted(String id) {
        return "exists (select g" + " from KcwGrant g where g.roleId = :role and g.resourceKey = " + id + ")";
    }

    private static Sql grants(Collection<RoleId> roles) {
        return new Sql("SELECT ROLE_ID, TYPE_KEY, RESOURCE_KEY, ACTIONS, CONDITION_JSON FROM KCW_GRANT WHERE ROLE_ID")
                .in(values(roles));
    }

    private static boolean add(java.sql.ResultSet row, Map<RoleId, List<Grant>> to) throws java.sql.SQLException {
        return to.computeIfAbsent(new RoleId(row.getString(1)), id -> new ArrayList<>())
                .add(StoredGrant.grant(row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
    }

    private static List<String> values(Collection<RoleId> roles) {
        return roles.stream().map(RoleId::value).toList();
    }

    private static void chunks(Collection<ResourceId> ids, Consumer<List<String>> work) {
        List<String> all = ids.stream().map(ResourceId::value).distinct().toList();
        for (int from = 0; from < all.size(); from += Jpql.CHUNK) {
            work.accept(all.subList(from, Math.min(all.size(), from + Jpql.CHUNK)));
        }
    }
}
