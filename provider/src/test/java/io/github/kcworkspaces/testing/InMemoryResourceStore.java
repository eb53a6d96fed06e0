package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceFilter;
import io.github.kcworkspaces.resource.ResourceRules;
import io.github.kcworkspaces.resource.ResourceStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resources in memory. */
public final class InMemoryResourceStore implements ResourceStore {

    private final InMemoryWorld world;

    InMemoryResourceStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public Optional<Resource> find(RealmId realm, WorkspaceId workspace, ResourceId id) {
        return of(realm, workspace).filter(resource -> resource.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Resource> findShared(RealmId realm, WorkspaceId workspace, ResourceId id) {
        return world.shares()
                .found(realm, workspace)
                .filter(resource -> resource.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<Resource> findShared(RealmId realm, WorkspaceId workspace, String type, String externalId) {
        return world.shares()
                .found(realm, workspace)
                .filter(resource ->
                        resource.type().equals(type) && resource.externalId().equals(externalId))
                .findFirst();
    }

    @Override
    public Optional<Resource> findByExternalId(RealmId realm, WorkspaceId workspace, String type, String externalId) {
        return of(realm, workspace)
                .filter(resource ->
                        resource.type().equals(type) && resource.externalId().equals(externalId))
                .findFirst();
    }

    @Override
    public Map<ResourceId, String> types(RealmId realm, WorkspaceId workspace, Collection<ResourceId> ids) {
        return of(realm, workspace)
                .filter(resource -> ids.contains(resource.id()))
                .collect(Collectors.toMap(Resource::id, Resource::type));
    }

    @Override
    public Map<ResourceId, Place> places(RealmId realm, WorkspaceId workspace, Collection<ResourceId> ids) {
        return usable(realm, workspace)
                .filter(resource -> ids.contains(resource.id()))
                .collect(Collectors.toMap(Resource::id, resource -> new Place(resource.type(), resource.parent())));
    }

    @Override
    public List<Requirement> requirements(
            RealmId realm, WorkspaceId workspace, Collection<String> types, RoleId role, Collection<ResourceId> named) {
        Set<ResourceId> granted = granted(Set.of(role));
        return of(realm, workspace)
                .filter(resource -> resource.active()
                        && (types.contains(resource.type())
                                || granted.contains(resource.id())
                                || named.contains(resource.id())))
                .flatMap(resource -> resource.requires().stream()
                        .flatMap(required -> find(realm, workspace, required).stream())
                        .map(required -> new Requirement(
                                resource.id(),
                                new Place(resource.type(), resource.parent()),
                                required.id(),
                                new Place(required.type(), required.parent()),
                                required.active() && parentActive(required))))
                .toList();
    }

    private boolean parentActive(Resource resource) {
        Resource parent = resource.parent() == null ? null : world.resources.get(resource.parent());
        return parent == null || parent.active();
    }

    @Override
    public Page<Resource> page(RealmId realm, WorkspaceId workspace, ResourceFilter filter) {
        List<Resource> all = usable(realm, workspace)
                .filter(resource -> matches(resource, filter))
                .sorted(Comparator.comparing(Resource::type)
                        .thenComparing(Resource::name)
                        .thenComparing(resource -> resource.id().value()))
                .toList();
        return InMemoryWorld.page(all, filter.page());
    }

    @Override
    public Page<Resource> shared(RealmId realm, WorkspaceId workspace, boolean out, ResourceFilter filter) {
        List<Resource> shared = page(
                        realm,
                        workspace,
                        new ResourceFilter(
                                filter.type(),
                                filter.category(),
                                filter.subCategory(),
                                filter.provider(),
                                filter.parent(),
                                filter.externalId(),
                                new PageRequest(
                                        0, PageRequest.MAX_ROWS, filter.page().search())))
                .items()
                .stream()
                .filter(resource -> out
                        ? resource.workspace().equals(workspace)
                                && !world.shares().find(resource).isEmpty()
                        : !resource.workspace().equals(workspace))
                .toList();
        return InMemoryWorld.page(shared, filter.page());
    }

    @Override
    public List<Resource> candidates(
            RealmId realm,
            WorkspaceId workspace,
            ResourceFilter filter,
            Reach reach,
            @Nullable ResourceId after,
            int max) {
        Set<ResourceId> granted = granted(reach.roles());
        return usable(realm, workspace)
                .filter(resource -> matches(resource, filter))
                .filter(resource -> reach.types() == null
                        || reach.types().contains(resource.type())
                        || granted.contains(resource.id())
                        || (resource.workspace().equals(workspace)
                                && !world.shares()
                                        .with(resource.id(), reach.subject())
                                        .isEmpty()))
                .filter(resource -> after == null || resource.id().value().compareTo(after.value()) > 0)
                .sorted(Comparator.comparing(resource -> resource.id().value()))
                .limit(max)
                .toList();
    }

    @Override
    public List<Resource> children(RealmId realm, WorkspaceId workspace, ResourceId parent) {
        return of(realm, workspace)
                .filter(resource -> parent.equals(resource.parent()))
                .sorted(Comparator.comparing(resource -> resource.id().value()))
                .toList();
    }

    @Override
    public List<Resource> findByExternalIds(
            RealmId realm, WorkspaceId workspace, String type, Collection<String> externalIds) {
        return of(realm, workspace)
                .filter(resource -> resource.type().equals(type) && externalIds.contains(resource.externalId()))
                .toList();
    }

    @Override
    public Optional<Resource> lock(RealmId realm, WorkspaceId workspace, ResourceId id) {
        return find(realm, workspace, id);
    }

    @Override
    public void insert(List<Resource> resources) {
        for (Resource resource : resources) {
            findByExternalId(resource.realm(), resource.workspace(), resource.type(), resource.externalId())
                    .ifPresent(other -> {
                        throw ResourceRules.externalIdTaken(resource.externalId());
                    });
            world.resources.put(resource.id(), resource);
        }
    }

    @Override
    public void update(List<Resource> resources) {
        resources.forEach(resource -> find(resource.realm(), resource.workspace(), resource.id())
                .ifPresent(before ->
                        world.resources.put(resource.id(), with(resource, before.externalId(), before.version() + 1))));
    }

    @Override
    public void rename(RealmId realm, WorkspaceId workspace, Map<ResourceId, String> externalIds) {
        externalIds.forEach((id, externalId) -> find(realm, workspace, id)
                .ifPresent(before -> world.resources.put(id, with(before, externalId, before.version()))));
    }

    @Override
    public int delete(RealmId realm, WorkspaceId workspace, Collection<ResourceId> ids) {
        Set<ResourceId> gone = of(realm, workspace)
                .filter(resource ->
                        ids.contains(resource.id()) || (resource.parent() != null && ids.contains(resource.parent())))
                .map(Resource::id)
                .collect(Collectors.toCollection(HashSet::new));
        world.grants.forEach((role, grants) -> {
            if (grants.keySet().removeIf(key -> gone.contains(key.resource()))) {
                world.revise(role);
            }
        });
        gone.forEach(world.shares()::resourceRemoved);
        world.resources.keySet().removeAll(gone);
        world.resources.replaceAll((id, other) -> withoutRequired(other, gone));
        return gone.size();
    }

    private Set<ResourceId> granted(Set<RoleId> roles) {
        return roles.stream()
                .flatMap(role -> world.grants.getOrDefault(role, Map.of()).values().stream())
                .map(Grant::resource)
                .collect(Collectors.toSet());
    }

    Stream<Resource> usable(RealmId realm, WorkspaceId workspace) {
        return Stream.concat(of(realm, workspace), world.shares().found(realm, workspace));
    }

    private Stream<Resource> of(RealmId realm, WorkspaceId workspace) {
        return world.resources.values().stream()
                .filter(resource ->
                        resource.realm().equals(realm) && resource.workspace().equals(workspace));
    }

    static boolean matches(Resource resource, ResourceFilter filter) {
        return (filter.type() == null || filter.type().equals(resource.type()))
                && (filter.category() == null || filter.category().equals(resource.category()))
                && (filter.subCategory() == null || filter.subCategory().equals(resource.subCategory()))
                && (filter.provider() == null || resource.providers().contains(filter.provider()))
                && (filter.parent() == null || filter.parent().equals(resource.parent()))
                && (filter.externalId() == null || filter.externalId().equals(resource.externalId()))
                && InMemoryWorld.found(filter.page().search(), resource.name(), resource.externalId());
    }

    private static Resource withoutRequired(Resource resource, Set<ResourceId> gone) {
        List<ResourceId> left =
                resource.requires().stream().filter(id -> !gone.contains(id)).toList();
        return copy(resource, resource.externalId(), left, resource.version());
    }

    private static Resource with(Resource resource, String externalId, long version) {
        return copy(resource, externalId, resource.requires(), version);
    }

    private static Resource copy(Resource resource, String externalId, List<ResourceId> requires, long version) {
        return new Resource(
                resource.id(),
                resource.realm(),
                resource.workspace(),
                resource.type(),
                externalId,
                resource.name(),
                resource.category(),
                resource.subCategory(),
                resource.providers(),
                resource.parent(),
                resource.owner(),
                requires,
                resource.attributes(),
                resource.active(),
                version);
    }
}
