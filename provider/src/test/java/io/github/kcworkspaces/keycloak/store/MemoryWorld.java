package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.AuditTrail;
import io.github.kcworkspaces.decision.DecisionStore;
import io.github.kcworkspaces.decision.SearchStore;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.InvitationStore;
import io.github.kcworkspaces.invitation.Outbox;
import io.github.kcworkspaces.member.FirstLoginStore;
import io.github.kcworkspaces.member.GroupMappingStore;
import io.github.kcworkspaces.member.ManagedRoleStore;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.MemberStore;
import io.github.kcworkspaces.member.SourceApprovalStore;
import io.github.kcworkspaces.resource.ResourceStore;
import io.github.kcworkspaces.resource.ResourceTypeService;
import io.github.kcworkspaces.resource.ResourceTypeStore;
import io.github.kcworkspaces.role.GrantStore;
import io.github.kcworkspaces.role.MatrixStore;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.settings.SettingsStore;
import io.github.kcworkspaces.share.ShareStore;
import io.github.kcworkspaces.testing.InMemoryWorld;
import io.github.kcworkspaces.testing.InMemoryWorld.Mark;
import io.github.kcworkspaces.user.LoginStore;
import io.github.kcworkspaces.user.UserStore;
import io.github.kcworkspaces.workspace.WorkspaceStore;
import java.util.Map;
import java.util.Set;

/** Every port in memory. */
final class MemoryWorld implements StoreWorld {

    private final InMemoryWorld world = new InMemoryWorld();

    @Override
    public void close() {}

    @Override
    public SettingsStore settings() {
        return world.settings();
    }

    @Override
    public WorkspaceStore workspaces() {
        return world.workspaces();
    }

    @Override
    public RoleStore roles() {
        return world.roles();
    }

    @Override
    public GrantStore grants() {
        return world.grants();
    }

    @Override
    public MemberStore members() {
        return world.members();
    }

    @Override
    public GroupMappingStore groupMappings() {
        return world.groupMappings();
    }

    @Override
    public ManagedRoleStore managedRoles() {
        return world.managedRoles();
    }

    @Override
    public InvitationStore invitations() {
        return world.invitations();
    }

    @Override
    public Outbox outbox() {
        return world.outbox();
    }

    @Override
    public FirstLoginStore firstLogins() {
        return world.firstLogins();
    }

    @Override
    public SourceApprovalStore sourceApprovals() {
        return world.sourceApprovals();
    }

    @Override
    public ResourceTypeStore resourceTypes() {
        return world.resourceTypes();
    }

    @Override
    public ResourceTypeService.TypeUsage usage() {
        return world.resourceTypes();
    }

    @Override
    public ResourceStore resources() {
        return world.resources();
    }

    @Override
    public MatrixStore matrix() {
        return world.matrix();
    }

    @Override
    public ShareStore shares() {
        return world.shares();
    }

    @Override
    public DecisionStore decisions() {
        return world.decisions();
    }

    @Override
    public SearchStore searches() {
        return world.searches();
    }

    @Override
    public UserStore users() {
        return world.users();
    }

    @Override
    public LoginStore logins() {
        return world.logins();
    }

    @Override
    public void mark(UserId user, Mark mark) {
        world.mark(user, mark);
    }

    @Override
    public void adminGroup(GroupId group) {
        world.adminGroup(group);
    }

    @Override
    public AuditTrail trail() {
        return world.trail();
    }

    @Override
    public void user(RealmId realm, Member.Person person, GroupId... groups) {
        world.directory()
                .add(
                        realm,
                        new SubjectFacts(
                                person.id(), person.username(), person.email(), true, false, Set.of(groups), Map.of()),
                        person);
    }

    @Override
    public void leaveGroups(RealmId realm, UserId user) {
        world.directory().groups(realm, user);
    }

    @Override
    public void organization(RealmId realm, String id, boolean enabled, UserId... members) {
        world.directory().organization(realm, id, enabled, members);
    }

    @Override
    public GroupId group(RealmId realm, String id, GroupId... parent) {
        return parent.length == 0
                ? world.directory().group(realm, id, "/" + id)
                : world.directory().group(realm, id, "/" + id, parent[0]);
    }
}
