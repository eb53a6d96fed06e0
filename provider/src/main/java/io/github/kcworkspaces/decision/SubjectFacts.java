package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the user whom a question is about.
 *
 * @param email verified address; null for none
 * @param enabled whether the account is enabled in Keycloak
 * @param accountAdmin whether the user manages every workspace of the realm
 * @param groups the Keycloak groups the user is in, with all their ancestors
 * @param attributes the user attributes that conditions may look at: strings or collections of strings
 */
public record SubjectFacts(
        UserId id,
        String username,
        @Nullable String email,
        boolean enabled,
        boolean accountAdmin,
        Set<GroupId> groups,
        Map<String, Object> attributes) {

    public SubjectFacts {
        groups = Set.copyOf(groups);
        attributes = Map.copyOf(attributes);
    }

    /** The same user without what account admins have. */
    public SubjectFacts asOrdinary() {
        return accountAdmin ? new SubjectFacts(id, username, email, enabled, false, groups, attributes) : this;
    }

    public Subject subject() {
        return new Subject(id, groups);
    }
}
