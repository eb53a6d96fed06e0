package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.realm.SettingsChange;
import io.github.kcworkspaces.settings.RealmSettings;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Changes the settings of a realm, also when several requests enable it at the same time. */
public final class RealmEnabling {

    private static final int ATTEMPTS = 3;

    private RealmEnabling() {}

    /**
     * Changes the settings in a transaction and session of its own. Whoever enables a realm waits for the others at the
     * row of the settings; a session that has read the realm before would then not see the client, roles and scopes that
     * they have created. One that has seen too little all the same, because it runs on a node whose memory was late, fails
     * on a unique constraint and tries again.
     *
     * @throws io.github.kcworkspaces.problem.Problem what {@link io.github.kcworkspaces.realm.RealmService#update} refuses
     */
    public static RealmSettings update(KeycloakSession session, RealmModel realm, Actor actor, SettingsChange change) {
        return update(session, realm, actor, change, services -> {});
    }

    /** @param more what else to change with the settings, or not at all */
    public static RealmSettings update(
            KeycloakSession session,
            RealmModel realm,
            Actor actor,
            SettingsChange change,
            Consumer<RbacProvider> more) {
        RealmId id = new RealmId(realm.getId());
        for (int attempt = 1; ; attempt++) {
            try {
                return KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), own -> {
                    RbacProvider services = own.getProvider(RbacProvider.class);
                    services.realms().update(id, actor, change);
                    more.accept(services);
                    return services.realms().settings(id);
                });
            } catch (RuntimeException failed) {
                if (attempt == ATTEMPTS || !lostRace(failed)) {
                    throw failed;
                }
            }
        }
    }

    /** Whether another transaction was first: a constraint of the database, or its choice of a victim, says so. */
    private static boolean lostRace(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ModelDuplicateException) {
                return true;
            }
            String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
            if (state != null && (state.startsWith("23") || state.startsWith("40"))) {
                return true;
            }
        }
        return false;
    }
}
