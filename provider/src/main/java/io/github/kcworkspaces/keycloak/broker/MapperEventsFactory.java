package io.github.kcworkspaces.keycloak.broker;

import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Listens in every realm, whatever listeners it names. */
public final class MapperEventsFactory implements EventListenerProviderFactory {

    private static final String ID = "workspaces-mappers";

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new MapperEvents(session);
    }

    @Override
    public boolean isGlobal() {
        return true;
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
