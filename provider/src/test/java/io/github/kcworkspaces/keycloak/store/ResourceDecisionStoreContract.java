package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.DecisionStore.Loaded;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.Membership.Standing;
import io.github.kcworkspaces.decision.MfaRequiredFor;
import io.github.kcworkspaces.decision.Narrowing;
import io.github.kcworkspaces.decision.Narrowing.Term;
import io.github.kcworkspaces.decision.ResourceFacts;
import io.github.kcworkspaces.decision.ResourceName;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.decision.ValueKeys;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.resource.ResourceFilter;
import io.github.kcworkspaces.resource.ResourceStore;
import io.github.kcworkspaces.resource.ResourceStore.Place;
import io.github.kcworkspaces.resource.ResourceStore.Requirement;
import io.github.kcworkspaces.resource.ResourceType;
import io.github.kcworkspaces.role.GrantFilter;
import io.github.kcworkspaces.role.GrantStore;
import io.github.kcworkspaces.role.MatrixFilter;
import io.github.kcworkspaces.role.MatrixState;
import io.github.kcworkspaces.role.MatrixStore.Count;
import io.github.kcworkspaces.role.MatrixStore.Name;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleView;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

abstract class ResourceDecisionStoreContract extends StoreContract {

    private static final TypeDefinition WIDGET = definition("widget", "widget");
    private static final Catalogue WIDGETS = Catalogue.of(1, List.of(WIDGET));
    private static final ResourceFilter EVERY = new ResourceFilter(null, null, null, null, null, null, ALL);

    @Test
    void resourceKeepsAllItsMembers() {
        Workspace workspace = workspace("w1");
        Resource resource = resource(workspace, "r1", null);
        assertThat(world.resources().find(REALM, workspace.id(), resource.id())).contains(resource);
        assertThat(world.resources().findByExternalId(REALM, workspace.id(), "widget", "ext-r1"))
                .contains(resource);
        assertThat(world.resources().find(OTHER, workspace.id(), resource.id())).isEmpty();
        assertThat(world.resources().find(REALM, workspace("w2").id(), resource.id()))
                .isEmpty();
        assertThatThrownBy(() -> {
                    Resource same = new Resource(
                            new ResourceId("r9"),
                            REALM,
                            workspace.id(),
                            "widget",
                            "ext-r1",
                            "x",
                            null,
                            null,
                            List.of(),
                            null,
                            null,
                            List.of(),
                            Map.of(),
                            true,
                            1);
                    world.resources().insert(same);
                })
                .hasMessageContaining("ext-r1");
    }

    @Test
    void resourcesAreFiltered() {
        Workspace workspace = workspace("w1");
        resource(workspace, "r1", null);
        Resource child = resource(workspace, "r2", "r1");
        assertThat(world.resources().page(REALM, workspace.id(), EVERY).total()).isEqualTo(2);
        assertThat(world.resources()
                        .page(
                                REALM,
                                workspace.id(),
                                new ResourceFilter(
                                        "widget", "Charts", null, "a", new ResourceId("r1"), "ext-r2", search("EXT"))))
                .satisfies(page -> assertThat(page.items()).containsExactly(child));
        assertThat(world.resources().types(REALM, workspace.id(), List.of(child.id(), new ResourceId("none"))))
                .containsExactly(Map.entry(child.id(), "widget"));
    }

    @Test
    void matrixTellsStatesAndCounts() {
        Workspace workspace = workspace("w1");
        Resource parent = resource(workspace, "r1", null);
        Resource granted = resource(workspace, "r2", "r1");
        Resource other = resource(workspace, "r3", "r1");
        Resource alone = resource(workspace, "r4", null);
        Role role = role(workspace, "reader");
        Role nothing = role(workspace, "nothing");
        world.grants()
                .apply(
                        role,
                        List.of(
                                Grant.onResource("widget", parent.id(), "view"),
                                Grant.onResource("widget", granted.id(), "view")),
                        List.of());
        RoleView single = new RoleView(role.id(), Set.of(), Set.of(), Set.of(), Set.of());
        assertThat(inState(workspace, single, MatrixState.MIXED)).containsExactly(parent);
        assertThat(inState(workspace, single, MatrixState.GRANTED)).containsExactly(granted);
        assertThat(inState(workspace, single, MatrixState.NONE)).containsExactly(other, alone);
        RoleView byType = new RoleView(role.id(), Set.of("widget"), Set.of(), Set.of(), Set.of());
        assertThat(inState(workspace, byType, MatrixState.BY_TYPE)).containsExactly(other, alone);
        assertThat(inState(workspace, byType, MatrixState.GRANTED)).containsExactly(parent, granted);
        RoleView child = new RoleView(nothing.id(), Set.of("widget"), Set.of("widget"), Set.of(), Set.of());
        assertThat(inState(workspace, child, MatrixState.BLOCKED_BY_PARENT)).hasSize(4);
        RoleView loose = new RoleView(nothing.id(), Set.of("widget"), Set.of("widget"), Set.of(), Set.of("widget"));
        assertThat(inState(workspace, loose, MatrixState.BY_TYPE)).containsExactly(parent, alone);

        MatrixFilter every = MatrixFilter.of(EVERY);
        assertThat(world.matrix()
                        .page(REALM, workspace.id(), new MatrixFilter(EVERY, true, null))
                        .items())
                .containsExactly(parent, alone);
        MatrixFilter below = new MatrixFilter(EVERY, false, parent.id(), Set.of(), null);
        assertThat(world.matrix().page(REALM, workspace.id(), below).items())
                .containsExactlyInAnyOrder(parent, granted, other);
        MatrixFilter chosen = new MatrixFilter(EVERY, false, null, Set.of(alone.id(), other.id()), null);
        assertThat(world.matrix().page(REALM, workspace.id(), chosen).items()).containsExactlyInAnyOrder(alone, other);
        assertThat(world.matrix().totals(REALM, workspace.id(), below))
                .containsExactly(new Count("widget", "Charts", 3));
        List<RoleId> roles = List.of(role.id(), nothing.id());
        List<ResourceId> roots = List.of(parent.id(), alone.id());
        assertThat(world.matrix().children(REALM, workspace.id(), roots))
                .isEqualTo(Map.of(parent.id(), Map.of("widget", 2L)));
        assertThat(world.matrix().grantedChildren(REALM, workspace.id(), roles, roots))
                .isEqualTo(Map.of(role.id(), Map.of(parent.id(), Map.of("widget", 1L))));
        assertThat(world.matrix().totals(REALM, workspace.id(), every))
                .containsExactly(new Count("widget", "Charts", 4));
        assertThat(world.matrix().granted(REALM, workspace.id(), every, roles))
                .isEqualTo(Map.of(role.id(), List.of(new Count("widget", "Charts", 2))));
        assertThat(world.matrix().providers(REALM, workspace.id(), every)).containsEntry("a", 4L);
        assertThat(world.matrix().names(REALM, workspace.id(), List.of(alone.id(), new ResourceId("none"))))
                .containsExactly(new Name(alone.id(), "widget", alone.name()));
        assertThat(world.matrix().onResources(roles, roots).get(role.id()))
                .containsExactly(Grant.onResource("widget", parent.id(), "view"));
        assertThat(world.matrix().totals(OTHER, workspace.id(), every)).isEmpty();
    }

    private List<Resource> inState(Workspace workspace, RoleView role, MatrixState state) {
        MatrixFilter filter = new MatrixFilter(EVERY, false, new MatrixFilter.Wanted(state, role));
        return world.matrix().page(REALM, workspace.id(), filter).items();
    }

    @Test
    void candidatesAreWhatGrantsReach() {
        Workspace workspace = workspace("w1");
        resource(workspace, "r1", null);
        Resource granted = resource(workspace, "r2", null);
        Role role = role(workspace, "reader");
        world.grants().apply(role, List.of(Grant.onResource("widget", granted.id(), "view")), List.of());
        assertThat(world.resources()
                        .candidates(
                                REALM,
                                workspace.id(),
                                EVERY,
                                new ResourceStore.Reach(Set.of(), Set.of(role.id()), subject("anna")),
                                null,
                                9))
                .containsExactly(granted);
        assertThat(world.resources()
                        .candidates(
                                REALM,
                                workspace.id(),
                                EVERY,
                                new ResourceStore.Reach(null, Set.of(), subject("anna")),
                                new ResourceId("r1"),
                                9))
                .containsExactly(granted);
        assertThat(world.resources()
                        .candidates(
                                REALM,
                                workspace.id(),
                                EVERY,
                                new ResourceStore.Reach(Set.of(), Set.of(), subject("anna")),
                                null,
                                9))
                .isEmpty();
    }

    @Test
    void manyResourcesAreStoredAndRemovedAtOnce() {
        Workspace workspace = workspace("w1");
        Workspace other = workspace("w2");
        Resource parent = resource(workspace, "parent", null);
        List<Resource> made = new ArrayList<>();
        for (int index = 0; index < 700; index++) {
            made.add(widget(workspace, "many-" + (1_000 + index), parent.id(), List.of("p"), "First", 1));
        }
        world.resources().insert(made);
        List<Resource> found = world.resources().children(REALM, workspace.id(), parent.id());
        assertThat(found).isEqualTo(made);
        assertThat(world.resources().children(REALM, other.id(), parent.id())).isEmpty();
        List<String> externalIds =
                new ArrayList<>(made.stream().map(Resource::externalId).toList());
        externalIds.add("unknown");
        assertThat(world.resources().findByExternalIds(REALM, workspace.id(), "widget", externalIds))
                .containsExactlyInAnyOrderElementsOf(made);
        assertThat(world.resources().findByExternalIds(REALM, workspace.id(), "app", externalIds))
                .isEmpty();

        List<Resource> changed = made.stream()
                .map(resource -> widget(
                        workspace, resource.id().value(), parent.id(), List.of("q", "p"), "Second", resource.version()))
                .toList();
        world.resources().update(changed);
        assertThat(world.resources().lock(REALM, workspace.id(), new ResourceId("many-1500")))
                .hasValueSatisfying(resource -> {
                    assertThat(resource.name()).isEqualTo("Second");
                    assertThat(resource.providers()).containsExactly("q", "p");
                    assertThat(resource.version()).isEqualTo(2);
                });
        assertThat(world.resources().lock(REALM, other.id(), new ResourceId("many-1500")))
                .isEmpty();

        List<ResourceId> ids = made.stream().map(Resource::id).toList();
        assertThat(world.resources().delete(REALM, other.id(), ids)).isZero();
        assertThat(world.resources().delete(REALM, workspace.id(), ids.subList(1, 700)))
                .isEqualTo(699);
        assertThat(world.resources().children(REALM, workspace.id(), parent.id()))
                .hasSize(1);
    }

    private static Resource widget(
            Workspace workspace, String id, ResourceId parent, List<String> providers, String name, long version) {
        return new Resource(
                new ResourceId(id),
                REALM,
                workspace.id(),
                "widget",
                "ext-" + id,
                name,
                null,
                null,
                providers,
                parent,
                null,
                List.of(parent),
                Map.of(),
                true,
                version);
    }

    @Test
    void deletionTakesChildrenAndGrantsAndRevises() {
        Workspace workspace = workspace("w1");
        Resource parent = resource(workspace, "r1", null);
        Resource child = resource(workspace, "r2", "r1");
        Role role = role(workspace, "reader");
        world.grants().apply(role, List.of(Grant.onResource("widget", child.id(), "view")), List.of());
        assertThat(world.usage().used(REALM, "widget")).isTrue();
        assertThat(world.resources().delete(REALM, workspace.id(), List.of(parent.id())))
                .isEqualTo(2);
        assertThat(world.resources().page(REALM, workspace.id(), EVERY).total()).isZero();
        assertThat(world.grants().ofRoles(List.of(role.id()))).isEmpty();
        assertThat(world.roles()
                        .find(REALM, workspace.id(), role.id())
                        .orElseThrow()
                        .revision())
                .isNotEqualTo(role.revision());
    }

    @Test
    void grantsAreStoredByTypeResourceAndCondition() {
        Workspace workspace = workspace("w1");
        Resource resource = resource(workspace, "r1", null);
        Role role = role(workspace, "reader");
        Grant onType = Grant.onType("widget", "view");
        Grant owned = new Grant("widget", null, Set.of("view", "update"), Condition.OWNER);
        Grant onResource = Grant.onResource("widget", resource.id(), "view");
        world.grants().apply(role, List.of(onType, owned, onResource), List.of());
        world.grants().apply(role, List.of(Grant.onType("widget", "update", "view")), List.of(owned.key()));

        var page = world.grants().page(role, new GrantFilter(null, null, null, null, ALL));
        assertThat(page.total()).isEqualTo(2);
        assertThat(page.items()).containsExactly(Grant.onType("widget", "update", "view"), onResource);
        assertThat(world.grants()
                        .page(role, new GrantFilter("widget", "Charts", null, "b", search("resource")))
                        .items())
                .containsExactly(onResource);
        assertThat(world.grants().typesInUse(REALM, List.of("widget", "app"))).containsExactly("widget");
        assertThat(world.grants().typesInUse(OTHER, List.of("widget"))).isEmpty();
    }

    @Test
    void placesAndParentsAreThoseOfTheWorkspaceAndTheRole() {
        Workspace workspace = workspace("w1");
        Resource parent = resource(workspace, "r1", null);
        Resource child = resource(workspace, "r2", "r1");
        Resource other = resource(workspace, "r3", "r1");
        List<ResourceId> ids = List.of(parent.id(), child.id(), new ResourceId("none"));
        assertThat(world.resources().places(REALM, workspace.id(), ids))
                .containsOnly(
                        Map.entry(parent.id(), new Place("widget", null)),
                        Map.entry(child.id(), new Place("widget", parent.id())));
        assertThat(world.resources().places(REALM, workspace("w2").id(), ids)).isEmpty();
        assertThat(world.resources().places(OTHER, workspace.id(), ids)).isEmpty();

        Role role = role(workspace, "reader");
        Grant onParent = Grant.onResource("widget", parent.id(), "view");
        world.grants()
                .apply(
                        role,
                        List.of(
                                onParent,
                                Grant.onResource("widget", child.id(), "view"),
                                Grant.onType("widget", "view")),
                        List.of());
        world.grants()
                .apply(role(workspace, "writer"), List.of(Grant.onResource("widget", other.id(), "view")), List.of());
        assertThat(world.grants().parents(role)).containsOnly(Map.entry(child.id(), parent.id()));
    }

    @Test
    void requirementsAreThoseOfTypesOfTheRoleAndOfTheNamed() {
        Workspace workspace = workspace("w1");
        Resource needed = resource(workspace, "r1", null);
        Resource granted = requiring(workspace, "r2", true, "r1");
        Resource named = requiring(workspace, "r3", true, "r1", "r2");
        requiring(workspace, "r4", false, "r1");
        Role role = role(workspace, "reader");
        world.grants().apply(role, List.of(Grant.onResource("widget", granted.id(), "view")), List.of());

        Requirement ofGranted =
                new Requirement(granted.id(), new Place("widget", null), needed.id(), new Place("widget", null), true);
        assertThat(requirements(workspace, Set.of(), role)).containsExactly(ofGranted);
        assertThat(requirements(workspace, Set.of("app"), role, named.id()))
                .extracting(Requirement::required)
                .containsExactlyInAnyOrder(needed.id(), needed.id(), granted.id());
        assertThat(requirements(workspace, Set.of("widget"), role))
                .extracting(Requirement::resource)
                .contains(granted.id(), named.id())
                .doesNotContain(new ResourceId("r4"));
        assertThat(requirements(workspace("w2"), Set.of("widget"), role, named.id()))
                .isEmpty();
    }

    @Test
    void rolesThatGrantOnAResourceOrItsTypeAreFound() {
        Workspace workspace = workspace("w1");
        Resource one = resource(workspace, "r1", null);
        Resource other = resource(workspace, "r2", null);
        Role admin = role(REALM, null, Role.Kind.ADMIN, "admin");
        role(REALM, null, Role.Kind.MEMBER, "member");
        Role onOne = role(workspace, "on-one");
        Role onOther = role(workspace, "on-other");
        Role onType = role(REALM, null, Role.Kind.CUSTOM, "on-type");
        Role gone = role(workspace, "gone");
        Role foreign = role(workspace("w2"), "foreign");
        Grant type = Grant.onType("widget", "view");
        world.grants().apply(onOne, List.of(Grant.onResource("widget", one.id(), "view")), List.of());
        world.grants().apply(onOther, List.of(Grant.onResource("widget", other.id(), "view")), List.of());
        for (Role role : List.of(onType, gone, foreign)) {
            world.grants().apply(role, List.of(type), List.of());
        }
        world.roles().update(gone.withDeletedAt(9L));

        assertThat(world.roles().granting(REALM, workspace.id(), "widget", one.id()))
                .containsExactlyInAnyOrder(admin.id(), onOne.id(), onType.id());
        assertThat(world.grants().on(onOne, List.of(one.id(), other.id())))
                .containsExactly(Grant.onResource("widget", one.id(), "view"));
        assertThat(world.grants().on(onType, List.of())).containsExactly(type);
        assertThat(world.grants().on(onOther, List.of(one.id()))).isEmpty();
    }

    @Test
    void grantsWithinReachAreReadByPosition() {
        Workspace workspace = workspace("w1");
        Resource one = resource(workspace, "r1", null);
        Resource other = resource(workspace, "r2", null);
        Role role = role(workspace, "reader");
        Role own = role(workspace, "own");
        Grant onType = Grant.onType("widget", "view");
        Grant onOne = Grant.onResource("widget", one.id(), "view");
        Grant onOther = Grant.onResource("widget", other.id(), "view");
        world.grants().apply(role, List.of(onType, onOne, onOther), List.of());
        world.grants().apply(own, List.of(onOne), List.of());
        GrantFilter all = new GrantFilter(null, null, null, null, ALL);

        ResourceStore.Reach reach = new ResourceStore.Reach(Set.of(), Set.of(own.id()), subject("anna"));
        assertThat(world.grants().candidates(role, all, reach, null, 9))
                .extracting(GrantStore.Positioned::grant)
                .containsExactlyInAnyOrder(onType, onOne);
        ResourceStore.Reach everything = new ResourceStore.Reach(null, Set.of(), subject("anna"));
        List<Grant> read = new ArrayList<>();
        String after = null;
        List<GrantStore.Positioned> next = world.grants().candidates(role, all, everything, after, 1);
        while (!next.isEmpty()) {
            read.add(next.get(0).grant());
            after = next.get(0).position();
            next = world.grants().candidates(role, all, everything, after, 1);
        }
        assertThat(read).containsExactlyInAnyOrder(onType, onOne, onOther);
        assertThat(world.grants()
                        .candidates(
                                role,
                                all,
                                new ResourceStore.Reach(Set.of("widget"), Set.of(), subject("anna")),
                                null,
                                9))
                .hasSize(3);
    }

    @Test
    void decisionsLearnWhatIsRequiredAndWhichWorkspacesThereAre() {
        settings(REALM);
        Workspace workspace = workspace("w1");
        Workspace grouped = workspace("w2");
        workspace("w3");
        resource(workspace, "r1", null);
        Resource board = requiring(workspace, "r2", true, "r1");
        assertThat(world.decisions().requirements(REALM, workspace.id(), List.of(board.id(), new ResourceId("r1"))))
                .containsExactly(Map.entry(board.id(), List.of(new ResourceId("r1"))));
        assertThat(world.decisions().requirements(REALM, grouped.id(), List.of(board.id())))
                .isEmpty();

        GroupId staff = world.group(REALM, "staff");
        world.groupMappings()
                .put(REALM, grouped.id(), staff, Set.of(role(grouped, "reader").id()));
        member(workspace, "anna", 1);
        SubjectFacts anna = facts(false, staff);
        assertThat(world.decisions().workspaces(REALM, anna, null, 9)).containsExactly(workspace.id(), grouped.id());
        assertThat(world.decisions().workspaces(REALM, anna, "w1", 9)).containsExactly(grouped.id());
        assertThat(world.decisions().workspaces(REALM, facts(false), null, 9)).containsExactly(workspace.id());
        assertThat(world.decisions().workspaces(REALM, facts(true), null, 9)).hasSize(3);
        assertThat(world.decisions().workspaces(OTHER, facts(true), null, 9)).isEmpty();
    }

    private static SubjectFacts facts(boolean admin, GroupId... groups) {
        return new SubjectFacts(new UserId("anna"), "anna", null, true, admin, Set.of(groups), Map.of());
    }

    private List<Requirement> requirements(Workspace workspace, Set<String> types, Role role, ResourceId... named) {
        return world.resources().requirements(REALM, workspace.id(), types, role.id(), List.of(named));
    }

    @Test
    void membershipSaysHowTheSubjectStands() {
        settings(REALM);
        Workspace workspace = workspace("w1");
        Role admin = role(REALM, null, Role.Kind.ADMIN, "admin");
        Role reader = role(workspace, "reader");
        GroupId staff = world.group(REALM, "staff");
        world.groupMappings().put(REALM, workspace.id(), staff, Set.of(reader.id()));
        member(workspace, "anna", 1, admin);
        member(workspace, "susi", Member.Status.SUSPENDED, Member.Source.DIRECT, 1, admin);

        Membership both = membership("alias-w1", "anna", staff);
        assertThat(both.standing()).isEqualTo(Standing.ACTIVE);
        assertThat(both.roles()).extracting(RoleReference::name).containsExactly("admin", "reader");
        assertThat(both.roles().get(0).everything()).isTrue();
        assertThat(membership("alias-w1", "anna").roles()).hasSize(1);
        assertThat(membership("alias-w1", "nobody", staff).roles()).hasSize(1);
        assertThat(membership("alias-w1", "nobody").standing()).isEqualTo(Standing.NONE);
        assertThat(membership("alias-w1", "susi", staff).standing()).isEqualTo(Standing.SUSPENDED);
        assertThat(membership("alias-w1", "susi", staff).roles()).isEmpty();
        assertThat(world.decisions().membership(OTHER, "alias-w1", subject("anna")))
                .isEmpty();
    }

    @Test
    void anAliasIsThatOfTheWorkspaceThatHasItNow() {
        settings(REALM);
        Workspace first = workspace("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        Workspace second = workspace("3f2504e0-4f89-41d3-9a0c-0305e82c3302");
        assertThat(membership(first.alias(), "anna").workspace()).isEqualTo(first.id());
        assertThat(membership(first.alias(), "anna").workspace()).isEqualTo(first.id());

        world.workspaces().update(withAlias(first, "moved"));
        assertThat(world.decisions().membership(REALM, first.alias(), subject("anna")))
                .isEmpty();
        assertThat(membership("moved", "anna").workspace()).isEqualTo(first.id());
        world.workspaces().update(withAlias(second, first.alias()));
        assertThat(membership(first.alias(), "anna").workspace()).isEqualTo(second.id());

        world.workspaces().delete(REALM, second.id());
        assertThat(world.decisions().membership(REALM, first.alias(), subject("anna")))
                .isEmpty();
        assertThat(world.decisions().membership(OTHER, "moved", subject("anna")))
                .isEmpty();
    }

    private static Workspace withAlias(Workspace workspace, String alias) {
        return new Workspace(
                workspace.id(),
                workspace.realm(),
                alias,
                workspace.name(),
                workspace.description(),
                workspace.isDefault(),
                workspace.owner(),
                workspace.organization(),
                workspace.status(),
                workspace.mfaRequired(),
                workspace.createdAt(),
                workspace.version());
    }

    @Test
    void membershipSaysOfWhomASecondFactorIsDemanded() {
        settings(REALM);
        Workspace workspace = workspace("w1");
        member(workspace, "anna", 1);
        resource(workspace, "r1", null);
        assertThat(demanded()).containsOnly(MfaRequiredFor.NONE);
        world.settings().update(demanding(MfaRequiredFor.ACCOUNT_ADMINS));
        assertThat(demanded()).containsOnly(MfaRequiredFor.ACCOUNT_ADMINS);
        world.workspaces()
                .update(new Workspace(
                        workspace.id(),
                        REALM,
                        workspace.alias(),
                        workspace.name(),
                        null,
                        false,
                        null,
                        null,
                        workspace.status(),
                        true,
                        workspace.createdAt(),
                        workspace.version()));
        assertThat(world.workspaces().find(REALM, "w1").orElseThrow().mfaRequired())
                .isTrue();
        assertThat(demanded()).containsOnly(MfaRequiredFor.EVERYONE);
        world.settings().update(demanding(MfaRequiredFor.NONE));
        assertThat(demanded()).containsOnly(MfaRequiredFor.EVERYONE);
    }

    private RealmSettings demanding(MfaRequiredFor whom) {
        RealmSettings before = world.settings().find(REALM).orElseThrow();
        return new RealmSettings(
                REALM,
                before.enabled(),
                null,
                null,
                before.workspaceCreation(),
                before.gate(),
                before.claimBudgetBytes(),
                before.subjectAttributes(),
                whom,
                before.mfaLevel(),
                before.invitations(),
                before.catalogueRevision(),
                before.version());
    }

    /** As each way of loading a membership says it. */
    private Set<MfaRequiredFor> demanded() {
        Set<MfaRequiredFor> demanded = new HashSet<>();
        demanded.add(membership("alias-w1", "anna").mfa());
        demanded.add(world.decisions()
                .load(REALM, "alias-w1", subject("anna"), new ResourceName("widget", "ext-r1"))
                .orElseThrow()
                .membership()
                .mfa());
        demanded.add(
                world.decisions().fallback(REALM, subject("anna")).orElseThrow().mfa());
        world.decisions()
                .memberships(REALM, "alias-w1", List.of(subject("anna"), subject("bert")))
                .values()
                .forEach(membership -> demanded.add(membership.mfa()));
        return demanded;
    }

    @Test
    void manyMembershipsAreTheSameAsEachAlone() {
        settings(REALM);
        Workspace workspace = workspace("w1");
        Role admin = role(REALM, null, Role.Kind.ADMIN, "admin");
        Role reader = role(workspace, "reader");
        Role writer = role(workspace, "writer");
        GroupId staff = world.group(REALM, "staff");
        GroupId press = world.group(REALM, "press");
        world.groupMappings().put(REALM, workspace.id(), staff, Set.of(reader.id(), writer.id()));
        world.groupMappings().put(REALM, workspace.id(), press, Set.of(reader.id()));
        member(workspace, "anna", 1, admin, reader);
        member(workspace, "susi", Member.Status.SUSPENDED, Member.Source.DIRECT, 1, admin);
        member(workspace, "gina", Member.Status.ACTIVE, Member.Source.GROUP, 1, writer);
        member(workspace, "gert", Member.Status.SUSPENDED, Member.Source.GROUP, 1);
        member(workspace("w2"), "wolf", 1, admin);
        List<Subject> subjects = List.of(
                subject("anna"),
                subject("bert", staff, press),
                subject("susi", staff),
                subject("gina"),
                subject("gert", press),
                subject("wolf"),
                subject("anni", new GroupId("other")));

        for (List<Subject> some : List.of(subjects, subjects.subList(0, 1))) {
            Map<UserId, Membership> many = world.decisions().memberships(REALM, "alias-w1", some);
            assertThat(many).hasSameSizeAs(some);
            for (Subject subject : some) {
                assertThat(many.get(subject.user()))
                        .isEqualTo(world.decisions()
                                .membership(REALM, "alias-w1", subject)
                                .orElseThrow());
            }
        }
        assertThat(world.decisions()
                        .memberships(REALM, "alias-w1", List.of(subject("gina", press), subject("wolf", staff)))
                        .values())
                .flatExtracting(Membership::roles)
                .extracting(RoleReference::name)
                .containsExactlyInAnyOrder("reader", "writer", "reader", "writer");
        assertThat(world.decisions().memberships(REALM, "nowhere", subjects)).isEmpty();
        assertThat(world.decisions().memberships(OTHER, "alias-w1", subjects)).isEmpty();
    }

    @Test
    void manyResourcesAreFoundByName() {
        Workspace workspace = workspace("w1");
        Workspace other = workspace("w2");
        resource(workspace, "r1", null);
        resource(workspace, "r2", "r1");
        resource(other, "r3", null);
        List<ResourceName> names = List.of(
                new ResourceName("widget", "ext-r2"),
                new ResourceName("app", "ext-r1"),
                new ResourceName("widget", "ext-r1"),
                new ResourceName("widget", "ext-r3"));
        Membership alone = within(workspace);
        for (Membership within : List.of(alone, sharing(alone))) {
            assertThat(world.decisions().resourcesNamed(REALM, within, WIDGETS, names))
                    .extracting(ResourceFacts::id)
                    .containsExactlyInAnyOrder(new ResourceId("r1"), new ResourceId("r2"));
            assertThat(world.decisions().resourcesNamed(REALM, within, WIDGETS, names))
                    .containsExactlyInAnyOrderElementsOf(world.decisions()
                            .resources(
                                    REALM,
                                    within,
                                    subject("anna"),
                                    List.of(new ResourceId("r2"), new ResourceId("r3"), new ResourceId("r1"))));
            assertThat(world.decisions().resourcesNamed(REALM, within, WIDGETS, List.of()))
                    .isEmpty();
            assertThat(world.decisions().resourcesNamed(OTHER, within, WIDGETS, names))
                    .isEmpty();
        }
        assertThat(world.decisions().onlyHomes(REALM, names))
                .containsOnly(
                        Map.entry(names.get(0), workspace.id()),
                        Map.entry(names.get(2), workspace.id()),
                        Map.entry(names.get(3), other.id()));
        world.resources().insert(sameNameAs(other, "ext-r2"));
        assertThat(world.decisions().onlyHomes(REALM, names)).doesNotContainKey(names.get(0));
    }

    @Test
    void searchesFindResourcesByWhatNarrowsThem() {
        Workspace workspace = workspace("w1");
        Resource first = stored(workspace, "r1", "anna", null, true, Map.of("color", "red", "size", 3));
        stored(workspace, "r2", "anna", "r1", true, Map.of("color", List.of("red", "blue")));
        stored(workspace, "r3", "bert", "r1", true, Map.of("color", "blue", "size", 3.0));
        stored(workspace, "r4", "anna", null, false, Map.of("color", "red"));
        stored(workspace("w2"), "r5", "anna", null, true, Map.of("color", "red"));
        Term red = new Term.Attribute(ValueKeys.of("color", "red"));
        Term anyColor = new Term.Attribute(ValueKeys.of("color", List.of("red", "blue")));
        Term three = new Term.Attribute(ValueKeys.of("size", 3));
        Term annas = new Term.Owner(Set.of("anna", "nobody"));

        assertThat(searched(workspace, Narrowing.NONE)).containsExactly("r1", "r2", "r3");
        assertThat(searched(workspace, narrowing(red))).containsExactly("r1", "r2");
        assertThat(searched(workspace, narrowing(anyColor))).containsExactly("r1", "r2", "r3");
        assertThat(searched(workspace, narrowing(anyColor, three))).containsExactly("r1", "r3");
        assertThat(searched(workspace, narrowing(annas))).containsExactly("r1", "r2");
        assertThat(searched(workspace, narrowing(annas, three))).containsExactly("r1");
        assertThat(searched(workspace, narrowing(annas, three), narrowing(new Term.Parent(Set.of(first.id())))))
                .containsExactly("r1", "r2", "r3");
        assertThat(searched(workspace, narrowing(new Term.ExternalId(Set.of("ext-r3")))))
                .containsExactly("r3");
        assertThat(searched(workspace, narrowing(new Term.Owner(Set.of())))).isEmpty();
        assertThat(searched(workspace)).isEmpty();
        assertThat(world.searches().resources(REALM, workspace.id(), WIDGET, List.of(Narrowing.NONE), first.id(), 1))
                .extracting(ResourceFacts::id)
                .containsExactly(new ResourceId("r2"));
        assertThat(world.searches()
                        .resources(REALM, workspace.id(), WIDGET, List.of(narrowing(anyColor)), first.id(), 1))
                .extracting(ResourceFacts::id)
                .containsExactly(new ResourceId("r2"));
        assertThat(world.searches()
                        .resources(REALM, workspace.id(), definition("app", null), List.of(Narrowing.NONE), null, 9))
                .isEmpty();
        assertThat(world.searches().resources(OTHER, workspace.id(), WIDGET, List.of(Narrowing.NONE), null, 9))
                .isEmpty();
    }

    @Test
    void whatASearchFindsIsAllThatAQuestionAboutItNeeds() {
        Workspace workspace = workspace("w1");
        stored(workspace, "r1", "anna", null, true, Map.of("color", "red"));
        stored(workspace, "r2", "anna", "r1", true, Map.of("color", "red"));
        Term red = new Term.Attribute(ValueKeys.of("color", "red"));
        Term anyColor = new Term.Attribute(ValueKeys.of("color", List.of("red", "blue")));
        List<ResourceFacts> facts = world.decisions()
                .resources(
                        REALM, within(workspace), subject("bert"), List.of(new ResourceId("r1"), new ResourceId("r2")));
        assertThat(facts.get(1).parent()).isEqualTo(facts.get(0));
        for (List<Narrowing> any : List.of(
                List.of(Narrowing.NONE),
                List.of(narrowing(red)),
                List.of(narrowing(anyColor)),
                List.of(narrowing(anyColor), narrowing(new Term.Owner(Set.of("anna")))))) {
            assertThat(world.searches().resources(REALM, workspace.id(), WIDGET, any, null, 9))
                    .isEqualTo(facts);
        }
    }

    @Test
    void aQuestionLoadsTheMembershipAndWhatIsAtHome() {
        settings(REALM);
        type("widget", "widget");
        Workspace workspace = workspace("w1");
        GroupId staff = world.group(REALM, "staff");
        Role reader = role(workspace, "reader");
        member(workspace, "anna", 1, reader, role(workspace, "writer"));
        world.groupMappings().put(REALM, workspace.id(), staff, Set.of(reader.id()));
        resource(workspace, "r1", null);
        stored(workspace, "r2", "anna", "r1", true, Map.of("color", "red"));
        resource(workspace("w2"), "r3", null);
        for (Subject subject : List.of(
                subject("anna"), subject("anna", staff), subject("bert", staff), subject("bert"), subject("nobody"))) {
            Membership membership =
                    world.decisions().membership(REALM, "alias-w1", subject).orElseThrow();
            for (String name : List.of("ext-r1", "ext-r2", "ext-r3")) {
                Loaded loaded = world.decisions()
                        .load(REALM, "alias-w1", subject, new ResourceName("widget", name))
                        .orElseThrow();
                assertThat(loaded.membership()).isEqualTo(membership);
                assertThat(loaded.atHome())
                        .isEqualTo(world.decisions()
                                .resource(REALM, membership, subject, WIDGET, name)
                                .orElse(null));
            }
        }
        ResourceName known = new ResourceName("widget", "ext-r1");
        assertThat(world.decisions()
                        .load(REALM, "alias-w1", subject("anna"), new ResourceName("app", "ext-r1"))
                        .orElseThrow()
                        .atHome())
                .isNull();
        assertThat(world.decisions().load(REALM, "nowhere", subject("anna"), known))
                .isEmpty();
        assertThat(world.decisions().load(OTHER, "alias-w1", subject("anna"), known))
                .isEmpty();
    }

    @Test
    void aTypeThatGetsParentsHasThemInTheNextQuestion() {
        settings(REALM);
        type("widget", null);
        Workspace workspace = workspace("w1");
        resource(workspace, "r1", null);
        resource(workspace, "r2", "r1");
        ResourceName child = new ResourceName("widget", "ext-r2");
        world.decisions().load(REALM, "alias-w1", subject("anna"), child);

        ResourceType orphan = world.resourceTypes().find(REALM, "widget").orElseThrow();
        world.resourceTypes()
                .update(new ResourceType(REALM, WIDGET, orphan.name(), null, PRESENTATION, false, orphan.version()));
        world.settings().reviseCatalogue(REALM);

        Loaded loaded = world.decisions()
                .load(REALM, "alias-w1", subject("anna"), child)
                .orElseThrow();
        assertThat(loaded.atHome().parent().externalId()).isEqualTo("ext-r1");
    }

    @Test
    void searchesFindWhatAttributesAreNowAndNoLonger() {
        Workspace workspace = workspace("w1");
        Resource resource = stored(workspace, "r1", null, null, true, Map.of("color", "red"));
        world.resources().update(withAttributes(resource, Map.of("color", "blue", "other", "red")));
        assertThat(searched(workspace, narrowing(new Term.Attribute(ValueKeys.of("color", "red")))))
                .isEmpty();
        assertThat(searched(workspace, narrowing(new Term.Attribute(ValueKeys.of("color", "blue")))))
                .containsExactly("r1");
        world.resources().delete(REALM, workspace.id(), List.of(resource.id()));
        assertThat(searched(workspace, narrowing(new Term.Attribute(ValueKeys.of("color", "blue")))))
                .isEmpty();
    }

    @Test
    void searchesFindMembersByTheirRoles() {
        settings(REALM);
        Workspace workspace = workspace("w1");
        Workspace other = workspace("w2");
        Role reader = role(workspace, "reader");
        Role writer = role(workspace, "writer");
        Role template = role(REALM, null, Role.Kind.CUSTOM, "template");
        Role elsewhere = role(other, "elsewhere");
        GroupId staff = world.group(REALM, "staff");
        GroupId below = world.group(REALM, "below", staff);
        world.groupMappings().put(REALM, workspace.id(), staff, Set.of(writer.id()));
        user("gert", below);
        user("bert", staff);
        member(workspace, "anna", 1, reader);
        member(workspace, "bert", 1, reader);
        member(workspace, "cleo", 1, template);
        member(other, "dora", 1, template);

        assertThat(world.searches().roles(REALM, workspace.id()))
                .extracting(RoleReference::name)
                .containsExactly("reader", "template", "writer");
        assertThat(members(workspace, null, reader)).containsExactly("anna", "bert");
        assertThat(members(workspace, null, writer)).containsExactly("bert", "gert");
        assertThat(members(workspace, null, reader, writer)).containsExactly("anna", "bert", "gert");
        assertThat(members(workspace, "anna", reader, writer, template)).containsExactly("bert", "cleo", "gert");
        assertThat(members(workspace, null, elsewhere)).isEmpty();
        assertThat(world.searches().members(REALM, workspace.id(), Set.of(reader.id(), writer.id()), null, 2))
                .containsExactly(new UserId("anna"), new UserId("bert"));
        assertThat(world.searches().members(OTHER, workspace.id(), Set.of(reader.id()), null, 2))
                .isEmpty();
    }

    private List<String> members(Workspace workspace, String after, Role... roles) {
        return world
                .searches()
                .members(
                        REALM,
                        workspace.id(),
                        Stream.of(roles).map(Role::id).toList(),
                        after == null ? null : new UserId(after),
                        9)
                .stream()
                .map(UserId::value)
                .toList();
    }

    private List<String> searched(Workspace workspace, Narrowing... any) {
        return world.searches().resources(REALM, workspace.id(), WIDGET, List.of(any), null, 9).stream()
                .map(facts -> String.valueOf(facts.id()))
                .toList();
    }

    /** As if something there were shared. */
    private static Membership sharing(Membership membership) {
        return new Membership(
                membership.workspace(),
                membership.alias(),
                membership.workspaceVersion(),
                membership.realmEnabled(),
                membership.workspaceActive(),
                membership.organization(),
                membership.catalogueRevision(),
                membership.standing(),
                membership.roles());
    }

    private static Narrowing narrowing(Term... terms) {
        return new Narrowing(Set.of(terms));
    }

    private Resource stored(
            Workspace workspace,
            String id,
            String owner,
            String parent,
            boolean active,
            Map<String, Object> attributes) {
        Resource resource = new Resource(
                new ResourceId(id),
                REALM,
                workspace.id(),
                "widget",
                "ext-" + id,
                id,
                null,
                null,
                List.of(),
                parent == null ? null : new ResourceId(parent),
                owner == null ? null : new UserId(owner),
                List.of(),
                attributes,
                active,
                1);
        world.resources().insert(resource);
        return resource;
    }

    private static Resource withAttributes(Resource resource, Map<String, Object> attributes) {
        return new Resource(
                resource.id(),
                resource.realm(),
                resource.workspace(),
                resource.type(),
                resource.externalId(),
                resource.name(),
                resource.category(),
                resource.subCategory(),
                resource.providers(),
                resource.parent(),
                resource.owner(),
                resource.requires(),
                attributes,
                resource.active(),
                resource.version());
    }

    private static Resource sameNameAs(Workspace workspace, String externalId) {
        return new Resource(
                new ResourceId("same"),
                REALM,
                workspace.id(),
                "widget",
                externalId,
                "x",
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                Map.of(),
                true,
                1);
    }

    @Test
    void membershipsInManyWorkspacesAreTheSameAsInEachAlone() {
        settings(REALM);
        Role admin = role(REALM, null, Role.Kind.ADMIN, "admin");
        GroupId staff = world.group(REALM, "staff");
        Workspace direct = workspace("w1");
        Workspace grouped = workspace("w2");
        Workspace none = workspace("w3");
        member(direct, "anna", 1, admin);
        world.groupMappings()
                .put(REALM, grouped.id(), staff, Set.of(role(grouped, "reader").id()));
        Map<WorkspaceId, Membership> many = world.decisions()
                .memberships(REALM, List.of(direct.id(), grouped.id(), none.id()), subject("anna", staff));
        assertThat(many).hasSize(3);
        many.forEach((workspace, membership) ->
                assertThat(membership).isEqualTo(membership("alias-" + workspace.value(), "anna", staff)));
        assertThat(world.decisions().memberships(OTHER, List.of(direct.id()), subject("anna")))
                .isEmpty();
        assertThat(world.decisions().memberships(REALM, List.of(), subject("anna")))
                .isEmpty();
    }

    @Test
    void fallbackIsTheDefaultElseTheLongest() {
        settings(REALM);
        Workspace late = workspace("w1");
        Workspace early = workspace("w2");
        Workspace usual = workspace(REALM, "w3", true);
        Workspace grouped = workspace("w0");
        Role reader = role(grouped, "reader");
        GroupId staff = world.group(REALM, "staff");
        world.groupMappings().put(REALM, grouped.id(), staff, Set.of(reader.id()));
        member(late, "anna", 9);
        member(early, "anna", 3);
        assertThat(fallback("anna", staff)).isEqualTo(early);
        assertThat(fallback("bert", staff)).isEqualTo(grouped);
        member(usual, "anna", 20);
        assertThat(fallback("anna")).isEqualTo(usual);
        assertThat(world.decisions().fallback(REALM, subject("nobody"))).isEmpty();
    }

    @Test
    void resourceFactsComeWithTheParent() {
        Workspace workspace = workspace("w1");
        resource(workspace, "r1", null);
        resource(workspace, "r2", "r1");
        ResourceFacts facts = world.decisions()
                .resource(REALM, within(workspace), subject("anna"), definition("widget", "widget"), "ext-r2")
                .orElseThrow();
        assertThat(facts.parent()).isNotNull();
        assertThat(facts.attributes()).containsEntry("status", "live");
        assertThat(world.decisions()
                        .resources(
                                REALM,
                                within(workspace),
                                subject("anna"),
                                List.of(new ResourceId("r2"), new ResourceId("r1"))))
                .extracting(ResourceFacts::id)
                .containsExactly(new ResourceId("r1"), new ResourceId("r2"));
        assertThat(world.decisions().homes(REALM, "widget", "ext-r2")).containsExactly(workspace.id());
        assertThat(world.decisions()
                        .resource(OTHER, within(workspace), subject("anna"), definition("widget", "widget"), "ext-r2"))
                .isEmpty();
    }

    @Test
    void catalogueHasStoredTypesAndTheBuiltInOne() {
        type("app", null);
        type("widget", "app");
        assertThat(world.decisions().catalogue(REALM, 5).keys())
                .containsExactlyInAnyOrder("app", "widget", "workspace");
        assertThat(world.resourceTypes().all(OTHER)).isEmpty();
        ResourceType widget = world.resourceTypes().find(REALM, "widget").orElseThrow();
        assertThat(widget.gate()).isNull();
        ResourceType gated = new ResourceType(
                REALM, widget.definition(), widget.name(), null, PRESENTATION, RealmSettings.Gate.AUTO, false, 1);
        world.resourceTypes().update(gated);
        assertThat(world.resourceTypes().find(REALM, "widget").orElseThrow().gate())
                .isEqualTo(RealmSettings.Gate.AUTO);
        assertThat(world.resourceTypes().find(REALM, "widget").orElseThrow().version())
                .isEqualTo(2);
        assertThat(world.resourceTypes().all(REALM))
                .extracting(ResourceType::presentation)
                .containsOnly(PRESENTATION);
        world.resourceTypes().delete(REALM, "widget");
        assertThat(world.resourceTypes().find(REALM, "widget")).isEmpty();
    }

    @Test
    void actionsThatRolesGrantAreToldByType() {
        Workspace workspace = workspace("w1");
        type("app", null);
        type("widget", "app");
        Role reader = role(workspace, "reader");
        Role writer = role(workspace, "writer");
        world.grants().apply(reader, List.of(Grant.onType("widget", "view")), List.of());
        world.grants()
                .apply(
                        writer,
                        List.of(Grant.onType("widget", "view", "update"), Grant.onType("app", "view")),
                        List.of());
        assertThat(world.usage().grantedActions(REALM, Set.of("widget", "gone")))
                .isEqualTo(Map.of("widget", Set.of("view", "update")));
        assertThat(world.usage().grantedActions(OTHER, Set.of("widget"))).isEmpty();
        assertThat(world.usage().grantedActions(REALM, Set.of())).isEmpty();
    }

    private Membership membership(String workspace, String user, GroupId... groups) {
        return world.decisions()
                .membership(REALM, workspace, subject(user, groups))
                .orElseThrow();
    }

    private Workspace fallback(String user, GroupId... groups) {
        Membership membership =
                world.decisions().fallback(REALM, subject(user, groups)).orElseThrow();
        return world.workspaces().find(REALM, membership.workspace().value()).orElseThrow();
    }
}
