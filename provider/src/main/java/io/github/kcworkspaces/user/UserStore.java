package io.github.kcworkspaces.user;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.paging.Slice;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Port: the users of Keycloak, and those of directories that it does not import as far as we know them. */
public interface UserStore {

    /**
     * Without service accounts: those that Keycloak has, ordered by username; then those of directories that it does not
     * import and who are members or have logged in, ordered by id. A malformed cursor reads like none. At most
     * {@value #STATEMENTS} statements for 500 users, whatever there is.
     *
     * @param adminRoles ids of Keycloak's roles whose holders are account admins
     */
    Slice<User> slice(RealmId realm, Collection<String> adminRoles, UserFilter filter);

    /** How many statements a slice takes at most. */
    int STATEMENTS = 4;

    /** Also a service account. */
    Optional<User> find(RealmId realm, Collection<String> adminRoles, UserId user);

    /** Gives all memberships that the user has a row of this status; one statement. */
    void setStatus(RealmId realm, UserId user, Member.Status status);

    /** Resources that the user owns in any workspace, ordered by workspace and name. */
    List<Owned> owned(RealmId realm, UserId user, int max);

    /**
     * Gives all resources that a user owns to another; their versions grow by one. Two statements.
     *
     * @return how many, by workspace
     */
    List<HandedOver> handOver(RealmId realm, UserId from, UserId to);

    /** A resource that a user owns. */
    record Owned(ResourceId id, String type, String name, String workspaceAlias) {}

    /** Resources of one workspace that got another owner. */
    record HandedOver(WorkspaceId workspace, String alias, long count) {}
}
