package io.github.kcworkspaces.resource;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: registered resources. */
public interface ResourceStore {

    Optional<Resource> find(RealmId realm, WorkspaceId workspace, ResourceId id);

    /** A resource of another workspace that is shared to this one. */
    Optional<Resource> findShared(RealmId realm, WorkspaceId workspace, ResourceId id);

    Optional<Resource> findShared(RealmId realm, WorkspaceId workspace, String type, String externalId);

    Optional<Resource> findByExternalId(RealmId realm, WorkspaceId workspace, String type, String externalId);

    /** The types of those of the resources that are at home in the workspace. */
    Map<ResourceId, String> types(RealmId realm, WorkspaceId workspace, Collection<ResourceId> ids);

    /** Types and parents of those of the resources that are at home in the workspace or shared to it. */
    Map<ResourceId, Place> places(RealmId realm, WorkspaceId workspace, Collection<ResourceId> ids);

    /** What kind of thing a resource is, and what it belongs to. */
    record Place(String type, @Nullable ResourceId parent) {}

    /**
     * What active resources of the workspace require: those of the types, those on which the role has a grant, and the
     * named ones. A constant number of statements, and one for every chunk of the named.
     */
    List<Requirement> requirements(
            RealmId realm, WorkspaceId workspace, Collection<String> types, RoleId role, Collection<ResourceId> named);

    /**
     * A resource that another requires (rule P4).
     *
     * @param usable false when what is required vanished from its catalogue, or its parent did
     */
    record Requirement(ResourceId resource, Place place, ResourceId required, Place requiredPlace, boolean usable) {}

    /** At home in the workspace or shared to it; ordered by type, name, id. */
    Page<Resource> page(RealmId realm, WorkspaceId workspace, ResourceFilter filter);

    /**
     * Of the same, in the same order, those that others share to the workspace.
     *
     * @param out instead those of its own that are shared, with another workspace, a member or a group
     */
    Page<Resource> shared(RealmId realm, WorkspaceId workspace, boolean out, ResourceFilter filter);

    /**
     * Resources that a member may perhaps view, ordered by id: everything, at home or shared to the workspace, that any
     * grant of his roles or direct share could reach, conditions not yet looked at.
     *
     * @param after id to continue after; null to start
     */
    List<Resource> candidates(
            RealmId realm,
            WorkspaceId workspace,
            ResourceFilter filter,
            Reach reach,
            @Nullable ResourceId after,
            int max);

    /**
     * How far the grants of some roles and direct shares reach.
     *
     * @param types keys of the types of which every resource is within reach; null for all
     * @param roles roles whose grants on single resources count
     * @param subject with whom resources can be shared directly
     */
    record Reach(@Nullable Set<String> types, Set<RoleId> roles, Subject subject) {}

    /** All children of a resource, ordered by id; an import compares with them. */
    List<Resource> children(RealmId realm, WorkspaceId workspace, ResourceId parent);

    /** Those of the external ids that the workspace has, in no order. */
    List<Resource> findByExternalIds(RealmId realm, WorkspaceId workspace, String type, Collection<String> externalIds);

    /** The resource as it is now; nobody else changes it before the transaction ends. */
    Optional<Resource> lock(RealmId realm, WorkspaceId workspace, ResourceId id);

    /** Batched. */
    void insert(List<Resource> resources);

    /** Stores all members but ids, type and external id, batched; the versions grow by one. */
    void update(List<Resource> resources);

    /** Gives resources of the workspace other external ids, in batches; where they are shared to, too. */
    void rename(RealmId realm, WorkspaceId workspace, Map<ResourceId, String> externalIds);

    default void insert(Resource resource) {
        insert(List.of(resource));
    }

    default void update(Resource resource) {
        update(List.of(resource));
    }

    /**
     * Removes the resources, their children and what all of these are granted and required by.
     *
     * @return how many resources went, children included
     */
    int delete(RealmId realm, WorkspaceId workspace, Collection<ResourceId> ids);
}
