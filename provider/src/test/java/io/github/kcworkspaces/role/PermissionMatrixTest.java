package io.github.kcworkspaces.role;

import static io.github.kcworkspaces.testing.TestRbac.BY_ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.resource.ResourceFilter;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PermissionMatrixTest {

    private static final ResourceFilter EVERY =
            new ResourceFilter(null, null, null, null, null, null, PageRequest.firstRows(100));

    private final TestRbac rbac = TestRbac.enabled();
    private final Workspace workspace = rbac.workspace("research");
    private final Role analyst = rbac.role(workspace, "analyst");
    private final Role reader = rbac.role(workspace, "reader");
    private final ResourceId connector = rbac.resource(workspace, "data-connector", "c1", null);
    private final ResourceId prices = rbac.resource(workspace, "widget", "prices", connector);
    private final ResourceId news = rbac.resource(workspace, "widget", "news", connector);

    @Test
    @Tag("OBN-25")
    void aConnectorWhoseChildrenDifferIsMixed() {
        grant(analyst, Grant.onResource("data-connector", connector, "view"));
        assertThat(states("analyst", connector)).containsExactly(MatrixState.GRANTED);
        grant(analyst, Grant.onResource("widget", prices, "access"));
        assertThat(states("analyst", connector)).containsExactly(MatrixState.MIXED);
        assertThat(states("analyst", prices)).containsExactly(MatrixState.GRANTED);
        assertThat(states("analyst", news)).containsExactly(MatrixState.NONE);
        MatrixRow row = row(matrix(List.of("analyst"), null), connector);
        assertThat(row.children()).containsEntry("widget", 2L);
        assertThat(row.cells().get(0).usableChildren()).isEqualTo(1);
        assertThat(matrix(List.of("analyst"), MatrixState.MIXED).items())
                .extracting(found -> found.resource().id())
                .containsExactly(connector);
    }

    @Test
    void rolesStandSideBySideInTheOrderAskedFor() {
        grant(reader, Grant.onType("data-connector", "view"), Grant.onType("widget", "access"));
        assertThat(row(matrix(List.of("admin", "analyst", "READER"), null), prices)
                        .cells())
                .extracting(MatrixRow.Cell::state)
                .containsExactly(MatrixState.BY_TYPE, MatrixState.NONE, MatrixState.BY_TYPE);
        assertThat(rbac.matrix.onTypes(workspace, List.of(analyst, reader)).get(1))
                .containsExactly("data-connector", "widget");
    }

    @Test
    void whatIsGrantedByTypeBelowAConnectorThatIsNotIsBlocked() {
        ResourceId other = rbac.resource(workspace, "data-connector", "c2", null);
        ResourceId below = rbac.resource(workspace, "widget", "below", other);
        grant(analyst, Grant.onResource("data-connector", connector, "view"));
        grant(analyst, Grant.onType("widget", "access"));
        assertThat(states("analyst", below)).containsExactly(MatrixState.BLOCKED_BY_PARENT);
        assertThat(states("analyst", news)).containsExactly(MatrixState.BY_TYPE);
        for (MatrixState state : MatrixState.values()) {
            assertThat(matrix(List.of("analyst"), state).items())
                    .as(state.name())
                    .allSatisfy(row -> assertThat(row.cells().get(0).state()).isEqualTo(state));
        }
    }

    @Test
    @Tag("OBN-21")
    void aConnectorIsShownWithWhatBelongsToItAndNothingElse() {
        ResourceId other = rbac.resource(workspace, "data-connector", "c2", null);
        rbac.resource(workspace, "widget", "below", other);
        MatrixFilter filter = new MatrixFilter(EVERY, false, connector, Set.of(), null);
        assertThat(matrix(List.of("analyst"), filter, null).items())
                .extracting(found -> found.resource().id())
                .containsExactlyInAnyOrder(connector, prices, news);
        assertThat(rbac.matrix.facets(workspace, List.of(analyst), filter).groups())
                .extracting(MatrixFacets.Group::total)
                .containsExactly(1L, 2L);
        assertThat(matrix(List.of("analyst"), new MatrixFilter(EVERY, false, null, Set.of(news), null), null)
                        .items())
                .extracting(found -> found.resource().id())
                .containsExactly(news);
    }

    @Test
    void aRowSaysWhatIsStoredForItItsParentAndItsChildren() {
        grant(analyst, Grant.onResource("data-connector", connector, "view"));
        grant(analyst, Grant.onResource("widget", prices, "access"));
        Page<MatrixRow> page = matrix(List.of("analyst"), null);
        assertThat(row(page, prices).parentName())
                .isEqualTo(row(page, connector).resource().name());
        assertThat(row(page, connector).parentName()).isNull();
        MatrixRow.Cell cell = row(page, connector).cells().get(0);
        assertThat(cell.own()).containsExactly(Grant.onResource("data-connector", connector, "view"));
        assertThat(cell.grantedChildren()).containsEntry("widget", 1L);
        grant(analyst, Grant.onType("widget", "access"));
        assertThat(rbac.matrix.grantsOnTypes(List.of(analyst, reader)))
                .containsExactly(List.of(Grant.onType("widget", "access")), List.of());
        assertThat(rbac.matrix
                        .facets(workspace, List.of(analyst), MatrixFilter.of(EVERY))
                        .groups())
                .extracting(MatrixFacets.Group::granted, MatrixFacets.Group::singly)
                .contains(org.assertj.core.groups.Tuple.tuple(List.of(2L), List.of(1L)));
    }

    @Test
    void facetsCountByTypeAndNameWhatIsMissing() {
        grant(analyst, Grant.onResource("data-connector", connector, "view"));
        grant(analyst, Grant.onResource("widget", prices, "access"));
        MatrixFacets facets = rbac.matrix.facets(workspace, List.of(analyst, reader), MatrixFilter.of(EVERY));
        assertThat(facets.groups())
                .extracting(MatrixFacets.Group::type, MatrixFacets.Group::total, MatrixFacets.Group::granted)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("data-connector", 1L, List.of(1L, 0L)),
                        org.assertj.core.groups.Tuple.tuple("widget", 2L, List.of(1L, 0L)));
        assertThat(facets.incomplete()).isEmpty();
    }

    @Test
    void anUnknownRoleIsNotFound() {
        List<String> unknown = List.of("analyst", "nobody");
        assertThatThrownBy(() -> rbac.matrix.roles(workspace, unknown)).isInstanceOf(Problem.class);
    }

    private void grant(Role role, Grant... grants) {
        rbac.grants.change(BY_ROOT, RoleScope.of(workspace), role.id(), List.of(grants), List.of(), null);
    }

    private List<MatrixState> states(String role, ResourceId resource) {
        return row(matrix(List.of(role), null), resource).cells().stream()
                .map(MatrixRow.Cell::state)
                .toList();
    }

    private Page<MatrixRow> matrix(List<String> roles, @org.jspecify.annotations.Nullable MatrixState state) {
        return matrix(roles, MatrixFilter.of(EVERY), state);
    }

    private Page<MatrixRow> matrix(
            List<String> roles, MatrixFilter filter, @org.jspecify.annotations.Nullable MatrixState state) {
        return rbac.matrix.page(workspace, rbac.matrix.roles(workspace, roles), filter, state);
    }

    private static MatrixRow row(Page<MatrixRow> page, ResourceId resource) {
        return page.items().stream()
                .filter(row -> row.resource().id().equals(resource))
                .findFirst()
                .orElseThrow();
    }
}
