package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.resource.ResourceTypeService.Uses;
import io.github.kcworkspaces.resource.ResourceTypeStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Resource types in memory. */
public final class InMemoryResourceTypeStore implements ResourceTypeStore, ResourceTypeService.TypeUsage {

    private final InMemoryWorld world;

    InMemoryResourceTypeStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public List<ResourceType> all(RealmId realm) {
        return List.copyOf(of(realm).values());
    }

    @Override
    public Optional<ResourceType> find(RealmId realm, String key) {
        return Optional.ofNullable(of(realm).get(key));
    }

    @Override
    public void insert(List<ResourceType> types) {
        types.forEach(type -> world.types
                .computeIfAbsent(type.realm(), realm -> new TreeMap<>())
                .put(type.key(), type));
    }

    @Override
    public void update(List<ResourceType> types) {
        types.forEach(type -> find(type.realm(), type.key())
                .ifPresent(before -> insert(new ResourceType(
                        type.realm(),
                        type.definition(),
                        type.name(),
                        type.category(),
                        type.presentation(),
                        type.gate(),
                        false,
                        before.version() + 1))));
    }

    @Override
    public void delete(RealmId realm, String key) {
        if (world.types.containsKey(realm)) {
            world.types.get(realm).remove(key);
        }
    }

    @Override
    public boolean used(RealmId realm, String key) {
        return world.resources.values().stream()
                        .anyMatch(resource -> resource.realm().equals(realm)
                                && resource.type().equals(key))
                || !world.grants().typesInUse(realm, Set.of(key)).isEmpty();
    }

    @Override
    public Map<String, Set<String>> grantedActions(RealmId realm, Set<String> keys) {
        Map<String, Set<String>> granted = new TreeMap<>();
        world.roles.values().stream()
                .filter(role -> role.realm().equals(realm))
                .flatMap(role -> world.grants.getOrDefault(role.id(), Map.of()).values().stream())
                .filter(grant -> keys.contains(grant.type()))
                .forEach(grant -> granted.computeIfAbsent(grant.type(), key -> new TreeSet<>())
                        .addAll(grant.actions()));
        return granted;
    }

    @Override
    public Map<String, Uses> uses(RealmId realm) {
        Map<String, Uses> uses = new TreeMap<>();
        world.resources.values().stream()
                .filter(resource -> resource.realm().equals(realm))
                .forEach(resource ->
                        uses.merge(resource.type(), new Uses(1, 0), (one, other) -> one.plus(other.resources(), 0)));
        world.roles.values().stream()
                .filter(role -> role.realm().equals(realm))
                .flatMap(role -> world.grants.getOrDefault(role.id(), Map.of()).values().stream())
                .forEach(
                        grant -> uses.merge(grant.type(), new Uses(0, 1), (one, other) -> one.plus(0, other.grants())));
        return uses;
    }

    private Map<String, ResourceType> of(RealmId realm) {
        TreeMap<String, ResourceType> types = world.types.get(realm);
        return types == null ? Map.of() : types;
    }
}
