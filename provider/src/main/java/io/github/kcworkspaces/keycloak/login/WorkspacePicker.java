package io.github.kcworkspaces.keycloak.login;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.keycloak.token.ActiveWorkspace;
import io.github.kcworkspaces.keycloak.token.LoginWorkspace;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Lets a user who has several workspaces pick the one to work in. He is asked when the application wants the claim about the
 * active workspace, has named none, and wants the question: by its client attribute {@value #CLIENT_ATTRIBUTE}, or by the
 * parameter {@code workspace_prompt=select} of this authorization request. Nobody is asked when nobody can answer ({@code
 * prompt=none}); then the workspace is the one used last, or the default one.
 *
 * <p>What is picked counts as if the authorization request had named it.
 */
final class WorkspacePicker implements Authenticator {

    /** {@code true}: users pick a workspace whenever they sign in to this client. */
    static final String CLIENT_ATTRIBUTE = "workspace.picker";

    /** Option of the execution: asks for every client, as if each had the attribute. */
    static final String ALWAYS = "always";

    /** Parameter of an authorization request: {@code select} asks for this once, {@code none} does not. */
    private static final String PROMPT = "workspace_prompt";

    private static final String TEMPLATE = "workspace-picker.ftl";
    private static final String PICKED = "workspace";
    private static final int LONGEST_DETAIL = 64;

    private final KeycloakSession session;

    WorkspacePicker(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        LoginWorkspace login = new LoginWorkspace(session, context.getAuthenticationSession());
        login.reopen();
        if (login.named() != null || login.isPassive() || !isWanted(context, login)) {
            context.success();
            return;
        }
        WorkspaceChoices choices = WorkspaceChoices.first(session, context.getRealm(), context.getUser());
        if (choices.areSeveral()) {
            context.challenge(page(context, login, choices).createForm(TEMPLATE));
        } else {
            context.success();
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        LoginWorkspace login = new LoginWorkspace(session, context.getAuthenticationSession());
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        List<String> picked = form.getOrDefault(PICKED, List.of());
        if (picked.isEmpty()) {
            WorkspaceChoices choices = WorkspaceChoices.asked(session, context.getRealm(), context.getUser(), form);
            context.challenge(page(context, login, choices).createForm(TEMPLATE));
            return;
        }
        Optional<Membership> found = picked.size() == 1
                ? new ActiveWorkspace(session, context.getRealm()).in(context.getUser(), picked.get(0))
                : Optional.empty();
        if (found.isPresent()) {
            login.pick(found.get());
            context.success();
        } else {
            refuse(context, login, picked.get(0));
        }
    }

    /** Says the same of a workspace that does not exist and one that the user does not belong to (rule P1). */
    private void refuse(AuthenticationFlowContext context, LoginWorkspace login, String picked) {
        context.getEvent()
                .user(context.getUser())
                .detail(PICKED, picked.substring(0, Math.min(picked.length(), LONGEST_DETAIL)))
                .error(Errors.NOT_ALLOWED);
        WorkspaceChoices choices = WorkspaceChoices.first(session, context.getRealm(), context.getUser());
        context.challenge(
                page(context, login, choices).setError("workspacePickerUnknown").createForm(TEMPLATE));
    }

    private static LoginFormsProvider page(
            AuthenticationFlowContext context, LoginWorkspace login, WorkspaceChoices choices) {
        LoginFormsProvider form = context.form();
        choices.page(login.usedLast()).forEach(form::setAttribute);
        return form;
    }

    private static boolean isWanted(AuthenticationFlowContext context, LoginWorkspace login) {
        String prompt = login.parameter(PROMPT);
        AuthenticatorConfigModel config = context.getAuthenticatorConfig();
        boolean wanted = "select".equals(prompt)
                || Boolean.parseBoolean(
                        context.getAuthenticationSession().getClient().getAttribute(CLIENT_ATTRIBUTE))
                || (config != null && Boolean.parseBoolean(config.getConfig().get(ALWAYS)));
        return wanted && !"none".equals(prompt) && login.concernsWorkspaces();
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession keycloakSession, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession keycloakSession, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
