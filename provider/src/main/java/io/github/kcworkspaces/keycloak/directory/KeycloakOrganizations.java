package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.id.Ids;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.workspace.Organization;
import io.github.kcworkspaces.workspace.Organizations;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    public boolean used(RealmId realm) {
        return provider(realm).isPresent();
    }

    @Override
    public Optional<Organization> find(RealmId realm, String reference) {
        if (Ids.hasControlCharacters(reference)) {
            return Optional.empty();
        }
        return byId(realm, reference)
                .or(() -> provider(realm).map(organizations -> organizations.getByAlias(reference)))
                .map(KeycloakOrganizations::of);
    }

    @Override
    public void join(RealmId realm, String organization, UserId user) {
        realms.find(realm)
                .flatMap(model -> realms.user(model, user.value()))
                .ifPresent(member -> provider(realm)
                        .ifPresent(organizations -> byId(realm, organization)
                                .filter(found -> !organizations.isMember(found, member))
                                .ifPresent(found -> organizations.addMember(found, member))));
    }

    @Override
    public List<Organization> search(RealmId realm, PageRequest request) {
        String text = request.search();
        return provider(realm).stream()
                .flatMap(organizations -> {
                    try (Stream<OrganizationModel> found = organizations.getAllStream(
                            text == null ? "" : text, false, request.first(), request.max())) {
                        return found.map(KeycloakOrganizations::of).toList().stream();
                    }
                })
                .toList();
    }

    /** Whether there is such an organization and it is enabled. */
    boolean enabled(RealmId realm, String organization) {
        return byId(realm, organization).filter(OrganizationModel::isEnabled).isPresent();
    }

    private Optional<OrganizationModel> byId(RealmId realm, String id) {
        return provider(realm).map(organizations -> organizations.getById(id));
    }

    private Optional<OrganizationProvider> provider(RealmId realm) {
        // Without the feature the server has no such provider.
        Optional<OrganizationProvider> organizations =
                Optional.ofNullable(session.getProvider(OrganizationProvider.class));
        return realms.find(realm).filter(RealmModel::isOrganizationsEnabled).flatMap(enabled -> organizations);
    }

    private static Organization of(OrganizationModel found) {
        return new Organization(found.getId(), found.getAlias(), found.getName(), found.isEnabled());
    }
}
