package io.github.kcworkspaces.id;

import java.util.Set;

/**
 * Everything under which memberships and roles can reach one user.
 *
 * @param user the user (or service account)
 * @param groups the Keycloak groups the user is in, with all their ancestors: who is in a subgroup is in its parents
 */
public record Subject(UserId user, Set<GroupId> groups) {

    public Subject {
        groups = Set.copyOf(groups);
    }
}
