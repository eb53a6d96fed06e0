package io.github.kcworkspaces.keycloak.mail;

import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.LinkSecret;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.keycloak.authentication.actiontoken.execactions.ExecuteActionsActionToken;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;

/** Where mails about an invitation lead. There is no request here: the invitation knows how the server is reached. */
final class Links {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Invitation about;

    Links(KeycloakSession session, RealmModel realm, Invitation about) {
        this.session = session;
        this.realm = realm;
        this.about = about;
    }

    String toInvitation(LinkSecret secret) {
        return ofRealm() + "/rbac/invitations/" + secret.value();
    }

    /** The application that the invitation names, or the account console. */
    String toApplication() {
        Invitation.Application application = about.application();
        ClientModel client = application == null ? null : realm.getClientByClientId(application.client());
        if (application == null || client == null) {
            return ofRealm() + "/account";
        }
        if (application.redirectUri() != null) {
            return application.redirectUri();
        }
        String home = client.getBaseUrl();
        if (home != null && home.startsWith("http")) {
            return home;
        }
        String root = client.getRootUrl();
        return root != null && root.startsWith("http") ? root + (home == null ? "" : home) : ofRealm() + "/account";
    }

    /**
     * Keycloak's own link to set a password: whoever has it has the address, and it is good until a password was set with it.
     */
    String toSetPassword(UserId user) {
        Invitation.Application application = about.application();
        UserModel account = session.users().getUserById(realm, user.value());
        ExecuteActionsActionToken token = new ExecuteActionsActionToken(
                user.value(),
                account == null ? about.email() : account.getEmail(),
                (int) (passwordLinkEndsAt() / 1_000),
                List.of(RequiredAction.UPDATE_PASSWORD.name()),
                application == null ? null : toApplication(),
                application == null ? Constants.ACCOUNT_MANAGEMENT_CLIENT_ID : application.client());
        URI site = URI.create(about.site());
        jakarta.ws.rs.core.UriInfo uri = (jakarta.ws.rs.core.UriInfo) Proxy.newProxyInstance(
                Links.class.getClassLoader(),
                new Class<?>[] {jakarta.ws.rs.core.UriInfo.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getBaseUri")) {
                        return site;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        return ofRealm() + "/login-actions/action-token?key="
                + URLEncoder.encode(token.serialize(session, realm, uri), StandardCharsets.UTF_8);
    }

    long passwordLinkEndsAt() {
        return (Time.currentTime() + realm.getActionTokenGeneratedByAdminLifespan()) * 1_000L;
    }

    private String ofRealm() {
        String site = about.site();
        return site + (site.endsWith("/") ? "" : "/") + "realms/"
                + URLEncoder.encode(realm.getName(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
