package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.decision.CompiledRole.Conditional;
import io.github.kcworkspaces.decision.CompiledRole.TypeGrants;
import io.github.kcworkspaces.id.ResourceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far a subject's grants of one action reach among the resources of one type: never less than what is allowed, and
 * little more, so that a search need not ask about all there are.
 */
final class Reach {

    /** A statement takes no more alternatives and no longer lists; beyond that it is not narrowed. */
    private static final int MOST_NARROWINGS = 20;

    private static final int MOST_PARENTS = 500;
    private static final Comparator<ResourceId> BY_ID = Comparator.comparing(ResourceId::value);

    private final String action;
    private final List<TypeGrants> held;
    private final Set<Narrowing> narrowings;

    private Reach(String action, List<TypeGrants> held, Set<Narrowing> narrowings) {
        this.action = action;
        this.held = held;
        this.narrowings = narrowings;
    }

    /**
     * @param question about any resource of the type
     * @param sent attributes of resources that the application sends along
     * @param sharedParents whether the subject may use parents without a role
     */
    static Reach of(Question question, Map<String, Object> sent, boolean sharedParents) {
        Holdings holdings = question.holdings();
        if (question.subject().accountAdmin() || holdings.holdsEverything()) {
            return new Reach(question.action(), List.of(), Set.of(Narrowing.NONE));
        }
        String type = question.resource().type();
        Attributes known = DecisionEngine.attributes(question, question.resource());
        List<TypeGrants> singles = new ArrayList<>();
        Set<Narrowing> narrowings = new LinkedHashSet<>();
        for (CompiledRole role : holdings.roles()) {
            TypeGrants grants = role.on(type);
            if (grants == null) {
                continue;
            }
            if (grants.onAny().contains(question.action())) {
                singles.add(grants);
            }
            if (grants.onType().always().contains(question.action())) {
                narrowings.add(Narrowing.NONE);
            }
            for (Conditional conditional : grants.onType().conditional()) {
                if (conditional.actions().contains(question.action())) {
                    Narrowing.of(conditional.condition(), known, sent::containsKey)
                            .ifPresent(narrowings::add);
                }
            }
        }
        Set<Narrowing> simplified = simplified(narrowings);
        return new Reach(
                question.action(),
                simplified.contains(Narrowing.NONE) ? List.of() : singles,
                sharedParents ? simplified : gated(simplified, question));
    }

    /** What reaches whole types. Empty when nothing does. */
    Set<Narrowing> narrowings() {
        return narrowings;
    }

    /** Whether the resource is among {@link #singles}. */
    boolean isSingle(ResourceId resource) {
        return held.stream().anyMatch(grants -> grants.onResource(resource).mention(action));
    }

    /** The resources that are granted one by one, in the order of their ids. */
    List<ResourceId> singles(@Nullable ResourceId after, int max) {
        Set<ResourceId> next = new TreeSet<>(BY_ID);
        for (TypeGrants grants : held) {
            int found = 0;
            for (int index = start(grants.sorted(), after);
                    index < grants.sorted().size() && found < max;
                    index++) {
                ResourceId resource = grants.sorted().get(index);
                if (grants.onResource(resource).mention(action)) {
                    next.add(resource);
                    found++;
                }
            }
        }
        return next.stream().limit(max).toList();
    }

    private static int start(List<ResourceId> sorted, @Nullable ResourceId after) {
        if (after == null) {
            return 0;
        }
        int position = Collections.binarySearch(sorted, after, BY_ID);
        return position < 0 ? -position - 1 : position + 1;
    }

    /** One that says nothing makes all others needless. */
    private static Set<Narrowing> simplified(Set<Narrowing> narrowings) {
        return narrowings.contains(Narrowing.NONE) || narrowings.size() > MOST_NARROWINGS
                ? Set.of(Narrowing.NONE)
                : narrowings;
    }

    /** A child is usable only below a parent whose base action is granted (rule P3): look only below those, if few. */
    private static Set<Narrowing> gated(Set<Narrowing> narrowings, Question question) {
        Optional<Set<ResourceId>> parents = parents(question);
        if (narrowings.isEmpty() || parents.isEmpty()) {
            return narrowings;
        }
        if (parents.get().isEmpty()) {
            return Set.of();
        }
        Set<Narrowing> gated = new LinkedHashSet<>();
        narrowings.forEach(narrowing -> gated.add(narrowing.and(new Narrowing.Term.Parent(parents.get()))));
        return gated;
    }

    /** The only parents that are granted; empty when no such list can be made. */
    private static Optional<Set<ResourceId>> parents(Question question) {
        TypeDefinition type = question.catalogue().type(question.resource().type());
        String parentKey = type == null ? null : type.parentType();
        TypeDefinition parent = parentKey == null ? null : question.catalogue().type(parentKey);
        if (parent == null) {
            return parentKey == null ? Optional.empty() : Optional.of(Set.of());
        }
        Set<ResourceId> granted = new HashSet<>();
        for (CompiledRole role : question.holdings().roles()) {
            TypeGrants grants = role.on(parent.key());
            if (grants == null) {
                continue;
            }
            granted.addAll(grants.sorted().subList(0, Math.min(grants.sorted().size(), MOST_PARENTS + 1)));
            if (grants.onType().mention(parent.baseAction()) || granted.size() > MOST_PARENTS) {
                return Optional.empty();
            }
        }
        return Optional.of(granted);
    }
}
