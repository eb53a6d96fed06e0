package io.github.kcworkspaces.realm;

import io.github.kcworkspaces.id.RealmId;

/** Port: Keycloak's user profile. */
@FunctionalInterface
public interface AttributePolicy {

    /** Whether users may change this attribute of theirs themselves. */
    boolean userMayEdit(RealmId realm, String attribute);
}
