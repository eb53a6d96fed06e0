package io.github.kcworkspaces.keycloak.rest;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;

/** Makes the tree for administrators known to Keycloak. */
public final class RbacAdminResourceProviderFactory implements AdminRealmResourceProviderFactory {

    @Override
    public String getId() {
        return RbacResource.ID;
    }

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new RbacAdminResourceProvider();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
