package io.github.kcworkspaces.role;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.problem.VersionRules;
import io.github.kcworkspaces.resource.ResourceStore;
import io.github.kcworkspaces.resource.ResourceStore.Place;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.SettingsStore;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and changes what roles grant. */
public final class GrantService {

    private final RoleStore roles;
    private final GrantStore grants;
    private final ResourceStore resources;
    private final ResourceTypeService types;
    private final SettingsStore settings;
    private final Recorder recorder;
    private final Completeness completeness;

    public GrantService(
            RoleStore roles,
            GrantStore grants,
            ResourceStore resources,
            ResourceTypeService types,
            SettingsStore settings,
            Recorder recorder) {
        this.roles = roles;
        this.grants = grants;
        this.resources = resources;
        this.types = types;
        this.settings = settings;
        this.recorder = recorder;
        this.completeness = new Completeness(resources);
    }

    /**
     * What a change did or would do.
     *
     * @param added how many actions it gave, parents that it raised included
     * @param removed how many actions it took, children that went with their parent included
     * @param warnings what the role can use afterwards, but not as a whole (rule P4)
     * @param side what it touches beside what it names
     */
    public record Outcome(int added, int removed, List<GrantWarning> warnings, Side side) {

        public Outcome {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * What a change touches beside what it names.
     *
     * @param resources how many single resources it touches in all
     * @param raised parents that it grants as well
     * @param withdrawn resources that lose what they are granted as well
     */
    public record Side(int resources, List<ResourceId> raised, List<ResourceId> withdrawn) {

        public Side {
            raised = List.copyOf(raised);
            withdrawn = List.copyOf(withdrawn);
        }

        static Side of(Difference difference, Collection<Grant> added, Collection<Grant> removed) {
            Set<ResourceId> touched = new LinkedHashSet<>(resources(difference.given()));
            touched.addAll(resources(difference.taken()));
            Set<ResourceId> raised = new LinkedHashSet<>(resources(difference.given()));
            raised.removeAll(resources(added));
            Set<ResourceId> withdrawn = new LinkedHashSet<>(resources(difference.taken()));
            withdrawn.removeAll(resources(removed));
            return new Side(touched.size(), List.copyOf(raised), List.copyOf(withdrawn));
        }

        private static Set<ResourceId> resources(Collection<Grant> grants) {
            Set<ResourceId> resources = new LinkedHashSet<>();
            grants.forEach(grant -> Stream.ofNullable(grant.resource()).forEach(resources::add));
            return resources;
        }
    }

    /** A change that has been checked. */
    private record Plan(Role role, Difference difference, List<GrantWarning> warnings, Side side) {

        Outcome outcome() {
            return new Outcome(difference.countGiven(), difference.countTaken(), warnings, side);
        }
    }

    public Page<Grant> page(Role role, GrantFilter filter) {
        return grants.page(role, filter);
    }

    /**
     * Changes the grants of a role in bulk, atomically (rule P5). Granting an action grants the type's base action with
     * it; withdrawing the base action withdraws all (R4). A child needs its parent (P3). Nothing changed, nothing written.
     */
    public Outcome change(
            Caller caller,
            RoleScope scope,
            RoleId id,
            Collection<Grant> added,
            Collection<Grant> removed,
            @Nullable Long expectedVersion) {
        Plan plan = plan(caller, scope, id, added, removed, expectedVersion);
        Difference difference = plan.difference();
        if (!difference.isEmpty()) {
            grants.apply(plan.role(), difference.put(), difference.removed());
            roles.revise(plan.role());
            record(scope, caller, plan.role(), difference);
        }
        return plan.outcome();
    }

    /** What {@link #change} would do; refuses what it would refuse, and changes nothing. */
    public Outcome preview(
            Caller caller,
            RoleScope scope,
            RoleId id,
            Collection<Grant> added,
            Collection<Grant> removed,
            @Nullable Long expectedVersion) {
        return plan(caller, scope, id, added, removed, expectedVersion).outcome();
    }

    private Plan plan(
            Caller caller,
            RoleScope scope,
            RoleId id,
            Collection<Grant> added,
            Collection<Grant> removed,
            @Nullable Long expectedVersion) {
        Role role = RoleRules.exists(roles.lock(scope.realm(), scope.workspaceId(), id));
        RoleRules.builtInIsImmutable(role);
        RoleRules.roleIsLive(role);
        VersionRules.versionIsCurrent(expectedVersion, role.version());
        RealmSettings realm = settings.find(scope.realm()).orElseGet(() -> RealmSettings.initial(scope.realm()));
        Catalogue catalogue = types.catalogue(scope.realm());
        Map<ResourceId, Place> places = valid(scope, added, catalogue, realm.subjectAttributes());
        Map<Grant.Key, Set<String>> before = stored(id);
        Map<Grant.Key, Set<String>> after = new LinkedHashMap<>();
        before.forEach((key, actions) -> after.put(key, new TreeSet<>(actions)));
        removed.forEach(grant -> withdraw(grant, after, catalogue));
        Set<Grant.Key> given = new LinkedHashSet<>();
        for (Grant grant : added) {
            given.add(grant.key());
            after.computeIfAbsent(grant.key(), key -> new TreeSet<>()).addAll(withBaseAction(grant, catalogue));
        }
        RoleReach reach = new ParentGate(
                        catalogue, realm.gate(), types.gates(scope.realm()), places, () -> grants.parents(role))
                .settle(before, after, given);
        Difference difference = Difference.between(before, after);
        GrantRules.mayGrant(caller.holdings(), difference.given(), catalogue);
        GrantRules.mayGrant(caller.holdings(), difference.taken(), catalogue);
        Workspace workspace = scope.workspace();
        return new Plan(
                role,
                difference,
                workspace == null
                        ? List.of()
                        : completeness.incomplete(workspace, role, reach, difference.resourcesGiven()),
                Side.of(difference, added, removed));
    }

    /** @return the places of the resources that are named */
    private Map<ResourceId, Place> valid(
            RoleScope scope, Collection<Grant> added, Catalogue catalogue, List<String> attributes) {
        Set<ResourceId> named = new LinkedHashSet<>();
        for (Grant grant : added) {
            GrantRules.typeAndActionsExist(grant, catalogue);
            GrantRules.templatesGrantOnTypesOnly(scope, grant);
            Condition condition = grant.condition();
            if (condition != null) {
                GrantRules.attributesAreKnown(condition, attributes);
            }
            ResourceId resource = grant.resource();
            if (resource != null) {
                named.add(resource);
            }
        }
        Workspace workspace = scope.workspace();
        if (workspace == null || named.isEmpty()) {
            return Map.of();
        }
        Map<ResourceId, Place> places = resources.places(workspace.realm(), workspace.id(), named);
        GrantRules.resourcesExist(places, added);
        return places;
    }

    private Map<Grant.Key, Set<String>> stored(RoleId id) {
        Map<Grant.Key, Set<String>> stored = new LinkedHashMap<>();
        for (Grant grant : grants.ofRoles(List.of(id)).getOrDefault(id, List.of())) {
            stored.put(grant.key(), grant.actions());
        }
        return stored;
    }

    private static Set<String> withBaseAction(Grant grant, Catalogue catalogue) {
        Set<String> actions = new TreeSet<>(grant.actions());
        TypeDefinition type = catalogue.type(grant.type());
        if (type != null) {
            actions.add(type.baseAction());
        }
        return actions;
    }

    private static void withdraw(Grant grant, Map<Grant.Key, Set<String>> from, Catalogue catalogue) {
        Set<String> actions = from.get(grant.key());
        if (actions == null) {
            return;
        }
        actions.removeAll(grant.actions());
        TypeDefinition type = catalogue.type(grant.type());
        if (type != null && grant.actions().contains(type.baseAction())) {
            actions.clear();
        }
        if (actions.isEmpty()) {
            from.remove(grant.key());
        }
    }

    /** One row for each grant that changed; together they are one bulk. */
    private void record(RoleScope scope, Caller caller, Role role, Difference difference) {
        Map<Grant.Key, Changes> byGrant = new LinkedHashMap<>();
        difference.given().forEach(grant -> of(byGrant, grant).field("added", null, List.of(text(grant))));
        difference.taken().forEach(grant -> of(byGrant, grant).field("removed", List.of(text(grant)), null));
        Actor actor = byGrant.size() == 1 ? caller.actor() : recorder.bulk(caller.actor());
        Target target = new Target("role", role.id().value(), role.name());
        Workspace workspace = scope.workspace();
        for (Changes changes : byGrant.values()) {
            if (workspace == null) {
                recorder.record(scope.realm(), actor, ActivityType.GRANTS_CHANGED, target, changes);
            } else {
                recorder.record(
                        scope.realm(),
                        workspace.id(),
                        workspace.alias(),
                        actor,
                        ActivityType.GRANTS_CHANGED,
                        target,
                        changes);
            }
        }
    }

    private static Changes of(Map<Grant.Key, Changes> byGrant, Grant grant) {
        return byGrant.computeIfAbsent(grant.key(), key -> new Changes());
    }

    /** As people read it in the trail: {@code widget:access@<resource id> if resource.status neq "archived"}. */
    private static String text(Grant grant) {
        return grant.type() + ":" + String.join(",", grant.actions())
                + (grant.resource() == null ? "" : "@" + grant.resource())
                + (grant.condition() == null ? "" : " if " + grant.condition());
    }

    /** What a change really gives and takes. */
    private record Difference(List<Grant> put, List<Grant.Key> removed, List<Grant> given, List<Grant> taken) {

        static Difference between(Map<Grant.Key, Set<String>> before, Map<Grant.Key, Set<String>> after) {
            Difference difference =
                    new Difference(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            Set<Grant.Key> keys = new LinkedHashSet<>(before.keySet());
            keys.addAll(after.keySet());
            for (Grant.Key key : keys) {
                difference.compare(key, before.getOrDefault(key, Set.of()), after.getOrDefault(key, Set.of()));
            }
            return difference;
        }

        private void compare(Grant.Key key, Set<String> before, Set<String> after) {
            if (before.equals(after)) {
                return;
            }
            if (after.isEmpty()) {
                removed.add(key);
            } else {
                put.add(grant(key, after));
            }
            Set<String> more = new TreeSet<>(after);
            more.removeAll(before);
            if (!more.isEmpty()) {
                given.add(grant(key, more));
            }
            Set<String> less = new TreeSet<>(before);
            less.removeAll(after);
            if (!less.isEmpty()) {
                taken.add(grant(key, less));
            }
        }

        private static Grant grant(Grant.Key key, Set<String> actions) {
            return new Grant(key.type(), key.resource(), actions, key.condition());
        }

        List<ResourceId> resourcesGiven() {
            return given.stream()
                    .flatMap(grant -> Stream.ofNullable(grant.resource()))
                    .toList();
        }

        boolean isEmpty() {
            return put.isEmpty() && removed.isEmpty();
        }

        int countGiven() {
            return count(given);
        }

        int countTaken() {
            return count(taken);
        }

        private static int count(List<Grant> grants) {
            return Stream.of(grants)
                    .flatMap(List::stream)
                    .mapToInt(grant -> grant.actions().size())
                    .sum();
        }
    }
}
