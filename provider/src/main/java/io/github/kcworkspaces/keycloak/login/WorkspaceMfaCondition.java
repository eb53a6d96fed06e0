package io.github.kcworkspaces.keycloak.login;

import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.access.SecondFactor;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.keycloak.token.LoginWorkspace;
import io.github.kcworkspaces.settings.RealmSettings;
import java.util.Map;
import org.keycloak.authentication.AuthenticationFlowCallback;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/**
 * Whether a login has to go through a second factor: the realm, or the workspace that the login is about, demands one of
 * this user, or the application asks for its level ({@code acr_values}); and neither this login nor an earlier one of the same
 * session had one. A forced re-authentication ({@code prompt=login}) starts afresh.
 *
 * <p>A user who has none is not asked, but sets one up before the login ends: {@link SecondFactorEnrolment}. Once the
 * session has one, tokens say so by the level of authentication ({@code acr}).
 */
final class WorkspaceMfaCondition implements ConditionalAuthenticator, AuthenticationFlowCallback {

    /** Option: the required action by which a user without a second factor gets one. */
    static final String ENROLMENT = "enrolment";

    private final KeycloakSession session;

    WorkspaceMfaCondition(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        UserModel user = context.getUser();
        RealmSettings settings = settings(context.getRealm());
        if (user == null || !settings.enabled()) {
            return false;
        }
        AuthenticationSessionModel login = context.getAuthenticationSession();
        AcrStore levels = new AcrStore(session, login);
        if (hasOne(login, user)) {
            raise(levels, settings);
            return false;
        }
        boolean asked = levels.getRequestedLevelOfAuthentication(context.getTopLevelFlow()) >= settings.mfaLevel();
        if (!asked && !isDemanded(login, user, settings)) {
            return false;
        }
        if (SecondFactorEnrolment.isConfigured(user)) {
            return true;
        }
        SecondFactorEnrolment.demand(login, enrolment(context));
        raise(levels, settings);
        return false;
    }

    /** Something in the sub-flow has asked for it and was answered. */
    @Override
    public void onParentFlowSuccess(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        if (succeeded(
                context.getRealm(),
                login.getExecutionStatus(),
                context.getExecution().getParentFlow())) {
            SecondFactor.record(login);
            raise(new AcrStore(session, login), settings(context.getRealm()));
        }
    }

    private boolean hasOne(AuthenticationSessionModel login, UserModel user) {
        if (AuthenticatorUtil.getAuthnCredentials(login).stream().anyMatch(SecondFactor.CREDENTIALS::contains)) {
            // A passkey in the form for passwords leaves no other trace.
            SecondFactor.record(login);
            return true;
        }
        return SecondFactor.in(login) || (!AuthenticatorUtil.isForcedReauthentication(login) && hadOne(login, user));
    }

    private boolean hadOne(AuthenticationSessionModel login, UserModel user) {
        AuthenticationManager.AuthResult signedIn =
                AuthenticationManager.authenticateIdentityCookie(session, login.getRealm(), true);
        return signedIn != null
                && signedIn.session() != null
                && user.getId().equals(signedIn.user().getId())
                && SecondFactor.in(login.getRealm(), signedIn.session());
    }

    private boolean isDemanded(AuthenticationSessionModel login, UserModel user, RealmSettings settings) {
        SubjectFacts subject = session.getProvider(RbacProvider.class)
                .decisions()
                .subject(settings.realm(), new UserId(user.getId()))
                .orElse(null);
        if (subject == null) {
            return false;
        }
        LoginWorkspace about = new LoginWorkspace(session, login);
        boolean byRealm = settings.mfaRequiredFor().demandedOf(subject.accountAdmin());
        return byRealm
                || ((about.named() != null || about.concernsWorkspaces())
                        && about.membership(user)
                                .filter(membership -> membership.demandsSecondFactor(subject))
                                .isPresent());
    }

    private static boolean succeeded(RealmModel realm, Map<String, ExecutionStatus> statuses, String flow) {
        return realm.getAuthenticationExecutionsStream(flow)
                .anyMatch(execution -> execution.isAuthenticatorFlow()
                        ? succeeded(realm, statuses, execution.getFlowId())
                        : statuses.get(execution.getId()) == ExecutionStatus.SUCCESS);
    }

    private static void raise(AcrStore levels, RealmSettings settings) {
        if (levels.getLevelOfAuthenticationFromCurrentAuthentication() < settings.mfaLevel()) {
            levels.setLevelAuthenticatedToCurrentRequest(settings.mfaLevel());
        }
    }

    private static String enrolment(AuthenticationFlowContext context) {
        AuthenticatorConfigModel config = context.getAuthenticatorConfig();
        String action = config == null ? null : config.getConfig().get(ENROLMENT);
        return action == null || action.isBlank() ? WorkspaceMfaConditionFactory.DEFAULT_ENROLMENT : action;
    }

    private RealmSettings settings(RealmModel realm) {
        return session.getProvider(RbacProvider.class).realms().settings(new RealmId(realm.getId()));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        // A condition has no form.
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession keycloakSession, RealmModel realm, UserModel user) {
        // They are set on the login only.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
