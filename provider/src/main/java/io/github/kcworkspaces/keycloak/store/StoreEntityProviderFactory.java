package io.github.kcworkspaces.keycloak.store;

import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Tells Keycloak of our tables. */
public final class StoreEntityProviderFactory implements JpaEntityProviderFactory {

    /** Keycloak names Liquibase's table after the first ten characters or so. */
    public static final String ID = "kcwspaces";

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new StoreEntityProvider();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return ID;
    }
}
