package io.github.kcworkspaces.keycloak.login;

import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.InvitationAnswers;
import io.github.kcworkspaces.keycloak.token.LoginWorkspace;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.SystemClientUtil;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/**
 * Begins a login for somebody who has an invitation open: whatever the realm's browser flow asks for. Its session knows the
 * invitation, which {@link InvitationAcceptance} takes at its end; then the browser is sent to where the invitation leads.
 */
public final class InvitationLogin {

    private final KeycloakSession session;
    private final RealmModel realm;

    public InvitationLogin(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Sends the browser to the sign-in, with the address filled in. */
    public Response signIn(InvitationAnswers.Shown shown, URI landing) {
        AuthenticationSessionModel login = begin(shown, landing);
        login.setClientNote(
                OIDCLoginProtocol.LOGIN_HINT_PARAM, shown.invitation().email());
        InvitationAcceptance.expect(login, shown.invitation());
        URI signIn = LoginActionsService.loginActionsBaseUrl(
                        session.getContext().getUri())
                .path(LoginActionsService.AUTHENTICATE_PATH)
                .queryParam(Constants.CLIENT_ID, login.getClient().getClientId())
                .queryParam(Constants.TAB_ID, login.getTabId())
                .queryParam(Constants.CLIENT_DATA, AuthenticationProcessor.getClientData(session, login))
                .build(realm.getName());
        return Response.status(Response.Status.FOUND).location(signIn).build();
    }

    /** Signs in somebody who has just made his account through the link and accepted. */
    public Response signedUp(InvitationAnswers.Shown shown, URI landing, UserModel user) {
        AuthenticationSessionModel login = begin(shown, landing);
        login.setAuthenticatedUser(user);
        EventBuilder event = new EventBuilder(
                        realm, session, session.getContext().getConnection())
                .event(EventType.LOGIN)
                .client(login.getClient())
                .user(user)
                .detail(Details.USERNAME, user.getUsername())
                .detail(Details.REDIRECT_URI, login.getRedirectUri())
                .detail(Details.AUTH_METHOD, login.getProtocol());
        return AuthenticationManager.nextActionAfterAuthentication(
                session,
                login,
                session.getContext().getConnection(),
                session.getContext().getHttpRequest(),
                session.getContext().getUri(),
                event);
    }

    /** Ends the session of the browser: somebody else wants to go on. */
    public void signOut(UserSessionModel signedIn) {
        AuthenticationManager.backchannelLogout(session, signedIn, true);
        AuthenticationManager.expireIdentityCookie(session);
    }

    private AuthenticationSessionModel begin(InvitationAnswers.Shown shown, URI landing) {
        ClientModel client = client(shown.invitation().application());
        AuthenticationSessionModel login = root().createAuthenticationSession(client);
        login.setAction(AuthenticationSessionModel.Action.AUTHENTICATE.name());
        login.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        login.setRedirectUri(landing.toString());
        login.setClientNote(OIDCLoginProtocol.REDIRECT_URI_PARAM, landing.toString());
        login.setClientNote(OIDCLoginProtocol.RESPONSE_TYPE_PARAM, OAuth2Constants.CODE);
        login.setClientNote(OIDCLoginProtocol.SCOPE_PARAM, OAuth2Constants.SCOPE_OPENID);
        login.setClientNote(
                OIDCLoginProtocol.ISSUER,
                Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
        LoginWorkspace.startIn(login, shown.workspace().id());
        session.getContext().setAuthenticationSession(login);
        return login;
    }

    private ClientModel client(Invitation.@Nullable Application application) {
        ClientModel named = application == null ? null : realm.getClientByClientId(application.client());
        ClientModel console = realm.getClientByClientId(Constants.ACCOUNT_CONSOLE_CLIENT_ID);
        if (named != null && named.isEnabled() && OIDCLoginProtocol.LOGIN_PROTOCOL.equals(named.getProtocol())) {
            return named;
        }
        return console != null && console.isEnabled() ? console : SystemClientUtil.getSystemClient(realm);
    }

    /** As for any login: one that is open in another tab goes on, and so does the session of the browser. */
    private RootAuthenticationSessionModel root() {
        AuthenticationSessionManager manager = new AuthenticationSessionManager(session);
        RootAuthenticationSessionModel open = manager.getCurrentRootAuthenticationSession(realm);
        if (open != null) {
            return open;
        }
        UserSessionModel signedIn = manager.getUserSessionFromAuthenticationCookie(realm);
        if (signedIn == null) {
            return manager.createAuthenticationSession(realm, true);
        }
        RootAuthenticationSessionModel known =
                session.authenticationSessions().getRootAuthenticationSession(realm, signedIn.getId());
        RootAuthenticationSessionModel root = known == null
                ? session.authenticationSessions().createRootAuthenticationSession(realm, signedIn.getId())
                : known;
        manager.setAuthSessionCookie(root.getId());
        manager.setAuthSessionIdHashCookie(root.getId());
        return root;
    }

    /** Address of our own that a login ends at. Its parameters are checked there again. */
    public URI landing(Invitation.@Nullable Application application) {
        UriBuilder landing =
                session.getContext().getUri().getBaseUriBuilder().path("realms/{realm}/rbac/invitations/done");
        if (application != null) {
            landing.queryParam("client_id", "{client}");
            if (application.redirectUri() != null) {
                landing.queryParam("redirect_uri", "{uri}");
                return landing.build(realm.getName(), application.client(), application.redirectUri());
            }
            return landing.build(realm.getName(), application.client());
        }
        return landing.build(realm.getName());
    }
}
