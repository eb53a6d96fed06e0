package io.github.kcworkspaces.problem;

/** Every code that a refusal can carry. Codes are part of the API: added, never renamed. */
public enum ProblemCode {
    UNAUTHENTICATED(Kind.UNAUTHENTICATED, "Authentication required"),
    INSUFFICIENT_USER_AUTHENTICATION(Kind.UNAUTHENTICATED, "Second factor required"),
    REALM_NOT_ENABLED(Kind.NOT_FOUND, "Realm not enabled for workspaces"),
    NOT_FOUND(Kind.NOT_FOUND, "Not found"),
    WORKSPACE_NOT_FOUND(Kind.NOT_FOUND, "Workspace not found"),
    ROLE_NOT_FOUND(Kind.NOT_FOUND, "Role not found"),
    MEMBER_NOT_FOUND(Kind.NOT_FOUND, "Member not found"),
    USER_NOT_FOUND(Kind.NOT_FOUND, "User not found"),
    GROUP_NOT_FOUND(Kind.NOT_FOUND, "Group not found"),
    MAPPING_NOT_FOUND(Kind.NOT_FOUND, "Mapping not found"),
    RESOURCE_NOT_FOUND(Kind.NOT_FOUND, "Resource not found"),
    RESOURCE_TYPE_NOT_FOUND(Kind.NOT_FOUND, "Resource type not found"),
    JOB_NOT_FOUND(Kind.NOT_FOUND, "Job not found"),
    INVITATION_NOT_FOUND(Kind.NOT_FOUND, "Invitation not found"),
    SINK_NOT_FOUND(Kind.NOT_FOUND, "Sink not found"),
    HOLD_NOT_FOUND(Kind.NOT_FOUND, "Hold not found"),
    ACCESS_DENIED(Kind.FORBIDDEN, "Access denied"),
    SHARED_READ_ONLY(Kind.FORBIDDEN, "Shared from another workspace"),
    CANNOT_GRANT(Kind.FORBIDDEN, "You grant only what you hold"),
    BYPASS_DISABLED(Kind.FORBIDDEN, "Bypass invitations are off"),
    EMAIL_NOT_VERIFIED(Kind.FORBIDDEN, "E-mail address not verified"),
    INVALID_REQUEST(Kind.INVALID, "Invalid request"),
    INVALID_EMAIL(Kind.INVALID, "Invalid e-mail address"),
    UNKNOWN_MEMBER(Kind.INVALID, "Unknown member"),
    URL_NOT_ALLOWED(Kind.INVALID, "Address not allowed"),
    SECRET_REQUIRED(Kind.INVALID, "Secret required"),
    CONFIRMATION_REQUIRED(Kind.INVALID, "Confirmation required"),
    ALIAS_TAKEN(Kind.CONFLICT, "Alias taken"),
    ROLE_NAME_TAKEN(Kind.CONFLICT, "Role name taken"),
    EXTERNAL_ID_TAKEN(Kind.CONFLICT, "External id taken"),
    SINK_NAME_TAKEN(Kind.CONFLICT, "Sink name taken"),
    TOO_MANY_SINKS(Kind.CONFLICT, "Too many sinks"),
    DEFAULT_WORKSPACE_UNDELETABLE(Kind.CONFLICT, "The default workspace cannot be deleted"),
    WORKSPACE_HAS_MEMBERS(Kind.CONFLICT, "Workspace has members"),
    OWNER_IMMUTABLE(Kind.CONFLICT, "Owner is immutable"),
    OWNER_ROLE_UNASSIGNABLE(Kind.CONFLICT, "The owner role cannot be assigned"),
    BUILT_IN_IMMUTABLE(Kind.CONFLICT, "Built-in is immutable"),
    ROLE_DELETED(Kind.CONFLICT, "Role is deleted"),
    MEMBERSHIP_MANAGED(Kind.CONFLICT, "Membership is managed"),
    USER_IS_ADMIN(Kind.CONFLICT, "User is an account admin"),
    USER_OWNS(Kind.CONFLICT, "User owns workspaces or resources"),
    ACCOUNT_READ_ONLY(Kind.CONFLICT, "Account is read only"),
    LAST_ADMIN(Kind.CONFLICT, "Last account admin"),
    PARENT_NOT_GRANTED(Kind.CONFLICT, "Parent not granted"),
    RESOURCE_TYPE_IN_USE(Kind.CONFLICT, "Resource type in use"),
    ALREADY_MEMBER(Kind.CONFLICT, "Already a member"),
    DUPLICATE_INVITATION(Kind.CONFLICT, "Invited twice"),
    INVITATION_NOT_PENDING(Kind.CONFLICT, "Invitation is not pending"),
    INVITER_NOT_ENTITLED(Kind.CONFLICT, "The inviter may no longer give this"),
    WORKSPACE_DISABLED(Kind.CONFLICT, "Workspace is disabled"),
    USER_DISABLED(Kind.CONFLICT, "Account is disabled"),
    AMBIGUOUS_ACCOUNT(Kind.CONFLICT, "Several accounts have this address"),
    ACCOUNT_REFUSED(Kind.CONFLICT, "Account cannot be created"),
    CONCURRENT_CHANGE(Kind.CONFLICT, "Changed at the same time"),
    STALE_VERSION(Kind.STALE, "Stale version"),
    NOT_A_MEMBER(Kind.UNPROCESSABLE, "Not a member"),
    NOT_SHAREABLE(Kind.UNPROCESSABLE, "Not shareable"),
    INVALID_SHARE_TARGET(Kind.UNPROCESSABLE, "Invalid share target"),
    UNKNOWN_WORKSPACE(Kind.UNPROCESSABLE, "Unknown workspace"),
    UNKNOWN_GROUP(Kind.UNPROCESSABLE, "Unknown group"),
    UNKNOWN_ROLE(Kind.UNPROCESSABLE, "Unknown role"),
    UNKNOWN_USER(Kind.UNPROCESSABLE, "Unknown user"),
    UNKNOWN_RESOURCE(Kind.UNPROCESSABLE, "Unknown resource"),
    UNKNOWN_RESOURCE_TYPE(Kind.UNPROCESSABLE, "Unknown resource type"),
    UNKNOWN_ACTION(Kind.UNPROCESSABLE, "Unknown action"),
    UNKNOWN_ATTRIBUTE(Kind.UNPROCESSABLE, "Unknown attribute"),
    NOT_IN_ORGANIZATION(Kind.UNPROCESSABLE, "Not in the organization"),
    ORGANIZATIONS_DISABLED(Kind.UNPROCESSABLE, "Organizations are disabled"),
    UNKNOWN_ORGANIZATION(Kind.UNPROCESSABLE, "Unknown organization"),
    INVALID_PARENT(Kind.UNPROCESSABLE, "Invalid parent"),
    UNREADABLE_FILE(Kind.UNPROCESSABLE, "Unreadable file"),
    INVALID_ROWS(Kind.UNPROCESSABLE, "Invalid rows"),
    IDEMPOTENCY_KEY_REUSED(Kind.UNPROCESSABLE, "Idempotency key reused"),
    TOO_MANY_JOBS(Kind.TOO_MANY, "Too many jobs"),
    TOO_MANY_TESTS(Kind.TOO_MANY, "Too many tests"),
    TOO_LARGE(Kind.TOO_LARGE, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(Kind.UNSUPPORTED, "Unsupported media type");

    /** What sort of refusal it is. The edge gives each sort one HTTP status. */
    public enum Kind {
        UNAUTHENTICATED,
        NOT_FOUND,
        FORBIDDEN,
        INVALID,
        CONFLICT,
        STALE,
        UNPROCESSABLE,
        TOO_MANY,
        TOO_LARGE,
        UNSUPPORTED
    }

    private final Kind kind;
    private final String title;

    ProblemCode(Kind kind, String title) {
        this.kind = kind;
        this.title = title;
    }

    public Kind kind() {
        return kind;
    }

    /** The same for every occurrence of the code (RFC 9457, 3.1.3). */
    public String title() {
        return title;
    }
}
