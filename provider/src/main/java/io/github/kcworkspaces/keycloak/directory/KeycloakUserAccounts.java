package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.user.Accounts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserManager;
import org.keycloak.models.UserModel;
import org.keycloak.storage.ReadOnlyException;

/** Accounts as Keycloak keeps them, or the directory behind it. */
public final class KeycloakUserAccounts implements Accounts {

    /** Who has one of these can change users, or get at what can. */
    private static final Set<String> ADMINISTRATION = Set.of(
            AdminRoles.MANAGE_REALM,
            AdminRoles.MANAGE_USERS,
            AdminRoles.MANAGE_CLIENTS,
            AdminRoles.MANAGE_IDENTITY_PROVIDERS,
            AdminRoles.MANAGE_AUTHORIZATION,
            AdminRoles.MANAGE_EVENTS,
            AdminRoles.IMPERSONATION);

    private final KeycloakSession session;
    private final Realms realms;

    public KeycloakUserAccounts(KeycloakSession session) {
        this.session = session;
        this.realms = new Realms(session);
    }

    @Override
    public Collection<String> adminRoles(RealmId realm) {
        return realms.find(realm).map(KeycloakAccountAdmins::managing).orElse(List.of()).stream()
                .map(RoleModel::getId)
                .toList();
    }

    @Override
    public boolean exists(RealmId realm, UserId user) {
        return find(realm, user, (model, found) -> true);
    }

    @Override
    public boolean administersKeycloak(RealmId realm, UserId user) {
        return find(
                realm,
                user,
                (model, found) -> management(model).stream()
                        .flatMap(ClientModel::getRolesStream)
                        .anyMatch(role -> ADMINISTRATION.contains(role.getName()) && found.hasRole(role)));
    }

    /** The client whose roles administer the realm; that of the master realm has another name. */
    private static Optional<ClientModel> management(RealmModel realm) {
        ClientModel client = realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
        return Optional.ofNullable(client == null ? realm.getMasterAdminClient() : client);
    }

    @Override
    public boolean setEnabled(RealmId realm, UserId user, boolean enabled) {
        return find(realm, user, (model, found) -> {
            try {
                found.setEnabled(enabled);
            } catch (ReadOnlyException kept) {
                return false;
            }
            if (!enabled) {
                session.sessions().removeUserSessions(model, found);
            }
            return found.isEnabled() == enabled;
        });
    }

    @Override
    public boolean remove(RealmId realm, UserId user) {
        return find(realm, user, (model, found) -> new UserManager(session).removeUser(model, found));
    }

    private boolean find(RealmId realm, UserId user, BiPredicate<RealmModel, UserModel> question) {
        return realms.find(realm)
                .flatMap(model -> realms.user(model, user.value()).map(found -> question.test(model, found)))
                .orElse(false);
    }
}
