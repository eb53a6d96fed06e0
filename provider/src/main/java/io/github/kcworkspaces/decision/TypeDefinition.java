package io.github.kcworkspaces.decision;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the decision core knows of a resource type.
 *
 * @param key such as {@code widget}
 * @param actions every action there is, in the order of the catalogue
 * @param baseAction the action without which no other makes sense ({@code view} or {@code access}); granted with every
 *     other (rule R4)
 * @param implies action → further actions that it brings along
 * @param parentType a resource of this type is usable only while the base action on its parent is granted (rule P3);
 *     null when the type has no parent type
 * @param registration whether decisions need the resource to be registered
 * @param shareable the actions that a share can give (rules P8, P9), in the order of the catalogue; none when nothing of
 *     the type can be shared
 */
public record TypeDefinition(
        String key,
        List<String> actions,
        String baseAction,
        Map<String, Set<String>> implies,
        @Nullable String parentType,
        Registration registration,
        Set<String> shareable) {

    /** What a type shares that does not say what. */
    private static final Set<String> USUALLY_SHAREABLE = Set.of("view", "use", "access", "read");

    /** Whether a resource must be registered before anything about it is allowed. */
    public enum Registration {
        REQUIRED,
        OPTIONAL
    }

    public TypeDefinition {
        actions = List.copyOf(actions);
        implies = Map.copyOf(implies);
        shareable = inOrderOf(actions, shareable);
    }

    /** So that two that say the same are written alike; what is no action at all comes last, for rules to refuse. */
    private static Set<String> inOrderOf(List<String> actions, Set<String> some) {
        Set<String> ordered = new LinkedHashSet<>(actions);
        ordered.retainAll(some);
        ordered.addAll(some);
        return Collections.unmodifiableSet(ordered);
    }

    /** A type that shares what is usual. */
    public TypeDefinition(
            String key,
            List<String> actions,
            String baseAction,
            Map<String, Set<String>> implies,
            @Nullable String parentType,
            Registration registration) {
        this(key, actions, baseAction, implies, parentType, registration, usuallyShareable(actions));
    }

    /** Those of the actions that look at a thing or use it, and change nothing. */
    public static Set<String> usuallyShareable(Collection<String> actions) {
        Set<String> shareable = new LinkedHashSet<>(actions);
        shareable.retainAll(USUALLY_SHAREABLE);
        return shareable;
    }

    public boolean has(String action) {
        return actions.contains(action);
    }

    /** Whether a share can give the action; the base action comes with every other. */
    public boolean shares(String action) {
        return shareable.contains(action) || (action.equals(baseAction) && !shareable.isEmpty());
    }

    /** What a share of these actions gives: never more than the type shares. */
    public Set<String> shared(Set<String> actions) {
        Set<String> wanted = new LinkedHashSet<>(actions);
        wanted.removeIf(action -> !shares(action));
        Set<String> given = closure(wanted);
        given.removeIf(action -> !shares(action));
        return given;
    }

    /** The given actions with all that they imply, over any number of steps, and the base action (rule R4). */
    public Set<String> closure(Set<String> granted) {
        Set<String> closed = new LinkedHashSet<>();
        granted.forEach(action -> close(action, closed));
        if (!closed.isEmpty()) {
            closed.add(baseAction);
        }
        return closed;
    }

    private void close(String action, Set<String> closed) {
        if (closed.add(action)) {
            implies.getOrDefault(action, Set.of()).forEach(implied -> close(implied, closed));
        }
    }
}
