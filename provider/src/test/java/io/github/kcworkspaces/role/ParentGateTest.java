package io.github.kcworkspaces.role;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.BY_ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.realm.SettingsChange;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.settings.RealmSettings.Gate;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** P3 at the time of granting. */
class ParentGateTest {

    private final TestRbac rbac = TestRbac.enabled();
    private final Workspace workspace = rbac.workspace("research");
    private final RoleScope scope = RoleScope.of(workspace);
    private final Role role = rbac.role(workspace, "analyst");
    private final ResourceId c1 = rbac.resource(workspace, "data-connector", "c1", null);
    private final ResourceId c2 = rbac.resource(workspace, "data-connector", "c2", null);
    private final ResourceId w1 = rbac.resource(workspace, "widget", "w1", c1);
    private final ResourceId w1b = rbac.resource(workspace, "widget", "w1b", c1);
    private final ResourceId w2 = rbac.resource(workspace, "widget", "w2", c2);

    private final Grant connector1 = Grant.onResource("data-connector", c1, "view");
    private final Grant connector2 = Grant.onResource("data-connector", c2, "view");
    private final Grant everyConnector = Grant.onType("data-connector", "view");
    private final Grant widget1 = Grant.onResource("widget", w1, "access");
    private final Grant widget1b = Grant.onResource("widget", w1b, "access");
    private final Grant widget2 = Grant.onResource("widget", w2, "access");
    private final Grant everyWidget = Grant.onType("widget", "access");

    @Nested
    class Strict {

        @Test
        @Tag("OBO-21")
        void aChildBeforeItsParentIsRefusedAndNamesTheParents() {
            Problem problem = refused(ProblemCode.PARENT_NOT_GRANTED, () -> add(widget1, widget1b, widget2));
            assertThat(problem.details().get("parents")).isEqualTo(List.of(c1.value(), c2.value()));
            assertThat(stored()).isEmpty();
        }

        @Test
        @Tag("OBO-21")
        void withItsParentOrAfterItIsFine() {
            add(widget1, connector1);
            add(widget1b);
            assertThat(stored()).containsExactlyInAnyOrder(connector1, widget1, widget1b);
        }

        @Test
        void theParentTypeIsAsGoodAsTheParent() {
            add(everyConnector);
            add(widget1, widget2);
            assertThat(stored()).containsExactlyInAnyOrder(everyConnector, widget1, widget2);
        }

        @Test
        void theParentMayBeHeldUnderACondition() {
            Grant owned = new Grant("data-connector", c1, Set.of("view"), Condition.OWNER);
            add(owned);
            add(widget1);
            assertThat(stored()).containsExactlyInAnyOrder(owned, widget1);
        }

        @Test
        void aWholeChildTypeNeedsAnyParent() {
            Problem problem = refused(ProblemCode.PARENT_NOT_GRANTED, () -> add(everyWidget));
            assertThat(problem.details().get("parentTypes")).isEqualTo(List.of("data-connector"));
            add(connector1);
            add(everyWidget);
            assertThat(stored()).containsExactlyInAnyOrder(connector1, everyWidget);
        }

        @Test
        void aChildWithoutAParentNeedsTheParentTypeWithoutACondition() {
            ResourceId stray = rbac.resource(workspace, "widget", "stray", null);
            Grant widget = Grant.onResource("widget", stray, "access");
            refused(ProblemCode.PARENT_NOT_GRANTED, () -> add(connector1, widget));
            add(everyConnector, widget);
            assertThat(stored()).containsExactlyInAnyOrder(everyConnector, widget);
        }

        @Test
        @Tag("OBN-22")
        void withdrawingTheParentTakesItsChildrenAndNoOthers() {
            add(connector1, connector2, widget1, widget1b, widget2);
            assertThat(remove(connector1).removed()).isEqualTo(3);
            assertThat(stored()).containsExactlyInAnyOrder(connector2, widget2);
        }

        @Test
        void grantingTheParentAgainBringsNothingBack() {
            add(connector1, widget1);
            remove(connector1);
            add(connector1);
            assertThat(stored()).containsExactly(connector1);
        }

        @Test
        void withdrawingTheParentTypeLeavesChildrenWhoseOwnParentIsStillGranted() {
            add(everyConnector, connector1, widget1, widget2, everyWidget);
            remove(everyConnector);
            assertThat(stored()).containsExactlyInAnyOrder(connector1, widget1, everyWidget);
            remove(connector1);
            assertThat(stored()).isEmpty();
        }

        @Test
        void aPreviewNamesTheChildrenThatGoWithTheirParent() {
            add(connector1, widget1);
            GrantService.Side side = rbac.grants
                    .preview(BY_ROOT, scope, role.id(), List.of(), List.of(connector1), null)
                    .side();
            assertThat(side.resources()).isEqualTo(2);
            assertThat(side.withdrawn()).containsExactly(widget1.resource());
            assertThat(side.raised()).isEmpty();
        }

        @Test
        void aParentUnderTwoConditionsIsLostWithTheLast() {
            Grant owned = new Grant("data-connector", c1, Set.of("view"), Condition.OWNER);
            add(connector1, owned, widget1);
            remove(connector1);
            assertThat(stored()).containsExactlyInAnyOrder(owned, widget1);
            remove(owned);
            assertThat(stored()).isEmpty();
        }

        @Test
        void whatTheChangeGivesIsRefusedWhenItTakesTheParent() {
            add(connector1, widget1);
            refused(ProblemCode.PARENT_NOT_GRANTED, () -> change(List.of(widget1), List.of(connector1)));
            assertThat(stored()).containsExactlyInAnyOrder(connector1, widget1);
        }

        @Test
        void replacingAllByTheSameChangesNothing() {
            add(connector1, widget1);
            List<Grant> all = stored();
            rbac.world.trail().clear();
            assertThat(change(all, all)).isEqualTo(outcome(0, 0));
            assertThat(rbac.world.trail().rows()).isEmpty();
        }

        @Test
        void whatWasOrphanedOtherwiseDoesNotBlockOtherChanges() {
            rbac.type("app", List.of("view"), null);
            ResourceId app = rbac.resource(workspace, "app", "a1", null);
            add(Grant.onResource("app", app, "view"));
            rbac.type("app", List.of("view"), "data-connector");
            add(connector1);
            remove(connector1);
            assertThat(stored()).containsExactly(Grant.onResource("app", app, "view"));
        }

        @Test
        void templatesNeedTheParentTypeToo() {
            Role template = rbac.roles.create(BY_ROOT, RoleScope.templates(TestRbac.ACME), "all", "All", List.of());
            refused(
                    ProblemCode.PARENT_NOT_GRANTED,
                    () -> rbac.grants.change(
                            BY_ROOT,
                            RoleScope.templates(TestRbac.ACME),
                            template.id(),
                            List.of(everyWidget),
                            List.of(),
                            null));
            assertThat(rbac.grants
                            .change(
                                    BY_ROOT,
                                    RoleScope.templates(TestRbac.ACME),
                                    template.id(),
                                    List.of(everyWidget, everyConnector),
                                    List.of(),
                                    null)
                            .added())
                    .isEqualTo(2);
        }

        @Test
        void youWithdrawNoChildThatYouDoNotHold() {
            add(connector1, widget1);
            UserId lead = rbac.user("lead");
            rbac.role(workspace, "lead", connector1);
            rbac.member(workspace, lead, "lead");
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> rbac.grants.change(
                            rbac.caller(workspace, lead), scope, role.id(), List.of(), List.of(connector1), null));
            assertThat(stored()).containsExactlyInAnyOrder(connector1, widget1);
        }
    }

    @Nested
    class Auto {

        @BeforeEach
        void isSet() {
            rbac.realms.update(
                    TestRbac.ACME, TestRbac.ROOT, new SettingsChange(null, null, null, Gate.AUTO, null, null, null));
        }

        @Test
        @Tag("OBN-27")
        void aChildRaisesItsParent() {
            assertThat(add(widget1).added()).isEqualTo(2);
            assertThat(stored()).containsExactlyInAnyOrder(connector1, widget1);
            assertThat(add(widget1b).added()).isEqualTo(1);
        }

        @Test
        void theLastChildLowersItsParent() {
            add(widget1, widget1b, widget2);
            assertThat(remove(widget1).removed()).isEqualTo(1);
            assertThat(remove(widget1b).removed()).isEqualTo(2);
            assertThat(stored()).containsExactlyInAnyOrder(connector2, widget2);
        }

        @Test
        void aParentWithMoreThanItsBaseActionStays() {
            rbac.type("data-connector", List.of("view", "update"), null);
            Grant more = Grant.onResource("data-connector", c1, "view", "update");
            add(more, widget1);
            remove(widget1);
            assertThat(stored()).containsExactly(more);
        }

        @Test
        void aParentThatIsGrantedInTheSameChangeStays() {
            add(widget1);
            change(List.of(connector1), List.of(widget1));
            assertThat(stored()).containsExactly(connector1);
        }

        @Test
        void aParentThatAWholeChildTypeNeedsStays() {
            add(connector1, widget1, everyWidget);
            remove(widget1);
            assertThat(stored()).containsExactlyInAnyOrder(connector1, everyWidget);
        }

        @Test
        void aWholeChildTypeRaisesAndLowersTheWholeParentType() {
            add(everyWidget);
            assertThat(stored()).containsExactlyInAnyOrder(everyConnector, everyWidget);
            remove(everyWidget);
            assertThat(stored()).isEmpty();
        }

        @Test
        void withdrawingTheParentTakesItsChildren() {
            add(widget1, widget1b);
            remove(connector1);
            assertThat(stored()).isEmpty();
            add(connector1);
            assertThat(stored()).containsExactly(connector1);
        }

        @Test
        void whatTheChangeGivesKeepsTheParent() {
            add(widget1);
            change(List.of(widget1), List.of(connector1));
            assertThat(stored()).containsExactlyInAnyOrder(connector1, widget1);
        }

        @Test
        void aChildWithoutAParentIsRefusedRatherThanRaisingAllParents() {
            ResourceId stray = rbac.resource(workspace, "widget", "stray", null);
            refused(ProblemCode.PARENT_NOT_GRANTED, () -> add(Grant.onResource("widget", stray, "access")));
        }

        @Test
        void youRaiseNoParentThatYouDoNotHold() {
            UserId lead = rbac.user("lead");
            rbac.role(workspace, "lead-widgets", connector1, widget1);
            rbac.member(workspace, lead, "lead-widgets");
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> rbac.grants.change(
                            rbac.caller(workspace, lead), scope, role.id(), List.of(widget2), List.of(), null));
            assertThat(rbac.grants
                            .change(rbac.caller(workspace, lead), scope, role.id(), List.of(widget1), List.of(), null)
                            .added())
                    .isEqualTo(2);
        }
    }

    @Nested
    class OfAType {

        @Test
        void aTypeAtAutoRaisesAndLowersInAStrictRealm() {
            gate("widget", Gate.AUTO);
            add(widget1);
            assertThat(stored()).containsExactlyInAnyOrder(connector1, widget1);
            remove(widget1);
            assertThat(stored()).isEmpty();
        }

        @Test
        void aTypeAtStrictRefusesAndLowersNothingInARealmAtAuto() {
            rbac.realms.update(
                    TestRbac.ACME, TestRbac.ROOT, new SettingsChange(null, null, null, Gate.AUTO, null, null, null));
            gate("widget", Gate.STRICT);
            refused(ProblemCode.PARENT_NOT_GRANTED, () -> add(widget1));
            add(connector1);
            add(widget1);
            remove(widget1);
            assertThat(stored()).containsExactly(connector1);
        }

        @Test
        void inOneChangeEachTypeHasItsOwn() {
            rbac.type("app", List.of("access"), "data-connector");
            gate("app", Gate.AUTO);
            Grant app2 = Grant.onResource("app", rbac.resource(workspace, "app", "a2", c2), "access");
            Problem problem = refused(ProblemCode.PARENT_NOT_GRANTED, () -> add(app2, widget1));
            assertThat(problem.details().get("parents")).isEqualTo(List.of(c1.value()));
            add(app2, widget1, connector1);
            assertThat(stored()).containsExactlyInAnyOrder(connector1, connector2, app2, widget1);
        }

        private void gate(String key, Gate gate) {
            ResourceType type = rbac.types.find(TestRbac.ACME, key).orElseThrow();
            rbac.types.put(
                    TestRbac.ROOT,
                    new ResourceType(
                            type.realm(),
                            type.definition(),
                            type.name(),
                            type.category(),
                            type.presentation(),
                            gate,
                            false,
                            type.version()),
                    null);
        }
    }

    private static GrantService.Outcome outcome(int added, int removed) {
        return new GrantService.Outcome(added, removed, List.of(), new GrantService.Side(0, List.of(), List.of()));
    }

    private GrantService.Outcome add(Grant... grants) {
        return change(List.of(grants), List.of());
    }

    private GrantService.Outcome remove(Grant... grants) {
        return change(List.of(), List.of(grants));
    }

    private GrantService.Outcome change(List<Grant> added, List<Grant> removed) {
        return rbac.grants.change(BY_ROOT, scope, role.id(), added, removed, null);
    }

    private List<Grant> stored() {
        return rbac.grants
                .page(role, new GrantFilter(null, null, null, null, PageRequest.firstRows(100)))
                .items();
    }
}
