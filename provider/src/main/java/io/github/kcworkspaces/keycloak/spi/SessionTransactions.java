package io.github.kcworkspaces.keycloak.spi;

import io.github.kcworkspaces.transaction.Transactions;
import java.util.function.Function;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A transaction of its own is one of another Keycloak session.
 *
 * @param services what of that session's services a step works with
 */
public record SessionTransactions<S>(KeycloakSessionFactory sessions, Function<RbacProvider, S> services)
        implements Transactions<S> {

    @Override
    public <T> T run(Function<S, T> step) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, own -> step.apply(services.apply(own.getProvider(RbacProvider.class))));
    }
}
