package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.decision.EffectivePermission.Via;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a user may do in a workspace, with the roles behind it: first what holds for whole types, then the
 * single resources by id. Each answer comes from the engine itself, so that it agrees with the decision.
 */
public final class EffectivePermissions {

    /** How many workspaces of a user one slice looks into: each costs statements of its own. */
    static final int MOST_WORKSPACES = 50;

    private static final char SEPARATOR = '/';

    private final DecisionStore store;
    private final DecisionService decisions;

    public EffectivePermissions(DecisionStore store, DecisionService decisions) {
        this.store = store;
        this.decisions = decisions;
    }

    /** What a user may do in one of his workspaces. */
    public record InWorkspace(WorkspaceId workspace, String alias, EffectivePermission permission) {}

    /** Who asks where, and what he holds there. */
    private record View(
            RealmId realm, SubjectFacts subject, Membership membership, Holdings holdings, Catalogue catalogue) {

        Map<String, List<CompiledRole>> allowed(ResourceFacts resource) {
            return DecisionEngine.allowed(about(resource));
        }

        boolean shared(ResourceFacts resource) {
            return !DecisionEngine.direct(about(resource), resource).isEmpty();
        }

        private Question about(ResourceFacts resource) {
            return new Question(subject, membership, holdings, catalogue, "", resource, Map.of(), Map.of());
        }
    }

    /**
     * @param after cursor of an earlier slice; null to start
     * @param max rows at most; the entries for whole types come on top of the first slice
     */
    public Slice<EffectivePermission> slice(
            RealmId realm, SubjectFacts subject, Membership membership, @Nullable String after, int max) {
        Catalogue catalogue = store.catalogue(realm, membership.catalogueRevision());
        Holdings holdings = subject.accountAdmin() ? Holdings.EVERYTHING : decisions.holdings(realm, membership);
        View view = new View(realm, subject, membership, holdings, catalogue);
        List<EffectivePermission> found = new ArrayList<>();
        if (after == null) {
            catalogue.types().values().stream()
                    .sorted((one, other) -> one.key().compareTo(other.key()))
                    .forEach(type -> onType(view, type, found));
        }
        int full = found.size() + max;
        ResourceId cursor = after == null ? null : new ResourceId(after);
        boolean more = reachable(subject, membership);
        while (more && found.size() < full) {
            List<ResourceId> chunk = candidates(view, cursor, max + 1);
            int seen = onResources(view, chunk.subList(0, Math.min(chunk.size(), max)), full, found);
            more = seen < chunk.size();
            cursor = seen == 0 ? cursor : chunk.get(seen - 1);
        }
        return new Slice<>(withMissing(view, found), more && cursor != null ? cursor.value() : null);
    }

    /** What roles grant singly and what is shared, in one order: an entry of its own says all there is of a resource. */
    private List<ResourceId> candidates(View view, @Nullable ResourceId after, int max) {
        List<ResourceId> granted =
                view.holdings().holdsEverything() ? List.of() : view.holdings().grantedResources(after, max);
        if (!view.membership().sharing()) {
            return granted;
        }
        List<ResourceId> shared = store.shared(
                view.realm(), view.membership().workspace(), view.subject().subject(), after, max);
        return Stream.concat(granted.stream(), shared.stream())
                .distinct()
                .sorted(Comparator.comparing(ResourceId::value))
                .limit(max)
                .toList();
    }

    /**
     * The same over all workspaces of the user, ordered by workspace. A slice may be short, even empty, before the end.
     *
     * @param after cursor of an earlier slice; null to start
     */
    public Slice<InWorkspace> across(RealmId realm, SubjectFacts subject, @Nullable String after, int max) {
        Place place = Place.parse(after);
        List<InWorkspace> found = new ArrayList<>();
        int looked = 0;
        while (looked < MOST_WORKSPACES && found.size() < max) {
            List<WorkspaceId> next = place.within() == null
                    ? store.workspaces(realm, subject, place.workspace(), 1)
                    : List.of(new WorkspaceId(String.valueOf(place.workspace())));
            if (next.isEmpty()) {
                return new Slice<>(found, null);
            }
            place = addFrom(realm, subject, next.get(0), place.within(), max - found.size(), found);
            looked++;
        }
        return new Slice<>(found, place.cursor());
    }

    /** Adds a slice of one workspace; returns where to go on. */
    private Place addFrom(
            RealmId realm,
            SubjectFacts subject,
            WorkspaceId workspace,
            @Nullable String within,
            int max,
            List<InWorkspace> found) {
        Optional<Membership> membership = store.membership(realm, workspace.value(), subject.subject());
        String next = null;
        if (membership.isPresent()) {
            Slice<EffectivePermission> slice = slice(realm, subject, membership.get(), within, max);
            String alias = membership.get().alias();
            slice.items().forEach(permission -> found.add(new InWorkspace(workspace, alias, permission)));
            next = slice.next();
        }
        return new Place(workspace.value(), next);
    }

    /**
     * Where a list over workspaces goes on.
     *
     * @param workspace null at the start
     * @param within cursor within that workspace; null to go on after it
     */
    private record Place(
            @Nullable String workspace, @Nullable String within) {

        static Place parse(@Nullable String cursor) {
            int separator = cursor == null ? -1 : cursor.indexOf(SEPARATOR);
            return cursor == null || separator < 0
                    ? new Place(cursor, null)
                    : new Place(cursor.substring(0, separator), cursor.substring(separator + 1));
        }

        @Nullable
        String cursor() {
            return within == null ? workspace : workspace + SEPARATOR + within;
        }
    }

    private void onType(View view, TypeDefinition type, List<EffectivePermission> found) {
        Holdings holdings = view.holdings();
        if (!reachable(view.subject(), view.membership())) {
            return;
        }
        String parent = type.parentType();
        List<EffectivePermission> entries = holdings.onType(type);
        if (!entries.isEmpty() && (parent == null || holdsAny(view, parent))) {
            found.addAll(entries);
        }
    }

    private boolean holdsAny(View view, String parent) {
        return view.holdings().holdsAny(parent, view.catalogue())
                || (view.membership().sharing()
                        && store.sharesAny(
                                view.realm(),
                                view.membership().workspace(),
                                view.subject().subject(),
                                parent));
    }

    private static boolean reachable(SubjectFacts subject, Membership membership) {
        return subject.enabled()
                && membership.realmEnabled()
                && membership.workspaceActive()
                && (subject.accountAdmin() || membership.standing() == Membership.Standing.ACTIVE);
    }

    /** Adds what is allowed on the resources of the chunk until the slice is full; returns how many were looked at. */
    private int onResources(View view, List<ResourceId> chunk, int full, List<EffectivePermission> found) {
        int seen = 0;
        Map<ResourceId, ResourceFacts> loaded = load(view, chunk);
        for (ResourceId id : chunk) {
            if (found.size() >= full) {
                break;
            }
            seen++;
            ResourceFacts resource = loaded.get(id);
            if (resource != null) {
                onResource(view, resource, found);
            }
        }
        return seen;
    }

    private static void onResource(View view, ResourceFacts resource, List<EffectivePermission> found) {
        Map<String, List<CompiledRole>> allowed = view.allowed(resource);
        if (allowed.isEmpty()) {
            return;
        }
        Set<Via> via = new LinkedHashSet<>();
        allowed.values().forEach(roles -> roles.forEach(role -> via.add(new Via(role.id(), role.name()))));
        found.add(new EffectivePermission(
                resource.type(),
                resource.id(),
                resource.externalId(),
                null,
                allowed.keySet(),
                List.copyOf(via),
                List.of(),
                view.shared(resource)));
    }

    /** P4: looks up what the resources require; two statements, however many they are. */
    private List<EffectivePermission> withMissing(View view, List<EffectivePermission> found) {
        List<ResourceId> ids = new ArrayList<>();
        for (EffectivePermission permission : found) {
            ResourceId resource = permission.resource();
            if (resource != null) {
                ids.add(resource);
            }
        }
        Map<ResourceId, List<ResourceId>> requirements = ids.isEmpty()
                ? Map.of()
                : store.requirements(view.realm(), view.membership().workspace(), ids);
        if (requirements.isEmpty()) {
            return found;
        }
        Set<ResourceId> required = new LinkedHashSet<>();
        requirements.values().forEach(required::addAll);
        Set<ResourceId> usable = new HashSet<>();
        load(view, List.copyOf(required)).forEach((id, facts) -> {
            if (!view.allowed(facts).isEmpty()) {
                usable.add(id);
            }
        });
        List<EffectivePermission> complete = new ArrayList<>();
        for (EffectivePermission permission : found) {
            ResourceId resource = permission.resource();
            List<ResourceId> needed = resource == null ? List.of() : requirements.getOrDefault(resource, List.of());
            complete.add(permission.withMissing(
                    needed.stream().filter(id -> !usable.contains(id)).toList()));
        }
        return complete;
    }

    private Map<ResourceId, ResourceFacts> load(View view, List<ResourceId> ids) {
        Map<ResourceId, ResourceFacts> loaded = new HashMap<>();
        for (ResourceFacts facts :
                store.resources(view.realm(), view.membership(), view.subject().subject(), ids)) {
            ResourceId id = facts.id();
            if (id != null) {
                loaded.put(id, facts);
            }
        }
        return loaded;
    }
}
