package io.github.kcworkspaces.user;

import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of the realm with everything that a list or a profile shows of him.
 *
 * @param createdAt epoch milliseconds; null when Keycloak does not say
 * @param lastLogin epoch milliseconds; null for who has not logged in since the realm has workspaces
 * @param lastClient client id of the application of the last login
 * @param activeWorkspace the workspace that his latest token was about; null for none
 * @param places all workspaces that he belongs to, ordered by alias
 */
public record User(
        UserId id,
        String username,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        Type type,
        Status status,
        Source source,
        @Nullable Long createdAt,
        @Nullable Long lastLogin,
        @Nullable String lastClient,
        @Nullable Active activeWorkspace,
        List<Place> places) {

    /** Account admins manage every workspace of the realm. */
    public enum Type {
        NORMAL,
        ADMIN
    }

    /** The first that applies, from the end. */
    public enum Status {
        ACTIVE,
        /** A member of no workspace, whom an invitation waits for. */
        INVITED,
        /** A member of workspaces, suspended in all of them. */
        SUSPENDED,
        /** The account is disabled in Keycloak. */
        DISABLED
    }

    /** Who keeps the account. */
    public enum Source {
        LOCAL,
        /** A directory, imported or not. */
        LDAP,
        /** Linked with an identity provider. */
        BROKER
    }

    /** The workspace that was used last. */
    public record Active(WorkspaceId id, String alias) {}

    /**
     * A workspace that a user belongs to.
     *
     * @param row whether there is a membership of his own, which has the status; one through a group need not have it
     * @param roles names of the roles, sorted
     */
    public record Place(WorkspaceId id, String alias, String name, boolean suspended, boolean row, List<String> roles) {

        public Place {
            roles = List.copyOf(roles);
        }
    }

    public User {
        places = List.copyOf(places);
    }

    /** The status that follows from what is known of a user. */
    public static Status statusOf(boolean enabled, boolean invited, List<Place> places) {
        if (!enabled) {
            return Status.DISABLED;
        }
        if (places.isEmpty()) {
            return invited ? Status.INVITED : Status.ACTIVE;
        }
        return places.stream().allMatch(Place::suspended) ? Status.SUSPENDED : Status.ACTIVE;
    }
}
