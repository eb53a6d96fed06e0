package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.realm.AccountAdmins;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** The holders of the realm role {@code workspace-admin}, be it themselves or through a group. */
public final class KeycloakAccountAdmins implements AccountAdmins {

    private static final int READ_AT_ONCE = 100;

    private final KeycloakSession session;
    private final Realms realms;

    public KeycloakAccountAdmins(KeycloakSession session) {
        this.session = session;
        this.realms = new Realms(session);
    }

    @Override
    public boolean isAdmin(RealmId realm, UserId user) {
        return realms.find(realm)
                .flatMap(model -> role(model)
                        .flatMap(role -> realms.user(model, user.value()).map(found -> found.hasRole(role))))
                .orElse(false);
    }

    @Override
    public boolean othersThan(RealmId realm, UserId user) {
        return realms.find(realm)
                .flatMap(model -> role(model).map(role -> othersThan(model, role, user)))
                .orElse(false);
    }

    @Override
    public void add(RealmId realm, UserId user) {
        change(realm, user, UserModel::grantRole);
    }

    @Override
    public void remove(RealmId realm, UserId user) {
        change(realm, user, UserModel::deleteRoleMapping);
    }

    private boolean othersThan(RealmModel realm, RoleModel role, UserId user) {
        return anyOther(user, (first, max) -> session.users().getRoleMembersStream(realm, role, first, max))
                || session.groups().getGroupsByRoleStream(realm, role, null, null).toList().stream()
                        .anyMatch(group -> othersIn(realm, group, user));
    }

    /** Members of a group below one have its roles too. */
    private boolean othersIn(RealmModel realm, GroupModel group, UserId user) {
        return anyOther(user, (first, max) -> session.users().getGroupMembersStream(realm, group, first, max))
                || group.getSubGroupsStream().toList().stream().anyMatch(below -> othersIn(realm, below, user));
    }

    private static boolean anyOther(UserId user, BiFunction<Integer, Integer, Stream<UserModel>> members) {
        int first = 0;
        List<UserModel> some = members.apply(first, READ_AT_ONCE).toList();
        while (!some.isEmpty()) {
            if (some.stream()
                    .anyMatch(other -> other.isEnabled() && !other.getId().equals(user.value()))) {
                return true;
            }
            first += some.size();
            some = some.size() < READ_AT_ONCE
                    ? List.of()
                    : members.apply(first, READ_AT_ONCE).toList();
        }
        return false;
    }

    private void change(RealmId realm, UserId user, BiConsumer<UserModel, RoleModel> change) {
        realms.find(realm)
                .ifPresent(model -> role(model)
                        .ifPresent(role ->
                                realms.user(model, user.value()).ifPresent(found -> change.accept(found, role))));
    }

    private static Optional<RoleModel> role(RealmModel realm) {
        return Optional.ofNullable(realm.getRole(ProvisionedNames.ADMIN_ROLE));
    }
}
