package io.github.kcworkspaces.keycloak.token;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.id.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.TokenUtil;

/**
 * The workspace that a login is about, while the login goes on: the application asked for it, or the user picks it. What is
 * picked takes the place of the parameter of the authorization request, so whatever reads the one reads the other.
 */
public final class LoginWorkspace {

    /** The scopes whose claims are about the active workspace. */
    private static final Set<String> SCOPES = Set.of("workspace", "workspace-flat");

    /**
     * What was picked: to tell it from what the application asked for when the login starts again, and one login of a client
     * session from another that goes on in the next tab.
     */
    private static final String PICKED = "kcw.picked";

    private final KeycloakSession session;
    private final AuthenticationSessionModel login;

    public LoginWorkspace(KeycloakSession session, AuthenticationSessionModel login) {
        this.session = session;
        this.login = login;
    }

    /** Id or alias of the workspace that was asked for or picked; null when that is open. */
    public @Nullable String named() {
        String named = login.getClientNote(ActiveWorkspace.REQUESTED_AT_LOGIN);
        return named != null ? named : ScopedWorkspace.in(requestedScopes());
    }

    /** From now on the login is about this workspace, as {@link ActiveWorkspace#in} has found it. */
    public void pick(Membership workspace) {
        String id = workspace.workspace().value();
        login.setClientNote(ActiveWorkspace.REQUESTED_AT_LOGIN, id);
        login.setClientNote(note(login.getClientNote(OIDCLoginProtocol.NONCE_PARAM)), id);
    }

    /**
     * Name of the note that a client session has of what was picked in the login with this nonce, which a code brings along.
     * Without a nonce the last one that was picked counts.
     */
    static String note(@Nullable String nonce) {
        return nonce == null ? PICKED : PICKED + "." + UUID.nameUUIDFromBytes(nonce.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The next token of the application is about this workspace, unless it asks for another: as if the session had used it
     * last.
     */
    public static void startIn(AuthenticationSessionModel login, WorkspaceId workspace) {
        login.setClientNote(ActiveWorkspace.USED_LAST, workspace.value());
    }

    /** Opens what was picked before: the login has started again, maybe for somebody else. */
    public void reopen() {
        String note = note(login.getClientNote(OIDCLoginProtocol.NONCE_PARAM));
        String picked = login.getClientNote(note);
        if (picked != null) {
            login.removeClientNote(note);
            if (picked.equals(login.getClientNote(ActiveWorkspace.REQUESTED_AT_LOGIN))) {
                login.removeClientNote(ActiveWorkspace.REQUESTED_AT_LOGIN);
            }
        }
    }

    /** Whether the application wants to be told of the active workspace at all. One of SAML does not say so. */
    public boolean concernsWorkspaces() {
        if (!OIDCLoginProtocol.LOGIN_PROTOCOL.equals(login.getProtocol())) {
            return true;
        }
        ClientModel client = login.getClient();
        Set<String> byDefault = client.getClientScopes(true).keySet();
        return SCOPES.stream().anyMatch(byDefault::contains)
                || requestedScopes().stream().anyMatch(SCOPES::contains)
                || ScopedWorkspace.in(requestedScopes()) != null;
    }

    /** Whether nobody can be asked anything: {@code prompt=none}, also when it was passed on to an identity provider. */
    public boolean isPassive() {
        return TokenUtil.hasPrompt(
                        login.getClientNote(OIDCLoginProtocol.PROMPT_PARAM), OIDCLoginProtocol.PROMPT_VALUE_NONE)
                || "true".equals(login.getAuthNote(AuthenticationProcessor.FORWARDED_PASSIVE_LOGIN));
    }

    /** A further parameter of the authorization request; null when it was not sent. */
    public @Nullable String parameter(String name) {
        return login.getClientNote(ActiveWorkspace.REQUEST_PARAMETER + name);
    }

    /** Id of the workspace that this browser session used last with this application; null when there is none. */
    public @Nullable String usedLast() {
        AuthenticationManager.AuthResult signedIn =
                AuthenticationManager.authenticateIdentityCookie(session, login.getRealm(), true);
        UserSessionModel userSession = signedIn == null ? null : signedIn.session();
        if (userSession == null || !isOfTheSameUser(userSession)) {
            return null;
        }
        AuthenticatedClientSessionModel clientSession = userSession.getAuthenticatedClientSessionByClient(
                login.getClient().getId());
        return clientSession == null ? null : clientSession.getNote(ActiveWorkspace.USED_LAST);
    }

    /**
     * How the user stands in the workspace that the first token of this login will be about, if its token request names no
     * other. Changes nothing.
     *
     * @return empty when he has no access to what was asked for, is in no workspace, or the realm is not enabled
     */
    public Optional<Membership> membership(UserModel user) {
        ActiveWorkspace active = new ActiveWorkspace(session, login.getRealm());
        String named = named();
        return named != null ? active.in(user, named) : active.remembered(user, usedLast());
    }

    private boolean isOfTheSameUser(UserSessionModel userSession) {
        UserModel user = login.getAuthenticatedUser();
        return user != null && user.getId().equals(userSession.getUser().getId());
    }

    private List<String> requestedScopes() {
        String scope = login.getClientNote(OAuth2Constants.SCOPE);
        return scope == null ? List.of() : List.of(scope.split(" ", -1));
    }
}
