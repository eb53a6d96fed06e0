package io.github.kcworkspaces.keycloak.rest;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** The tree for everyone else: {@code /realms/{realm}/rbac}. */
public final class RbacRealmResourceProvider implements RealmResourceProvider {

    private final KeycloakSession session;

    RbacRealmResourceProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getResource() {
        return new RbacResource(Call.ofBearer(session));
    }

    @Override
    public void close() {}
}
