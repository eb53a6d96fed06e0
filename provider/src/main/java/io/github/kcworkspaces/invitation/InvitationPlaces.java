package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.SettingsRules;
import io.github.kcworkspaces.settings.SettingsStore;
import io.github.kcworkspaces.workspace.Organization;
import io.github.kcworkspaces.workspace.Organizations;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Where invitations lead: whether a workspace takes people in, and the roles that are given there. */
final class InvitationPlaces {

    private final SettingsStore settings;
    private final Organizations organizations;
    private final RoleStore roles;

    InvitationPlaces(SettingsStore settings, Organizations organizations, RoleStore roles) {
        this.settings = settings;
        this.organizations = organizations;
        this.roles = roles;
    }

    /** The settings of a realm that is enabled; refused otherwise. */
    RealmSettings settings(RealmId realm) {
        return SettingsRules.realmIsEnabled(settings.find(realm));
    }

    boolean isEnabled(RealmId realm) {
        return settings.find(realm).filter(RealmSettings::enabled).isPresent();
    }

    boolean isOpen(Workspace workspace) {
        String organization = workspace.organization();
        return workspace.status() == Workspace.Status.ACTIVE
                && (organization == null
                        || organizations
                                .find(workspace.realm(), organization)
                                .filter(Organization::enabled)
                                .isPresent());
    }

    /** The live roles that these invitations give, for their names. One statement. */
    List<Role> roles(Workspace workspace, List<Invitation> invitations) {
        Set<String> given = invitations.stream()
                .flatMap(invitation -> invitation.roles().stream())
                .map(RoleId::value)
                .collect(Collectors.toSet());
        return given.isEmpty() ? List.of() : roles.resolve(workspace.realm(), workspace.id(), given);
    }

    static List<String> names(List<Role> roles) {
        return roles.stream().map(Role::name).sorted().toList();
    }
}
