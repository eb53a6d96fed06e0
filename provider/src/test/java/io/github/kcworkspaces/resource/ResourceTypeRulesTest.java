package io.github.kcworkspaces.resource;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceTypeRulesTest {

    @Test
    void aSoundTypeIsFine() {
        ResourceTypeRules.typeIsValid("", type("widget", List.of("access", "update"), "access", Map.of(), null));
    }

    @Test
    void theBaseActionIsOneOfTheActions() {
        assertThat(refused(
                                ProblemCode.INVALID_REQUEST,
                                () -> ResourceTypeRules.typeIsValid(
                                        "", type("widget", List.of("access"), "view", Map.of(), null)))
                        .violations())
                .extracting(Violation::field)
                .containsExactly("baseAction");
    }

    @Test
    void actionsAreNamedOnceAndImplyOnlyEachOther() {
        refused(
                ProblemCode.INVALID_REQUEST,
                () -> ResourceTypeRules.typeIsValid("", type("x", List.of("view", "view"), "view", Map.of(), null)));
        refused(
                ProblemCode.INVALID_REQUEST,
                () -> ResourceTypeRules.typeIsValid(
                        "", type("x", List.of("view"), "view", Map.of("view", Set.of("fly")), null)));
    }

    @Test
    void aParentTypeExistsAndIsNoChildItself() {
        ResourceType connector = type("data-connector", List.of("view"), "view", Map.of(), null);
        ResourceType widget = type("widget", List.of("access"), "access", Map.of(), "data-connector");
        ResourceType part = type("part", List.of("access"), "access", Map.of(), "widget");
        ResourceTypeRules.parentIsValid("", widget, Optional.of(connector), false);
        refused(ProblemCode.INVALID_PARENT, () -> ResourceTypeRules.parentIsValid("", widget, Optional.empty(), false));
        refused(
                ProblemCode.INVALID_PARENT,
                () -> ResourceTypeRules.parentIsValid("", part, Optional.of(widget), false));
        refused(
                ProblemCode.INVALID_PARENT,
                () -> ResourceTypeRules.parentIsValid("", widget, Optional.of(connector), true));
    }

    @Test
    void aTypeThatIsReferredToStays() {
        refused(ProblemCode.RESOURCE_TYPE_IN_USE, () -> ResourceTypeRules.typeIsUnused("widget", true, List.of()));
        refused(
                ProblemCode.RESOURCE_TYPE_IN_USE,
                () -> ResourceTypeRules.typeIsUnused("data-connector", false, List.of("widget")));
        ResourceTypeRules.typeIsUnused("widget", false, List.of());
    }

    private static ResourceType type(
            String key, List<String> actions, String base, Map<String, Set<String>> implies, String parent) {
        return new ResourceType(
                new RealmId("acme"),
                new TypeDefinition(key, actions, base, implies, parent, Registration.REQUIRED),
                "A type",
                null,
                Presentation.NONE,
                false,
                1);
    }
}
