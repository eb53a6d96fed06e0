package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.id.RealmId;

/** Port: the applications of a realm. */
@FunctionalInterface
public interface Applications {

    /** Whether the realm has such an enabled application, and the address is one of its redirect URIs. */
    boolean leadsTo(RealmId realm, Invitation.Application application);
}
