package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A user who belongs to a workspace, directly or through a Keycloak group, or both.
 *
 * @param user with the names by which lists show the user
 * @param direct whether there is a membership of the user's own. A member through a group gets one when an admin suspends
 *     him or gives him a role; it has the source GROUP and counts only as long as the group does
 * @param roles held directly, through a group or from a source outside, deleted ones not included
 * @param since epoch milliseconds; 0 for who is a member through a group only
 * @param version 0 for who is a member through a group only
 */
public record Member(
        RealmId realm,
        WorkspaceId workspace,
        Person user,
        Status status,
        Source source,
        boolean direct,
        List<HeldRole> roles,
        long since,
        long version) {

    public enum Status {
        ACTIVE,
        SUSPENDED
    }

    /** Where a membership comes from. */
    public enum Source {
        DIRECT,
        INVITATION,
        BYPASS,
        GROUP,
        IDP,
        LDAP,
        OWNER
    }

    /**
     * Names of a user; the latest that Keycloak has.
     *
     * @param directoryId by which a directory knows the person, if the id of the user is made of a name that the directory
     *     may give to somebody else one day; null for all others
     */
    public record Person(
            UserId id,
            String username,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String directoryId) {

        public Person(
                UserId id,
                String username,
                @Nullable String email,
                @Nullable String firstName,
                @Nullable String lastName) {
            this(id, username, email, firstName, lastName, null);
        }
    }

    /**
     * A role that a member holds.
     *
     * @param managed whether it comes through a group, directory or identity provider and so can't be taken by hand (rule M3);
     *     one that was given by hand as well is there twice
     */
    public record HeldRole(RoleId id, String name, boolean managed) {}

    public Member {
        roles = List.copyOf(roles);
    }

    /** The roles given to the member himself. */
    public Set<RoleId> directRoles() {
        return roles.stream().filter(role -> !role.managed()).map(HeldRole::id).collect(Collectors.toSet());
    }

    /** The names of the roles given to the member himself, sorted. */
    public List<String> directRoleNames() {
        return roles.stream()
                .filter(role -> !role.managed())
                .map(HeldRole::name)
                .sorted()
                .toList();
    }
}
