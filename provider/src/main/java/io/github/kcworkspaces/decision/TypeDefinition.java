package io.github.kcworkspaces.decision;

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
 */
public record TypeDefinition(
        String key,
        List<String> actions,
        String baseAction,
        Map<String, Set<String>> implies,
        @Nullable String parentType,
        Registration registration) {

    /** Whether a resource must be registered before anything about it is allowed. */
    public enum Registration {
        REQUIRED,
        OPTIONAL
    }

    public TypeDefinition {
        actions = List.copyOf(actions);
        implies = Map.copyOf(implies);
    }

    public boolean has(String action) {
        return actions.contains(action);
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
