package io.github.kcworkspaces.member;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static io.github.kcworkspaces.testing.TestRbac.BY_ROOT;
import static io.github.kcworkspaces.testing.TestRbac.actor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleScope;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.NewWorkspace;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ManagedRoleServiceTest {

    private static final Actor SYNC = Actor.system(Actor.Cause.SYNC);
    private static final OutsideMapping.Provider PROVIDER = new OutsideMapping.Provider("oidc", "partner", "partner");
    private static final RoleSource PARTNER =
            new RoleSource(RoleSource.Kind.IDP, "m1", "partner: staff", "groups=staff");
    private static final RoleSource DIRECTORY = new RoleSource(RoleSource.Kind.LDAP, "c1", "ldap: staff", "cn=staff");

    private final TestRbac rbac = TestRbac.enabled();
    private final Workspace workspace = rbac.workspace("research");
    private final Role editor = rbac.role(workspace, "editor", Grant.onType("chatflow", "update"));
    private final Role viewer = rbac.role(workspace, "viewer", Grant.onType("chatflow", "view"));
    private final UserId ben = rbac.user("ben");

    ManagedRoleServiceTest() {
        approve(PARTNER, "editor", "viewer");
        approve(DIRECTORY, "viewer");
        rbac.world.trail().clear();
    }

    private void approve(RoleSource source, String... roles) {
        rbac.approvals.approve(BY_ROOT, workspace, source, List.of(roles));
    }

    private void gives(RoleSource source, Role... roles) {
        gives(source, ben, roles);
    }

    private void gives(RoleSource source, UserId user, Role... roles) {
        Set<RoleId> ids = Arrays.stream(roles).map(Role::id).collect(Collectors.toSet());
        Map<WorkspaceId, Set<RoleId>> wanted = ids.isEmpty() ? Map.of() : Map.of(workspace.id(), ids);
        rbac.managed.reconcile(ACME, SYNC, user, source, wanted);
    }

    private Member benHere() {
        return rbac.members.get(workspace, ben);
    }

    private boolean benIsGone() {
        refused(ProblemCode.MEMBER_NOT_FOUND, this::benHere);
        return true;
    }

    @Test
    void theFirstRoleMakesAMemberAndTheLastOneLeavingEndsIt() {
        gives(PARTNER, editor);
        Member member = benHere();
        assertThat(member.source()).isEqualTo(Member.Source.IDP);
        assertThat(member.roles()).containsExactly(new Member.HeldRole(editor.id(), "editor", true));
        assertThat(rbac.decide(workspace, ben, "update", "chatflow", "x").reason())
                .hasToString("UNKNOWN_RESOURCE");

        gives(PARTNER);
        assertThat(benIsGone()).isTrue();
        List<Activity> rows = rbac.world.trail().rows();
        assertThat(rows)
                .extracting(Activity::type)
                .containsExactly(ActivityType.MEMBER_ADDED, ActivityType.MEMBER_REMOVED);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.actor().cause()).isEqualTo(Actor.Cause.SYNC);
            assertThat(row.changes().toString()).contains("partner: staff").contains("editor");
            assertThat(row.target().name()).isEqualTo("ben");
        });
    }

    @Test
    void whatIsSoAlreadyWritesNothing() {
        gives(PARTNER, editor, viewer);
        long version = benHere().version();
        rbac.world.trail().clear();
        gives(PARTNER, viewer, editor);
        assertThat(rbac.world.trail().rows()).isEmpty();
        assertThat(benHere().version()).isEqualTo(version);
    }

    @Test
    void onlyTheDifferenceChanges() {
        gives(PARTNER, editor);
        long version = benHere().version();
        rbac.world.trail().clear();
        gives(PARTNER, viewer);
        assertThat(benHere().roles()).containsExactly(new Member.HeldRole(viewer.id(), "viewer", true));
        assertThat(benHere().version()).isEqualTo(version + 1);
        assertThat(rbac.world.trail().types()).containsExactly(ActivityType.MEMBER_ROLES_CHANGED);
    }

    @Test
    void twoSourcesGiveTheSameRoleAndItStaysUntilBothAreGone() {
        gives(PARTNER, viewer);
        gives(DIRECTORY, viewer);
        assertThat(benHere().roles()).containsExactly(new Member.HeldRole(viewer.id(), "viewer", true));
        gives(PARTNER);
        assertThat(benHere().roles()).hasSize(1);
        assertThat(benHere().source()).isEqualTo(Member.Source.LDAP);
        gives(DIRECTORY);
        assertThat(benIsGone()).isTrue();
    }

    @Test
    void aMemberByHandStaysOne() {
        rbac.member(workspace, ben, "viewer");
        gives(PARTNER, viewer, editor);
        assertThat(benHere().source()).isEqualTo(Member.Source.DIRECT);
        assertThat(benHere().roles())
                .containsExactly(
                        new Member.HeldRole(editor.id(), "editor", true),
                        new Member.HeldRole(viewer.id(), "viewer", false),
                        new Member.HeldRole(viewer.id(), "viewer", true));
        gives(PARTNER);
        assertThat(benHere().roles()).containsExactly(new Member.HeldRole(viewer.id(), "viewer", false));
    }

    @Test
    void whatIsByHandIsChangedByHandOnly() {
        gives(PARTNER, editor);
        rbac.members.put(BY_ROOT, workspace, ben, null, List.of("viewer"), null);
        assertThat(benHere().directRoleNames()).containsExactly("viewer");
        rbac.members.put(BY_ROOT, workspace, ben, null, List.of(), null);
        assertThat(benHere().roles()).containsExactly(new Member.HeldRole(editor.id(), "editor", true));
        refused(ProblemCode.MEMBERSHIP_MANAGED, () -> rbac.members.remove(BY_ROOT, workspace, ben, null));
        refused(
                ProblemCode.MEMBERSHIP_MANAGED,
                () -> rbac.members.reassign(BY_ROOT, workspace, editor.id(), List.of(), List.of(ben)));
    }

    @Test
    void aSuspensionOutlivesTheSource() {
        gives(PARTNER, editor);
        rbac.members.put(BY_ROOT, workspace, ben, Member.Status.SUSPENDED, null, null);
        gives(PARTNER, viewer);
        assertThat(benHere().status()).isEqualTo(Member.Status.SUSPENDED);
        gives(PARTNER);
        assertThat(benIsGone()).isTrue();
        gives(PARTNER, editor);
        assertThat(benHere().status()).isEqualTo(Member.Status.SUSPENDED);
        assertThat(benHere().source()).isEqualTo(Member.Source.IDP);
    }

    @Test
    void whoIsInAMappedGroupTooStaysThroughIt() {
        GroupId staff = rbac.world.directory().group(ACME, "g", "/staff");
        rbac.world.directory().groups(ACME, ben, staff);
        rbac.groups.put(BY_ROOT, workspace, staff, List.of("viewer"));
        gives(PARTNER, editor);
        rbac.members.put(BY_ROOT, workspace, ben, null, List.of("editor"), null);
        gives(PARTNER);
        assertThat(benHere().source()).isEqualTo(Member.Source.GROUP);
        assertThat(benHere().directRoleNames()).containsExactly("editor");
        rbac.world.directory().groups(ACME, ben);
        assertThat(benIsGone()).isTrue();
    }

    @Test
    void ownersAreLeftAlone() {
        Workspace mine = rbac.workspaces.create(ACME, actor(ben), new NewWorkspace("mine", "Mine", null, null));
        rbac.approvals.approve(BY_ROOT, mine, PARTNER, List.of("member"));
        rbac.world.trail().clear();
        RoleId member = rbac.world.roles().builtIn(ACME, Role.Kind.MEMBER).id();
        rbac.managed.reconcile(ACME, SYNC, ben, PARTNER, Map.of(mine.id(), Set.of(member)));
        assertThat(rbac.members.get(mine, ben).roles())
                .extracting(Member.HeldRole::name)
                .containsExactly("owner");
        assertThat(rbac.world.trail().rows()).isEmpty();
    }

    @Test
    void whoBecomesOwnerHasThatFromNoSource() {
        gives(PARTNER, editor);
        rbac.workspaces.transfer(workspace, BY_ROOT.actor(), ben, null);
        assertThat(benHere().roles()).extracting(Member.HeldRole::name).containsExactly("owner");
        gives(PARTNER);
        assertThat(benHere().source()).isEqualTo(Member.Source.OWNER);
    }

    @Test
    void nothingIsGivenThatNobodyApproved() {
        RoleSource other = new RoleSource(RoleSource.Kind.IDP, "m2", "other", "x");
        gives(other, editor);
        assertThat(benIsGone()).isTrue();
        gives(DIRECTORY, editor);
        assertThat(benIsGone()).isTrue();
    }

    @Test
    void anotherConditionNeedsAnotherApproval() {
        gives(PARTNER, editor);
        RoleSource loosened = new RoleSource(RoleSource.Kind.IDP, "m1", "partner: staff", "groups=.*");
        gives(loosened, editor);
        assertThat(benIsGone()).isTrue();
        rbac.approvals.approve(BY_ROOT, workspace, loosened, List.of("editor"));
        gives(loosened, editor);
        assertThat(benHere().roles()).hasSize(1);
    }

    @Test
    void approvingTakesToHoldWhatIsApproved() {
        UserId lead = rbac.user("lead");
        rbac.member(workspace, lead, "viewer");
        Caller caller = rbac.caller(workspace, lead);
        RoleSource other = new RoleSource(RoleSource.Kind.IDP, "m2", "other", "x");
        rbac.approvals.approve(caller, workspace, other, List.of("viewer"));
        refused(
                ProblemCode.CANNOT_GRANT,
                () -> rbac.approvals.approve(caller, workspace, other, List.of("viewer", "editor")));
        refused(ProblemCode.CANNOT_GRANT, () -> rbac.approvals.withdraw(caller, workspace, PARTNER));
        refused(
                ProblemCode.OWNER_ROLE_UNASSIGNABLE,
                () -> rbac.approvals.approve(BY_ROOT, workspace, other, List.of("owner")));
        refused(ProblemCode.UNKNOWN_ROLE, () -> rbac.approvals.approve(BY_ROOT, workspace, other, List.of("gone")));
    }

    @Test
    void aWithdrawnApprovalTakesWhatWasGiven() {
        gives(PARTNER, editor);
        UserId cleo = rbac.user("cleo");
        gives(PARTNER, cleo, editor);
        rbac.approvals.withdraw(BY_ROOT, workspace, PARTNER);
        assertThat(benIsGone()).isTrue();
        refused(ProblemCode.MEMBER_NOT_FOUND, () -> rbac.members.get(workspace, cleo));
        assertThat(rbac.world.sourceApprovals().ofWorkspace(ACME, workspace.id()))
                .extracting(SourceApprovalStore.Approval::source)
                .containsExactly(DIRECTORY.key());
    }

    @Test
    void aDeletedRoleIsNotGivenAndTakenAtTheNextLogin() {
        gives(PARTNER, editor, viewer);
        rbac.roles.delete(BY_ROOT, RoleScope.of(workspace), editor.id(), null);
        gives(PARTNER, editor, viewer);
        assertThat(benHere().roles()).containsExactly(new Member.HeldRole(viewer.id(), "viewer", true));
        rbac.roles.restore(BY_ROOT, RoleScope.of(workspace), editor.id());
        assertThat(benHere().roles()).hasSize(1);
    }

    @Test
    void aSourceThatIsGoneTakesItsRolesAlong() {
        gives(PARTNER, editor);
        gives(DIRECTORY, viewer);
        while (rbac.approvals.sourceGone(ACME, SYNC, PARTNER) > 0) {
            assertThat(benHere().roles()).hasSize(1);
        }
        gives(PARTNER, editor);
        assertThat(benHere().roles()).containsExactly(new Member.HeldRole(viewer.id(), "viewer", true));
    }

    @Test
    void mappersAreListedWithWhatHindersThem() {
        rbac.mappers.add(
                new OutsideMapping(PARTNER, PROVIDER, "RESEARCH", List.of("Editor", "gone"), "groups = staff"));
        RoleSource other = new RoleSource(RoleSource.Kind.IDP, "m2", "other", "x");
        rbac.mappers.add(new OutsideMapping(other, PROVIDER, workspace.id().value(), List.of("viewer"), "everyone"));
        rbac.mappers.add(new OutsideMapping(
                new RoleSource(RoleSource.Kind.IDP, "m3", "elsewhere", "x"), PROVIDER, "elsewhere", List.of(), ""));
        List<SourceApprovalService.Mapping> mappings = rbac.approvals.list(workspace);
        assertThat(mappings).hasSize(2);
        assertThat(mappings.get(0).hindrances()).containsExactly(SourceApprovalService.Hindrance.UNKNOWN_ROLE);
        assertThat(mappings.get(0).roles()).extracting(Role::name).containsExactly("editor");
        assertThat(mappings.get(1).hindrances()).containsExactly(SourceApprovalService.Hindrance.NOT_APPROVED);
        assertThat(rbac.approvals.list(workspace, mapper -> true, "EVERY"))
                .extracting(mapping -> mapping.mapper().source())
                .containsExactly(other);
        assertThat(rbac.approvals.list(workspace, mapper -> false, null)).isEmpty();
        assertThat(rbac.approvals.approve(BY_ROOT, workspace, other.key()).hindrances())
                .isEmpty();
        refused(ProblemCode.UNKNOWN_ROLE, () -> rbac.approvals.approve(BY_ROOT, workspace, PARTNER.key()));
        refused(ProblemCode.MAPPING_NOT_FOUND, () -> rbac.approvals.approve(BY_ROOT, workspace, "idp:m3"));
        assertThat(rbac.managed.reconcile(ACME, SYNC, ben, other, true)).isTrue();
        assertThat(benHere().roles()).extracting(Member.HeldRole::name).containsExactly("viewer");
        assertThat(rbac.managed.reconcile(ACME, SYNC, ben, other, false)).isFalse();
        assertThat(benIsGone()).isTrue();
    }
}
