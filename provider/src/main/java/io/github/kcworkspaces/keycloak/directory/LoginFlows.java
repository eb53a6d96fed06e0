package io.github.kcworkspaces.keycloak.directory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.services.resources.admin.AuthenticationManagementResource;

/**
 * Two authentication flows with what we add to a login. They are made once and bound by an administrator: which flow a realm
 * signs in with is his to say.
 *
 * <ul>
 *   <li>the <em>browser flow</em>: all of the realm's browser flow as it is at that moment, and behind it our steps, which so
 *       follow a password, a passkey, a directory and the cookie of an earlier login alike
 *   <li>the <em>post login flow</em> for identity providers, from which Keycloak does not come back to a browser flow
 * </ul>
 */
final class LoginFlows {

    private static final String PICKER = "workspace-picker";
    private static final String CONDITION = "conditional-workspace-mfa";
    private static final String CONTINUATION = "workspace-session";
    private static final String COOKIE = "auth-cookie";
    private static final String LEVELS = "conditional-level-of-authentication";
    private static final String ENROLMENT = "workspace-second-factor";
    private static final int BEHIND_EVERY_ACTION = 10_000;
    private static final String FLOW = "basic-flow";

    /**
     * What asks for a second factor, each with what tokens say of it in {@code amr} (RFC 8176). Whoever set up several is
     * asked for the first and may take another.
     */
    private static final Map<String, String> FACTORS = factors();

    private static Map<String, String> factors() {
        Map<String, String> factors = new LinkedHashMap<>();
        factors.put("auth-otp-form", "otp");
        factors.put("webauthn-authenticator", "hwk");
        factors.put("webauthn-authenticator-passwordless", "hwk");
        factors.put("auth-recovery-authn-code-form", "otp");
        return factors;
    }

    private final KeycloakSession session;
    private final RealmModel realm;

    LoginFlows(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** @param level of authentication that a second factor reaches */
    void ensure(int level) {
        AuthenticationFlowModel browser = realm.getBrowserFlow();
        if (browser != null && isFree(ProvisionedNames.BROWSER_FLOW) && isFree(ProvisionedNames.SIGN_IN_FLOW)) {
            AuthenticationFlowModel flow = flow(
                    ProvisionedNames.BROWSER_FLOW,
                    "Sign-in as in the browser flow, then the workspace to work in and the second factor that it demands");
            AuthenticationFlowModel signIn = copied(browser);
            signIn.setTopLevel(false);
            realm.updateAuthenticationFlow(signIn);
            AuthenticationExecutionModel first = step(flow, 10);
            first.setAuthenticatorFlow(true);
            first.setFlowId(signIn.getId());
            realm.addAuthenticatorExecution(first);
            addContinuation(signIn);
            addOurSteps(flow, ProvisionedNames.SECOND_FACTOR_FLOW);
        }
        if (isFree(ProvisionedNames.POST_LOGIN_FLOW)) {
            addOurSteps(
                    flow(
                            ProvisionedNames.POST_LOGIN_FLOW,
                            "After a login at an identity provider: the workspace to work in and the second factor that it"
                                    + " demands"),
                    ProvisionedNames.POST_LOGIN_SECOND_FACTOR_FLOW);
        }
        level(level);
        if (realm.getRequiredActionProviderByAlias(ENROLMENT) == null) {
            RequiredActionProviderModel enrolment = new RequiredActionProviderModel();
            enrolment.setAlias(ENROLMENT);
            enrolment.setProviderId(ENROLMENT);
            enrolment.setName("Second factor demanded by workspace");
            enrolment.setEnabled(true);
            enrolment.setPriority(BEHIND_EVERY_ACTION);
            realm.addRequiredActionProvider(enrolment);
        }
    }

    /** @throws ModelDuplicateException when another transaction has copied it, whose flow this one does not see yet */
    private AuthenticationFlowModel copied(AuthenticationFlowModel browser) {
        try {
            return AuthenticationManagementResource.copyFlow(session, realm, browser, ProvisionedNames.SIGN_IN_FLOW);
        } catch (IllegalStateException itsConfigurationIsThere) {
            throw new ModelDuplicateException("the flow is there already", itsConfigurationIsThere);
        }
    }

    /**
     * Tells Keycloak the level of the credentials that the second factor is made of, by a condition that is never asked. So
     * who removes one of his, or adds another, is asked for one first: a password alone must not be enough to exchange it.
     */
    private void level(int level) {
        AuthenticationFlowModel factor = realm.getFlowByAlias(ProvisionedNames.SECOND_FACTOR_FLOW);
        if (factor == null) {
            return;
        }
        String alias = ProvisionedNames.SECOND_FACTOR_FLOW + ": level";
        Map<String, String> wanted = Map.of("loa-condition-level", String.valueOf(level), "loa-max-age", "0");
        AuthenticatorConfigModel known = realm.getAuthenticatorConfigByAlias(alias);
        if (known != null) {
            if (!wanted.equals(known.getConfig())) {
                known.setConfig(wanted);
                realm.updateAuthenticatorConfig(known);
            }
            return;
        }
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setAlias(alias);
        config.setConfig(wanted);
        AuthenticationExecutionModel step = step(factor, 5);
        step.setRequirement(Requirement.DISABLED);
        step.setAuthenticator(LEVELS);
        step.setAuthenticatorConfig(realm.addAuthenticatorConfig(config).getId());
        realm.addAuthenticatorExecution(step);
    }

    /** Not where the realm's flow has steps for levels of its own: they know how long a password is good for. */
    private void addContinuation(AuthenticationFlowModel signIn) {
        Optional<AuthenticationExecutionModel> cookie = realm.getAuthenticationExecutionsStream(signIn.getId())
                .filter(step -> COOKIE.equals(step.getAuthenticator()) && step.isAlternative())
                .findFirst();
        if (cookie.isPresent()
                && AuthenticatorUtil.getExecutionsByType(realm, signIn.getId(), LEVELS)
                        .isEmpty()) {
            AuthenticationExecutionModel step = step(signIn, cookie.get().getPriority() + 1);
            step.setRequirement(Requirement.ALTERNATIVE);
            step.setAuthenticator(CONTINUATION);
            realm.addAuthenticatorExecution(step);
        }
    }

    private void addSecondFactor(AuthenticationFlowModel flow, String alias) {
        AuthenticationFlowModel factor = flow(alias, "The second factor, where it is demanded");
        factor.setTopLevel(false);
        realm.updateAuthenticationFlow(factor);
        AuthenticationExecutionModel conditional = step(flow, 30);
        conditional.setRequirement(Requirement.CONDITIONAL);
        conditional.setAuthenticatorFlow(true);
        conditional.setFlowId(factor.getId());
        realm.addAuthenticatorExecution(conditional);
        AuthenticationExecutionModel condition = step(factor, 10);
        condition.setAuthenticator(CONDITION);
        realm.addAuthenticatorExecution(condition);
        int priority = 20;
        for (Map.Entry<String, String> kind : FACTORS.entrySet()) {
            if (session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, kind.getKey()) != null) {
                AuthenticatorConfigModel reference = new AuthenticatorConfigModel();
                reference.setAlias(alias + ": " + kind.getKey());
                reference.setConfig(Map.of(
                        Constants.AUTHENTICATION_EXECUTION_REFERENCE_VALUE,
                        kind.getValue(),
                        Constants.AUTHENTICATION_EXECUTION_REFERENCE_MAX_AGE,
                        String.valueOf(realm.getSsoSessionMaxLifespan())));
                AuthenticationExecutionModel step = step(factor, priority);
                step.setRequirement(Requirement.ALTERNATIVE);
                step.setAuthenticator(kind.getKey());
                step.setAuthenticatorConfig(
                        realm.addAuthenticatorConfig(reference).getId());
                realm.addAuthenticatorExecution(step);
                priority += 10;
            }
        }
    }

    private void addOurSteps(AuthenticationFlowModel flow, String secondFactor) {
        AuthenticationExecutionModel picker = step(flow, 20);
        picker.setAuthenticator(PICKER);
        realm.addAuthenticatorExecution(picker);
        addSecondFactor(flow, secondFactor);
    }

    private boolean isFree(String alias) {
        return realm.getFlowByAlias(alias) == null;
    }

    private AuthenticationFlowModel flow(String alias, String description) {
        AuthenticationFlowModel flow = new AuthenticationFlowModel();
        flow.setAlias(alias);
        flow.setDescription(description);
        flow.setProviderId(FLOW);
        flow.setTopLevel(true);
        flow.setBuiltIn(false);
        return realm.addAuthenticationFlow(flow);
    }

    private static AuthenticationExecutionModel step(AuthenticationFlowModel flow, int priority) {
        AuthenticationExecutionModel step = new AuthenticationExecutionModel();
        step.setParentFlow(flow.getId());
        step.setRequirement(Requirement.REQUIRED);
        step.setPriority(priority);
        return step;
    }
}
