package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.workspace.Organizations;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.organization.OrganizationProvider;

/** Keycloak's organizations; none where the server or the realm does not use them. */
public final class KeycloakOrganizations implements Organizations {

    private final KeycloakSession session;
    private final Realms realms;

    public KeycloakOrganizations(KeycloakSession session) {
        this.session = session;
        this.realms = new Realms(session);
    }

    @Override
    public boolean exists(RealmId realm, String organization) {
        return find(realm, organization).isPresent();
    }

    /** Whether there is such an organization and it is enabled. */
    boolean enabled(RealmId realm, String organization) {
        return find(realm, organization).filter(OrganizationModel::isEnabled).isPresent();
    }

    private Optional<OrganizationModel> find(RealmId realm, String organization) {
        OrganizationProvider organizations = session.getProvider(OrganizationProvider.class);
        if (organizations == null || organization.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return realms.find(realm)
                .filter(RealmModel::isOrganizationsEnabled)
                .map(enabled -> organizations.getById(organization));
    }
}
