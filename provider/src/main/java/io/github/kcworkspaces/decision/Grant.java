package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.ResourceId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a role allows: actions on all resources of a type or on one resource, optionally under a condition.
 *
 * @param type key of the resource type
 * @param resource null for every resource of the type
 * @param actions sorted; never empty
 * @param condition null when it always applies
 */
public record Grant(
        String type,
        @Nullable ResourceId resource,
        Set<String> actions,
        @Nullable Condition condition) {

    public Grant {
        actions = Collections.unmodifiableSet(new TreeSet<>(actions));
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("a grant without actions grants nothing");
        }
    }

    public static Grant onType(String type, String... actions) {
        return new Grant(type, null, Set.of(actions), null);
    }

    public static Grant onResource(String type, ResourceId resource, String... actions) {
        return new Grant(type, resource, Set.of(actions), null);
    }

    /** The same grant for other actions. */
    public Grant withActions(Set<String> others) {
        return new Grant(type, resource, others, condition);
    }

    /** What the grant is about, whatever its actions: a role has one stored grant for each. */
    public Key key() {
        return new Key(type, resource, condition);
    }

    /** Type, resource and condition of a grant. */
    public record Key(
            String type,
            @Nullable ResourceId resource,
            @Nullable Condition condition) {}
}
