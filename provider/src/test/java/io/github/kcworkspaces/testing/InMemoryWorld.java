package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.Mail;
import io.github.kcworkspaces.member.FirstLoginRule;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.SourceApprovalStore;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.share.Principal;
import io.github.kcworkspaces.user.LoginStore;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every port over the same maps, so that what is written through one is read through the others. */
public final class InMemoryWorld {

    /** A member of a workspace. */
    record Seat(WorkspaceId workspace, UserId user) {}

    /** What is stored of a membership. */
    record MemberRow(
            RealmId realm,
            WorkspaceId workspace,
            Member.Person person,
            Member.Status status,
            Member.Source source,
            Set<RoleId> roles,
            long since,
            long version) {}

    /** A user who was given what a first login is given. */
    record FirstLogin(RealmId realm, UserId user) {}

    /** A user who was here. */
    record Visitor(RealmId realm, UserId user) {}

    /** What Keycloak says of an account beside its names. */
    public enum Mark {
        DISABLED,
        /** From a directory. */
        IMPORTED,
        /** With an identity provider. */
        LINKED,
        SERVICE_ACCOUNT,
        ADMIN
    }

    /** A group that brings roles in a workspace. */
    record Mapping(WorkspaceId workspace, GroupId group) {}

    final Map<RealmId, RealmSettings> settings = new LinkedHashMap<>();
    final Map<WorkspaceId, Workspace> workspaces = new LinkedHashMap<>();
    final Map<RoleId, Role> roles = new LinkedHashMap<>();
    final Map<RoleId, Map<Grant.Key, Grant>> grants = new LinkedHashMap<>();
    final Map<Seat, MemberRow> members = new LinkedHashMap<>();
    final Map<Seat, Map<String, Set<RoleId>>> given = new LinkedHashMap<>();
    final Map<WorkspaceId, Map<String, SourceApprovalStore.Approval>> approvals = new LinkedHashMap<>();
    final Map<RealmId, List<FirstLoginRule>> firstLoginRules = new LinkedHashMap<>();
    final Map<InvitationId, Invitation> invitations = new LinkedHashMap<>();
    final Map<String, InvitationId> links = new LinkedHashMap<>();
    final Map<String, Mail> mails = new LinkedHashMap<>();
    final Set<InvitationId> reminded = new HashSet<>();
    final Set<FirstLogin> firstLogins = new HashSet<>();
    final Map<Mapping, Set<RoleId>> mappings = new LinkedHashMap<>();
    final Map<ResourceId, Resource> resources = new LinkedHashMap<>();
    final Map<ResourceId, Map<WorkspaceId, Long>> shares = new LinkedHashMap<>();
    final Map<ResourceId, Map<Principal, Set<String>>> directShares = new LinkedHashMap<>();
    final Map<RealmId, TreeMap<String, ResourceType>> types = new LinkedHashMap<>();

    final Map<Visitor, LoginStore.Seen> visitors = new LinkedHashMap<>();
    final Map<UserId, Set<Mark>> marks = new LinkedHashMap<>();
    final Set<GroupId> adminGroups = new HashSet<>();

    private final FixedDirectory directory = new FixedDirectory();
    private final RecordingAuditTrail trail = new RecordingAuditTrail();
    private long revision;

    /** The time of the database. */
    long now = 1_000;

    public FixedDirectory directory() {
        return directory;
    }

    /** Both the trail that is written and the one that is read. */
    public RecordingAuditTrail trail() {
        return trail;
    }

    public InMemorySettingsStore settings() {
        return new InMemorySettingsStore(this);
    }

    public InMemoryWorkspaceStore workspaces() {
        return new InMemoryWorkspaceStore(this);
    }

    public InMemoryRoleStore roles() {
        return new InMemoryRoleStore(this);
    }

    public InMemoryGrantStore grants() {
        return new InMemoryGrantStore(this);
    }

    public InMemoryMemberStore members() {
        return new InMemoryMemberStore(this);
    }

    public InMemoryManagedRoleStore managedRoles() {
        return new InMemoryManagedRoleStore(this);
    }

    public InMemoryInvitationStore invitations() {
        return new InMemoryInvitationStore(this);
    }

    public InMemoryOutbox outbox() {
        return new InMemoryOutbox(this);
    }

    /** Lets the time of the database pass. */
    public void pass(long milliseconds) {
        now += milliseconds;
    }

    public InMemoryFirstLoginStore firstLogins() {
        return new InMemoryFirstLoginStore(this);
    }

    public InMemorySourceApprovalStore sourceApprovals() {
        return new InMemorySourceApprovalStore(this);
    }

    public InMemoryGroupMappingStore groupMappings() {
        return new InMemoryGroupMappingStore(this);
    }

    /** Also the port that tells whether a type is used. */
    public InMemoryResourceTypeStore resourceTypes() {
        return new InMemoryResourceTypeStore(this);
    }

    public InMemoryResourceStore resources() {
        return new InMemoryResourceStore(this);
    }

    public InMemoryMatrixStore matrix() {
        return new InMemoryMatrixStore(this);
    }

    public InMemoryShareStore shares() {
        return new InMemoryShareStore(this);
    }

    public InMemoryDecisionStore decisions() {
        return new InMemoryDecisionStore(this);
    }

    public InMemorySearchStore searches() {
        return new InMemorySearchStore(this);
    }

    public InMemoryUserStore users() {
        return new InMemoryUserStore(this);
    }

    public InMemoryLoginStore logins() {
        return new InMemoryLoginStore(this);
    }

    public void mark(UserId user, Mark mark) {
        marks.computeIfAbsent(user, key -> new HashSet<>()).add(mark);
    }

    /** All members of the group are account admins. */
    public void adminGroup(GroupId group) {
        adminGroups.add(group);
    }

    boolean marked(UserId user, Mark mark) {
        return marks.getOrDefault(user, Set.of()).contains(mark);
    }

    /** A revision that nothing had before. */
    long nextRevision() {
        revision++;
        return revision;
    }

    boolean live(RoleId id) {
        Role role = roles.get(id);
        return role != null && role.live();
    }

    /** A new revision for the role after its grants changed. */
    void revise(RoleId id) {
        roles.computeIfPresent(
                id,
                (key, role) -> new Role(
                        role.id(),
                        role.realm(),
                        role.workspace(),
                        role.kind(),
                        role.name(),
                        role.description(),
                        role.createdAt(),
                        role.deletedAt(),
                        nextRevision(),
                        role.version() + 1));
    }

    static boolean found(@Nullable String search, @Nullable String... texts) {
        return search == null
                || Stream.of(texts)
                        .anyMatch(text -> text != null
                                && text.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT)));
    }

    static <T> Page<T> page(List<T> all, PageRequest request) {
        int from = Math.min(request.first(), all.size());
        return new Page<>(all.subList(from, Math.min(all.size(), from + request.max())), all.size());
    }
}
