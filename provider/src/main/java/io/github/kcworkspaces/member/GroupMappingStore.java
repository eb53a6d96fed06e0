package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import java.util.Collection;
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

    /** The mappings of a workspace whose groups Keycloak has, ordered by name of the group, then id; the search is for names. */
    Page<GroupMapping> page(RealmId realm, WorkspaceId workspace, PageRequest request);

    /** The mappings of these groups in a workspace, ordered by group id; one statement. */
    List<GroupMapping> among(RealmId realm, WorkspaceId workspace, Collection<GroupId> groups);

    /** The mappings of a group in all workspaces. */
    List<GroupMapping> ofGroup(RealmId realm, GroupId group);

    /** Replaces the roles of the group in the workspace; none removes the mapping. */
    void put(RealmId realm, WorkspaceId workspace, GroupId group, Set<RoleId> roles);
}
