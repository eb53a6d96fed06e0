package io.github.kcworkspaces.keycloak.login;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.member.FirstLoginRule;
import io.github.kcworkspaces.problem.Problem;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;

/**
 * Gives what people are given at their first login. Keycloak asks required actions at each login, in whatever way somebody
 * logs in, and before there is a token; this one never requires anything.
 */
public final class FirstLogin implements RequiredActionFactory, RequiredActionProvider {

    /** Provider id; enabling a realm registers it. */
    public static final String ID = "workspaces-first-login";

    private static final Logger LOG = Logger.getLogger(FirstLogin.class);

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        UserModel user = context.getUser();
        if (user == null || user instanceof LightweightUserAdapter) {
            return;
        }
        String provider =
                context.getAuthenticationSession().getUserSessionNotes().get(Details.IDENTITY_PROVIDER);
        try {
            context.getSession()
                    .getProvider(RbacProvider.class)
                    .firstLogins()
                    .loggedIn(
                            new RealmId(context.getRealm().getId()),
                            Actor.system(Actor.Cause.SYNC),
                            new UserId(user.getId()),
                            new FirstLoginRule.Login(provider, user.isEmailVerified() ? user.getEmail() : null));
        } catch (Problem refusal) {
            LOG.warnf(
                    "A first login in realm '%s' gives nothing: %s",
                    context.getRealm().getName(), refusal.detail());
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        context.success();
    }

    @Override
    public void processAction(RequiredActionContext context) {
        context.success();
    }

    @Override
    public String getDisplayText() {
        return "Workspaces of a first login";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return this;
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
