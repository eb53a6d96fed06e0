package io.github.kcworkspaces.user;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import java.util.Collection;

/** Port: the accounts of Keycloak. */
public interface Accounts {

    /** Ids of the roles whose holders are account admins, however they got them. */
    Collection<String> adminRoles(RealmId realm);

    boolean exists(RealmId realm, UserId user);

    /** Whether the user may change users or more through Keycloak itself. */
    boolean administersKeycloak(RealmId realm, UserId user);

    /**
     * Enables or disables the account; disabling ends its sessions.
     *
     * @return false when whoever keeps the account refuses
     */
    boolean setEnabled(RealmId realm, UserId user, boolean enabled);

    /**
     * Removes the account with its sessions; everything of ours that belongs to it goes in the same transaction.
     *
     * @return false when whoever keeps the account refuses
     */
    boolean remove(RealmId realm, UserId user);
}
