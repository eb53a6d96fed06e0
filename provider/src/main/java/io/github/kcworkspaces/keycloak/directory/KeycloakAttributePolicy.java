package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.realm.AttributePolicy;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;
import org.keycloak.userprofile.UserProfileConstants;
import org.keycloak.userprofile.UserProfileProvider;

/** What the realm's user profile lets users change themselves. When in doubt, they may. */
public final class KeycloakAttributePolicy implements AttributePolicy {

    private final KeycloakSession session;
    private final Realms realms;

    public KeycloakAttributePolicy(KeycloakSession session) {
        this.session = session;
        this.realms = new Realms(session);
    }

    @Override
    public boolean userMayEdit(RealmId realm, String attribute) {
        RealmModel current = session.getContext().getRealm();
        return realms.find(realm)
                .map(model -> {
                    session.getContext().setRealm(model);
                    try {
                        return editable(attribute);
                    } finally {
                        if (current != null) {
                            session.getContext().setRealm(current);
                        }
                    }
                })
                .orElse(true);
    }

    /** Keycloak's provider reads the profile of the realm in the session's context. */
    private boolean editable(String name) {
        UPConfig profile = session.getProvider(UserProfileProvider.class).getConfiguration();
        UPAttribute attribute = profile.getAttribute(name);
        if (attribute == null) {
            return profile.getUnmanagedAttributePolicy() == UnmanagedAttributePolicy.ENABLED;
        }
        return attribute.getPermissions() == null
                || attribute.getPermissions().getEdit().contains(UserProfileConstants.ROLE_USER);
    }
}
