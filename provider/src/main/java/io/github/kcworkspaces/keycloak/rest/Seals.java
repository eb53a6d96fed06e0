package io.github.kcworkspaces.keycloak.rest;

import io.github.kcworkspaces.audit.Sealer;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import java.util.function.Function;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Work on the sealed trail from within a request: in transactions of its own, since it may be long. */
final class Seals {

    private Seals() {}

    static <T> T run(KeycloakSessionFactory sessions, Function<RbacProvider, T> step) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, own -> step.apply(own.getProvider(RbacProvider.class)));
    }

    /** Seals what waits; if another sealer is at work, that one does. */
    static void all(KeycloakSessionFactory sessions, RealmId realm) {
        int batch;
        do {
            batch = run(sessions, rbac -> rbac.sealer().seal(realm));
        } while (batch == Sealer.BATCH);
    }
}
