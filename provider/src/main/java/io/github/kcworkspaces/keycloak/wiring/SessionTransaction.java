package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.keycloak.store.OwnTransaction;
import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** A transaction of its own is one of another Keycloak session. */
final class SessionTransaction implements OwnTransaction {

    private final KeycloakSessionFactory sessions;

    SessionTransaction(KeycloakSession session) {
        this.sessions = session.getKeycloakSessionFactory();
    }

    @Override
    public void run(Consumer<EntityManager> work) {
        KeycloakModelUtils.runJobInTransaction(
                sessions,
                own -> work.accept(own.getProvider(JpaConnectionProvider.class).getEntityManager()));
    }
}
