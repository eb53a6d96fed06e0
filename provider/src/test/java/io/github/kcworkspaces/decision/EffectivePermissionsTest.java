package io.github.kcworkspaces.decision;

import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EffectivePermissionsTest {

    private final TestRbac rbac = TestRbac.enabled();
    private final Workspace workspace = rbac.workspace("research");
    private final UserId ben = rbac.user("ben");

    @Test
    @Tag("OBO-32")
    void aTemplateIsIncompleteWhileAnyRoleLacksAWidgetOfIt() {
        ResourceId connector = rbac.resource(workspace, "data-connector", "c1", null);
        ResourceId prices = rbac.resource(workspace, "widget", "prices", connector);
        ResourceId news = rbac.resource(workspace, "widget", "news", connector);
        ResourceId trades = rbac.resource(workspace, "widget", "trades", connector);
        ResourceId board = rbac.requiring(workspace, "chatflow", "board", prices, news, trades);
        rbac.role(
                workspace,
                "one",
                Grant.onResource("data-connector", connector, "view"),
                Grant.onResource("widget", prices, "access"),
                Grant.onResource("chatflow", board, "view"));
        rbac.role(
                workspace,
                "two",
                Grant.onResource("data-connector", connector, "view"),
                Grant.onResource("widget", news, "access"));
        rbac.member(workspace, ben, "one", "two");

        EffectivePermission found = of(board);
        assertThat(found.complete()).isFalse();
        assertThat(found.missing()).containsExactly(trades);
        assertThat(of(prices).complete()).isTrue();

        rbac.role(
                workspace,
                "three",
                Grant.onResource("data-connector", connector, "view"),
                Grant.onResource("widget", trades, "access"));
        rbac.member(workspace, ben, "one", "two", "three");
        assertThat(of(board).complete()).isTrue();
        rbac.member(workspace, ben, "one");
        assertThat(of(board).missing()).containsExactly(news, trades);
    }

    @Test
    @Tag("OBO-48")
    void pagesOfManyRolesHaveEveryResourceOnceAndInOrder() {
        List<ResourceId> all = new ArrayList<>();
        for (int index = 0; index < 200; index++) {
            all.add(rbac.resource(workspace, "chatflow", "f" + index, null));
        }
        for (int role = 0; role < 3; role++) {
            List<Grant> grants = new ArrayList<>();
            for (int index = role; index < all.size(); index += role + 1) {
                grants.add(Grant.onResource("chatflow", all.get(index), "view"));
            }
            rbac.role(workspace, "readers-" + role, grants.toArray(Grant[]::new));
        }
        rbac.member(workspace, ben, "readers-0", "readers-1", "readers-2");

        List<String> found = new ArrayList<>();
        String after = null;
        do {
            Slice<EffectivePermission> slice = rbac.effective(workspace, ben, after, 7);
            assertThat(slice.items()).hasSizeLessThanOrEqualTo(7);
            slice.items().forEach(one -> found.add(String.valueOf(one.resource())));
            after = slice.next();
        } while (after != null);
        TreeSet<String> expected = new TreeSet<>();
        all.forEach(id -> expected.add(id.value()));
        assertThat(found).containsExactlyElementsOf(expected);
    }

    @Test
    void acrossWorkspacesEverythingIsThereOnce() {
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            Workspace other = rbac.workspace("w" + number);
            List<Grant> grants = new ArrayList<>();
            for (int index = 0; index < 5; index++) {
                grants.add(Grant.onResource(
                        "chatflow", rbac.resource(other, "chatflow", "f" + number + index, null), "view"));
                expected.add("w" + number + " f" + number + index);
            }
            rbac.role(other, "some", grants.toArray(Grant[]::new));
            rbac.member(other, ben, number == 3 ? "member" : "some");
        }
        rbac.workspace("foreign");
        SubjectFacts facts = rbac.world.directory().find(ACME, ben).orElseThrow();
        List<String> found = new ArrayList<>();
        String after = null;
        do {
            Slice<EffectivePermissions.InWorkspace> slice = rbac.effective.across(ACME, facts, after, 3);
            assertThat(slice.items()).hasSizeLessThanOrEqualTo(3);
            slice.items()
                    .forEach(one ->
                            found.add(one.alias() + " " + one.permission().externalId()));
            after = slice.next();
        } while (after != null);
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().filter(one -> !one.startsWith("w3")).toList());
    }

    private EffectivePermission of(ResourceId resource) {
        return rbac.effective(workspace, ben).stream()
                .filter(one -> resource.equals(one.resource()))
                .findFirst()
                .orElseThrow();
    }
}
