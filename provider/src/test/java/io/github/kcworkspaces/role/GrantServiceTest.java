package io.github.kcworkspaces.role;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.BY_ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.decision.AttributeName;
import io.github.kcworkspaces.decision.AttributeName.Source;
import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.Condition.Comparison;
import io.github.kcworkspaces.decision.Condition.Operand;
import io.github.kcworkspaces.decision.Condition.Operator;
import io.github.kcworkspaces.decision.Decision.Reason;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GrantServiceTest {

    private final TestRbac rbac = TestRbac.enabled();
    private final Workspace workspace = rbac.workspace("research");
    private final RoleScope scope = RoleScope.of(workspace);
    private final Role role = rbac.role(workspace, "editor");

    @Test
    void anyActionBringsTheBaseActionWithIt() {
        assertThat(add(Grant.onType("chatflow", "update"))).isEqualTo(outcome(2, 0));
        assertThat(stored()).containsExactly(Grant.onType("chatflow", "update", "view"));
    }

    @Test
    void withdrawingTheBaseActionWithdrawsAll() {
        add(Grant.onType("chatflow", "update", "delete"));
        assertThat(remove(Grant.onType("chatflow", "view"))).isEqualTo(outcome(0, 3));
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
    void eachChangedGrantIsRecordedOnceUnderOneCorrelationAndTheRoleGetsANewRevision() {
        long revision = rbac.roles.get(scope, role.id()).role().revision();
        rbac.world.trail().clear();
        add(Grant.onType("chatflow", "view"), Grant.onType("data-connector", "view"));
        assertThat(rbac.world.trail().types())
                .containsExactly(ActivityType.GRANTS_CHANGED, ActivityType.GRANTS_CHANGED);
        assertThat(rbac.world.trail().rows())
                .extracting(row -> row.actor().correlation())
                .doesNotContainNull()
                .hasSize(2)
                .satisfies(correlations -> assertThat(Set.copyOf(correlations)).hasSize(1));
        assertThat(rbac.world.trail().rows())
                .extracting(row -> row.changes().get("added"))
                .containsExactlyInAnyOrder(
                        new Changes.Change(null, List.of("chatflow:view")),
                        new Changes.Change(null, List.of("data-connector:view")));
        assertThat(rbac.roles.get(scope, role.id()).role().revision()).isNotEqualTo(revision);
    }

    @Test
    void theTrailSaysAConditionAsPeopleReadIt() {
        Condition condition = new Condition(List.of(
                new Comparison(
                        new AttributeName(Source.RESOURCE, "status"), Operator.NEQ, new Operand.Constant("\"old\"")),
                new Comparison(
                        new AttributeName(Source.RESOURCE, "region"),
                        Operator.IN,
                        new Operand.Constant(List.of("desk", 7))),
                Condition.OWNER.all().get(0)));
        rbac.world.trail().clear();
        add(new Grant("chatflow", null, Set.of("view"), condition));
        assertThat(rbac.world.trail().rows())
                .extracting(row -> row.changes().get("added"))
                .containsExactly(new Changes.Change(
                        null,
                        List.of("chatflow:view if resource.status neq \"\\\"old\\\"\" and resource.region in"
                                + " [\"desk\", 7] and resource.owner eq subject.id")));
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

    @Test
    @Tag("OBO-33")
    @Tag("OBO-34")
    void whatARoleCanNotUseAsAWholeIsWarnedOfWithWhatIsMissing() {
        ResourceId connector = rbac.resource(workspace, "data-connector", "c1", null);
        ResourceId prices = rbac.resource(workspace, "widget", "prices", connector);
        ResourceId news = rbac.resource(workspace, "widget", "news", connector);
        ResourceId board = rbac.requiring(workspace, "chatflow", "board", prices, news);
        Grant onConnector = Grant.onResource("data-connector", connector, "view");
        Grant onBoard = Grant.onResource("chatflow", board, "view");
        Grant onPrices = Grant.onResource("widget", prices, "access");
        Grant onNews = Grant.onResource("widget", news, "access");

        assertThat(add(onBoard).warnings()).containsExactly(new GrantWarning(board, List.of(prices, news)));
        assertThat(add(onConnector, onPrices).warnings()).containsExactly(new GrantWarning(board, List.of(news)));
        assertThat(add(onNews).warnings()).isEmpty();
        assertThat(remove(onPrices).warnings()).containsExactly(new GrantWarning(board, List.of(prices)));
        assertThat(add(Grant.onType("widget", "access")).warnings()).isEmpty();
        assertThat(remove(onConnector).warnings()).containsExactly(new GrantWarning(board, List.of(prices, news)));
        assertThat(remove(onBoard).warnings()).isEmpty();
        assertThat(add(Grant.onType("chatflow", "view")).warnings())
                .containsExactly(new GrantWarning(board, List.of(prices, news)));
    }

    @Test
    void aPreviewSaysWhatWouldHappenAndChangesNothing() {
        ResourceId prices = rbac.resource(workspace, "chatflow", "prices", null);
        ResourceId board = rbac.requiring(workspace, "chatflow", "board", prices);
        rbac.world.trail().clear();
        List<Grant> wanted = List.of(Grant.onResource("chatflow", board, "update"));
        GrantService.Outcome preview = rbac.grants.preview(BY_ROOT, scope, role.id(), wanted, List.of(), null);
        assertThat(preview)
                .isEqualTo(new GrantService.Outcome(
                        2,
                        0,
                        List.of(new GrantWarning(board, List.of(prices))),
                        new GrantService.Side(1, List.of(), List.of())));
        assertThat(stored()).isEmpty();
        assertThat(rbac.world.trail().rows()).isEmpty();
        assertThat(rbac.grants.change(BY_ROOT, scope, role.id(), wanted, List.of(), null))
                .isEqualTo(preview);
    }

    @Test
    void aThousandWithOneForeignChangeNothingAndNameIt() {
        ResourceId foreign = rbac.resource(rbac.workspace("other"), "chatflow", "foreign", null);
        List<Grant> wanted = new ArrayList<>();
        for (int index = 0; index < 999; index++) {
            wanted.add(Grant.onResource("chatflow", rbac.resource(workspace, "chatflow", "f" + index, null), "view"));
        }
        wanted.add(Grant.onResource("chatflow", foreign, "view"));
        Problem problem = refused(
                ProblemCode.UNKNOWN_RESOURCE,
                () -> rbac.grants.change(BY_ROOT, scope, role.id(), wanted, List.of(), null));
        assertThat(problem.details()).containsEntry("resources", List.of(foreign.value()));
        assertThat(stored()).isEmpty();
    }

    private static GrantService.Outcome outcome(int added, int removed) {
        return new GrantService.Outcome(added, removed, List.of(), new GrantService.Side(0, List.of(), List.of()));
    }

    private GrantService.Outcome add(Grant... grants) {
        return rbac.grants.change(BY_ROOT, scope, role.id(), List.of(grants), List.of(), null);
    }

    private GrantService.Outcome remove(Grant... grants) {
        return rbac.grants.change(BY_ROOT, scope, role.id(), List.of(), List.of(grants), null);
    }

    private List<Grant> stored() {
        return rbac.grants
                .page(role, new GrantFilter(null, null, null, null, PageRequest.firstRows(100)))
                .items();
    }
}
