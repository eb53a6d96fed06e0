package io.github.kcworkspaces.role;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Where roles are looked at: the templates of a realm, or one workspace.
 *
 * @param workspace null for the templates of the realm
 */
public record RoleScope(RealmId realm, @Nullable Workspace workspace) {

    public static RoleScope templates(RealmId realm) {
        return new RoleScope(realm, null);
    }

    public static RoleScope of(Workspace workspace) {
        return new RoleScope(workspace.realm(), workspace);
    }

    public @Nullable WorkspaceId workspaceId() {
        return workspace == null ? null : workspace.id();
    }
}
