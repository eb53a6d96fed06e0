package io.github.kcworkspaces.keycloak.login;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Offers the {@link WorkspacePicker} for flows: behind the sign-in of a browser flow, or in a post login flow. */
public final class WorkspacePickerFactory implements AuthenticatorFactory {

    /** Provider id; the flows that enabling a realm creates name it. */
    public static final String ID = "workspace-picker";

    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    private static final List<ProviderConfigProperty> PROPERTIES = List.of(new ProviderConfigProperty(
            WorkspacePicker.ALWAYS,
            "For every application",
            "Whether users pick a workspace for every application that asks for one of our scopes, not only for those with"
                    + " the client attribute " + WorkspacePicker.CLIENT_ATTRIBUTE + ".",
            ProviderConfigProperty.BOOLEAN_TYPE,
            "false"));

    @Override
    public Authenticator create(KeycloakSession session) {
        return new WorkspacePicker(session);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Workspace picker";
    }

    @Override
    public String getReferenceCategory() {
        return ID;
    }

    @Override
    public String getHelpText() {
        return "Lets users with several workspaces pick the one to work in, where the application wants that.";
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
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
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
