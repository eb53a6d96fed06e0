package io.github.kcworkspaces.member;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.EffectivePermission.Via;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessListTest {

    private final TestRbac rbac = TestRbac.enabled();
    private final Workspace workspace = rbac.workspace("research");
    private final ResourceId flow = rbac.resource(workspace, "chatflow", "flow", null);

    @Test
    void membersAreListedWithTheRolesBehindIt() {
        UserId ben = rbac.user("ben");
        UserId cleo = rbac.user("cleo");
        UserId dan = rbac.user("dan");
        rbac.role(workspace, "reader", Grant.onType("chatflow", "view"));
        rbac.role(workspace, "writer", Grant.onResource("chatflow", flow, "update"));
        rbac.member(workspace, ben, "reader", "writer");
        rbac.member(workspace, cleo, "reader");
        rbac.member(workspace, dan, "member");

        assertThat(users(null)).containsExactly(ben, cleo);
        assertThat(users("update")).containsExactly(ben);
        assertThat(rbac.access
                        .slice(workspace, rbac.resources.get(workspace, flow), null, "CLE", null, 9)
                        .items())
                .extracting(one -> one.user().id())
                .containsExactly(cleo);
        assertThat(list("update", null, 9).items().get(0).via())
                .extracting(Via::name)
                .containsExactly("writer");
        assertThat(list("view", null, 9).items().get(0).via())
                .extracting(Via::name)
                .containsExactlyInAnyOrder("reader", "writer");
        assertThat(list(null, null, 9).items().get(0).actions()).containsExactly("view", "update");
        refused(ProblemCode.UNKNOWN_ACTION, () -> list("fly", null, 9));
    }

    @Test
    void itAgreesWithTheDecisionAboutSuspensionAndParents() {
        UserId ben = rbac.user("ben");
        UserId cleo = rbac.user("cleo");
        ResourceId connector = rbac.resource(workspace, "data-connector", "c1", null);
        ResourceId widget = rbac.resource(workspace, "widget", "w1", connector);
        rbac.role(
                workspace,
                "analyst",
                Grant.onResource("data-connector", connector, "view"),
                Grant.onResource("widget", widget, "access"));
        rbac.member(workspace, ben, "analyst");
        rbac.member(workspace, cleo, "analyst");
        rbac.members.put(TestRbac.BY_ROOT, workspace, cleo, Member.Status.SUSPENDED, null, null);
        assertThat(rbac.access
                        .slice(workspace, rbac.resources.get(workspace, widget), "access", null, null, 9)
                        .items())
                .extracting(one -> one.user().id())
                .containsExactly(ben);
        assertThat(rbac.decide(workspace, cleo, "access", "widget", "w1").allowed())
                .isFalse();
    }

    @Test
    void pagesHaveEverybodyOnce() {
        TreeSet<String> expected = new TreeSet<>();
        rbac.role(workspace, "reader", Grant.onType("chatflow", "view"));
        for (int index = 0; index < 10; index++) {
            UserId user = rbac.user("user" + index);
            rbac.member(workspace, user, index % 3 == 0 ? "member" : "reader");
            if (index % 3 != 0) {
                expected.add(user.value());
            }
        }
        List<String> found = new ArrayList<>();
        String after = null;
        do {
            Slice<MemberAccess> slice = list("view", after, 2);
            slice.items().forEach(one -> found.add(one.user().id().value()));
            after = slice.next();
        } while (after != null);
        assertThat(found).containsExactlyElementsOf(expected);
    }

    private List<UserId> users(@Nullable String action) {
        return list(action, null, 9).items().stream()
                .map(one -> one.user().id())
                .toList();
    }

    private Slice<MemberAccess> list(@Nullable String action, @Nullable String after, int max) {
        return rbac.access.slice(workspace, rbac.resources.get(workspace, flow), action, null, after, max);
    }
}
