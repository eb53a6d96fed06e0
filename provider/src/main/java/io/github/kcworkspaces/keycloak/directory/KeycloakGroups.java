package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.Ids;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.member.Groups;
import java.util.Optional;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Keycloak's groups of the realm. The groups inside an organization are Keycloak's own business and not among them. */
public final class KeycloakGroups implements Groups {

    private final KeycloakSession session;
    private final Realms realms;

    public KeycloakGroups(KeycloakSession session) {
        this.session = session;
        this.realms = new Realms(session);
    }

    @Override
    public Optional<String> path(RealmId realm, GroupId group) {
        if (Ids.hasControlCharacters(group.value())) {
            return Optional.empty();
        }
        return realms.find(realm)
                .map(model -> session.groups().getGroupById(model, group.value()))
                .filter(found -> found.getType() == GroupModel.Type.REALM)
                .map(KeycloakModelUtils::buildGroupPath);
    }
}
