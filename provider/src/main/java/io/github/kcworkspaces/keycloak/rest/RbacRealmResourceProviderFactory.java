package io.github.kcworkspaces.keycloak.rest;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Makes the tree for everyone else known to Keycloak. */
public final class RbacRealmResourceProviderFactory implements RealmResourceProviderFactory {

    @Override
    public String getId() {
        return RbacResource.ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RbacRealmResourceProvider(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
