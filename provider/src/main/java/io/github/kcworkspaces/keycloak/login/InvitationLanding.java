package io.github.kcworkspaces.keycloak.login;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.utils.RedirectUtils;
import org.keycloak.services.Urls;
import org.keycloak.services.util.ResolveRelative;

/** Where somebody lands who has accepted: at the application, else in the account console; nowhere else. */
public final class InvitationLanding {

    private final KeycloakSession session;
    private final RealmModel realm;

    public InvitationLanding(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** @param redirectUri looked at again: it comes from the browser */
    public URI target(@Nullable String clientId, @Nullable String redirectUri) {
        ClientModel client = clientId == null ? null : realm.getClientByClientId(clientId);
        if (client != null && client.isEnabled()) {
            String verified =
                    redirectUri == null ? null : RedirectUtils.verifyRedirectUri(session, redirectUri, client);
            String home = client.getBaseUrl();
            String target = verified == null && home != null && !home.isBlank()
                    ? ResolveRelative.resolveRelativeUri(session, client.getRootUrl(), home)
                    : verified;
            if (target != null) {
                return URI.create(target);
            }
        }
        return Urls.accountBase(session.getContext().getUri().getBaseUri())
                .path("/")
                .build(realm.getName());
    }
}
