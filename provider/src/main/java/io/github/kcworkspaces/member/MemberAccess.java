package io.github.kcworkspaces.member;

import io.github.kcworkspaces.decision.EffectivePermission.Via;
import java.util.List;
import java.util.Set;

/**
 * What a member may do with a resource, and through which roles.
 *
 * @param actions in the order of the catalogue; never empty
 * @param shared whether a direct share is behind it, too
 */
public record MemberAccess(Member.Person user, Set<String> actions, List<Via> via, boolean shared) {

    public MemberAccess {
        actions = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(actions));
        via = List.copyOf(via);
    }
}
