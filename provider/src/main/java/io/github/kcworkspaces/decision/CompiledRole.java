package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The grants of one role in the form in which questions are answered by hash look-ups. Immutable: it is cached under (role
 * id, revision, catalogue revision) and so never stale.
 */
public final class CompiledRole {

    /** Grants on one target (a type, or one resource of it). */
    record Actions(Set<String> always, List<Conditional> conditional) {

        static final Actions NONE = new Actions(Set.of(), List.of());

        /** What is granted under this very condition. */
        Set<String> under(Condition condition) {
            Set<String> actions = new HashSet<>();
            for (Conditional one : conditional) {
                if (one.condition().equals(condition)) {
                    actions.addAll(one.actions());
                }
            }
            return actions;
        }

        boolean isEmpty() {
            return always.isEmpty() && conditional.isEmpty();
        }

        /** Whether the action is granted, be it under a condition. */
        boolean mention(String action) {
            return always.contains(action)
                    || conditional.stream().anyMatch(one -> one.actions().contains(action));
        }
    }

    record Conditional(Set<String> actions, Condition condition) {}

    /**
     * Grants on a type and on single resources of it.
     *
     * @param sorted the resources by id
     * @param onAny all actions that are granted on any of them
     */
    record TypeGrants(
            Actions onType, Map<ResourceId, Actions> onResources, List<ResourceId> sorted, Set<String> onAny) {

        static TypeGrants of(Actions onType, Map<ResourceId, Actions> onResources) {
            Set<Set<String>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Actions actions : onResources.values()) {
                distinct.add(actions.always());
                actions.conditional().forEach(conditional -> distinct.add(conditional.actions()));
            }
            Set<String> onAny = new HashSet<>();
            distinct.forEach(onAny::addAll);
            return new TypeGrants(
                    onType,
                    onResources,
                    onResources.keySet().stream()
                            .sorted(Comparator.comparing(ResourceId::value))
                            .toList(),
                    onAny);
        }

        Actions onResource(@Nullable ResourceId resource) {
            Actions actions = resource == null ? null : onResources.get(resource);
            return actions == null ? Actions.NONE : actions;
        }
    }

    private final RoleId id;
    private final String name;
    private final boolean everything;
    private final Map<String, TypeGrants> types;
    private final int size;

    /** Made at the first use; several threads may make the same. */
    private volatile @Nullable List<ResourceId> sortedResources;

    private CompiledRole(RoleId id, String name, boolean everything, Map<String, TypeGrants> types, int size) {
        this.id = id;
        this.name = name;
        this.everything = everything;
        this.types = types;
        this.size = size;
    }

    /**
     * Compiles the grants of a role. Grants on types that the catalogue does not have (any more) and actions that a type
     * lacks are left out.
     */
    public static CompiledRole compile(RoleReference role, Collection<Grant> grants, Catalogue catalogue) {
        Map<String, Map<ResourceId, List<Grant>>> onResources = new HashMap<>();
        Map<String, List<Grant>> onTypes = new HashMap<>();
        for (Grant grant : grants) {
            ResourceId resource = grant.resource();
            if (catalogue.type(grant.type()) == null) {
                continue;
            }
            if (resource == null) {
                onTypes.computeIfAbsent(grant.type(), type -> new ArrayList<>()).add(grant);
            } else {
                onResources
                        .computeIfAbsent(grant.type(), type -> new HashMap<>())
                        .computeIfAbsent(resource, key -> new ArrayList<>(1))
                        .add(grant);
            }
        }
        Map<String, TypeGrants> types = new HashMap<>();
        ActionSets sets = new ActionSets();
        for (String key : union(onTypes.keySet(), onResources.keySet())) {
            TypeDefinition type = catalogue.types().get(key);
            if (type == null) {
                continue;
            }
            Map<ResourceId, Actions> byResource = new HashMap<>();
            onResources
                    .getOrDefault(key, Map.of())
                    .forEach((resource, several) -> byResource.put(resource, actions(type, several, sets)));
            types.put(key, TypeGrants.of(actions(type, onTypes.getOrDefault(key, List.of()), sets), byResource));
        }
        return new CompiledRole(role.id(), role.name(), role.everything(), types, grants.size());
    }

    public RoleId id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Whether it is one of the built-in roles that hold everything inside a workspace. */
    public boolean everything() {
        return everything;
    }

    /** How many grants were compiled: the weight of this object in a cache. */
    public int size() {
        return size;
    }

    /** What the role grants on a type; null for nothing. */
    @Nullable
    TypeGrants on(String type) {
        return types.get(type);
    }

    /** What the role grants on every resource of the type. */
    Actions onType(String type) {
        TypeGrants grants = types.get(type);
        return grants == null ? Actions.NONE : grants.onType();
    }

    /** The types on which the role grants anything. */
    Set<String> types() {
        return types.keySet();
    }

    /** The single resources of a type on which the role grants anything. */
    Set<ResourceId> resources(String type) {
        TypeGrants grants = types.get(type);
        return grants == null ? Set.of() : grants.onResources().keySet();
    }

    /** All single resources on which the role grants anything, ordered by id. */
    List<ResourceId> sortedResources() {
        List<ResourceId> known = sortedResources;
        if (known == null) {
            known = types.values().stream()
                    .flatMap(grants -> grants.onResources().keySet().stream())
                    .sorted(Comparator.comparing(ResourceId::value))
                    .toList();
            sortedResources = known;
        }
        return known;
    }

    private static Actions actions(TypeDefinition type, List<Grant> grants, ActionSets sets) {
        Set<String> always = new HashSet<>();
        List<Conditional> conditional = new ArrayList<>();
        for (Grant grant : grants) {
            Set<String> actions = new HashSet<>(type.closure(grant.actions()));
            actions.retainAll(type.actions());
            Condition condition = grant.condition();
            if (condition == null) {
                always.addAll(actions);
            } else if (!actions.isEmpty()) {
                conditional.add(new Conditional(sets.shared(actions), condition));
            }
        }
        return new Actions(sets.shared(always), List.copyOf(conditional));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new HashSet<>(one);
        union.addAll(other);
        return union;
    }

    /** Equal sets are kept once: a role with 100,000 grants has a handful of different ones. */
    private static final class ActionSets {

        private final Map<Set<String>, Set<String>> sets = new HashMap<>();

        Set<String> shared(Set<String> actions) {
            return sets.computeIfAbsent(Set.copyOf(actions), set -> set);
        }
    }
}
