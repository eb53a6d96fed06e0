package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.ManagedRoleStore.Gone;
import io.github.kcworkspaces.member.SourceApprovalStore;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Approvals in memory. It knows no Keycloak that a source could be gone from. */
public final class InMemorySourceApprovalStore implements SourceApprovalStore {

    private final InMemoryWorld world;

    InMemorySourceApprovalStore(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public Map<WorkspaceId, Map<RoleId, String>> approved(RealmId realm, String source, String fingerprint) {
        Map<WorkspaceId, Map<RoleId, String>> approved = new HashMap<>();
        world.approvals.forEach((workspace, approvals) -> {
            Approval approval = approvals.get(source);
            Workspace home = world.workspaces.get(workspace);
            if (approval != null
                    && approval.fingerprint().equals(fingerprint)
                    && home != null
                    && home.realm().equals(realm)) {
                for (RoleId id : approval.roles()) {
                    Role role = world.roles.get(id);
                    if (role != null && role.live() && role.kind() != Role.Kind.OWNER) {
                        approved.computeIfAbsent(workspace, key -> new HashMap<>())
                                .put(id, role.name());
                    }
                }
            }
        });
        return approved;
    }

    @Override
    public List<Approval> ofWorkspace(RealmId realm, WorkspaceId workspace) {
        return List.copyOf(world.approvals.getOrDefault(workspace, Map.of()).values());
    }

    @Override
    public void put(RealmId realm, WorkspaceId workspace, Approval approval) {
        Map<String, Approval> here = world.approvals.computeIfAbsent(workspace, key -> new TreeMap<>());
        here.remove(approval.source());
        if (!approval.roles().isEmpty()) {
            here.put(approval.source(), approval);
        }
    }

    @Override
    public void forget(RealmId realm, String source) {
        world.approvals.forEach((workspace, approvals) -> {
            Workspace home = world.workspaces.get(workspace);
            if (home != null && home.realm().equals(realm)) {
                approvals.remove(source);
            }
        });
    }

    @Override
    public List<Gone> gone(int max) {
        return List.of();
    }
}
