package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.audit.AuditTrail;
import io.github.kcworkspaces.decision.DecisionStore;
import io.github.kcworkspaces.decision.SearchStore;
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
import io.github.kcworkspaces.testing.InMemoryWorld.Mark;
import io.github.kcworkspaces.user.LoginStore;
import io.github.kcworkspaces.user.UserStore;
import io.github.kcworkspaces.workspace.WorkspaceStore;

/** Every port, and a Keycloak beside it with users and groups. */
interface StoreWorld extends AutoCloseable {

    SettingsStore settings();

    WorkspaceStore workspaces();

    RoleStore roles();

    GrantStore grants();

    MemberStore members();

    GroupMappingStore groupMappings();

    ManagedRoleStore managedRoles();

    SourceApprovalStore sourceApprovals();

    InvitationStore invitations();

    Outbox outbox();

    FirstLoginStore firstLogins();

    ResourceTypeStore resourceTypes();

    ResourceTypeService.TypeUsage usage();

    ResourceStore resources();

    MatrixStore matrix();

    ShareStore shares();

    DecisionStore decisions();

    SearchStore searches();

    UserStore users();

    LoginStore logins();

    AuditTrail trail();

    /** A user of Keycloak, in these groups. */
    void user(RealmId realm, Member.Person person, GroupId... groups);

    /** Says more of a user of Keycloak. */
    void mark(UserId user, Mark mark);

    /** All members of the group hold {@link #ADMIN_ROLE}. */
    void adminGroup(GroupId group);

    /** Id of the role that users marked as admins hold. */
    String ADMIN_ROLE = "manage";

    void leaveGroups(RealmId realm, UserId user);

    /** A group of Keycloak, at the top or below one other. */
    GroupId group(RealmId realm, String id, GroupId... parent);

    /** An organization of Keycloak with these members. */
    void organization(RealmId realm, String id, boolean enabled, UserId... members);

    @Override
    void close();
}
