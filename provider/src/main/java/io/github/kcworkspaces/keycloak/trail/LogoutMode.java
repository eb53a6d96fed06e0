package io.github.kcworkspaces.keycloak.trail;

import java.util.Locale;

/** What ended a session. */
enum LogoutMode {
    /** The user, in an application, in the account console or by the page of Keycloak. */
    USER,
    /** An administrator. */
    ADMIN,
    /** An identity provider, from server to server. */
    BACKCHANNEL,
    /** Time, where Keycloak tells. */
    EXPIRED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
