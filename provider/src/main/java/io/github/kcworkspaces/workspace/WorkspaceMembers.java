package io.github.kcworkspaces.workspace;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import java.util.List;
import java.util.Set;

/** Port: what workspaces need to know and do about their members. */
public interface WorkspaceMembers {

    /** Makes the user an active member with the owner role, whatever he was before. Without effect when he is so already. */
    void seatOwner(Actor actor, Workspace workspace, UserId owner);

    /** Takes the owner role from a member, who goes on as an admin of the workspace. */
    void unseatOwner(Actor actor, Workspace workspace, UserId former);

    /** User names of members who may not be in a workspace of the organization, ordered by name. */
    List<String> outside(Workspace workspace, String organization, int max);

    /** Whether the user may be in a workspace of the organization. */
    boolean mayBeUnder(RealmId realm, String organization, UserId user);

    /** User names of members (direct or through a group) other than the given users, ordered by name. */
    List<String> othersThan(Workspace workspace, Set<UserId> users, int max);
}
