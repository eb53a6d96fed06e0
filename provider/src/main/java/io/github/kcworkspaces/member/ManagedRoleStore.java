package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: roles that sources outside give. What is written is written in batches, for many members at once. */
public interface ManagedRoleStore {

    /** A member's place in a workspace. */
    record Place(WorkspaceId workspace, UserId user) {}

    /** A role given to a member, by hand or by a source. */
    record Given(RoleId role, String name, String source) {}

    /** A membership of a user's own. */
    record Row(Member.Status status, Member.Source source, String username) {}

    /**
     * How a user stands in a workspace himself, groups aside.
     *
     * @param owner whether the workspace or the account is his (rule W3)
     * @param row null for who has no membership of his own
     * @param given roles with their sources, deleted roles too
     */
    record Standing(
            Place place,
            String alias,
            boolean owner,
            @Nullable Row row,
            List<Given> given) {

        public Standing {
            given = List.copyOf(given);
        }
    }

    /** A role of a member that a source gives or takes. */
    record SourceRole(Place place, RoleId role) {}

    /**
     * How the user stands in these workspaces and in all where the source gives him something; one statement. Nothing in a
     * realm that is not enabled.
     */
    List<Standing> standings(RealmId realm, UserId user, String source, Collection<WorkspaceId> workspaces);

    /**
     * Some of those to whom the source gives something; one statement.
     *
     * @param workspace null for all
     */
    List<Standing> fed(RealmId realm, String source, @Nullable WorkspaceId workspace, int max);

    /** How the user stands where the source gives him something; one statement. */
    List<Standing> fedTo(RealmId realm, String source, UserId user);

    /** Keeps every other transaction that locks one of the workspaces waiting; always in the same order. */
    void lock(RealmId realm, Collection<WorkspaceId> workspaces);

    /** The groups that are mapped in the workspaces; one statement. */
    Map<WorkspaceId, Set<GroupId>> mappedGroups(RealmId realm, Collection<WorkspaceId> workspaces);

    /** Adds memberships without roles. */
    void insert(Collection<Member> members);

    /** Adds roles from the source; none of them may be there. */
    void give(RealmId realm, String source, Collection<SourceRole> roles);

    /** Takes roles of the source away. */
    void take(RealmId realm, String source, Collection<SourceRole> roles);

    /** Stores where memberships come from now; their versions grow by one. */
    void touch(RealmId realm, Map<Place, Member.Source> sources);

    /** Takes all roles away, also those given by hand. */
    void strip(RealmId realm, Collection<Place> places);

    /** Removes memberships with all their roles. */
    void delete(RealmId realm, Collection<Place> places);

    /** Keys of sources that give something and that Keycloak no longer has. */
    List<Gone> gone(int max);

    /** A source that is gone from the realm. */
    record Gone(RealmId realm, String source) {}

    /** Who has roles of a mapper of an identity provider that he is no longer linked with. */
    List<Unlinked> unlinked(int max);

    /** A user who is no longer linked with the identity provider of a source. */
    record Unlinked(RealmId realm, UserId user, String source) {}
}
