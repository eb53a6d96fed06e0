package io.github.kcworkspaces.decision;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: finds what searches ask the engine about. One statement behind each method. */
public interface SearchStore {

    /** The live roles that members of the workspace can hold: its own and the templates of the realm. */
    List<RoleReference> roles(RealmId realm, WorkspaceId workspace);

    /**
     * Active resources of the type at home in the workspace for which one of the narrowings holds, in the order of their
     * ids; with their parents if the type has parents, and without what is shared of them.
     *
     * @param after id to continue after; null to start
     */
    List<ResourceFacts> resources(
            RealmId realm,
            WorkspaceId workspace,
            TypeDefinition type,
            Collection<Narrowing> any,
            @Nullable ResourceId after,
            int max);

    /**
     * Users with whom the resource is shared directly, themselves or through a group, in the order of their ids; whether or
     * not they are members.
     *
     * @param after id to continue after; null to start
     */
    List<UserId> sharedWith(RealmId realm, ResourceId resource, @Nullable UserId after, int max);

    /**
     * Users who perhaps hold one of the roles in the workspace, directly or through a group, in the order of their ids.
     *
     * @param after id to continue after; null to start
     */
    List<UserId> members(
            RealmId realm, WorkspaceId workspace, Collection<RoleId> roles, @Nullable UserId after, int max);
}
