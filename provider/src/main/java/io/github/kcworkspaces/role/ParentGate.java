package io.github.kcworkspaces.role;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.resource.ResourceStore.Place;
import io.github.kcworkspaces.settings.RealmSettings.Gate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rule P3 within one role: no child without its parent. A grant on one child needs its parent, or every parent; a grant on a
 * child type needs any parent, because it gives the children of those parents only that are granted. What a change explicitly
 * gives is refused without the parent, or raises it; what else loses its parent goes with it.
 */
final class ParentGate {

    /** A type as a whole, or one resource of it. */
    record Target(String type, @Nullable ResourceId resource) {}

    private final Catalogue catalogue;
    private final Gate usual;
    private final Map<String, Gate> own;
    private final Map<ResourceId, ResourceId> parents = new HashMap<>();
    private final Supplier<Map<ResourceId, ResourceId>> parentsOfGranted;
    private boolean allParentsKnown;

    /**
     * @param usual the gate of the realm
     * @param own gates of types that have one of their own
     * @param places of the resources that the change names
     * @param parentsOfGranted asked at most once, and only by changes that need it: parents of what the role grants
     */
    ParentGate(
            Catalogue catalogue,
            Gate usual,
            Map<String, Gate> own,
            Map<ResourceId, Place> places,
            Supplier<Map<ResourceId, ResourceId>> parentsOfGranted) {
        this.catalogue = catalogue;
        this.usual = usual;
        this.own = own;
        this.parentsOfGranted = parentsOfGranted;
        places.forEach((resource, place) -> {
            ResourceId parent = place.parent();
            if (parent != null) {
                parents.put(resource, parent);
            }
        });
    }

    /**
     * Brings the state that a change leads to in line with the rule.
     *
     * @param given what the change names as to be granted
     * @return how far the role reaches then
     */
    RoleReach settle(Map<Grant.Key, Set<String>> before, Map<Grant.Key, Set<String>> after, Set<Grant.Key> given) {
        RoleReach past = reach(before);
        RoleReach reach = reach(after);
        if (!reach.includes(past)) {
            parentsOfGrantedAreKnown();
        }
        open(before, after, given, past, reach);
        cascade(after, given, past, reach);
        if (lower(before, after, given)) {
            return reach(after);
        }
        return reach;
    }

    private RoleReach reach(Map<Grant.Key, Set<String>> actions) {
        RoleReach reach = RoleReach.nothing(catalogue);
        actions.forEach(reach::add);
        return reach;
    }

    /** Refuses what is explicitly given without its parent; or gives the parent. */
    private void open(
            Map<Grant.Key, Set<String>> before,
            Map<Grant.Key, Set<String>> after,
            Set<Grant.Key> given,
            RoleReach past,
            RoleReach reach) {
        Set<Target> missing = new LinkedHashSet<>();
        Set<Target> refused = new LinkedHashSet<>();
        for (Grant.Key key : given) {
            boolean more = !before.getOrDefault(key, Set.of()).containsAll(after.getOrDefault(key, Set.of()));
            Target parent = parent(key);
            if (parent != null && (more || opens(past, key)) && !opens(reach, key)) {
                missing.add(parent);
                // A child that was registered without its parent: to raise all parents for it would give away too much.
                if (!auto(key) || (key.resource() != null && parent.resource() == null)) {
                    refused.add(parent);
                }
            }
        }
        GrantRules.parentsAreGranted(refused);
        for (Target parent : missing) {
            Grant.Key key = new Grant.Key(parent.type(), parent.resource(), null);
            Set<String> actions = after.computeIfAbsent(key, absent -> new TreeSet<>());
            actions.add(baseAction(parent.type()));
            reach.add(key, actions);
        }
    }

    /** Withdraws what has lost its parent. */
    private void cascade(Map<Grant.Key, Set<String>> after, Set<Grant.Key> given, RoleReach past, RoleReach reach) {
        if (reach.includes(past)) {
            return;
        }
        after.keySet().removeIf(key -> !given.contains(key) && opens(past, key) && !opens(reach, key));
    }

    /** Withdraws parents that have only their base action and whose last child was withdrawn. */
    private boolean lower(Map<Grant.Key, Set<String>> before, Map<Grant.Key, Set<String>> after, Set<Grant.Key> given) {
        List<Grant.Key> gone = before.keySet().stream()
                .filter(key -> isChild(key) && auto(key) && !after.containsKey(key))
                .toList();
        if (gone.isEmpty()) {
            return false;
        }
        parentsOfGrantedAreKnown();
        Set<Target> idle = new HashSet<>();
        gone.forEach(key -> addParent(key, idle));
        Set<Target> used = new HashSet<>();
        Set<String> usedTypes = new HashSet<>();
        Map<Target, List<Grant.Key>> parentKeys = new HashMap<>();
        for (Grant.Key key : after.keySet()) {
            Target target = new Target(key.type(), key.resource());
            if (idle.contains(target)) {
                parentKeys.computeIfAbsent(target, absent -> new ArrayList<>()).add(key);
            }
            Target parent = parent(key);
            if (parent != null) {
                used.add(parent);
                usedTypes.add(parent.type());
            }
        }
        given.forEach(key -> idle.remove(new Target(key.type(), key.resource())));
        idle.removeIf(target -> target.resource() == null
                ? usedTypes.contains(target.type())
                : used.contains(target) || used.contains(new Target(target.type(), null)));
        boolean lowered = false;
        for (Target target : idle) {
            List<Grant.Key> keys = parentKeys.getOrDefault(target, List.of());
            Set<String> base = Set.of(baseAction(target.type()));
            if (!keys.isEmpty()
                    && keys.stream()
                            .allMatch(key -> after.getOrDefault(key, Set.of()).equals(base))) {
                keys.forEach(after::remove);
                lowered = true;
            }
        }
        return lowered;
    }

    private boolean opens(RoleReach reach, Grant.Key key) {
        ResourceId resource = key.resource();
        return resource == null ? reach.opensAny(key.type()) : reach.opens(key.type(), parents.get(resource));
    }

    private boolean auto(Grant.Key child) {
        return own.getOrDefault(child.type(), usual) == Gate.AUTO;
    }

    private boolean isChild(Grant.Key key) {
        TypeDefinition type = catalogue.type(key.type());
        return type != null && type.parentType() != null;
    }

    /** What a grant on a child needs; null when its type has no parent type. */
    private @Nullable Target parent(Grant.Key key) {
        TypeDefinition type = catalogue.type(key.type());
        String parentType = type == null ? null : type.parentType();
        ResourceId resource = key.resource();
        return parentType == null ? null : new Target(parentType, resource == null ? null : parents.get(resource));
    }

    private void addParent(Grant.Key key, Set<Target> to) {
        Target parent = parent(key);
        if (parent != null) {
            to.add(parent);
        }
    }

    private String baseAction(String key) {
        TypeDefinition type = catalogue.type(key);
        return type == null ? "" : type.baseAction();
    }

    private void parentsOfGrantedAreKnown() {
        if (!allParentsKnown) {
            parents.putAll(parentsOfGranted.get());
            allParentsKnown = true;
        }
    }
}
