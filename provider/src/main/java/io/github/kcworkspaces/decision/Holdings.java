package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.decision.CompiledRole.Actions;
import io.github.kcworkspaces.decision.CompiledRole.Conditional;
import io.github.kcworkspaces.decision.CompiledRole.TypeGrants;
import io.github.kcworkspaces.decision.EffectivePermission.Via;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a subject holds in one workspace: the sum of its roles (rule R6: roles add up, nothing denies). */
public final class Holdings {

    /** What one grant look-up found. */
    sealed interface Match {

        record By(RoleId role) implements Match {}

        /** There are grants, but none whose condition holds. */
        record Unmet() implements Match {}

        record None() implements Match {}
    }

    private static final Match NONE = new Match.None();
    private static final Match UNMET = new Match.Unmet();

    /** Everything, without a role behind it: account admins, realm admins and the system. */
    public static final Holdings EVERYTHING = new Holdings(true, List.of());

    public static final Holdings NOTHING = new Holdings(false, List.of());

    private final boolean unlimited;
    private final List<CompiledRole> roles;
    private final @Nullable CompiledRole everything;

    private Holdings(boolean unlimited, List<CompiledRole> roles) {
        this.unlimited = unlimited;
        this.roles = List.copyOf(roles);
        CompiledRole found = null;
        for (CompiledRole role : roles) {
            if (role.everything()) {
                found = role;
                break;
            }
        }
        this.everything = found;
    }

    public static Holdings of(List<CompiledRole> roles) {
        return new Holdings(false, roles);
    }

    public List<CompiledRole> roles() {
        return roles;
    }

    /** Whether all there is in the workspace is held. */
    public boolean holdsEverything() {
        return unlimited || everything != null;
    }

    /** Whether the action is held on every resource of the type, without a condition. */
    public boolean holdsOnType(String type, String action) {
        if (holdsEverything()) {
            return true;
        }
        for (CompiledRole role : roles) {
            if (role.onType(type).always().contains(action)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether all that the grant would give is held (rule R5). A conditional grant is covered by the same action held
     * without a condition or under the very same condition.
     */
    public boolean covers(Grant grant, Catalogue catalogue) {
        if (holdsEverything()) {
            return true;
        }
        TypeDefinition type = catalogue.type(grant.type());
        if (type == null) {
            return false;
        }
        for (String action : type.closure(grant.actions())) {
            if (!coversAction(grant, action)) {
                return false;
            }
        }
        return true;
    }

    private boolean coversAction(Grant grant, String action) {
        for (CompiledRole role : roles) {
            TypeGrants held = role.on(grant.type());
            if (held != null
                    && (coversAction(held.onType(), grant.condition(), action)
                            || coversAction(held.onResource(grant.resource()), grant.condition(), action))) {
                return true;
            }
        }
        return false;
    }

    private static boolean coversAction(Actions actions, @Nullable Condition condition, String action) {
        if (actions.always().contains(action)) {
            return true;
        }
        if (condition == null) {
            return false;
        }
        for (Conditional conditional : actions.conditional()) {
            if (conditional.condition().equals(condition)
                    && conditional.actions().contains(action)) {
                return true;
            }
        }
        return false;
    }

    /** Type-level keys {@code type:action} that are held without a condition, sorted; children only with their parent. */
    public Set<String> permissionKeys(Catalogue catalogue) {
        Set<String> keys = new TreeSet<>();
        for (TypeDefinition type : catalogue.types().values()) {
            if (!parentTypeHeld(type, catalogue)) {
                continue;
            }
            for (String action : type.actions()) {
                if (holdsOnType(type.key(), action)) {
                    keys.add(type.key() + ":" + action);
                }
            }
        }
        return keys;
    }

    private boolean parentTypeHeld(TypeDefinition type, Catalogue catalogue) {
        String parent = type.parentType();
        TypeDefinition parentType = parent == null ? null : catalogue.type(parent);
        return parentType == null || holdsOnType(parentType.key(), parentType.baseAction());
    }

    /**
     * What is held on the whole type: one entry for what holds on all its resources, and one for each condition under which
     * more does.
     */
    List<EffectivePermission> onType(TypeDefinition type) {
        Set<String> always = new LinkedHashSet<>();
        for (String action : type.actions()) {
            if (holdsOnType(type.key(), action)) {
                always.add(action);
            }
        }
        List<EffectivePermission> entries = new ArrayList<>();
        addEntry(entries, type, null, always, role -> role.onType(type.key()).always());
        Set<Condition> conditions = new LinkedHashSet<>();
        roles.forEach(role -> role.onType(type.key()).conditional().forEach(one -> conditions.add(one.condition())));
        for (Condition condition : conditions) {
            Set<String> more = new LinkedHashSet<>(type.actions());
            more.removeAll(always);
            addEntry(
                    entries,
                    type,
                    condition,
                    more,
                    role -> role.onType(type.key()).under(condition));
        }
        return entries;
    }

    /** @param given what a role gives under the condition */
    private void addEntry(
            List<EffectivePermission> entries,
            TypeDefinition type,
            @Nullable Condition condition,
            Set<String> wanted,
            Function<CompiledRole, Set<String>> given) {
        Set<String> actions = new LinkedHashSet<>();
        List<Via> via = new ArrayList<>();
        for (CompiledRole role : roles) {
            boolean all = role.everything() && condition == null;
            List<String> gives = wanted.stream()
                    .filter(action -> all || given.apply(role).contains(action))
                    .toList();
            if (!gives.isEmpty()) {
                actions.addAll(gives);
                via.add(new Via(role.id(), role.name()));
            }
        }
        if (unlimited && condition == null) {
            actions.addAll(wanted);
        }
        List<String> ordered = type.actions().stream().filter(actions::contains).toList();
        if (!ordered.isEmpty()) {
            entries.add(new EffectivePermission(
                    type.key(), null, null, condition, new LinkedHashSet<>(ordered), via, List.of(), false));
        }
    }

    /** Whether the base action of the type is held anywhere: on the type, be it under a condition, or on one resource. */
    boolean holdsAny(String key, Catalogue catalogue) {
        TypeDefinition type = catalogue.type(key);
        return type != null
                && (holdsOnType(key, type.baseAction())
                        || roles.stream()
                                .anyMatch(
                                        role -> !role.onType(key).conditional().isEmpty())
                        || roles.stream().anyMatch(role -> !role.resources(key).isEmpty()));
    }

    /** The types on which any role grants something for every resource, be it under a condition. */
    public Set<String> grantedTypes() {
        Set<String> types = new TreeSet<>();
        for (CompiledRole role : roles) {
            for (String type : role.types()) {
                if (!role.onType(type).isEmpty()) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    /**
     * The single resources on which any role grants something, ordered by id. Merged from what each role keeps in order, so
     * that a page costs the same at any depth.
     *
     * @param after id to continue after; null to start
     */
    public List<ResourceId> grantedResources(@Nullable ResourceId after, int max) {
        PriorityQueue<Run> runs = new PriorityQueue<>();
        for (CompiledRole role : roles) {
            Run run = Run.after(role.sortedResources(), after);
            if (run.hasNext()) {
                runs.add(run);
            }
        }
        List<ResourceId> merged = new ArrayList<>();
        while (!runs.isEmpty() && merged.size() < max) {
            Run first = runs.remove();
            ResourceId next = first.next();
            if (merged.isEmpty() || !merged.get(merged.size() - 1).equals(next)) {
                merged.add(next);
            }
            if (first.hasNext()) {
                runs.add(first);
            }
        }
        return merged;
    }

    /** What is still to be read of one ordered list. */
    private static final class Run implements Comparable<Run> {

        private final List<ResourceId> list;
        private int position;

        private Run(List<ResourceId> list, int position) {
            this.list = list;
            this.position = position;
        }

        static Run after(List<ResourceId> list, @Nullable ResourceId after) {
            if (after == null) {
                return new Run(list, 0);
            }
            int found = Collections.binarySearch(list, after, Comparator.comparing(ResourceId::value));
            return new Run(list, found < 0 ? -found - 1 : found + 1);
        }

        boolean hasNext() {
            return position < list.size();
        }

        ResourceId next() {
            ResourceId next = list.get(position);
            position++;
            return next;
        }

        @Override
        public int compareTo(Run other) {
            return list.get(position)
                    .value()
                    .compareTo(other.list.get(other.position).value());
        }
    }

    /** The roles that grant the action on the target when the conditions are looked at with these attributes. */
    List<CompiledRole> granting(String type, @Nullable ResourceId resource, String action, Attributes attributes) {
        List<CompiledRole> granting = new ArrayList<>();
        for (CompiledRole role : roles) {
            if (role.everything() || match(role, type, resource, action, attributes) instanceof Match.By) {
                granting.add(role);
            }
        }
        return granting;
    }

    Match match(String type, @Nullable ResourceId resource, String action, Attributes attributes) {
        if (everything != null) {
            return new Match.By(everything.id());
        }
        Match best = NONE;
        for (CompiledRole role : roles) {
            Match match = match(role, type, resource, action, attributes);
            if (match instanceof Match.By) {
                return match;
            }
            best = match == UNMET ? UNMET : best;
        }
        return best;
    }

    private static Match match(
            CompiledRole role, String type, @Nullable ResourceId resource, String action, Attributes attributes) {
        TypeGrants held = role.on(type);
        if (held == null) {
            return NONE;
        }
        Match onType = match(role, held.onType(), action, attributes);
        if (onType instanceof Match.By) {
            return onType;
        }
        Match onResource = match(role, held.onResource(resource), action, attributes);
        return onResource == NONE ? onType : onResource;
    }

    private static Match match(CompiledRole role, Actions actions, String action, Attributes attributes) {
        if (actions.always().contains(action)) {
            return new Match.By(role.id());
        }
        Match best = NONE;
        for (Conditional conditional : actions.conditional()) {
            if (conditional.actions().contains(action)) {
                if (conditional.condition().holds(attributes)) {
                    return new Match.By(role.id());
                }
                best = UNMET;
            }
        }
        return best;
    }
}
