package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.decision.EffectivePermission.Via;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.paging.Slice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a user may do in a workspace, with the roles behind it: first what holds for whole types, then the
 * single resources by id. Each answer comes from the engine itself, so that it agrees with the decision.
 */
public final class EffectivePermissions {

    private static final String FIRST_RESOURCE = "-";

    private final DecisionStore store;
    private final DecisionService decisions;

    public EffectivePermissions(DecisionStore store, DecisionService decisions) {
        this.store = store;
        this.decisions = decisions;
    }

    /**
     * @param after cursor of an earlier slice; null to start
     * @param max rows at most; the entries for whole types come on top of the first slice
     */
    public Slice<EffectivePermission> slice(
            RealmId realm, SubjectFacts subject, Membership membership, @Nullable String after, int max) {
        Catalogue catalogue = store.catalogue(realm, membership.catalogueRevision());
        Holdings holdings = subject.accountAdmin() ? Holdings.EVERYTHING : decisions.holdings(realm, membership);
        List<EffectivePermission> found = new ArrayList<>();
        if (after == null) {
            catalogue.types().values().stream()
                    .sorted((one, other) -> one.key().compareTo(other.key()))
                    .forEach(type -> onType(subject, membership, holdings, catalogue, type, found));
        }
        List<ResourceId> candidates = candidates(holdings, after == null ? FIRST_RESOURCE : after);
        int full = found.size() + max;
        int taken = 0;
        while (taken < candidates.size() && found.size() < full) {
            List<ResourceId> chunk = candidates.subList(taken, Math.min(taken + max, candidates.size()));
            taken = taken + onResources(realm, subject, membership, holdings, catalogue, chunk, full, found);
        }
        String next = taken < candidates.size() ? candidates.get(taken - 1).value() : null;
        return new Slice<>(found, next);
    }

    private static List<ResourceId> candidates(Holdings holdings, String after) {
        if (holdings.holdsEverything()) {
            return List.of();
        }
        return holdings.grantedResources().stream()
                .filter(resource ->
                        after.equals(FIRST_RESOURCE) || resource.value().compareTo(after) > 0)
                .toList();
    }

    private static void onType(
            SubjectFacts subject,
            Membership membership,
            Holdings holdings,
            Catalogue catalogue,
            TypeDefinition type,
            List<EffectivePermission> found) {
        if (!reachable(subject, membership)) {
            return;
        }
        Set<String> actions = new LinkedHashSet<>();
        Set<Via> via = new LinkedHashSet<>();
        for (String action : type.actions()) {
            if (holdings.holdsOnType(type.key(), action)) {
                actions.add(action);
                holdings.roles().stream()
                        .filter(role -> role.everything()
                                || role.onType(type.key()).always().contains(action))
                        .forEach(role -> via.add(new Via(role.id(), role.name())));
            }
        }
        String parent = type.parentType();
        if (!actions.isEmpty() && (parent == null || holdings.holdsAny(parent, catalogue))) {
            found.add(new EffectivePermission(type.key(), null, null, actions, List.copyOf(via)));
        }
    }

    private static boolean reachable(SubjectFacts subject, Membership membership) {
        return subject.enabled()
                && membership.realmEnabled()
                && membership.workspaceActive()
                && (subject.accountAdmin() || membership.standing() == Membership.Standing.ACTIVE);
    }

    /** Adds what is allowed on the resources of the chunk until the slice is full; returns how many were looked at. */
    private int onResources(
            RealmId realm,
            SubjectFacts subject,
            Membership membership,
            Holdings holdings,
            Catalogue catalogue,
            List<ResourceId> chunk,
            int full,
            List<EffectivePermission> found) {
        int seen = 0;
        Map<ResourceId, ResourceFacts> loaded = new java.util.HashMap<>();
        for (ResourceFacts facts : store.resources(realm, membership.workspace(), chunk)) {
            ResourceId id = facts.id();
            if (id != null) {
                loaded.put(id, facts);
            }
        }
        for (ResourceId id : chunk) {
            if (found.size() >= full) {
                break;
            }
            seen++;
            ResourceFacts resource = loaded.get(id);
            if (resource != null) {
                onResource(subject, membership, holdings, catalogue, resource, found);
            }
        }
        return seen;
    }

    private static void onResource(
            SubjectFacts subject,
            Membership membership,
            Holdings holdings,
            Catalogue catalogue,
            ResourceFacts resource,
            List<EffectivePermission> found) {
        Map<String, List<CompiledRole>> allowed = DecisionEngine.allowed(
                new Question(subject, membership, holdings, catalogue, "", resource, Map.of(), Map.of()));
        if (allowed.isEmpty()) {
            return;
        }
        Set<Via> via = new LinkedHashSet<>();
        allowed.values().forEach(roles -> roles.forEach(role -> via.add(new Via(role.id(), role.name()))));
        found.add(new EffectivePermission(
                resource.type(), resource.id(), resource.externalId(), allowed.keySet(), List.copyOf(via)));
    }
}
