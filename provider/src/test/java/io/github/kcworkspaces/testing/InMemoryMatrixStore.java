package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.role.MatrixFilter;
import io.github.kcworkspaces.role.MatrixState;
import io.github.kcworkspaces.role.MatrixStore;
import io.github.kcworkspaces.role.RoleView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resources and grants side by side in memory. */
public final class InMemoryMatrixStore implements MatrixStore {

    private record Group(String type, @Nullable String category) {}

    private final InMemoryWorld world;

    InMemoryMatrixStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public Page<Resource> page(RealmId realm, WorkspaceId workspace, MatrixFilter filter) {
        List<Resource> all = matching(realm, workspace, filter)
                .sorted(Comparator.comparing(Resource::type)
                        .thenComparing(Resource::name)
                        .thenComparing(resource -> resource.id().value()))
                .toList();
        return InMemoryWorld.page(all, filter.resources().page());
    }

    @Override
    public Map<RoleId, List<Grant>> onTypes(Collection<RoleId> roles) {
        Map<RoleId, List<Grant>> found = new HashMap<>();
        for (RoleId role : roles) {
            found.put(
                    role, grants(role).filter(grant -> grant.resource() == null).toList());
        }
        return found;
    }

    @Override
    public Map<RoleId, List<Grant>> onResources(Collection<RoleId> roles, Collection<ResourceId> resources) {
        Map<RoleId, List<Grant>> found = new HashMap<>();
        for (RoleId role : roles) {
            found.put(
                    role,
                    grants(role)
                            .filter(grant -> grant.resource() != null && resources.contains(grant.resource()))
                            .toList());
        }
        return found;
    }

    @Override
    public Map<ResourceId, Map<String, Long>> children(
            RealmId realm, WorkspaceId workspace, Collection<ResourceId> parents) {
        Map<ResourceId, Map<String, Long>> counts = new HashMap<>();
        for (ResourceId parent : parents) {
            children(realm, workspace, parent)
                    .forEach(child -> counts.computeIfAbsent(parent, id -> new HashMap<>())
                            .merge(child.type(), 1L, Long::sum));
        }
        return counts;
    }

    @Override
    public Map<RoleId, Map<ResourceId, Map<String, Long>>> grantedChildren(
            RealmId realm, WorkspaceId workspace, Collection<RoleId> roles, Collection<ResourceId> parents) {
        Map<RoleId, Map<ResourceId, Map<String, Long>>> counts = new HashMap<>();
        for (RoleId role : roles) {
            for (ResourceId parent : parents) {
                children(realm, workspace, parent)
                        .filter(child -> granted(role, child.id()))
                        .forEach(child -> counts.computeIfAbsent(role, id -> new HashMap<>())
                                .computeIfAbsent(parent, id -> new HashMap<>())
                                .merge(child.type(), 1L, Long::sum));
            }
        }
        return counts;
    }

    @Override
    public List<Count> totals(RealmId realm, WorkspaceId workspace, MatrixFilter filter) {
        return counts(matching(realm, workspace, filter));
    }

    @Override
    public Map<RoleId, List<Count>> granted(
            RealmId realm, WorkspaceId workspace, MatrixFilter filter, Collection<RoleId> roles) {
        Map<RoleId, List<Count>> counts = new HashMap<>();
        for (RoleId role : roles) {
            List<Count> counted =
                    counts(matching(realm, workspace, filter).filter(resource -> granted(role, resource.id())));
            if (!counted.isEmpty()) {
                counts.put(role, counted);
            }
        }
        return counts;
    }

    @Override
    public Map<String, Long> providers(RealmId realm, WorkspaceId workspace, MatrixFilter filter) {
        Map<String, Long> counts = new TreeMap<>();
        matching(realm, workspace, filter)
                .flatMap(resource -> resource.providers().stream().distinct())
                .forEach(provider -> counts.merge(provider, 1L, Long::sum));
        return counts;
    }

    @Override
    public List<Name> names(RealmId realm, WorkspaceId workspace, Collection<ResourceId> ids) {
        return world.resources()
                .usable(realm, workspace)
                .filter(resource -> ids.contains(resource.id()))
                .map(resource -> new Name(resource.id(), resource.type(), resource.name()))
                .toList();
    }

    private static List<Count> counts(Stream<Resource> resources) {
        Map<Group, Long> counts = new HashMap<>();
        resources.forEach(resource -> counts.merge(new Group(resource.type(), resource.category()), 1L, Long::sum));
        List<Count> counted = new ArrayList<>();
        counts.forEach((group, count) -> counted.add(new Count(group.type(), group.category(), count)));
        return counted;
    }

    private Stream<Resource> matching(RealmId realm, WorkspaceId workspace, MatrixFilter filter) {
        MatrixFilter.Wanted wanted = filter.state();
        return world.resources()
                .usable(realm, workspace)
                .filter(resource -> InMemoryResourceStore.matches(resource, filter.resources()))
                .filter(resource -> !filter.roots() || resource.parent() == null)
                .filter(resource -> filter.connector() == null
                        || filter.connector().equals(resource.id())
                        || filter.connector().equals(resource.parent()))
                .filter(resource -> filter.only().isEmpty() || filter.only().contains(resource.id()))
                .filter(resource ->
                        wanted == null || state(realm, workspace, wanted.role(), resource) == wanted.state());
    }

    private MatrixState state(RealmId realm, WorkspaceId workspace, RoleView role, Resource resource) {
        boolean own = granted(role.role(), resource.id());
        if (!own && !role.types().contains(resource.type())) {
            return MatrixState.NONE;
        }
        ResourceId parent = resource.parent();
        boolean opens = !role.children().contains(resource.type())
                || (parent == null
                        ? role.loose().contains(resource.type())
                        : role.open().contains(resource.type()) || granted(role.role(), parent));
        if (!opens) {
            return MatrixState.BLOCKED_BY_PARENT;
        }
        long different = children(realm, workspace, resource.id())
                .map(child -> role.types().contains(child.type()) || granted(role.role(), child.id()))
                .distinct()
                .count();
        if (different > 1) {
            return MatrixState.MIXED;
        }
        return own ? MatrixState.GRANTED : MatrixState.BY_TYPE;
    }

    private Stream<Resource> children(RealmId realm, WorkspaceId workspace, ResourceId parent) {
        return world.resources()
                .usable(realm, workspace)
                .filter(resource -> resource.active() && parent.equals(resource.parent()));
    }

    private boolean granted(RoleId role, ResourceId resource) {
        return grants(role).anyMatch(grant -> Objects.equals(grant.resource(), resource));
    }

    private Stream<Grant> grants(RoleId role) {
        return world.grants.getOrDefault(role, Map.of()).values().stream();
    }
}
