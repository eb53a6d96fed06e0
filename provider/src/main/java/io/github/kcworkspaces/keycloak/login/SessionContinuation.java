package io.github.kcworkspaces.keycloak.login;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Goes on with the session of the browser when an application asks for the level of a second factor ({@code acr_values}).
 * Keycloak's own step for the cookie refuses that, and would ask for the password again; here the second factor is asked for
 * further down, and nothing more is needed. It stands right behind the step for the cookie, and only for what that one refuses
 * because of the level.
 */
final class SessionContinuation implements Authenticator {

    private static final String ORGANIZATION = "organization";

    private final KeycloakSession session;

    SessionContinuation(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        AuthenticationManager.AuthResult signedIn = isForTheLevel(context, login)
                ? AuthenticationManager.authenticateIdentityCookie(session, context.getRealm(), true)
                : null;
        if (signedIn == null) {
            context.attempted();
            return;
        }
        context.setUser(signedIn.user());
        context.attachUserSession(signedIn.session());
        context.success();
    }

    private boolean isForTheLevel(AuthenticationFlowContext context, AuthenticationSessionModel login) {
        AcrStore levels = new AcrStore(session, login);
        int requested = levels.getRequestedLevelOfAuthentication(context.getTopLevelFlow());
        return !AuthenticatorUtil.isForcedReauthentication(login)
                && !AuthenticatorUtil.isForkedFlow(login)
                && !scopes(login).contains(ORGANIZATION)
                && requested > levels.getLevelOfAuthenticationFromCurrentAuthentication()
                && requested
                        <= session.getProvider(RbacProvider.class)
                                .realms()
                                .settings(new RealmId(context.getRealm().getId()))
                                .mfaLevel();
    }

    private static List<String> scopes(AuthenticationSessionModel login) {
        String scope = login.getClientNote(OAuth2Constants.SCOPE);
        return scope == null
                ? List.of()
                : List.of(scope.split(" ", -1)).stream()
                        .map(name -> name.startsWith(ORGANIZATION + ":") ? ORGANIZATION : name)
                        .toList();
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        // It has no form.
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession keycloakSession, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession keycloakSession, RealmModel realm, UserModel user) {
        // Nothing to set up.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
