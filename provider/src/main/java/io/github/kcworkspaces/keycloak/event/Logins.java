package io.github.kcworkspaces.keycloak.event;

import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Hears of every login, for the lists of users to say when somebody was here last. */
public final class Logins implements EventListenerProviderFactory {

    /** The client that every realm has which was ever enabled: Keycloak remembers it, so that others cost nothing. */
    private static final String CLIENT = "workspaces";

    @Override
    public String getId() {
        return "workspace-logins";
    }

    @Override
    public boolean isGlobal() {
        return true;
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
            RealmModel realm = session.getContext().getRealm();
            if (event.getType() != EventType.LOGIN
                    || event.getUserId() == null
                    || realm == null
                    || !realm.getId().equals(event.getRealmId())
                    || realm.getClientByClientId(CLIENT) == null) {
                return;
            }
            UserModel user = session.users().getUserById(realm, event.getUserId());
            if (user != null) {
                LastSeen.loggedIn(session, realm, user, event.getTime(), event.getClientId());
            }
        }

        @Override
        public void onEvent(AdminEvent event, boolean includeRepresentation) {}

        @Override
        public void close() {}
    }
}
