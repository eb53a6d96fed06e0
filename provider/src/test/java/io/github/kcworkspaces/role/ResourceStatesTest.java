package io.github.kcworkspaces.role;

import static io.github.kcworkspaces.testing.TestRbac.BY_ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceStatesTest {

    private final TestRbac rbac = TestRbac.enabled();
    private final Workspace workspace = rbac.workspace("research");
    private final Role role = rbac.role(workspace, "analyst");

    @Test
    void aStateTellsWhatIsGrantedOnItByTypeAndUnderACondition() {
        ResourceId one = rbac.resource(workspace, "chatflow", "one", null);
        ResourceId two = rbac.resource(workspace, "chatflow", "two", null);
        assertThat(state(one)).isEqualTo(new ResourceState(resource(one), List.of(), List.of(), false, false));
        grant(Grant.onResource("chatflow", one, "update"));
        assertThat(state(one).granted()).containsExactly("view", "update");
        assertThat(state(two).granted()).isEmpty();
        grant(new Grant("chatflow", null, Set.of("delete"), Condition.OWNER));
        assertThat(state(two).byType()).containsExactly("view", "delete");
        assertThat(state(two).conditional()).isTrue();
    }

    @Test
    void aChildIsBlockedUntilItsParentIsGranted() {
        ResourceId connector = rbac.resource(workspace, "data-connector", "c1", null);
        ResourceId widget = rbac.resource(workspace, "widget", "w1", connector);
        ResourceId stray = rbac.resource(workspace, "widget", "stray", null);
        assertThat(state(widget).blocked()).isTrue();
        assertThat(state(connector).blocked()).isFalse();
        grant(Grant.onResource("data-connector", connector, "view"));
        assertThat(state(widget).blocked()).isFalse();
        assertThat(state(stray).blocked()).isTrue();
        grant(Grant.onType("data-connector", "view"));
        assertThat(state(stray).blocked()).isFalse();
    }

    @Test
    void whoHoldsEverythingHoldsItByType() {
        ResourceId connector = rbac.resource(workspace, "data-connector", "c1", null);
        ResourceId widget = rbac.resource(workspace, "widget", "w1", connector);
        Role admin =
                rbac.roles.find(RoleScope.templates(TestRbac.ACME), "admin").orElseThrow();
        ResourceState state = rbac.states.of(admin, List.of(resource(widget))).get(0);
        assertThat(state.byType()).containsExactly("access");
        assertThat(state.blocked()).isFalse();
    }

    private void grant(Grant... grants) {
        rbac.grants.change(BY_ROOT, RoleScope.of(workspace), role.id(), List.of(grants), List.of(), null);
    }

    private ResourceState state(ResourceId id) {
        return rbac.states.of(role, List.of(resource(id))).get(0);
    }

    private Resource resource(ResourceId id) {
        return rbac.resources.get(workspace, id);
    }
}
