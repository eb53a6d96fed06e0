package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceStore;
import io.github.kcworkspaces.role.GrantFilter;
import io.github.kcworkspaces.role.GrantStore;
import io.github.kcworkspaces.role.Role;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Grants in memory. */
public final class InMemoryGrantStore implements GrantStore {

    private final InMemoryWorld world;

    InMemoryGrantStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public Map<RoleId, List<Grant>> ofRoles(Collection<RoleId> roles) {
        Map<RoleId, List<Grant>> found = new LinkedHashMap<>();
        for (RoleId role : roles) {
            Map<Grant.Key, Grant> grants = world.grants.getOrDefault(role, Map.of());
            if (!grants.isEmpty()) {
                found.put(role, List.copyOf(grants.values()));
            }
        }
        return found;
    }

    @Override
    public Page<Grant> page(Role role, GrantFilter filter) {
        List<Grant> all = world.grants.getOrDefault(role.id(), Map.of()).values().stream()
                .filter(grant -> filter.type() == null || filter.type().equals(grant.type()))
                .filter(grant -> matches(grant, filter))
                .sorted(Comparator.comparing(Grant::type)
                        .thenComparing(grant -> grant.resource() == null
                                ? "-"
                                : grant.resource().value()))
                .toList();
        return InMemoryWorld.page(all, filter.page());
    }

    @Override
    public List<Positioned> candidates(
            Role role, GrantFilter filter, ResourceStore.Reach reach, @Nullable String after, int max) {
        Set<ResourceId> own = reach.roles().stream()
                .flatMap(id -> world.grants.getOrDefault(id, Map.of()).keySet().stream())
                .flatMap(key -> Stream.ofNullable(key.resource()))
                .collect(Collectors.toSet());
        return world.grants.getOrDefault(role.id(), Map.of()).values().stream()
                .filter(grant -> filter.type() == null || filter.type().equals(grant.type()))
                .filter(grant -> matches(grant, filter))
                .filter(grant -> grant.resource() == null
                        || reach.types() == null
                        || reach.types().contains(grant.type())
                        || own.contains(grant.resource())
                        || !world.shares()
                                .with(grant.resource(), reach.subject())
                                .isEmpty())
                .map(grant -> new Positioned(grant, grant.type() + " " + grant.resource() + " " + grant.condition()))
                .filter(found -> after == null || found.position().compareTo(after) > 0)
                .sorted(Comparator.comparing(Positioned::position))
                .limit(max)
                .toList();
    }

    @Override
    public List<Grant> on(Role role, Collection<ResourceId> resources) {
        return world.grants.getOrDefault(role.id(), Map.of()).values().stream()
                .filter(grant -> grant.resource() == null || resources.contains(grant.resource()))
                .toList();
    }

    @Override
    public Map<ResourceId, ResourceId> parents(Role role) {
        Map<ResourceId, ResourceId> parents = new LinkedHashMap<>();
        for (Grant.Key key : world.grants.getOrDefault(role.id(), Map.of()).keySet()) {
            Resource resource = key.resource() == null ? null : world.resources.get(key.resource());
            if (resource != null && resource.parent() != null) {
                parents.put(resource.id(), resource.parent());
            }
        }
        return parents;
    }

    @Override
    public void apply(Role role, Collection<Grant> put, Collection<Grant.Key> removed) {
        Map<Grant.Key, Grant> grants = world.grants.computeIfAbsent(role.id(), id -> new LinkedHashMap<>());
        removed.forEach(grants::remove);
        put.forEach(grant -> grants.put(grant.key(), grant));
    }

    @Override
    public Set<String> typesInUse(RealmId realm, Collection<String> types) {
        return world.roles.values().stream()
                .filter(role -> role.realm().equals(realm))
                .flatMap(role -> world.grants.getOrDefault(role.id(), Map.of()).values().stream())
                .map(Grant::type)
                .filter(types::contains)
                .collect(Collectors.toSet());
    }

    private boolean matches(Grant grant, GrantFilter filter) {
        if (filter.category() == null
                && filter.subCategory() == null
                && filter.provider() == null
                && filter.page().search() == null) {
            return true;
        }
        ResourceId id = grant.resource();
        Resource resource = id == null ? null : world.resources.get(id);
        return resource != null
                && (filter.category() == null || filter.category().equals(resource.category()))
                && (filter.subCategory() == null || filter.subCategory().equals(resource.subCategory()))
                && (filter.provider() == null || resource.providers().contains(filter.provider()))
                && InMemoryWorld.found(filter.page().search(), resource.name(), resource.externalId());
    }
}
