package io.github.kcworkspaces.role;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.BY_ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.decision.Decision.Reason;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantServiceTest {

    private final TestRbac rbac = TestRbac.enabled();
    private final Workspace workspace = rbac.workspace("research");
    private final RoleScope scope = RoleScope.of(workspace);
    private final Role role = rbac.role(workspace, "editor");

    @Test
    void anyActionBringsTheBaseActionWithIt() {
        assertThat(add(Grant.onType("chatflow", "update"))).isEqualTo(new GrantService.Outcome(2, 0));
        assertThat(stored()).containsExactly(Grant.onType("chatflow", "update", "view"));
    }

    @Test
    void withdrawingTheBaseActionWithdrawsAll() {
        add(Grant.onType("chatflow", "update", "delete"));
        assertThat(remove(Grant.onType("chatflow", "view"))).isEqualTo(new GrantService.Outcome(0, 3));
        assertThat(stored()).isEmpty();
    }

    @Test
    void withdrawingAnotherActionLeavesTheRest() {
        add(Grant.onType("chatflow", "update", "delete"));
        remove(Grant.onType("chatflow", "delete"));
        assertThat(stored()).containsExactly(Grant.onType("chatflow", "update", "view"));
    }

    @Test
    void aNoOpWritesNothingAndKeepsTheRevision() {
        add(Grant.onType("chatflow", "view"));
        long revision = rbac.roles.get(scope, role.id()).role().revision();
        rbac.world.trail().clear();
        add(Grant.onType("chatflow", "view"));
        remove(Grant.onType("chatflow", "delete"));
        assertThat(rbac.world.trail().rows()).isEmpty();
        assertThat(rbac.roles.get(scope, role.id()).role().revision()).isEqualTo(revision);
    }

    @Test
    void aChangeIsRecordedOnceAndGivesANewRevision() {
        long revision = rbac.roles.get(scope, role.id()).role().revision();
        rbac.world.trail().clear();
        add(Grant.onType("chatflow", "view"), Grant.onType("data-connector", "view"));
        assertThat(rbac.world.trail().types()).containsExactly(ActivityType.GRANTS_CHANGED);
        assertThat(rbac.roles.get(scope, role.id()).role().revision()).isNotEqualTo(revision);
    }

    @Test
    void oneBadResourceAndNothingChanges() {
        ResourceId mine = rbac.resource(workspace, "chatflow", "mine", null);
        ResourceId foreign = rbac.resource(rbac.workspace("other"), "chatflow", "foreign", null);
        refused(
                ProblemCode.UNKNOWN_RESOURCE,
                () -> add(Grant.onResource("chatflow", mine, "view"), Grant.onResource("chatflow", foreign, "view")));
        assertThat(stored()).isEmpty();
    }

    @Test
    void templatesGrantOnTypesOnly() {
        Role template =
                rbac.roles.create(BY_ROOT, RoleScope.templates(TestRbac.ACME), "template", "For all", List.of());
        ResourceId mine = rbac.resource(workspace, "chatflow", "mine", null);
        refused(
                ProblemCode.UNKNOWN_RESOURCE,
                () -> rbac.grants.change(
                        BY_ROOT,
                        RoleScope.templates(TestRbac.ACME),
                        template.id(),
                        List.of(Grant.onResource("chatflow", mine, "view")),
                        List.of(),
                        null));
    }

    @Test
    void aTemplateIsNotChangedThroughAWorkspace() {
        Role template =
                rbac.roles.create(BY_ROOT, RoleScope.templates(TestRbac.ACME), "template", "For all", List.of());
        refused(
                ProblemCode.ROLE_NOT_FOUND,
                () -> rbac.grants.change(
                        BY_ROOT, scope, template.id(), List.of(Grant.onType("chatflow", "view")), List.of(), null));
    }

    @Test
    void aRevokedGrantIsDeniedAtTheNextQuestion() {
        UserId ben = rbac.user("ben");
        rbac.member(workspace, ben, "editor");
        rbac.resource(workspace, "chatflow", "f1", null);
        add(Grant.onType("chatflow", "view"));
        assertThat(rbac.decide(workspace, ben, "view", "chatflow", "f1").allowed())
                .isTrue();
        remove(Grant.onType("chatflow", "view"));
        assertThat(rbac.decide(workspace, ben, "view", "chatflow", "f1").reason())
                .isEqualTo(Reason.NO_GRANT);
    }

    @Test
    void aDeletedRoleGivesNothingUntilItIsRestored() {
        UserId ben = rbac.user("ben");
        rbac.member(workspace, ben, "editor");
        rbac.resource(workspace, "chatflow", "f1", null);
        add(Grant.onType("chatflow", "view"));
        rbac.roles.delete(BY_ROOT, scope, role.id(), null);
        assertThat(rbac.decide(workspace, ben, "view", "chatflow", "f1").allowed())
                .isFalse();
        refused(ProblemCode.ROLE_DELETED, () -> add(Grant.onType("chatflow", "delete")));
        rbac.roles.restore(BY_ROOT, scope, role.id());
        assertThat(rbac.decide(workspace, ben, "view", "chatflow", "f1").allowed())
                .isTrue();
    }

    private GrantService.Outcome add(Grant... grants) {
        return rbac.grants.change(BY_ROOT, scope, role.id(), List.of(grants), List.of(), null);
    }

    private GrantService.Outcome remove(Grant... grants) {
        return rbac.grants.change(BY_ROOT, scope, role.id(), List.of(), List.of(grants), null);
    }

    private List<Grant> stored() {
        return rbac.grants
                .page(role, new GrantFilter(null, null, null, PageRequest.firstRows(100)))
                .items();
    }
}
