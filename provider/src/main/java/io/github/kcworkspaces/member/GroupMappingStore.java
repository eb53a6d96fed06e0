package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.List;
import java.util.Set;

/** Port: which Keycloak groups bring which roles in which workspaces. */
public interface GroupMappingStore {

    /** A group that brings roles in a workspace. */
    record GroupMapping(WorkspaceId workspace, String alias, GroupId group, Set<RoleId> roles) {

        public GroupMapping {
            roles = Set.copyOf(roles);
        }
    }

    /** The mappings of a workspace, ordered by group id. */
    List<GroupMapping> ofWorkspace(RealmId realm, WorkspaceId workspace);

    /** The mappings of a group in all workspaces. */
    List<GroupMapping> ofGroup(RealmId realm, GroupId group);

    /** Replaces the roles of the group in the workspace; none removes the mapping. */
    void put(RealmId realm, WorkspaceId workspace, GroupId group, Set<RoleId> roles);
}
