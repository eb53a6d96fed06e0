package io.github.kcworkspaces.keycloak.access;

import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Whom Keycloak's admin REST API has let in. */
public final class AdminIdentity {

    private AdminIdentity() {}

    /** @param target the realm in the path */
    public static Identity of(RealmModel target, AdminPermissionEvaluator permissions) {
        return Identity.ofAdmin(target, permissions.adminAuth());
    }
}
