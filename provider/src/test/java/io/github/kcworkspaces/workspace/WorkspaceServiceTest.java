package io.github.kcworkspaces.workspace;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static io.github.kcworkspaces.testing.TestRbac.ROOT;
import static io.github.kcworkspaces.testing.TestRbac.actor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.realm.SettingsChange;
import io.github.kcworkspaces.testing.TestRbac;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WorkspaceServiceTest {

    private final TestRbac rbac = TestRbac.enabled();

    @Nested
    class Creating {

        @Test
        void theCreatorOwnsTheWorkspace() {
            UserId ben = rbac.user("ben");
            Workspace workspace = rbac.workspaces.create(
                    ACME, actor(ben), new NewWorkspace(null, "Größe & Co. Research", null, null));
            assertThat(workspace.alias()).isEqualTo("gro-e-co-research");
            assertThat(workspace.owner()).isEqualTo(ben);
            assertThat(rbac.members.get(workspace, ben).directRoleNames()).containsExactly("owner");
        }

        @Test
        void theAccountOwnerIsAMemberToo() {
            UserId ada = rbac.user("ada");
            rbac.realms.update(ACME, ROOT, new SettingsChange(null, ada, null, null, null, null, null));
            Workspace workspace = rbac.workspaces.create(
                    ACME, actor(rbac.user("ben")), new NewWorkspace("research", "Research", null, null));
            assertThat(rbac.members.get(workspace, ada).directRoleNames()).containsExactly("owner");
            Workspace byRoot = rbac.workspace("other");
            assertThat(byRoot.owner()).isEqualTo(ada);
        }

        @Test
        void nothingIsWrittenWhenTheAliasIsTaken() {
            rbac.workspace("research");
            rbac.world.trail().clear();
            refused(ProblemCode.ALIAS_TAKEN, () -> rbac.workspace("research"));
            assertThat(rbac.world.trail().rows()).isEmpty();
        }

        @Test
        void anUnknownOrganizationIsRefused() {
            refused(
                    ProblemCode.ORGANIZATIONS_DISABLED,
                    () -> rbac.workspaces.create(ACME, ROOT, new NewWorkspace("a", "A", null, "nowhere")));
            rbac.world.directory().organization(ACME, "org");
            refused(
                    ProblemCode.UNKNOWN_ORGANIZATION,
                    () -> rbac.workspaces.create(ACME, ROOT, new NewWorkspace("a", "A", null, "nowhere")));
        }
    }

    @Nested
    class Changing {

        @Test
        void aNoOpWritesNothing() {
            Workspace workspace = rbac.workspace("research");
            rbac.world.trail().clear();
            rbac.workspaces.update(
                    workspace, ROOT, new WorkspaceChange("research", workspace.name(), null, null, null, null));
            assertThat(rbac.world.trail().rows()).isEmpty();
            assertThat(rbac.reload(workspace).version()).isEqualTo(workspace.version());
        }

        @Test
        void oldAndNewValuesAreRecorded() {
            Workspace workspace = rbac.workspace("research");
            rbac.world.trail().clear();
            rbac.workspaces.update(workspace, ROOT, new WorkspaceChange(null, "Science", null, null, null, 1L));
            assertThat(rbac.world.trail().rows()).singleElement().satisfies(row -> {
                assertThat(row.type()).isEqualTo(ActivityType.WORKSPACE_UPDATED);
                assertThat(row.changes().get("name").oldValue()).isEqualTo("Workspace research");
                assertThat(row.changes().get("name").newValue()).isEqualTo("Science");
            });
        }

        @Test
        void demandingASecondFactorIsRecorded() {
            Workspace workspace =
                    rbac.workspaces.create(ACME, ROOT, new NewWorkspace("finance", "Finance", null, null, true));
            assertThat(rbac.reload(workspace).mfaRequired()).isTrue();
            rbac.world.trail().clear();
            rbac.workspaces.update(workspace, ROOT, new WorkspaceChange(null, null, null, null, null, false, null));
            assertThat(rbac.reload(workspace).mfaRequired()).isFalse();
            assertThat(rbac.world.trail().rows()).singleElement().satisfies(row -> {
                assertThat(row.type()).isEqualTo(ActivityType.WORKSPACE_UPDATED);
                assertThat(row.changes().get("mfaRequired").oldValue()).isEqualTo(true);
                assertThat(row.changes().get("mfaRequired").newValue()).isEqualTo(false);
            });
        }

        @Test
        void aStaleVersionIsRefused() {
            Workspace workspace = rbac.workspace("research");
            refused(
                    ProblemCode.STALE_VERSION,
                    () -> rbac.workspaces.update(
                            workspace, ROOT, new WorkspaceChange(null, "X", null, null, null, 7L)));
        }
    }

    @Nested
    class Deleting {

        @Test
        void allInItGoesAndTheTrailStays() {
            Workspace workspace = rbac.workspace("research");
            rbac.role(workspace, "viewer", Grant.onType("chatflow", "view"));
            rbac.resource(workspace, "chatflow", "f1", null);
            rbac.deletion.delete(workspace, ROOT, "research", null);
            assertThat(rbac.workspaces.find(ACME, "research")).isEmpty();
            assertThat(rbac.world.trail().types()).contains(ActivityType.WORKSPACE_DELETED);
            Workspace again = rbac.workspace("research");
            assertThat(rbac.deletion.impact(again).counts()).isEqualTo(new DeletionImpact(0, 0, 0, 0, 0, 0));
        }

        @Test
        void membersOtherThanTheOwnersPreventIt() {
            UserId ada = rbac.user("ada");
            rbac.realms.update(ACME, ROOT, new SettingsChange(null, ada, null, null, null, null, null));
            Workspace workspace = rbac.workspace("research");
            UserId ben = rbac.user("ben");
            rbac.member(workspace, ben, "member");
            refused(ProblemCode.WORKSPACE_HAS_MEMBERS, () -> rbac.deletion.delete(workspace, ROOT, "research", null));
            assertThat(rbac.deletion.impact(workspace).refusals()).containsExactly("WORKSPACE_HAS_MEMBERS");
            assertThat(rbac.deletion.impact(workspace).otherMembers()).hasSize(1);

            rbac.members.remove(TestRbac.BY_ROOT, workspace, ben, null);
            assertThat(rbac.deletion.impact(workspace).deletable()).isTrue();
            rbac.deletion.delete(workspace, ROOT, "research", null);
        }

        @Test
        void theDefaultWorkspaceStaysWhateverIsTyped() {
            Workspace lobby = rbac.workspaces.find(ACME, "default").orElseThrow();
            refused(
                    ProblemCode.DEFAULT_WORKSPACE_UNDELETABLE,
                    () -> rbac.deletion.delete(lobby, ROOT, "default", null));
        }
    }

    @Nested
    class Owning {

        @Test
        void aTransferMakesTheFormerOwnerAnAdmin() {
            UserId ben = rbac.user("ben");
            UserId cleo = rbac.user("cleo");
            Workspace workspace =
                    rbac.workspaces.create(ACME, actor(ben), new NewWorkspace("research", "Research", null, null));
            Workspace transferred = rbac.workspaces.transfer(workspace, ROOT, cleo, null);
            assertThat(transferred.owner()).isEqualTo(cleo);
            assertThat(rbac.members.get(workspace, ben).directRoleNames()).containsExactly("admin");
            assertThat(rbac.members.get(workspace, cleo).directRoleNames()).containsExactly("owner");
        }

        @Test
        void anOwnerWhoIsGoneLeavesTheWorkspaceToTheAccountOwner() {
            UserId ada = rbac.user("ada");
            UserId ben = rbac.user("ben");
            rbac.realms.update(ACME, ROOT, new SettingsChange(null, ada, null, null, null, null, null));
            Workspace workspace =
                    rbac.workspaces.create(ACME, actor(ben), new NewWorkspace("research", "Research", null, null));
            rbac.world.directory().removeUser(ACME, ben);
            rbac.members.userRemoved(ACME, ROOT, ben, "ben");
            rbac.workspaces.ownerRemoved(ACME, ROOT, ben, "ben");
            assertThat(rbac.reload(workspace).owner()).isEqualTo(ada);
        }

        @Test
        void anOrganizationThatIsGoneSuspendsItsWorkspaces() {
            rbac.world.directory().organization(ACME, "org");
            Workspace workspace =
                    rbac.workspaces.create(ACME, ROOT, new NewWorkspace("research", "Research", null, "org"));
            rbac.workspaces.organizationRemoved(ACME, ROOT, "org");
            assertThat(rbac.reload(workspace).status()).isEqualTo(Workspace.Status.SUSPENDED);
            assertThat(rbac.reload(workspace).organization()).isNull();
        }
    }

    @Nested
    class UnderAnOrganization {

        private final UserId anna = rbac.user("anna");
        private final UserId ben = rbac.user("ben");

        private Workspace create(Actor actor, String organization) {
            return rbac.workspaces.create(ACME, actor, new NewWorkspace("research", "Research", null, organization));
        }

        private WorkspaceChange to(String organization) {
            return new WorkspaceChange(null, null, null, organization, null, null);
        }

        @Test
        void itIsNamedByIdOrAliasAndTheTrailSaysTheAlias() {
            rbac.world.directory().organization(ACME, "org", anna);
            Workspace workspace = create(ROOT, "alias-of-org");
            assertThat(workspace.organization()).isEqualTo("org");
            assertThat(rbac.workspaces.update(workspace, ROOT, to("alias-of-org")))
                    .isEqualTo(workspace);
            assertThat(rbac.workspaces.update(workspace, ROOT, to("")).organization())
                    .isNull();
            assertThat(rbac.world.trail().rows().toString()).contains("alias-of-org");
        }

        @Test
        void onlyItsMembersBecomeMembers() {
            rbac.world.directory().organization(ACME, "org", anna);
            Workspace workspace = create(ROOT, "org");
            rbac.member(workspace, anna, "member");
            refused(ProblemCode.NOT_IN_ORGANIZATION, () -> rbac.member(workspace, ben, "member"));
            refused(ProblemCode.MEMBER_NOT_FOUND, () -> rbac.members.get(workspace, ben));
        }

        @Test
        void membersWhoAreNotInItStandInTheWayOfMovingAWorkspace() {
            rbac.world.directory().organization(ACME, "org", anna);
            Workspace workspace = rbac.workspace("research");
            rbac.member(workspace, anna, "member");
            rbac.member(workspace, ben, "member");
            assertThat(refused(
                                    ProblemCode.NOT_IN_ORGANIZATION,
                                    () -> rbac.workspaces.update(workspace, ROOT, to("org")))
                            .details())
                    .containsEntry("members", List.of("ben"));
            rbac.members.remove(TestRbac.BY_ROOT, workspace, ben, null);
            assertThat(rbac.workspaces.update(workspace, ROOT, to("org")).organization())
                    .isEqualTo("org");
        }

        @Test
        void whoIsNotInItDoesNotOwnItsWorkspaces() {
            rbac.world.directory().organization(ACME, "org", anna);
            assertThat(create(actor(ben), "org").owner()).isNull();
            Workspace workspace = rbac.workspaces.find(ACME, "research").orElseThrow();
            assertThat(rbac.workspaces.transfer(workspace, ROOT, anna, null).owner())
                    .isEqualTo(anna);
            refused(
                    ProblemCode.NOT_IN_ORGANIZATION,
                    () -> rbac.workspaces.transfer(rbac.reload(workspace), ROOT, ben, null));
            refused(
                    ProblemCode.NOT_IN_ORGANIZATION,
                    () -> rbac.workspaces.createFor(ACME, ROOT, new NewWorkspace("b", "B", null, "org"), ben));
        }

        @Test
        void whoLeavesItLosesWhatHeHasThereAndWhatHeOwnsGoesToTheAccountOwner() {
            UserId boss = rbac.user("boss");
            rbac.world.directory().organization(ACME, "org", anna, ben);
            Workspace owned = create(actor(ben), "org");
            Workspace joined = rbac.workspaces.create(ACME, ROOT, new NewWorkspace("b", "B", null, "org"));
            Workspace elsewhere = rbac.workspace("elsewhere");
            rbac.member(joined, ben, "admin");
            rbac.member(elsewhere, ben, "member");
            rbac.realms.update(ACME, ROOT, new SettingsChange(null, boss, null, null, null, null, null));
            rbac.world.directory().organization(ACME, "org", anna);

            rbac.workspaces.organizationLeft(ACME, ROOT, "org", ben, "ben");
            rbac.members.organizationLeft(ACME, ROOT, "org", ben, "ben", rbac.workspaces.ofOrganization(ACME, "org"));

            assertThat(rbac.reload(owned).owner()).isEqualTo(boss);
            rbac.world.directory().organization(ACME, "org", anna, ben);
            refused(ProblemCode.MEMBER_NOT_FOUND, () -> rbac.members.get(owned, ben));
            refused(ProblemCode.MEMBER_NOT_FOUND, () -> rbac.members.get(joined, ben));
            assertThat(rbac.members.get(elsewhere, ben).directRoleNames()).containsExactly("member");
        }

        @Test
        void theAccountOwnerNeedNotBeInItAndAFormerOneIsNot() {
            rbac.world.directory().organization(ACME, "org", anna);
            Workspace workspace = create(ROOT, "org");
            rbac.realms.update(ACME, ROOT, new SettingsChange(null, ben, null, null, null, null, null));
            assertThat(rbac.members.get(workspace, ben).directRoleNames()).containsExactly("owner");
            rbac.workspaces.organizationLeft(ACME, ROOT, "org", ben, "ben");
            rbac.members.organizationLeft(ACME, ROOT, "org", ben, "ben", rbac.workspaces.ofOrganization(ACME, "org"));
            assertThat(rbac.members.get(workspace, ben).directRoleNames()).containsExactly("owner");

            rbac.workspaces.transfer(rbac.reload(workspace), ROOT, anna, null);
            rbac.realms.update(ACME, ROOT, new SettingsChange(null, anna, null, null, null, null, null));
            rbac.world.directory().organization(ACME, "org", anna, ben);
            refused(ProblemCode.MEMBER_NOT_FOUND, () -> rbac.members.get(workspace, ben));
        }

        @Test
        void othersThanAdminsChooseAnOrganizationOfTheirOwnOnlyAndMoveNothing() {
            rbac.world.directory().organization(ACME, "org", anna);
            rbac.workspaces.organizationIsOpenTo(ACME, anna, "org");
            rbac.workspaces.organizationIsOpenTo(ACME, ben, null);
            refused(ProblemCode.UNKNOWN_ORGANIZATION, () -> rbac.workspaces.organizationIsOpenTo(ACME, ben, "org"));
            Workspace workspace = create(ROOT, "org");
            rbac.workspaces.organizationStays(workspace, null);
            rbac.workspaces.organizationStays(workspace, "org");
            refused(ProblemCode.ACCESS_DENIED, () -> rbac.workspaces.organizationStays(workspace, ""));
            refused(ProblemCode.ACCESS_DENIED, () -> rbac.workspaces.organizationStays(workspace, "other"));
        }

        @Test
        void workspacesAreListedByIt() {
            rbac.world.directory().organization(ACME, "org", anna);
            create(ROOT, "org");
            rbac.workspace("elsewhere");
            PageRequest all = PageRequest.firstRows(10);
            assertThat(rbac.workspaces.page(ACME, null, "alias-of-org", all).items())
                    .extracting(summary -> summary.workspace().alias())
                    .isEqualTo(List.of("research"));
            assertThat(rbac.workspaces.page(ACME, null, "unknown", all).total()).isZero();
        }
    }

    @Test
    void aMemberSeesHisWorkspacesOnly() {
        UserId ben = rbac.user("ben");
        rbac.member(rbac.workspace("mine"), ben, "member");
        rbac.workspace("theirs");
        assertThat(rbac.workspaces
                        .page(ACME, new Subject(ben, Set.of()), PageRequest.firstRows(10))
                        .items())
                .extracting(summary -> summary.workspace().alias())
                .isEqualTo(List.of("mine"));
    }
}
