package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.access.SecondFactor;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * Keeps tokens for a workspace that demands a second factor from sessions that had none. Service accounts have no session
 * that could have had one; they pass.
 */
final class SecondFactorGate {

    /** RFC 9470, which says it of resource servers; a token endpoint answers the same in its own shape (RFC 6749, 5.2). */
    private static final String ERROR = "insufficient_user_authentication";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final SubjectFacts subject;
    private final UserModel user;
    private final @Nullable AuthenticatedClientSessionModel clientSession;

    SecondFactorGate(
            KeycloakSession session,
            RealmModel realm,
            SubjectFacts subject,
            UserModel user,
            @Nullable AuthenticatedClientSessionModel clientSession) {
        this.session = session;
        this.realm = realm;
        this.subject = subject;
        this.user = user;
        this.clientSession = clientSession;
    }

    /** Looks at the session only where a second factor is demanded. */
    boolean opens(Membership membership) {
        return !membership.demandsSecondFactor(subject)
                || user.getServiceAccountClientLink() != null
                || hadSecondFactor();
    }

    /**
     * The same membership, if a token for it may be issued.
     *
     * @throws ErrorResponseException {@code insufficient_user_authentication}, with what to send in {@code acr_values} of an
     *     authorization request to get a session that may have it
     */
    Membership pass(Membership membership) {
        if (opens(membership)) {
            return membership;
        }
        session.getProvider(Cors.class).add();
        throw new ErrorResponseException(Response.status(Response.Status.BAD_REQUEST)
                .type("application/json")
                .entity(Map.of(
                        OAuth2Constants.ERROR,
                        ERROR,
                        OAuth2Constants.ERROR_DESCRIPTION,
                        "The workspace demands a second factor",
                        "acr_values",
                        acr()))
                .build());
    }

    private boolean hadSecondFactor() {
        UserSessionModel userSession = clientSession == null ? null : clientSession.getUserSession();
        return userSession != null && SecondFactor.in(realm, userSession);
    }

    private String acr() {
        int level = session.getProvider(RbacProvider.class)
                .realms()
                .settings(new RealmId(realm.getId()))
                .mfaLevel();
        return clientSession == null ? String.valueOf(level) : SecondFactor.acr(clientSession.getClient(), level);
    }
}
