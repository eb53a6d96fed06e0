package io.github.kcworkspaces.audit;

/** What can happen. A closed vocabulary: part of the API, added to, never renamed. */
public enum ActivityType {
    REALM_ENABLED,
    REALM_DISABLED,
    SETTINGS_UPDATED,
    ACCOUNT_OWNER_CHANGED,
    ACCOUNT_ADMIN_ADDED,
    ACCOUNT_ADMIN_REMOVED,
    USER_SUSPENDED,
    USER_RESUMED,
    USER_DISABLED,
    USER_ENABLED,
    USER_DELETED,
    USERS_EXPORTED,
    WORKSPACE_CREATED,
    WORKSPACE_UPDATED,
    WORKSPACE_SUSPENDED,
    WORKSPACE_RESUMED,
    WORKSPACE_TRANSFERRED,
    WORKSPACE_DELETED,
    MEMBER_ADDED,
    MEMBER_ROLES_CHANGED,
    MEMBER_SUSPENDED,
    MEMBER_RESUMED,
    MEMBER_REMOVED,
    INVITATION_CREATED,
    INVITATION_RESENT,
    INVITATION_REVOKED,
    INVITATION_ACCEPTED,
    INVITATION_DECLINED,
    INVITATION_EXPIRED,
    INVITATION_BYPASSED,
    GROUP_MAPPED,
    GROUP_ROLES_CHANGED,
    GROUP_UNMAPPED,
    SOURCE_APPROVED,
    SOURCE_WITHDRAWN,
    ROLE_CREATED,
    ROLE_UPDATED,
    ROLE_DELETED,
    ROLE_RESTORED,
    GRANTS_CHANGED,
    RESOURCE_TYPE_CREATED,
    RESOURCE_TYPE_UPDATED,
    RESOURCE_TYPE_DELETED,
    RESOURCE_CREATED,
    RESOURCE_UPDATED,
    RESOURCE_DELETED,
    RESOURCES_IMPORTED,
    RESOURCES_HANDED_OVER,
    RESOURCE_SHARED,
    RESOURCE_UNSHARED,
    SINK_CREATED,
    SINK_UPDATED,
    SINK_DELETED,
    /** By itself: the other side has said that it wants nothing more. */
    SINK_SWITCHED_OFF,
    SINK_REPLAYED,
    /** Only sent, never recorded: to show whether a sink takes messages. */
    SINK_TESTED,
    RETENTION_CHANGED,
    HOLD_PLACED,
    HOLD_LIFTED,
    /** Retention took rows away. */
    AUDIT_PURGED,
    /** Rows could not be archived, and so stay. */
    ARCHIVE_FAILED,
    /** Something that may be an attack, or its preparation. */
    ANOMALY_DETECTED,
    TRAIL_EXPORTED,
    PERSON_EXPORTED,
    PERSON_PSEUDONYMISED,
    ACCESS_DENIED,
    LOGIN(TrailClass.LOGIN),
    LOGIN_ERROR(TrailClass.LOGIN),
    LOGOUT(TrailClass.LOGIN),
    /** An administrator made something of Keycloak's. */
    KEYCLOAK_CREATED(TrailClass.KEYCLOAK),
    KEYCLOAK_UPDATED(TrailClass.KEYCLOAK),
    KEYCLOAK_DELETED(TrailClass.KEYCLOAK),
    /** An administrator did something else in Keycloak, such as resetting a password. */
    KEYCLOAK_ACTION(TrailClass.KEYCLOAK),
    /** A user did something with his own account, such as changing a credential. */
    KEYCLOAK_EVENT(TrailClass.KEYCLOAK);

    private final TrailClass trailClass;

    ActivityType() {
        this(TrailClass.ACTIVITY);
    }

    ActivityType(TrailClass trailClass) {
        this.trailClass = trailClass;
    }

    public TrailClass trailClass() {
        return trailClass;
    }
}
