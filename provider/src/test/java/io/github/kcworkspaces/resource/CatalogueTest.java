package io.github.kcworkspaces.resource;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static io.github.kcworkspaces.testing.TestRbac.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.Violation;
import io.github.kcworkspaces.settings.RealmSettings.Gate;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Catalogues: many types at once. */
class CatalogueTest {

    private final TestRbac rbac = TestRbac.enabled();

    @Test
    void aCatalogueAddsAndChangesAndLeavesOtherTypesAlone() {
        CatalogueOutcome outcome = apply(
                type("data-connector", List.of("view"), null, "data-connector"),
                type("widget", List.of("access", "export"), "data-connector", "Chart"),
                type("file", List.of("view"), "folder", "File"),
                type("folder", List.of("view"), null, "Folder"));

        assertThat(outcome)
                .isEqualTo(
                        new CatalogueOutcome(List.of("file", "folder"), List.of("widget"), List.of("data-connector")));
        assertThat(rbac.types.all(ACME))
                .extracting(ResourceType::key)
                .containsExactlyInAnyOrder("workspace", "chatflow", "data-connector", "file", "folder", "widget");
        assertThat(rbac.types.catalogue(ACME).type("widget")).isNotNull();
        assertThat(rbac.world.trail().types())
                .containsExactly(
                        ActivityType.RESOURCE_TYPE_CREATED,
                        ActivityType.RESOURCE_TYPE_CREATED,
                        ActivityType.RESOURCE_TYPE_UPDATED);
        assertThat(rbac.world.trail().rows())
                .extracting(Activity::actor)
                .extracting(Actor::correlation)
                .containsOnly("c1");
    }

    @Test
    void theSecondTimeNothingIsWrittenAndTheRevisionStays() {
        ResourceType[] types = {type("file", List.of("view"), null, "File")};
        apply(types);
        rbac.world.trail().clear();
        long revision = rbac.types.catalogue(ACME).revision();
        assertThat(apply(types)).isEqualTo(new CatalogueOutcome(List.of(), List.of(), List.of("file")));
        assertThat(rbac.world.trail().rows()).isEmpty();
        assertThat(rbac.types.catalogue(ACME).revision()).isEqualTo(revision);
    }

    @Test
    void aDryRunTellsAndChangesNothing() {
        assertThat(rbac.types
                        .apply(ROOT, ACME, List.of(type("file", List.of("view"), null, "File")), true)
                        .added())
                .containsExactly("file");
        assertThat(rbac.types.find(ACME, "file")).isEmpty();
        assertThat(rbac.world.trail().rows()).isEmpty();
    }

    @Test
    void oneBadTypeRefusesAllAndIsNamedByItsPlace() {
        ResourceType fine = type("fine", List.of("view"), null, "Fine");
        ResourceType baseless = new ResourceType(
                ACME,
                new TypeDefinition("x", List.of("view"), "fly", Map.of(), null, Registration.REQUIRED),
                "X",
                null,
                Presentation.NONE,
                false,
                1);
        assertField("types[1].baseAction", refused(ProblemCode.INVALID_REQUEST, () -> apply(fine, baseless)));
        assertField("types[1].key", refused(ProblemCode.INVALID_REQUEST, () -> apply(fine, fine)));
        assertField(
                "types[1].parentType",
                refused(
                        ProblemCode.INVALID_PARENT,
                        () -> apply(fine, type("orphan", List.of("view"), "nowhere", "Orphan"))));
        assertField(
                "types[0].parentType",
                refused(
                        ProblemCode.INVALID_PARENT,
                        () -> apply(
                                type("hen", List.of("view"), "egg", "Hen"),
                                type("egg", List.of("view"), "hen", "Egg"))));
        assertField(
                "types[0].key",
                refused(ProblemCode.INVALID_REQUEST, () -> apply(type("import", List.of("view"), null, "Reserved"))));
        assertThat(rbac.types.find(ACME, "fine")).isEmpty();
    }

    @Test
    void anActionThatARoleGrantsCannotBeDropped() {
        Workspace workspace = rbac.workspace("w1");
        rbac.role(workspace, "editor", Grant.onType("chatflow", "update"));
        Problem problem =
                refused(ProblemCode.RESOURCE_TYPE_IN_USE, () -> apply(type("chatflow", List.of("view"), null, "Flow")));
        assertField("types[0].actions", problem);
        assertThat(problem.details()).containsEntry("actions", List.of("update"));
        refused(
                ProblemCode.RESOURCE_TYPE_IN_USE,
                () -> rbac.types.put(ROOT, type("chatflow", List.of("view"), null, "Flow"), null));
        assertThat(apply(type("chatflow", List.of("view", "update"), null, "Flow"))
                        .changed())
                .containsExactly("chatflow");
    }

    @Test
    void theBuiltInTypeIsOnlyExtended() {
        ResourceType more = type("workspace", List.of("view", "add-user"), null, "Workspaces");
        assertThat(apply(more).added()).containsExactly("workspace");
        assertThat(apply(more).unchanged()).containsExactly("workspace");
        assertThat(apply(type("workspace", List.of("export"), null, "Workspaces"))
                        .changed())
                .containsExactly("workspace");

        ResourceType workspace = rbac.types.find(ACME, Catalogue.WORKSPACE_TYPE).orElseThrow();
        assertThat(workspace.builtIn()).isTrue();
        assertThat(workspace.name()).isEqualTo("Workspace");
        assertThat(workspace.definition().actions())
                .containsAll(ResourceType.WORKSPACE_ACTIONS)
                .contains("add-user", "export");
        assertThat(rbac.types.all(ACME)).contains(workspace);
        assertThat(rbac.types.catalogue(ACME).type("workspace")).isEqualTo(workspace.definition());
        refused(
                ProblemCode.BUILT_IN_IMMUTABLE,
                () -> apply(new ResourceType(
                        ACME,
                        new TypeDefinition(
                                "workspace",
                                List.of("view"),
                                "view",
                                Map.of("view", Set.of("manage-roles")),
                                null,
                                Registration.REQUIRED),
                        "W",
                        null,
                        Presentation.NONE,
                        false,
                        1)));
    }

    @Test
    void aGateIsThatOfAChildAndAChangeLikeAnyOther() {
        ResourceType parent = type("connector", List.of("view"), null, "Connector");
        ResourceType child = type("widget", List.of("view"), "connector", "Widget");
        assertField("types[0].gate", refused(ProblemCode.INVALID_REQUEST, () -> apply(gated(parent, Gate.AUTO))));
        apply(parent, gated(child, Gate.AUTO));
        assertThat(rbac.types.gates(ACME)).isEqualTo(Map.of("widget", Gate.AUTO));
        assertThat(apply(gated(child, Gate.AUTO)).unchanged()).containsExactly("widget");
        assertThat(apply(child).changed()).containsExactly("widget");
        assertThat(rbac.types.gates(ACME)).isEmpty();
    }

    private static ResourceType gated(ResourceType type, Gate gate) {
        return new ResourceType(ACME, type.definition(), type.name(), null, Presentation.NONE, gate, false, 1);
    }

    private CatalogueOutcome apply(ResourceType... types) {
        return rbac.types.apply(ROOT.within(Actor.Cause.IMPORT, "c1"), ACME, List.of(types), false);
    }

    private static void assertField(String field, Problem problem) {
        assertThat(problem.violations()).extracting(Violation::field).containsExactly(field);
    }

    private static ResourceType type(String key, List<String> actions, @Nullable String parent, String name) {
        return new ResourceType(
                ACME,
                new TypeDefinition(key, actions, actions.get(0), Map.of(), parent, Registration.REQUIRED),
                name,
                null,
                Presentation.NONE,
                false,
                1);
    }
}
