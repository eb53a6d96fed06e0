package io.github.kcworkspaces.keycloak.access;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Whom Keycloak's admin REST API has let in. */
public final class AdminIdentity {

    private AdminIdentity() {}

    /** @param target the realm in the path */
    public static Identity of(KeycloakSession session, RealmModel target, AdminPermissionEvaluator permissions) {
        return Identity.ofAdmin(session, target, permissions.adminAuth());
    }
}
