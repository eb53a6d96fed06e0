package io.github.kcworkspaces.keycloak.event;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.user.LoginStore;
import io.github.kcworkspaces.user.UserService;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;

/**
 * What a request tells about when somebody was here: that he logged in, and which workspace his token is about. It is
 * written together at the end of the request's transaction, by one statement.
 */
public final class LastSeen extends AbstractKeycloakTransaction {

    private final UserService users;
    private final RealmModel realm;
    private final UserModel user;
    private @Nullable Long at;
    private @Nullable String client;
    private @Nullable WorkspaceId workspace;

    /** What it works through joins the transaction now: nothing joins one that ends. */
    private LastSeen(KeycloakSession session, RealmModel realm, UserModel user) {
        this.users = session.getProvider(RbacProvider.class).users();
        this.realm = realm;
        this.user = user;
    }

    /** @param at epoch milliseconds */
    static void loggedIn(KeycloakSession session, RealmModel realm, UserModel user, long at, @Nullable String client) {
        LastSeen seen = of(session, realm, user);
        seen.at = at;
        seen.client = client;
    }

    /** A token is about another workspace than the one before it. */
    public static void in(KeycloakSession session, RealmModel realm, UserModel user, WorkspaceId workspace) {
        if (user.getServiceAccountClientLink() == null) {
            of(session, realm, user).workspace = workspace;
        }
    }

    private static LastSeen of(KeycloakSession session, RealmModel realm, UserModel user) {
        String key = LastSeen.class.getName() + user.getId();
        LastSeen seen = session.getAttribute(key, LastSeen.class);
        if (seen == null || !seen.isActive()) {
            seen = new LastSeen(session, realm, user);
            session.setAttribute(key, seen);
            session.getTransactionManager().enlistPrepare(seen);
        }
        return seen;
    }

    @Override
    protected void commitImpl() {
        users.seen(
                new RealmId(realm.getId()),
                new UserId(user.getId()),
                new LoginStore.Seen(at, client, workspace, names()));
    }

    /** Of who is not in Keycloak's tables lists know no other names. */
    private Member.@Nullable Person names() {
        return StorageId.isLocalStorage(user.getId())
                ? null
                : new Member.Person(
                        new UserId(user.getId()),
                        user.getUsername(),
                        user.getEmail(),
                        user.getFirstName(),
                        user.getLastName());
    }

    @Override
    protected void rollbackImpl() {}
}
