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

    /** Seals all that waits. */
    static void all(KeycloakSessionFactory sessions, RealmId realm) {
        int batch;
        do {
            batch = run(sessions, rbac -> rbac.sealer().sealInTurn(realm));
        } while (batch == Sealer.BATCH);
    }
}
