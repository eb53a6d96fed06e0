package io.github.kcworkspaces.member;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static io.github.kcworkspaces.testing.TestRbac.BY_ROOT;
import static io.github.kcworkspaces.testing.TestRbac.ROOT;
import static io.github.kcworkspaces.testing.TestRbac.actor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleScope;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.NewWorkspace;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MemberServiceTest {

    private final TestRbac rbac = TestRbac.enabled();
    private final Workspace workspace = rbac.workspace("research");
    private final UserId ben = rbac.user("ben");

    @Test
    void aNewMemberBelongsAndNothingMore() {
        Member member = rbac.members.put(BY_ROOT, workspace, ben, null, null, null);
        assertThat(member.directRoleNames()).containsExactly("member");
        assertThat(member.status()).isEqualTo(Member.Status.ACTIVE);
    }

    @Test
    void everyUnknownRoleIsNamedAndNothingHappens() {
        assertThat(refused(
                                ProblemCode.UNKNOWN_ROLE,
                                () -> rbac.members.put(
                                        BY_ROOT, workspace, ben, null, List.of("member", "x", "y"), null))
                        .details())
                .containsEntry("roles", List.of("x", "y"));
        refused(ProblemCode.MEMBER_NOT_FOUND, () -> rbac.members.get(workspace, ben));
    }

    @Test
    void theOwnerRoleIsNotAssignedOnAnyPath() {
        refused(ProblemCode.OWNER_ROLE_UNASSIGNABLE, () -> rbac.member(workspace, ben, "owner"));
        rbac.member(workspace, ben, "member");
        refused(ProblemCode.OWNER_ROLE_UNASSIGNABLE, () -> rbac.member(workspace, ben, "owner"));
        GroupId staff = rbac.world.directory().group(ACME, "g", "/staff");
        refused(
                ProblemCode.OWNER_ROLE_UNASSIGNABLE,
                () -> rbac.groups.put(BY_ROOT, workspace, staff, List.of("owner")));
    }

    @Test
    void ownersCannotBeUnlinkedSuspendedOrGivenOtherRoles() {
        Workspace owned = rbac.workspaces.create(ACME, actor(ben), new NewWorkspace("mine", "Mine", null, null));
        refused(ProblemCode.OWNER_IMMUTABLE, () -> rbac.members.remove(BY_ROOT, owned, ben, null));
        refused(
                ProblemCode.OWNER_IMMUTABLE,
                () -> rbac.members.put(BY_ROOT, owned, ben, Member.Status.SUSPENDED, null, null));
        refused(ProblemCode.OWNER_IMMUTABLE, () -> rbac.member(owned, ben, "member"));
        assertThat(rbac.members.get(owned, ben).directRoleNames()).containsExactly("owner");
    }

    @Test
    @Tag("OBN-16")
    void aRoleIsGivenToMembersAndTakenFromOthersAtOnce() {
        UserId cleo = rbac.user("cleo");
        Role lead = rbac.role(workspace, "lead");
        rbac.member(workspace, ben, "member", "lead");
        rbac.member(workspace, cleo, "member");
        rbac.members.reassign(BY_ROOT, workspace, lead.id(), List.of(ben, cleo), List.of());
        PageRequest all = PageRequest.firstRows(10);
        assertThat(rbac.members.page(workspace, lead.id(), all).items())
                .extracting(member -> member.user().id())
                .containsExactlyInAnyOrder(ben, cleo);
        rbac.members.reassign(BY_ROOT, workspace, lead.id(), List.of(cleo), List.of(ben));
        assertThat(rbac.members.page(workspace, lead.id(), all).items())
                .extracting(member -> member.user().id())
                .containsExactly(cleo);
        UserId stranger = rbac.user("stranger");
        refused(
                ProblemCode.NOT_A_MEMBER,
                () -> rbac.members.reassign(BY_ROOT, workspace, lead.id(), List.of(stranger), List.of()));
    }

    @Test
    void aRoleIsClonedWithItsGrants() {
        Role lead = rbac.role(workspace, "lead", Grant.onType("chatflow", "update"));
        RoleScope scope = RoleScope.of(workspace);
        Role twin = rbac.roles.create(BY_ROOT, scope, "twin", "The same", List.of(), lead.id());
        assertThat(rbac.world.grants().ofRoles(List.of(twin.id())).get(twin.id()))
                .containsExactlyInAnyOrderElementsOf(
                        rbac.world.grants().ofRoles(List.of(lead.id())).get(lead.id()));
        rbac.member(workspace, ben, "member");
        refused(
                ProblemCode.CANNOT_GRANT,
                () -> rbac.roles.create(
                        rbac.caller(workspace, ben), scope, "third", "More than he has", List.of(), lead.id()));
    }

    @Test
    void aRoleIsAssignedToMembersOnlyAndToAllOrNone() {
        UserId stranger = rbac.user("stranger");
        rbac.member(workspace, ben, "member");
        assertThat(refused(
                                ProblemCode.NOT_A_MEMBER,
                                () -> rbac.roles.create(
                                        BY_ROOT,
                                        RoleScope.of(workspace),
                                        "team",
                                        "x",
                                        List.of(ben, stranger, new UserId("nobody"))))
                        .details())
                .containsEntry("users", List.of("nobody", "u-stranger"));
        assertThat(rbac.members.get(workspace, ben).directRoleNames()).containsExactly("member");
    }

    @Test
    void aRemovedUserLeavesEveryWorkspaceEachRecorded() {
        rbac.member(workspace, ben, "member");
        rbac.member(rbac.workspace("other"), ben, "member");
        rbac.world.trail().clear();
        rbac.members.userRemoved(ACME, ROOT, ben, "ben");
        assertThat(rbac.world.trail().types())
                .containsExactly(ActivityType.MEMBER_REMOVED, ActivityType.MEMBER_REMOVED);
        assertThat(rbac.world.trail().rows().get(0).target().name()).isEqualTo("ben");
    }

    @Nested
    class ThroughAGroup {

        private final GroupId staff = rbac.world.directory().group(ACME, "g-staff", "/staff");
        private final UserId dan = rbac.world.directory().user(ACME, "u-dan", "dan", staff);

        ThroughAGroup() {
            rbac.role(workspace, "viewer", Grant.onType("chatflow", "view"));
            rbac.groups.put(BY_ROOT, workspace, staff, List.of("viewer"));
        }

        @Test
        void theMembershipFollowsTheGroup() {
            assertThat(rbac.members.get(workspace, dan).source()).isEqualTo(Member.Source.GROUP);
            refused(ProblemCode.MEMBERSHIP_MANAGED, () -> rbac.members.remove(BY_ROOT, workspace, dan, null));
            rbac.world.directory().groups(ACME, dan);
            refused(ProblemCode.MEMBER_NOT_FOUND, () -> rbac.members.get(workspace, dan));
        }

        @Test
        void aSuspensionHoldsWhileTheGroupDoes() {
            rbac.members.put(BY_ROOT, workspace, dan, Member.Status.SUSPENDED, null, null);
            assertThat(rbac.members.get(workspace, dan).status()).isEqualTo(Member.Status.SUSPENDED);
            rbac.world.directory().groups(ACME, dan);
            refused(ProblemCode.MEMBER_NOT_FOUND, () -> rbac.members.get(workspace, dan));
        }

        @Test
        void aRoleOfOnesOwnComesOnTopOfTheGroups() {
            rbac.role(workspace, "editor", Grant.onType("chatflow", "update"));
            Member member = rbac.members.put(BY_ROOT, workspace, dan, null, List.of("editor"), null);
            assertThat(member.roles()).extracting(Member.HeldRole::name).containsExactlyInAnyOrder("viewer", "editor");
            assertThat(member.directRoleNames()).containsExactly("editor");
        }

        @Test
        void theSameMappingAgainWritesNothing() {
            rbac.world.trail().clear();
            rbac.groups.put(BY_ROOT, workspace, staff, List.of("viewer"));
            assertThat(rbac.world.trail().rows()).isEmpty();
        }
    }

    @Nested
    class YouGiveAndTakeOnlyWhatYouHold {

        private final Caller lead;
        private final Role strong;

        YouGiveAndTakeOnlyWhatYouHold() {
            strong = rbac.role(workspace, "strong", Grant.onType("chatflow", "delete"));
            rbac.role(workspace, "weak", Grant.onType("chatflow", "view"));
            UserId user = rbac.user("lead");
            rbac.member(workspace, user, "weak");
            lead = rbac.caller(workspace, user);
        }

        @Test
        void addingAMember() {
            rbac.members.put(lead, workspace, ben, null, List.of("weak"), null);
            UserId cleo = rbac.user("cleo");
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> rbac.members.put(lead, workspace, cleo, null, List.of("strong"), null));
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> rbac.members.put(lead, workspace, cleo, null, List.of("admin"), null));
        }

        @Test
        void changingSuspendingAndRemovingAStrongerMember() {
            rbac.member(workspace, ben, "strong");
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> rbac.members.put(lead, workspace, ben, null, List.of("weak"), null));
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> rbac.members.put(lead, workspace, ben, Member.Status.SUSPENDED, null, null));
            refused(ProblemCode.CANNOT_GRANT, () -> rbac.members.remove(lead, workspace, ben, null));
        }

        @Test
        void mappingAGroup() {
            GroupId staff = rbac.world.directory().group(ACME, "g", "/staff");
            rbac.groups.put(lead, workspace, staff, List.of("weak"));
            refused(ProblemCode.CANNOT_GRANT, () -> rbac.groups.put(lead, workspace, staff, List.of("strong")));
        }

        @Test
        void renamingDeletingAndRestoringAStrongerRole() {
            RoleScope scope = RoleScope.of(workspace);
            refused(ProblemCode.CANNOT_GRANT, () -> rbac.roles.update(lead, scope, strong.id(), "mine", null, null));
            refused(ProblemCode.CANNOT_GRANT, () -> rbac.roles.delete(lead, scope, strong.id(), null));
            rbac.roles.delete(BY_ROOT, scope, strong.id(), null);
            refused(ProblemCode.CANNOT_GRANT, () -> rbac.roles.restore(lead, scope, strong.id()));
        }

        @Test
        void changingWhatARoleGrants() {
            RoleScope scope = RoleScope.of(workspace);
            Grant delete = Grant.onType("chatflow", "delete");
            Role own = rbac.roles.create(lead, scope, "own", "x", List.of());
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> rbac.grants.change(lead, scope, own.id(), List.of(delete), List.of(), null));
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> rbac.grants.change(lead, scope, strong.id(), List.of(), List.of(delete), null));
        }
    }
}
