package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceFilter;
import io.github.kcworkspaces.resource.ResourceRules;
import io.github.kcworkspaces.resource.ResourceStore;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Resources in {@code KCW_RESOURCE} and the two tables of their lists. */
public final class JpaResourceStore implements ResourceStore {

    private static final String EXTERNAL_ID_CONSTRAINT = "UK_KCW_RESOURCE_EXTERNAL";
    private static final ResourceFilter NO_FILTER =
            new ResourceFilter(null, null, null, null, null, null, PageRequest.firstRows(PageRequest.MAX_ROWS));

    /** The resources and their children, as they are found before anything is removed. */
    private static final String GONE = "(select c.id from KcwResource c where c.workspaceId = :workspace"
            + " and c.realmId = :realm and (c.id in :ids or c.parentId in :ids))";

    private static final List<String> CASCADE = List.of(
            "delete from KcwGrant g where g.resourceKey in " + GONE,
            "delete from KcwShare s where s.resourceId in " + GONE,
            "delete from KcwDirectShare d where d.resourceId in " + GONE,
            "delete from KcwResourceProvider p where p.resourceId in " + GONE,
            "delete from KcwResourceAttribute a where a.resourceId in " + GONE,
            "delete from KcwResourceRequirement q where q.resourceId in " + GONE,
            "delete from KcwResourceRequirement q where q.requiredId in " + GONE);

    private static final String REQUIREMENTS =
            "SELECT r.ID, r.TYPE_KEY, r.PARENT_ID, d.ID, d.TYPE_KEY, d.PARENT_ID, d.ACTIVE, p.ID, p.ACTIVE"
                    + " FROM KCW_RESOURCE_REQUIREMENT q JOIN KCW_RESOURCE r ON r.ID = q.RESOURCE_ID"
                    + " JOIN KCW_RESOURCE d ON d.ID = q.REQUIRED_ID AND d.WORKSPACE_ID = r.WORKSPACE_ID"
                    + " LEFT JOIN KCW_RESOURCE p ON p.ID = d.PARENT_ID"
                    + " WHERE r.REALM_ID = ? AND r.WORKSPACE_ID = ? AND r.ACTIVE = TRUE";

    /**
     * Keeps the database from going through all of a workspace for each few ids, as it does right after a big import, when
     * it doesn't know yet how much there is: only the primary key is left to it.
     */
    private static final String BY_ID_ALONE = "COALESCE(REALM_ID, '') = ? AND COALESCE(WORKSPACE_ID, '') = ? AND ID";

    private final EntityManager em;

    public JpaResourceStore(EntityManager em) {
        this.em = em;
    }

    @Override
    public Optional<Resource> find(RealmId realm, WorkspaceId workspace, ResourceId id) {
        return one(of(realm, workspace).andEqual("r.id", id.value()));
    }

    @Override
    public Optional<Resource> findShared(RealmId realm, WorkspaceId workspace, ResourceId id) {
        return one(ResourceRows.shared("select r", realm, workspace, NO_FILTER).andEqual("r.id", id.value()));
    }

    @Override
    public Optional<Resource> findShared(RealmId realm, WorkspaceId workspace, String type, String externalId) {
        return one(ResourceRows.shared("select r", realm, workspace, NO_FILTER)
                .andEqual("r.typeKey", type)
                .andEqual("r.externalId", externalId));
    }

    @Override
    public Optional<Resource> findByExternalId(RealmId realm, WorkspaceId workspace, String type, String externalId) {
        return one(of(realm, workspace).andEqual("r.typeKey", type).andEqual("r.externalId", externalId));
    }

    @Override
    public Map<ResourceId, String> types(RealmId realm, WorkspaceId workspace, Collection<ResourceId> ids) {
        Map<ResourceId, String> types = new HashMap<>();
        List<String> wanted = ids.stream().map(ResourceId::value).distinct().toList();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            new Jpql("select r.id, r.typeKey from KcwResource r where r.realmId = :realm"
                            + " and r.workspaceId = :workspace and r.id in :ids")
                    .with("realm", realm.value())
                    .with("workspace", workspace.value())
                    .with("ids", wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK)))
                    .list(em, Object[].class)
                    .forEach(row -> types.put(new ResourceId((String) row[0]), (String) row[1]));
        }
        return types;
    }

    @Override
    public Map<ResourceId, Place> places(RealmId realm, WorkspaceId workspace, Collection<ResourceId> ids) {
        Map<ResourceId, Place> places = new HashMap<>();
        List<String> wanted = ids.stream().map(ResourceId::value).distinct().toList();
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            List<String> some = wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK));
            new Sql(
                            "SELECT ID, TYPE_KEY, PARENT_ID FROM KCW_RESOURCE WHERE " + BY_ID_ALONE,
                            realm.value(),
                            workspace.value())
                    .in(some)
                    .append(
                            "UNION ALL SELECT r.ID, r.TYPE_KEY, r.PARENT_ID FROM KCW_SHARE s JOIN KCW_RESOURCE r"
                                    + " ON r.ID = s.RESOURCE_ID WHERE s.REALM_ID = ? AND s.WORKSPACE_ID = ?"
                                    + " AND s.RESOURCE_ID",
                            realm.value(),
                            workspace.value())
                    .in(some)
                    .list(em, row -> places.put(new ResourceId(row.getString(1)), place(row, 2)));
        }
        return places;
    }

    @Override
    public List<Requirement> requirements(
            RealmId realm, WorkspaceId workspace, Collection<String> types, RoleId role, Collection<ResourceId> named) {
        List<Requirement> found = new ArrayList<>();
        if (!types.isEmpty()) {
            requirements(
                    new Sql(REQUIREMENTS, realm.value(), workspace.value())
                            .append("AND r.TYPE_KEY")
                            .in(types),
                    found);
        }
        requirements(
                new Sql(REQUIREMENTS, realm.value(), workspace.value())
                        .append(
                                "AND q.RESOURCE_ID IN (SELECT g.RESOURCE_KEY FROM KCW_GRANT g WHERE g.ROLE_ID = ?)",
                                role.value()),
                found);
        List<String> ids = requiring(named);
        for (int from = 0; from < ids.size(); from += Jpql.CHUNK) {
            requirements(
                    new Sql(REQUIREMENTS, realm.value(), workspace.value())
                            .append("AND q.RESOURCE_ID")
                            .in(ids.subList(from, Math.min(ids.size(), from + Jpql.CHUNK))),
                    found);
        }
        return found;
    }

    /** Those of the resources that require any: mostly few, and only for them the rest is worth looking up. */
    private List<String> requiring(Collection<ResourceId> named) {
        List<String> ids = named.stream().map(ResourceId::value).distinct().toList();
        List<String> requiring = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += Jpql.CHUNK) {
            requiring.addAll(new Sql("SELECT DISTINCT RESOURCE_ID FROM KCW_RESOURCE_REQUIREMENT WHERE RESOURCE_ID")
                    .in(ids.subList(from, Math.min(ids.size(), from + Jpql.CHUNK)))
                    .list(em, row -> row.getString(1)));
        }
        return requiring;
    }

    private void requirements(Sql sql, List<Requirement> found) {
        sql.append("ORDER BY q.RESOURCE_ID, q.POSITION_NO")
                .list(
                        em,
                        row -> found.add(new Requirement(
                                new ResourceId(row.getString(1)),
                                place(row, 2),
                                new ResourceId(row.getString(4)),
                                place(row, 5),
                                row.getBoolean(7) && (row.getString(8) == null || row.getBoolean(9)))));
    }

    /** Type and parent from two columns. */
    private static Place place(ResultSet row, int column) throws SQLException {
        String parent = row.getString(column + 1);
        return new Place(row.getString(column), parent == null ? null : new ResourceId(parent));
    }

    @Override
    public Page<Resource> page(RealmId realm, WorkspaceId workspace, ResourceFilter filter) {
        boolean shared = new Jpql("select s.resourceId from KcwShare s where s.realmId = :realm")
                .with("realm", realm.value())
                .andEqual("s.workspaceId", workspace.value())
                .first(em, String.class)
                .isPresent();
        long total = (shared
                        ? ResourceRows.usable("select count(r)", realm, workspace, filter)
                        : ResourceRows.matching("select count(r)", realm, workspace, filter))
                .count(em);
        List<ResourceEntity> rows = (shared
                        ? ResourceRows.usable("select r", realm, workspace, filter)
                        : ResourceRows.matching("select r", realm, workspace, filter))
                .append("order by r.typeKey, r.name, r.id")
                .list(em, ResourceEntity.class, filter.page());
        return new Page<>(ResourceRows.resources(em, rows), total);
    }

    @Override
    public Page<Resource> shared(RealmId realm, WorkspaceId workspace, boolean out, ResourceFilter filter) {
        long total = shared("select count(r)", realm, workspace, out, filter).count(em);
        List<ResourceEntity> rows = shared("select r", realm, workspace, out, filter)
                .append("order by r.typeKey, r.name, r.id")
                .list(em, ResourceEntity.class, filter.page());
        return new Page<>(ResourceRows.resources(em, rows), total);
    }

    private static Jpql shared(
            String select, RealmId realm, WorkspaceId workspace, boolean out, ResourceFilter filter) {
        return out
                ? ResourceRows.matching(select, realm, workspace, filter)
                        .append("and (exists (select s from KcwShare s where s.resourceId = r.id)"
                                + " or exists (select d from KcwDirectShare d where d.resourceId = r.id))")
                : ResourceRows.shared(select, realm, workspace, filter);
    }

    @Override
    public List<Resource> candidates(
            RealmId realm,
            WorkspaceId workspace,
            ResourceFilter filter,
            Reach reach,
            @Nullable ResourceId after,
            int max) {
        List<ResourceEntity> rows = new ArrayList<>(reached(
                ResourceRows.matching("select r", realm, workspace, filter), reach, reach.subject(), after, max));
        rows.addAll(reached(ResourceRows.shared("select r", realm, workspace, filter), reach, null, after, max));
        rows.sort(Comparator.comparing(row -> row.id));
        return ResourceRows.resources(em, rows.subList(0, Math.min(max, rows.size())));
    }

    /** @param subject with whom it can be shared directly; null for what is not at home here */
    private List<ResourceEntity> reached(
            Jpql jpql, Reach reach, @Nullable Subject subject, @Nullable ResourceId after, int max) {
        if (after != null) {
            jpql.append("and r.id > :after").with("after", after.value());
        }
        Set<String> types = reach.types();
        if (types != null) {
            jpql.append("and (1 = 0");
            if (!types.isEmpty()) {
                jpql.append("or r.typeKey in :types").with("types", types);
            }
            if (!reach.roles().isEmpty()) {
                jpql.append("or exists (select g from KcwGrant g where g.resourceKey = r.id and g.roleId in :roles)")
                        .with("roles", reach.roles().stream().map(RoleId::value).toList());
            }
            if (subject != null) {
                SharedSql.orWith(jpql, "r.id", subject);
            }
            jpql.append(")");
        }
        return jpql.append("order by r.id").list(em, ResourceEntity.class, max);
    }

    @Override
    public List<Resource> children(RealmId realm, WorkspaceId workspace, ResourceId parent) {
        return ResourceRows.resources(
                em,
                of(realm, workspace)
                        .andEqual("r.parentId", parent.value())
                        .append("order by r.id")
                        .list(em, ResourceEntity.class));
    }

    @Override
    public List<Resource> findByExternalIds(
            RealmId realm, WorkspaceId workspace, String type, Collection<String> externalIds) {
        List<ResourceEntity> rows = new ArrayList<>();
        List<String> wanted = List.copyOf(externalIds);
        for (int from = 0; from < wanted.size(); from += Jpql.CHUNK) {
            rows.addAll(of(realm, workspace)
                    .andEqual("r.typeKey", type)
                    .append("and r.externalId in :externalIds")
                    .with("externalIds", wanted.subList(from, Math.min(wanted.size(), from + Jpql.CHUNK)))
                    .list(em, ResourceEntity.class));
        }
        return ResourceRows.resources(em, rows);
    }

    @Override
    public Optional<Resource> lock(RealmId realm, WorkspaceId workspace, ResourceId id) {
        return of(realm, workspace)
                .andEqual("r.id", id.value())
                .lock(em, ResourceEntity.class)
                .flatMap(
                        row -> ResourceRows.resources(em, List.of(row)).stream().findFirst());
    }

    @Override
    public void insert(List<Resource> resources) {
        StoreRules.racing(
                () -> {
                    Sql.batch(
                            em,
                            "INSERT INTO KCW_RESOURCE (NAME, CATEGORY, SUB_CATEGORY, PARENT_ID, OWNER_ID, ATTRIBUTES,"
                                    + " ACTIVE, VERSION, ID, REALM_ID, WORKSPACE_ID, TYPE_KEY, EXTERNAL_ID)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                            resources.stream().map(JpaResourceStore::inserted).toList());
                    insertLists(resources);
                    AttributeRows.insert(em, resources);
                    return resources;
                },
                EXTERNAL_ID_CONSTRAINT,
                () -> ResourceRules.externalIdTaken(
                        resources.stream().map(Resource::externalId).limit(1).collect(Collectors.joining())));
    }

    @Override
    public void update(List<Resource> resources) {
        // First the rows, which locks them: the lists are replaced, and who changes them at the same time has to wait.
        int updated = Sql.batch(
                em,
                "UPDATE KCW_RESOURCE SET NAME = ?, CATEGORY = ?, SUB_CATEGORY = ?, PARENT_ID = ?, OWNER_ID = ?,"
                        + " ATTRIBUTES = ?, ACTIVE = ?, VERSION = VERSION + 1"
                        + " WHERE VERSION = ? AND ID = ? AND REALM_ID = ? AND WORKSPACE_ID = ?",
                resources.stream().map(JpaResourceStore::updated).toList());
        StoreRules.rowIsAsItWasRead(updated == resources.size() ? 1 : 0);
        List<List<@Nullable Object>> ids = new ArrayList<>();
        resources.forEach(resource -> ids.add(List.of(resource.id().value())));
        Sql.batch(em, "DELETE FROM KCW_RESOURCE_PROVIDER WHERE RESOURCE_ID = ?", ids);
        Sql.batch(em, "DELETE FROM KCW_RESOURCE_REQUIREMENT WHERE RESOURCE_ID = ?", ids);
        insertLists(resources);
        AttributeRows.replace(em, resources);
    }

    @Override
    public void rename(RealmId realm, WorkspaceId workspace, Map<ResourceId, String> externalIds) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        externalIds.forEach(
                (id, externalId) -> rows.add(List.of(externalId, id.value(), realm.value(), workspace.value())));
        StoreRules.racing(() -> {
            Sql.batch(
                    em,
                    "UPDATE KCW_RESOURCE SET EXTERNAL_ID = ? WHERE ID = ? AND REALM_ID = ? AND WORKSPACE_ID = ?",
                    rows);
            Sql.batch(
                    em,
                    "UPDATE KCW_SHARE SET EXTERNAL_ID = ? WHERE RESOURCE_ID = ? AND REALM_ID = ? AND HOME_ID = ?",
                    rows);
            return rows;
        });
    }

    @Override
    public int delete(RealmId realm, WorkspaceId workspace, Collection<ResourceId> ids) {
        int deleted = 0;
        List<String> all = ids.stream().map(ResourceId::value).distinct().toList();
        for (int from = 0; from < all.size(); from += Jpql.CHUNK) {
            deleted += delete(realm, workspace, all.subList(from, Math.min(all.size(), from + Jpql.CHUNK)));
        }
        return deleted;
    }

    private int delete(RealmId realm, WorkspaceId workspace, List<String> ids) {
        // Before the grants go: whoever holds one of them must be compiled anew.
        gone(
                        "update KcwRole r set r.revision = :revision, r.version = r.version + 1"
                                + " where r.id in (select g.roleId from KcwGrant g where g.resourceKey in " + GONE
                                + ")",
                        realm,
                        workspace,
                        ids)
                .with("revision", Revisions.next())
                .execute(em);
        CASCADE.forEach(statement -> gone(statement, realm, workspace, ids).execute(em));
        return gone(
                        "delete from KcwResource r where r.workspaceId = :workspace and r.realmId = :realm"
                                + " and (r.id in :ids or r.parentId in :ids)",
                        realm,
                        workspace,
                        ids)
                .execute(em);
    }

    private static Jpql gone(String statement, RealmId realm, WorkspaceId workspace, List<String> ids) {
        return new Jpql(statement)
                .with("workspace", workspace.value())
                .with("realm", realm.value())
                .with("ids", ids);
    }

    private static List<@Nullable Object> inserted(Resource resource) {
        List<@Nullable Object> columns = new ArrayList<>(updated(resource));
        columns.add(resource.type());
        columns.add(resource.externalId());
        return columns;
    }

    /** The columns that can change, then the version and what tells which row it is. */
    private static List<@Nullable Object> updated(Resource resource) {
        ResourceEntity row = ResourceRows.row(resource);
        return Arrays.asList(
                row.name,
                row.category,
                row.subCategory,
                row.parentId,
                row.ownerId,
                row.attributes,
                row.active,
                row.version,
                row.id,
                row.realmId,
                row.workspaceId);
    }

    private static Jpql of(RealmId realm, WorkspaceId workspace) {
        return ResourceRows.matching("select r", realm, workspace, NO_FILTER);
    }

    private Optional<Resource> one(Jpql jpql) {
        return ResourceRows.resources(em, jpql.list(em, ResourceEntity.class, 1)).stream()
                .findFirst();
    }

    private void insertLists(List<Resource> resources) {
        List<List<@Nullable Object>> providers = new ArrayList<>();
        List<List<@Nullable Object>> required = new ArrayList<>();
        for (Resource resource : resources) {
            String id = resource.id().value();
            String realm = resource.realm().value();
            int position = 0;
            for (String provider : resource.providers()) {
                providers.add(List.of(id, position++, provider, realm));
            }
            position = 0;
            for (ResourceId one : resource.requires()) {
                required.add(List.of(id, position++, one.value(), realm));
            }
        }
        Sql.batch(
                em,
                "INSERT INTO KCW_RESOURCE_PROVIDER (RESOURCE_ID, POSITION_NO, PROVIDER, REALM_ID) VALUES (?, ?, ?, ?)",
                providers);
        Sql.batch(
                em,
                "INSERT INTO KCW_RESOURCE_REQUIREMENT (RESOURCE_ID, POSITION_NO, REQUIRED_ID, REALM_ID)"
                        + " VALUES (?, ?, ?, ?)",
                required);
    }
}
