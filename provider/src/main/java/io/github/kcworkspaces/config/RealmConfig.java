package io.github.kcworkspaces.config;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.MfaRequiredFor;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.settings.RealmSettings.Gate;
import io.github.kcworkspaces.settings.RealmSettings.WorkspaceCreation;
import io.github.kcworkspaces.share.SharesChange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a realm shall have. It adds and changes, and removes nothing but grants of the roles that it describes. Users are
 * named by username, groups by path, resources by external id.
 *
 * @param settings null to keep them
 * @param catalogues types that are applied first, all of each catalogue at once
 * @param resourceTypes further types; one that a catalogue has too counts in place of it
 * @param accountAdmins usernames of those who shall be account admins besides those who are already
 */
public record RealmConfig(
        @Nullable Settings settings,
        List<List<ResourceType>> catalogues,
        List<ResourceType> resourceTypes,
        List<Role> templates,
        List<Workspace> workspaces,
        List<String> accountAdmins) {

    public RealmConfig {
        catalogues = List.copyOf(catalogues);
        resourceTypes = List.copyOf(resourceTypes);
        templates = List.copyOf(templates);
        workspaces = List.copyOf(workspaces);
        accountAdmins = List.copyOf(accountAdmins);
    }

    /** Settings; what is null keeps its value. */
    public record Settings(
            @Nullable Boolean enabled,
            @Nullable String accountOwner,
            @Nullable WorkspaceCreation workspaceCreation,
            @Nullable Gate gate,
            @Nullable Integer claimBudgetBytes,
            @Nullable List<String> subjectAttributes,
            @Nullable MfaRequiredFor mfaRequiredFor,
            @Nullable Integer mfaLevel,
            @Nullable Integer invitationLifespanHours,
            @Nullable Boolean bypassInvitations,
            @Nullable Integer invitationReminderHours) {}

    /**
     * A role, found by its name.
     *
     * @param grants all that it shall grant, with external ids in place of resource ids; null to keep them
     */
    public record Role(
            String name,
            @Nullable String description,
            @Nullable List<Grant> grants) {}

    /**
     * A workspace, found by its alias.
     *
     * @param status null to keep it
     * @param mfaRequired null to keep it
     * @param owner username; null to keep the owner
     * @param organization alias of the Keycloak organization it belongs to; empty for none, null to keep it
     */
    public record Workspace(
            String alias,
            @Nullable String name,
            @Nullable String description,
            io.github.kcworkspaces.workspace.Workspace.@Nullable Status status,
            @Nullable Boolean mfaRequired,
            @Nullable String owner,
            @Nullable String organization,
            List<Role> roles,
            List<Resource> resources,
            List<MemberEntry> members,
            List<Group> groups) {}

    /**
     * A resource, found by type and external id; what is null keeps its value.
     *
     * @param parent external id, or {@code type/externalId}
     * @param owner username
     * @param requires {@code type/externalId} each
     * @param shares with workspaces by alias, users by username, groups by path
     */
    public record Resource(
            String type,
            String externalId,
            @Nullable String name,
            @Nullable String category,
            @Nullable String subCategory,
            @Nullable List<String> providers,
            @Nullable String parent,
            @Nullable String owner,
            @Nullable List<String> requires,
            @Nullable Map<String, Object> attributes,
            @Nullable Boolean active,
            @Nullable SharesChange shares) {}

    /** A member, found by username; what is null keeps its value. */
    public record MemberEntry(String user, @Nullable List<String> roles, Member.@Nullable Status status) {}

    /** A Keycloak group, found by its path, with the roles its members shall hold. */
    public record Group(String path, List<String> roles) {}
}
