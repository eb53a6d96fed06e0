package io.github.kcworkspaces.keycloak.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked for, and what it needs: the one table of who may what.
 *
 * <p>Callers without limits (account admins, realm admins) may all of it. Callers who read everything (client role {@code
 * view}, realm viewers) may what is marked with {@link Need#READING}. Everybody else needs one of the other things that the
 * row names.
 */
public enum Operation {
    SETTINGS_READ(Level.REALM, null, Need.READING),
    SETTINGS_WRITE(Level.REALM, null),
    /** Everybody sees the workspaces that he is a member of. */
    WORKSPACES_LIST(Level.REALM, null, Need.READING, Need.NOTHING, Need.ANY_SESSION),
    /** Open to members where the settings say so (rule W8). */
    WORKSPACE_CREATE(Level.REALM, null, Need.OPEN_CREATION),
    ORGANIZATIONS_READ(Level.REALM, null, Need.READING),
    TEMPLATES_READ(Level.REALM, null, Need.READING),
    TEMPLATES_WRITE(Level.REALM, null),
    /** Members need the kinds of things to make sense of what they are granted. */
    TYPES_READ(Level.REALM, null, Need.READING, Need.MEMBERSHIP, Need.CLIENT_MANAGE_RESOURCES),
    TYPES_USAGE_READ(Level.REALM, null, Need.READING),
    TYPES_WRITE(Level.REALM, null),
    ACTIVITY_READ(Level.REALM, null, Need.READING),
    SINKS_READ(Level.REALM, null, Need.READING),
    SINKS_WRITE(Level.REALM, null),
    LOGINS_READ(Level.REALM, null, Need.READING),
    /** Verifying the trail, and what is signed of it. */
    AUDIT_READ(Level.REALM, null, Need.READING),
    /** Signing the trail, and what it has of single persons. */
    AUDIT_WRITE(Level.REALM, null),
    RETENTION_READ(Level.REALM, null, Need.READING),
    /** Legal holds. How long rows are kept is one of the settings. */
    HOLDS_WRITE(Level.REALM, null),
    USERS_READ(Level.REALM, null, Need.READING, Need.VIEWING_USERS),
    USERS_WRITE(Level.REALM, null),
    /** Deleting accounts: not for who may manage the realm, but not its users. */
    USERS_DELETE(Level.REALM, null, Need.MANAGING_USERS),
    CONFIG_WRITE(Level.REALM, null),
    EVALUATE(Level.REALM, null, Need.READING, Need.CLIENT_EVALUATE),
    /** Apart from decisions: it tells who the users are. */
    SEARCH(Level.REALM, null, Need.CLIENT_SEARCH),
    /** What the caller is himself. */
    ME_READ(Level.REALM, null, Need.NOTHING, Need.ANY_SESSION),

    /** Whoever belongs to a workspace may see that it exists and what it is called. */
    WORKSPACE_READ(Level.WORKSPACE, null, Need.READING, Need.NOTHING),
    WORKSPACE_OVERVIEW_READ(Level.WORKSPACE, "view", Need.READING),
    WORKSPACE_UPDATE(Level.WORKSPACE, "update"),
    WORKSPACE_DELETE(Level.WORKSPACE, null),
    DELETION_IMPACT_READ(Level.WORKSPACE, null, Need.READING),
    WORKSPACE_TRANSFER(Level.WORKSPACE, null, Need.OWNERSHIP),
    MEMBERS_READ(Level.WORKSPACE, "view", Need.READING),
    MEMBERS_WRITE(Level.WORKSPACE, "manage-members"),
    /** One's own permissions may be seen without it. */
    MEMBER_PERMISSIONS_READ(Level.WORKSPACE, "view", Need.READING, Need.SELF),
    GROUPS_READ(Level.WORKSPACE, "view", Need.READING),
    GROUPS_WRITE(Level.WORKSPACE, "manage-members"),
    INVITATIONS_READ(Level.WORKSPACE, "invite", Need.READING),
    INVITE(Level.WORKSPACE, "invite"),
    /** With {@link #INVITE}, and where the settings allow it (rule I5). */
    BYPASS_INVITE(Level.WORKSPACE, "bypass-invite"),
    ROLES_READ(Level.WORKSPACE, "view", Need.READING),
    ROLES_WRITE(Level.WORKSPACE, "manage-roles"),
    /** Roles beside all resources. */
    MATRIX_READ(Level.WORKSPACE, "manage-resources", Need.READING),
    /** Filtered: without {@link #ALL_RESOURCES_READ} one gets what one may view. */
    RESOURCES_READ(Level.WORKSPACE, null, Need.READING, Need.NOTHING, Need.CLIENT_MANAGE_RESOURCES),
    ALL_RESOURCES_READ(Level.WORKSPACE, "manage-resources", Need.READING, Need.CLIENT_MANAGE_RESOURCES),
    /** Who can do what with a resource that one may view. */
    RESOURCE_ACCESS_READ(Level.WORKSPACE, "view", Need.READING),
    RESOURCES_WRITE(Level.WORKSPACE, "manage-resources", Need.CLIENT_MANAGE_RESOURCES),
    /** For who manages resources, and for those who may share the one: the service asks. */
    SHARES_READ(Level.WORKSPACE, null, Need.READING, Need.NOTHING, Need.CLIENT_MANAGE_RESOURCES),
    /** Whoever may share the one resource, or owns it: the service asks. */
    SHARES_WRITE(Level.WORKSPACE, null, Need.SHARING),
    WORKSPACE_ACTIVITY_READ(Level.WORKSPACE, "view-activity", Need.READING);

    /** What an operation is about. */
    public enum Level {
        REALM,
        WORKSPACE
    }

    /** What else than having no limits opens an operation. */
    public enum Need {
        /** No more than being authenticated, and in a workspace being a member. */
        NOTHING,
        /** Not even a second factor, where the realm demands one: it tells where to go with one. */
        ANY_SESSION,
        /** Being allowed to read everything. */
        READING,
        /** Being an active member of any workspace. */
        MEMBERSHIP,
        /** The same, while the settings open the creation of workspaces to members. */
        OPEN_CREATION,
        /** Owning the workspace. */
        OWNERSHIP,
        /** Having the right to share the one resource that is asked about: looked at with the resource itself. */
        SHARING,
        /** Being allowed by Keycloak to see all users of the realm. */
        VIEWING_USERS,
        /** Being allowed by Keycloak to manage all users of the realm. */
        MANAGING_USERS,
        /** Asking about oneself. */
        SELF,
        /** An application's client role. */
        CLIENT_MANAGE_RESOURCES,
        /** An application's client role. */
        CLIENT_EVALUATE,
        /** An application's client role. */
        CLIENT_SEARCH
    }

    private final Level level;
    private final @Nullable String permission;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<Need> needs;

    Operation(Level level, @Nullable String permission, Need... needs) {
        this.level = level;
        this.permission = permission;
        this.needs = Set.copyOf(Arrays.asList(needs));
    }

    public Level level() {
        return level;
    }

    /** The action of the built-in type {@code workspace} that a member needs; empty when none opens the operation. */
    public Optional<String> permission() {
        return Optional.ofNullable(permission);
    }

    public boolean opensBy(Need need) {
        return needs.contains(need);
    }
}
