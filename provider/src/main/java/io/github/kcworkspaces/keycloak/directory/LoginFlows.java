package io.github.kcworkspaces.keycloak.directory;

import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
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
    private static final String FLOW = "basic-flow";

    private final KeycloakSession session;
    private final RealmModel realm;

    LoginFlows(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    void ensure() {
        AuthenticationFlowModel browser = realm.getBrowserFlow();
        if (browser != null && isFree(ProvisionedNames.BROWSER_FLOW) && isFree(ProvisionedNames.SIGN_IN_FLOW)) {
            AuthenticationFlowModel flow = flow(
                    ProvisionedNames.BROWSER_FLOW, "Sign-in as in the browser flow, then the workspace to work in");
            AuthenticationFlowModel signIn =
                    AuthenticationManagementResource.copyFlow(session, realm, browser, ProvisionedNames.SIGN_IN_FLOW);
            signIn.setTopLevel(false);
            realm.updateAuthenticationFlow(signIn);
            AuthenticationExecutionModel first = step(flow, 10);
            first.setAuthenticatorFlow(true);
            first.setFlowId(signIn.getId());
            realm.addAuthenticatorExecution(first);
            addOurSteps(flow);
        }
        if (isFree(ProvisionedNames.POST_LOGIN_FLOW)) {
            addOurSteps(flow(
                    ProvisionedNames.POST_LOGIN_FLOW,
                    "After a login at an identity provider: the workspace to work in"));
        }
    }

    private void addOurSteps(AuthenticationFlowModel flow) {
        AuthenticationExecutionModel picker = step(flow, 20);
        picker.setAuthenticator(PICKER);
        realm.addAuthenticatorExecution(picker);
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
