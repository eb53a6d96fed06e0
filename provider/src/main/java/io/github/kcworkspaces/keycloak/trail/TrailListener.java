package io.github.kcworkspaces.keycloak.trail;

import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/**
 * Hears of logins and of changes in Keycloak itself, for the trail. It is among the listeners of a realm as long as that is
 * enabled. A row is written in the transaction that Keycloak tells it in: that of the login, or for a failure one of its own.
 * Keycloak swallows what a listener throws, so this part of the trail is best effort; and what fails here stops no login.
 */
public final class TrailListener implements EventListenerProviderFactory {

    private static final Logger LOG = Logger.getLogger(TrailListener.class);

    @Override
    public String getId() {
        return "workspaces-audit";
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new Listener(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    private record Listener(KeycloakSession session) implements EventListenerProvider {

        @Override
        public void onEvent(Event event) {
            RealmModel realm = session.realms().getRealm(event.getRealmId());
            if (realm != null) {
                attempt(() -> new UserEvents(session, realm).record(event));
            }
        }

        @Override
        public void onEvent(AdminEvent event, boolean includeRepresentation) {
            RealmModel realm = session.realms().getRealm(event.getRealmId());
            if (realm != null) {
                attempt(() -> new AdminEvents(session, realm).record(event));
            }
        }

        private static void attempt(Runnable work) {
            try {
                work.run();
            } catch (RuntimeException failed) {
                LOG.warn("An event of Keycloak's did not reach the audit trail", failed);
            }
        }

        @Override
        public void close() {}
    }
}
