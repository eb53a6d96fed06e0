package io.github.kcworkspaces.keycloak.access;

import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.keycloak.spi.Actors;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.resources.admin.AdminAuth;

/**
 * An authenticated caller: a user or the service account of a client, and the client he calls through. Rights are read from
 * Keycloak's model at the time of the question, so that a role that was taken is gone at once, and only as far as the token
 * carries them, so that a client with a narrow scope stays narrow.
 */
public final class Identity {

    /** The client whose roles are the rights of applications and account admins. */
    public static final String CLIENT = "workspaces";

    /** The role of {@link #CLIENT} that makes an account admin. */
    public static final String MANAGE = "manage";

    private final UserModel user;
    private final RealmModel realm;
    private final ClientModel client;
    private final RealmModel target;
    private final @Nullable AccessToken token;
    private final Carried carried;
    private final Supplier<@Nullable UserSessionModel> session;

    /** Which roles of the client the token of the caller carries. */
    private interface Carried {

        /** Whether it may carry a role of this name; asked first, because it costs nothing. */
        boolean possibly(String role);

        boolean surely(RoleModel role);
    }

    private Identity(
            UserModel user,
            RealmModel realm,
            ClientModel client,
            RealmModel target,
            @Nullable AccessToken token,
            Carried carried,
            Supplier<@Nullable UserSessionModel> session) {
        this.user = user;
        this.realm = realm;
        this.client = client;
        this.target = target;
        this.token = token;
        this.carried = carried;
        this.session = session;
    }

    /**
     * Whom a bearer token of the realm stands for; the token has been verified.
     *
     * @param session of the token; null for none
     */
    static Identity ofBearer(
            RealmModel realm,
            UserModel user,
            ClientModel client,
            AccessToken token,
            @Nullable UserSessionModel session) {
        AccessToken.Access access = token.getResourceAccess(CLIENT);
        Carried byName = new Carried() {
            @Override
            public boolean possibly(String role) {
                return access != null && access.isUserInRole(role);
            }

            @Override
            public boolean surely(RoleModel role) {
                return possibly(role.getName());
            }
        };
        return new Identity(user, realm, client, realm, token, byName, () -> session);
    }

    /**
     * Whom Keycloak has authenticated for its admin REST API. Like there, what counts is which roles the client may carry:
     * a lightweight token holds none.
     *
     * @param target the realm that is administered; the caller may be one of the master realm
     */
    public static Identity ofAdmin(KeycloakSession keycloak, RealmModel target, AdminAuth auth) {
        ClientModel client = auth.getClient();
        Carried byScope = new Carried() {
            @Override
            public boolean possibly(String role) {
                return true;
            }

            @Override
            public boolean surely(RoleModel role) {
                return client.hasScope(role);
            }
        };
        return new Identity(auth.getUser(), auth.getRealm(), client, target, auth.getToken(), byScope, () -> {
            String id = auth.getToken().getSessionId();
            UserSessionModel online = id == null ? null : keycloak.sessions().getUserSession(auth.getRealm(), id);
            return id == null || online != null
                    ? online
                    : keycloak.sessions().getOfflineUserSession(auth.getRealm(), id);
        });
    }

    public UserModel user() {
        return user;
    }

    /** The realm of the user, which on the admin base may be the master realm. */
    public RealmModel realm() {
        return realm;
    }

    public ClientModel client() {
        return client;
    }

    public boolean serviceAccount() {
        return user.getServiceAccountClientLink() != null;
    }

    /** Whether the session of the token had a second factor. */
    public boolean hasSecondFactor() {
        UserSessionModel found = session.get();
        return found != null && SecondFactor.in(realm, found);
    }

    /** The verified access token. It may be shared between requests: read it only. */
    public Optional<AccessToken> token() {
        return Optional.ofNullable(token);
    }

    /** The caller as the audit trail names him. */
    public Actor actor(KeycloakSession keycloak) {
        return Actors.of(keycloak, user, client, session.get());
    }

    public boolean sameRealm(RealmModel other) {
        return realm.getId().equals(other.getId());
    }

    /** Whether the user holds this role of the client {@code workspaces} of the realm at hand, and the token carries it. */
    public boolean hasClientRole(String role) {
        if (!sameRealm(target) || !carried.possibly(role)) {
            return false;
        }
        ClientModel workspaces = target.getClientByClientId(CLIENT);
        RoleModel wanted = workspaces == null ? null : workspaces.getRole(role);
        return wanted != null && carried.surely(wanted) && user.hasRole(wanted);
    }

    /** Whether the user holds this role of a client of his realm, and his access token carries it. */
    boolean hasRoleOf(String clientId, String role) {
        AccessToken.Access access = token == null ? null : token.getResourceAccess(clientId);
        ClientModel owner = realm.getClientByClientId(clientId);
        RoleModel wanted = owner == null ? null : owner.getRole(role);
        return access != null && access.isUserInRole(role) && wanted != null && user.hasRole(wanted);
    }

    /** Whether the caller manages every workspace of the realm at hand. */
    public boolean accountAdmin() {
        return hasClientRole(MANAGE);
    }
}
