package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.decision.SubjectDirectory;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/** Users with their groups and attributes; from Keycloak's caches, without a statement when the user is there. */
public final class KeycloakSubjects implements SubjectDirectory {

    private final KeycloakSession session;
    private final Realms realms;

    public KeycloakSubjects(KeycloakSession session) {
        this.session = session;
        this.realms = new Realms(session);
    }

    @Override
    public Optional<SubjectFacts> find(RealmId realm, UserId user) {
        return realms.find(realm)
                .flatMap(model -> realms.user(model, user.value())
                        .map(found -> facts(model, found, isAccountAdmin(model, found))));
    }

    @Override
    public Optional<SubjectFacts> findAsOrdinary(RealmId realm, UserId user) {
        return realms.find(realm)
                .flatMap(model -> realms.user(model, user.value()).map(found -> facts(model, found, false)));
    }

    private static SubjectFacts facts(RealmModel realm, UserModel user, boolean accountAdmin) {
        return new SubjectFacts(
                new UserId(user.getId()),
                user.getUsername(),
                // People may enter any address: only one that they have proved says who they are (rule P6).
                user.isEmailVerified() ? user.getEmail() : null,
                user.isEnabled(),
                accountAdmin,
                groups(user),
                attributes(realm, user));
    }

    /**
     * Looks among all that the roles of the user and his groups bring, as tokens do: so Keycloak has them in memory. The
     * right is known by its name, so that its client is loaded for those only who have it.
     */
    private boolean isAccountAdmin(RealmModel realm, UserModel user) {
        return roles(user).anyMatch(role -> isManage(realm, role));
    }

    /**
     * Where a token is being issued to the user, Keycloak has expanded them for it and keeps that in the session, unless the
     * token's client may not see them all.
     */
    private Stream<RoleModel> roles(UserModel user) {
        return session.getAttribute(ClientSessionContext.class.getName()) instanceof ClientSessionContext token
                        && isWithAllRoles(token.getClientSession(), user)
                ? token.getRolesStream()
                : RoleUtils.getDeepUserRoleMappings(user).stream();
    }

    private static boolean isWithAllRoles(AuthenticatedClientSessionModel issued, UserModel user) {
        return issued.getClient().isFullScopeAllowed()
                && issued.getUserSession().getUser().getId().equals(user.getId());
    }

    private static boolean isManage(RealmModel realm, RoleModel role) {
        if (!role.isClientRole() || !role.getName().equals(ProvisionedNames.MANAGE)) {
            return false;
        }
        ClientModel client = realm.getClientById(role.getContainerId());
        return client != null && client.getClientId().equals(ProvisionedNames.CLIENT);
    }

    private static Set<GroupId> groups(UserModel user) {
        Set<GroupId> groups = new HashSet<>();
        user.getGroupsStream().forEach(group -> {
            GroupModel current = group;
            while (current != null && groups.add(new GroupId(current.getId()))) {
                current = current.getParent();
            }
        });
        return groups;
    }

    private static Map<String, Object> attributes(RealmModel realm, UserModel user) {
        Map<String, Object> attributes = new HashMap<>();
        for (String name : SubjectAttributeNames.of(realm)) {
            List<String> values = user.getAttributeStream(name).toList();
            if (values.size() == 1) {
                attributes.put(name, values.get(0));
            } else if (!values.isEmpty()) {
                attributes.put(name, values);
            }
        }
        return attributes;
    }
}
