package io.github.kcworkspaces.realm;

import io.github.kcworkspaces.decision.Administrators;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;

/** Port: which users hold Keycloak's realm role {@code workspace-admin}. */
public interface AccountAdmins extends Administrators {

    boolean isAdmin(RealmId realm, UserId user);

    /** Whether any other enabled user is an account admin. */
    boolean othersThan(RealmId realm, UserId user);

    void add(RealmId realm, UserId user);

    void remove(RealmId realm, UserId user);
}
