package io.github.kcworkspaces.audit;

/** The three sorts of rows in the trail; filters, retention and who may see them go by it. */
public enum TrailClass {
    /** A change of ours, or a denied attempt. */
    ACTIVITY,
    /** A login, a failed login or a logout. */
    LOGIN,
    /** What Keycloak tells about changes of its own; best effort, since Keycloak drops some. */
    KEYCLOAK
}
