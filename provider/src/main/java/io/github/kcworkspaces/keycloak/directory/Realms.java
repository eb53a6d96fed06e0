package io.github.kcworkspaces.keycloak.directory;

import io.github.kcworkspaces.id.Ids;
import io.github.kcworkspaces.id.RealmId;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** Realms and users by their ids. */
final class Realms {

    /** Prefix of the ids of federated users: {@code f:<component>:<external id>}. */
    private static final String FEDERATED = "f:";

    private final KeycloakSession session;

    Realms(KeycloakSession session) {
        this.session = session;
    }

    /**
     * The realm, which becomes that of the session's context when it has none: several of Keycloak's providers read it
     * there. It is read no sooner than it is asked for, so that a session that waits for a lock sees it as it is then.
     */
    Optional<RealmModel> find(RealmId id) {
        RealmModel current = session.getContext().getRealm();
        if (current != null && current.getId().equals(id.value())) {
            return Optional.of(current);
        }
        RealmModel realm = session.realms().getRealm(id.value());
        if (realm != null && current == null) {
            session.getContext().setRealm(realm);
        }
        return Optional.ofNullable(realm);
    }

    /** @return empty also for ids that no user can have and that databases or Keycloak choke on */
    Optional<UserModel> user(RealmModel realm, String id) {
        boolean malformed =
                Ids.hasControlCharacters(id) || (id.startsWith(FEDERATED) && id.indexOf(':', FEDERATED.length()) < 0);
        return malformed || isCallerOfAnotherRealm(realm, id)
                ? Optional.empty()
                : Optional.ofNullable(session.users().getUserById(realm, id));
    }

    /**
     * Keycloak finds a user whom the session has loaded already by his id alone, whatever the realm. The only one whom a
     * session loads from another realm is an administrator of the master realm.
     */
    private boolean isCallerOfAnotherRealm(RealmModel realm, String id) {
        UserSessionModel caller = session.getContext().getUserSession();
        return caller != null
                && !caller.getRealm().getId().equals(realm.getId())
                && caller.getUser().getId().equals(id);
    }
}
