package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.realm.AccountAdmins;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
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

    /** Whoever {@link KeycloakSubjects} takes for one: holders of the right that the role brings, however they got it. */
    @Override
    public Collection<UserId> all(RealmId realm) {
        Set<UserId> all = new HashSet<>();
        realms.find(realm)
                .ifPresent(model -> managing(model).forEach(role -> {
                    addAll(all, (first, max) -> session.users().getRoleMembersStream(model, role, first, max));
                    session.groups()
                            .getGroupsByRoleStream(model, role, null, null)
                            .toList()
                            .forEach(group -> addGroup(all, model, group));
                }));
        return all;
    }

    /** The client role, and the roles of the realm that bring it. */
    static List<RoleModel> managing(RealmModel realm) {
        ClientModel client = realm.getClientByClientId(ProvisionedNames.CLIENT);
        RoleModel manage = client == null ? null : client.getRole(ProvisionedNames.MANAGE);
        return manage == null
                ? List.of()
                : Stream.concat(
                                Stream.of(manage),
                                realm.getRolesStream().filter(role -> role.isComposite() && role.hasRole(manage)))
                        .toList();
    }

    private void addGroup(Set<UserId> all, RealmModel realm, GroupModel group) {
        addAll(all, (first, max) -> session.users().getGroupMembersStream(realm, group, first, max));
        group.getSubGroupsStream().toList().forEach(below -> addGroup(all, realm, below));
    }

    private static void addAll(Set<UserId> all, BiFunction<Integer, Integer, Stream<UserModel>> members) {
        int first = 0;
        List<UserModel> some = members.apply(first, READ_AT_ONCE).toList();
        while (!some.isEmpty()) {
            some.forEach(user -> all.add(new UserId(user.getId())));
            first += some.size();
            some = some.size() < READ_AT_ONCE
                    ? List.of()
                    : members.apply(first, READ_AT_ONCE).toList();
        }
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
