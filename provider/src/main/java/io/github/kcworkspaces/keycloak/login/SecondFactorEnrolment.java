package io.github.kcworkspaces.keycloak.login;

import io.github.kcworkspaces.keycloak.access.SecondFactor;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Ends the login of a user who had to set up a second factor, after the required action in which he did so. It shows nothing:
 * if he has one now, the session counts as one with a second factor, because setting it up has proved that he holds it; else
 * the login fails. It stands on the login, not on the user, so only a login that {@link WorkspaceMfaCondition} has put it on
 * passes through it, and none of those gets around it.
 */
public final class SecondFactorEnrolment implements RequiredActionProvider, RequiredActionFactory {

    /** Provider id. */
    public static final String ID = "workspace-second-factor";

    private static final Logger LOG = Logger.getLogger(SecondFactorEnrolment.class);

    /** Note of a login whose user had no second factor when it was demanded, and what he shall do to get one. */
    private static final String DEMANDED = "kcw.second-factor-enrolment";

    /** @param action the required action by which the user gets one */
    static void demand(AuthenticationSessionModel login, String action) {
        login.setAuthNote(DEMANDED, action);
        login.addRequiredAction(action);
        login.addRequiredAction(ID);
    }

    static boolean isConfigured(UserModel user) {
        return SecondFactor.CREDENTIALS.stream()
                .anyMatch(type -> user.credentialManager().isConfiguredFor(type));
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        String action = login.getAuthNote(DEMANDED);
        if (action == null) {
            context.success();
        } else if (isConfigured(context.getUser())) {
            SecondFactor.record(login);
            login.removeAuthNote(DEMANDED);
            context.success();
        } else {
            LOG.warnf(
                    "Realm %s: a second factor is demanded, but a user who has none could not set one up. Is the required"
                            + " action %s enabled?",
                    context.getRealm().getName(), action);
            context.failure();
        }
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        // The condition demands it.
    }

    @Override
    public void processAction(RequiredActionContext context) {
        requiredActionChallenge(context);
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return "Second factor demanded by workspace";
    }

    @Override
    public void init(Config.Scope config) {
        // Nothing to configure.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to prepare.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
