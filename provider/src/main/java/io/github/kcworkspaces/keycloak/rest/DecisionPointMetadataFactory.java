package io.github.kcworkspaces.keycloak.rest;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.wellknown.WellKnownProvider;
import org.keycloak.wellknown.WellKnownProviderFactory;

/** Puts the metadata of the decision point where AuthZEN looks for it. */
public final class DecisionPointMetadataFactory implements WellKnownProviderFactory {

    @Override
    public String getId() {
        return "workspaces-authzen-configuration";
    }

    @Override
    public String getAlias() {
        return "authzen-configuration";
    }

    /** Before Keycloak's own: the lowest is taken. */
    @Override
    public int getPriority() {
        return 0;
    }

    @Override
    public boolean isAvailableViaServerMetadata() {
        return true;
    }

    @Override
    public WellKnownProvider create(KeycloakSession session) {
        return new DecisionPointMetadata(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
