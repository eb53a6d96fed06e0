package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceFilter;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resources as they stand in three tables. */
final class ResourceRows {

    private static final String FROM = " from KcwResource r";

    private ResourceRows() {}

    /** The condition that resource {@code r} has the provider; none for null. */
    static void andProvider(Jpql jpql, @Nullable String provider) {
        if (provider != null) {
            jpql.append("and exists (select p from KcwResourceProvider p where p.resourceId = r.id"
                            + " and p.provider = :provider)")
                    .with("provider", provider);
        }
    }

    /** A statement about the resources {@code r} of a workspace that the filter leaves. */
    static Jpql matching(String select, RealmId realm, WorkspaceId workspace, ResourceFilter filter) {
        return matching(select, FROM, realm, workspace, filter);
    }

    /** @param from names the resource {@code r} */
    static Jpql matching(String select, String from, RealmId realm, WorkspaceId workspace, ResourceFilter filter) {
        return of(select + from, "r.workspaceId = :workspace", realm, workspace, filter);
    }

    /** A statement about those that the filter leaves of the resources {@code r} shared to a workspace. */
    static Jpql shared(String select, RealmId realm, WorkspaceId workspace, ResourceFilter filter) {
        return of(select + FROM, "r.id in (" + SharedSql.FOUND + ")", realm, workspace, filter);
    }

    /** A statement about those that the filter leaves of the resources {@code r} of a workspace and shared to it. */
    static Jpql usable(String select, RealmId realm, WorkspaceId workspace, ResourceFilter filter) {
        return usable(select, FROM, realm, workspace, filter);
    }

    /** @param from names the resource {@code r} */
    static Jpql usable(String select, String from, RealmId realm, WorkspaceId workspace, ResourceFilter filter) {
        return of(
                select + from,
                "r.id in (select h.id from KcwResource h where h.workspaceId = :workspace union all " + SharedSql.FOUND
                        + ")",
                realm,
                workspace,
                filter);
    }

    private static Jpql of(String start, String where, RealmId realm, WorkspaceId workspace, ResourceFilter filter) {
        ResourceId parent = filter.parent();
        Jpql jpql = new Jpql(start + " where r.realmId = :realm and " + where)
                .with("realm", realm.value())
                .with("workspace", workspace.value())
                .andEqual("r.typeKey", filter.type())
                .andEqual("r.category", filter.category())
                .andEqual("r.subCategory", filter.subCategory())
                .andEqual("r.parentId", parent == null ? null : parent.value())
                .andEqual("r.externalId", filter.externalId())
                .andFound(filter.page().search(), "r.name", "r.externalId");
        andProvider(jpql, filter.provider());
        return jpql;
    }

    /** The resources of the rows with their lists: two statements for every {@value Jpql#CHUNK} rows. */
    static List<Resource> resources(EntityManager em, List<ResourceEntity> rows) {
        Map<String, List<String>> providers = new HashMap<>();
        Map<String, List<ResourceId>> required = new HashMap<>();
        for (int from = 0; from < rows.size(); from += Jpql.CHUNK) {
            List<String> ids = rows.subList(from, Math.min(rows.size(), from + Jpql.CHUNK)).stream()
                    .map(row -> row.id)
                    .toList();
            new Jpql("select p from KcwResourceProvider p where p.resourceId in :ids order by p.position")
                    .with("ids", ids)
                    .list(em, ResourceProviderEntity.class)
                    .forEach(row -> providers
                            .computeIfAbsent(row.resourceId, id -> new ArrayList<>())
                            .add(row.provider));
            new Jpql("select q from KcwResourceRequirement q where q.resourceId in :ids order by q.position")
                    .with("ids", ids)
                    .list(em, ResourceRequirementEntity.class)
                    .forEach(row -> required.computeIfAbsent(row.resourceId, id -> new ArrayList<>())
                            .add(new ResourceId(row.requiredId)));
        }
        return rows.stream()
                .map(row -> resource(
                        row, providers.getOrDefault(row.id, List.of()), required.getOrDefault(row.id, List.of())))
                .toList();
    }

    static ResourceEntity row(Resource resource) {
        ResourceEntity row = new ResourceEntity();
        ResourceId parent = resource.parent();
        UserId owner = resource.owner();
        row.id = resource.id().value();
        row.realmId = resource.realm().value();
        row.workspaceId = resource.workspace().value();
        row.typeKey = resource.type();
        row.externalId = resource.externalId();
        row.name = resource.name();
        row.category = resource.category();
        row.subCategory = resource.subCategory();
        row.parentId = parent == null ? null : parent.value();
        row.ownerId = owner == null ? null : owner.value();
        row.attributes = StoredJson.write((Object) resource.attributes());
        row.active = resource.active();
        row.version = resource.version();
        return row;
    }

    private static Resource resource(ResourceEntity row, List<String> providers, List<ResourceId> required) {
        return new Resource(
                new ResourceId(row.id),
                new RealmId(row.realmId),
                new WorkspaceId(row.workspaceId),
                row.typeKey,
                row.externalId,
                row.name,
                row.category,
                row.subCategory,
                providers,
                row.parentId == null ? null : new ResourceId(row.parentId),
                row.ownerId == null ? null : new UserId(row.ownerId),
                required,
                StoredJson.object(row.attributes),
                row.active,
                row.version);
    }
}
