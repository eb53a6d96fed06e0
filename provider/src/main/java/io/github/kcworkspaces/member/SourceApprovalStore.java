package io.github.kcworkspaces.member;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Port: which roles sources outside may give in which workspaces, because somebody who may grant them said so (R5). */
public interface SourceApprovalStore {

    /**
     * What was approved for a source in a workspace.
     *
     * @param fingerprint of the condition that it was approved for
     */
    record Approval(String source, String fingerprint, Set<RoleId> roles, String by, long at) {

        public Approval {
            roles = Set.copyOf(roles);
        }
    }

    /** The live roles with their names that the source may give under this condition, by workspace; one statement. */
    Map<WorkspaceId, Map<RoleId, String>> approved(RealmId realm, String source, String fingerprint);

    /** What was approved in a workspace, ordered by source. */
    List<Approval> ofWorkspace(RealmId realm, WorkspaceId workspace);

    /** Replaces what the source may give in the workspace; no roles: nothing. */
    void put(RealmId realm, WorkspaceId workspace, Approval approval);

    /** Forgets all that was approved for a source. */
    void forget(RealmId realm, String source);

    /** Keys of sources that something was approved for and that Keycloak no longer has. */
    List<ManagedRoleStore.Gone> gone(int max);
}
