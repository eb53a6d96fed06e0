package io.github.kcworkspaces.keycloak.login;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.authentication.AuthenticationFlowCallbackFactory;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;

/** Makes {@link WorkspaceMfaCondition}. */
public final class WorkspaceMfaConditionFactory
        implements ConditionalAuthenticatorFactory, AuthenticationFlowCallbackFactory {

    /** Provider id. */
    public static final String ID = "conditional-workspace-mfa";

    static final String DEFAULT_ENROLMENT = UserModel.RequiredAction.CONFIGURE_TOTP.name();

    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    @Override
    public Authenticator create(KeycloakSession session) {
        return new WorkspaceMfaCondition(session);
    }

    /** Not asked for: one is made for each session. */
    @Override
    public @Nullable ConditionalAuthenticator getSingleton() {
        return null;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Condition - second factor demanded by workspace";
    }

    @Override
    public String getHelpText() {
        return "Runs the sub-flow when the workspace that the login is about, or the realm, demands a second factor, or the"
                + " application asks for its level. A user who has none sets one up before the login ends.";
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        ProviderConfigProperty enrolment = new ProviderConfigProperty(
                WorkspaceMfaCondition.ENROLMENT,
                "Required action",
                "What a user who has no second factor does to get one.",
                ProviderConfigProperty.LIST_TYPE,
                DEFAULT_ENROLMENT);
        enrolment.setOptions(List.of(DEFAULT_ENROLMENT, "webauthn-register", "webauthn-register-passwordless"));
        return List.of(enrolment);
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
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
