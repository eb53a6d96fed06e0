package io.github.kcworkspaces.workspace;

import io.github.kcworkspaces.id.RealmId;

/** Port: Keycloak's organizations. */
@FunctionalInterface
public interface Organizations {

    boolean exists(RealmId realm, String organization);
}
