package io.github.kcworkspaces.member;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.GrantRules;
import io.github.kcworkspaces.role.GrantStore;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Collection;
import java.util.List;

/** Rule R5 where roles are given or taken: the caller must hold all that they hold. */
public final class GrantGuard {

    private final GrantStore grants;
    private final ResourceTypeService types;

    public GrantGuard(GrantStore grants, ResourceTypeService types) {
        this.grants = grants;
        this.types = types;
    }

    /** @throws io.github.kcworkspaces.problem.Problem {@code CANNOT_GRANT} */
    public void mayHandle(Caller caller, Workspace workspace, Collection<Role> roles) {
        if (caller.holdings().holdsEverything()) {
            return;
        }
        roles.forEach(role -> GrantRules.mayHandle(caller.holdings(), role));
        Catalogue catalogue = types.catalogue(workspace.realm());
        List<RoleId> ids = roles.stream().map(Role::id).toList();
        for (List<Grant> ofRole : grants.ofRoles(ids).values()) {
            GrantRules.mayGrant(caller.holdings(), ofRole, catalogue);
        }
    }
}
