package io.github.kcworkspaces.realm;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.settings.RealmSettings;

/**
 * Port: what an enabled realm needs in Keycloak itself: the client {@code workspaces} with its roles, the realm role
 * {@code workspace-admin}, the client scopes.
 */
@FunctionalInterface
public interface RealmProvisioning {

    /** Creates what is missing, and copies what of the settings Keycloak needs to know. */
    void provision(RealmSettings settings);

    /** The realm is no longer enabled: it keeps what it has in Keycloak, and nothing listens to it any more. */
    default void withdraw(RealmId realm) {}
}
