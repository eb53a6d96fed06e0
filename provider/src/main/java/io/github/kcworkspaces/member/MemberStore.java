package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Port: members. What is called direct was given by hand; what sources outside give is written through {@link ManagedRoleStore}.
 * Who is in a mapped Keycloak group, or in a group below one, is a member without a row of his own. In a workspace of an
 * organization only the members of that and the account owner count, whatever rows there are.
 */
public interface MemberStore {

    Optional<Member> find(RealmId realm, WorkspaceId workspace, Subject subject);

    /** Direct members and those through groups, ordered by username, then id; search looks at names and e-mail. */
    default Page<Member> page(RealmId realm, WorkspaceId workspace, PageRequest request) {
        return page(realm, workspace, null, request);
    }

    /** @param role only who holds it, directly or through a group; null for all */
    Page<Member> page(RealmId realm, WorkspaceId workspace, @Nullable RoleId role, PageRequest request);

    /**
     * Active members who hold any of the roles, directly or through a group, or with whom the resource is shared directly;
     * ordered by id, with all roles that they hold.
     *
     * @param search in names and e-mail; null for all
     * @param after id to continue after; null to start
     */
    List<Member> holding(
            RealmId realm,
            WorkspaceId workspace,
            Set<RoleId> roles,
            ResourceId resource,
            @Nullable String search,
            @Nullable UserId after,
            int max);

    default List<Member> holding(
            RealmId realm,
            WorkspaceId workspace,
            Set<RoleId> roles,
            ResourceId resource,
            @Nullable UserId after,
            int max) {
        return holding(realm, workspace, roles, resource, null, after, max);
    }

    /**
     * How many users hold the role, directly or through a group.
     *
     * @param workspace null for all workspaces
     */
    long holders(RealmId realm, @Nullable WorkspaceId workspace, RoleId role);

    /** Members other than the given users, ordered by username. */
    List<Member.Person> othersThan(RealmId realm, WorkspaceId workspace, Set<UserId> users, int max);

    /**
     * Members by hand, and owners, who would not count if the workspace belonged to the organization; ordered by username.
     */
    List<Member.Person> outside(RealmId realm, WorkspaceId workspace, String organization, int max);

    /** Of these users, those who count in workspaces of the organization: its members, and the account owner. */
    Set<UserId> countingIn(RealmId realm, String organization, Collection<UserId> users);

    /** The memberships of a user's own in workspaces of the organization, whether or not they count. */
    List<Seat> seatsUnder(RealmId realm, UserId user, String organization);

    /** Of these users, those who are direct members. */
    Set<UserId> directMembers(RealmId realm, WorkspaceId workspace, Collection<UserId> users);

    /** Of these users, those who are members, directly or through a group. One statement for a batch of users. */
    Set<UserId> membersAmong(RealmId realm, WorkspaceId workspace, Collection<UserId> users);

    /** Whether the user id has memberships of somebody whom the directory knew by another id. One statement. */
    boolean heldByAnother(RealmId realm, UserId user, String directoryId);

    /** Adds a direct membership with its direct roles; the group roles of the given member are ignored. */
    void insert(Member member);

    /** Changes the status of a direct membership; its version grows by one. */
    void updateStatus(RealmId realm, WorkspaceId workspace, UserId user, Member.Status status);

    /** Changes where a direct membership comes from; its version grows by one. */
    void updateSource(RealmId realm, WorkspaceId workspace, UserId user, Member.Source source);

    /** Replaces the direct roles of a direct membership; its version grows by one. */
    void updateRoles(RealmId realm, WorkspaceId workspace, UserId user, Set<RoleId> roles);

    /** Gives the role to direct members, who don't all lack it; in batches. Their versions grow by one. */
    void addRole(RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users);

    /** Of these users, those who hold the role directly. */
    Set<UserId> directHolders(RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users);

    /** Of these users, those to whom a source outside gives the role, groups aside. */
    Set<UserId> managedHolders(RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users);

    /** Takes from a member what sources outside give him; his version grows by one. */
    void removeManaged(RealmId realm, WorkspaceId workspace, UserId user);

    /** Takes the role from users who hold it directly. Their versions grow by one. */
    void removeRole(RealmId realm, WorkspaceId workspace, RoleId role, Collection<UserId> users);

    /** Removes a direct membership with its roles. */
    void delete(RealmId realm, WorkspaceId workspace, UserId user);

    /** The direct memberships of a user, with alias of the workspace, in batches: at most so many at once. */
    List<Seat> ofUser(RealmId realm, UserId user, int max);

    /** The workspaces of the realm in which the user has no direct membership with this role. */
    List<Seat> workspacesWithout(RealmId realm, UserId user, RoleId role, int max);

    /** The workspaces in which the user directly holds the role. */
    List<Seat> seatsWithRole(RealmId realm, UserId user, RoleId role);

    /** A workspace of a user. */
    record Seat(WorkspaceId workspace, String alias) {}
}
