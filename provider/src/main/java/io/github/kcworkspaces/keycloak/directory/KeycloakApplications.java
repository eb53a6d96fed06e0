package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.invitation.Applications;
import io.github.kcworkspaces.invitation.Invitation;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.utils.RedirectUtils;

/** Clients of Keycloak, and where they may be led to. */
public final class KeycloakApplications implements Applications {

    private final KeycloakSession session;
    private final Realms realms;

    public KeycloakApplications(KeycloakSession session) {
        this.session = session;
        this.realms = new Realms(session);
    }

    @Override
    public boolean leadsTo(RealmId realm, Invitation.Application application) {
        return realms.find(realm)
                .map(model -> model.getClientByClientId(application.client()))
                .filter(client -> leadsTo(client, application))
                .isPresent();
    }

    private boolean leadsTo(ClientModel client, Invitation.Application application) {
        String wanted = application.redirectUri();
        return client.isEnabled()
                && !client.isBearerOnly()
                && (wanted == null || wanted.equals(RedirectUtils.verifyRedirectUri(session, wanted, client)));
    }
}
