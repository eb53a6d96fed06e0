package io.github.kcworkspaces.role;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.AttributeName;
import io.github.kcworkspaces.decision.AttributeName.Source;
import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.CompiledRole;
import io.github.kcworkspaces.decision.Condition;
import io.github.kcworkspaces.decision.Condition.Comparison;
import io.github.kcworkspaces.decision.Condition.Operand;
import io.github.kcworkspaces.decision.Condition.Operator;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.decision.Holdings;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.resource.ResourceStore.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GrantRulesTest {

    private static final Catalogue CATALOGUE = Catalogue.of(
            1,
            List.of(new TypeDefinition(
                    "record",
                    List.of("view", "update", "delete"),
                    "view",
                    Map.of("delete", Set.of("update")),
                    null,
                    Registration.REQUIRED)));
    private static final ResourceId ONE = new ResourceId("one");

    @Nested
    class YouGrantOnlyWhatYouHold {

        @Test
        void whatIsHeldOnTheTypeMayBeGrantedOnTypeAndResource() {
            Holdings holdings = holding(Grant.onType("record", "update"));
            GrantRules.mayGrant(holdings, List.of(Grant.onType("record", "update")), CATALOGUE);
            GrantRules.mayGrant(holdings, List.of(Grant.onResource("record", ONE, "view")), CATALOGUE);
        }

        @Test
        void anActionThatIsNotHeldIsRefused() {
            Holdings holdings = holding(Grant.onType("record", "update"));
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> GrantRules.mayGrant(holdings, List.of(Grant.onType("record", "delete")), CATALOGUE));
        }

        @Test
        void whatIsHeldOnOneResourceGivesNothingOnTheType() {
            Holdings holdings = holding(Grant.onResource("record", ONE, "view"));
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> GrantRules.mayGrant(holdings, List.of(Grant.onType("record", "view")), CATALOGUE));
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> GrantRules.mayGrant(
                            holdings, List.of(Grant.onResource("record", new ResourceId("two"), "view")), CATALOGUE));
        }

        @Test
        void whatIsHeldUnderAConditionIsGrantedUnderTheSameOnly() {
            Grant owned = new Grant("record", null, Set.of("view"), Condition.OWNER);
            Holdings holdings = holding(owned);
            GrantRules.mayGrant(holdings, List.of(owned), CATALOGUE);
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> GrantRules.mayGrant(holdings, List.of(Grant.onType("record", "view")), CATALOGUE));
        }

        @Test
        void aRoleThatHoldsEverythingIsHandledByWhoDoesOnly() {
            Role admin = new Role(new RoleId("a"), new RealmId("r"), null, Role.Kind.ADMIN, "admin", "", 0, null, 1, 1);
            refused(
                    ProblemCode.CANNOT_GRANT,
                    () -> GrantRules.mayHandle(holding(Grant.onType("record", "delete")), admin));
            GrantRules.mayHandle(Holdings.EVERYTHING, admin);
        }
    }

    @Test
    void typeAndActionsMustExist() {
        refused(
                ProblemCode.UNKNOWN_RESOURCE_TYPE,
                () -> GrantRules.typeAndActionsExist(Grant.onType("spaceship", "view"), CATALOGUE));
        refused(
                ProblemCode.UNKNOWN_ACTION,
                () -> GrantRules.typeAndActionsExist(Grant.onType("record", "fly"), CATALOGUE));
    }

    @Test
    void everyUnknownResourceIsNamed() {
        assertThat(refused(
                                ProblemCode.UNKNOWN_RESOURCE,
                                () -> GrantRules.resourcesExist(
                                        Map.of(ONE, new Place("record", null)),
                                        List.of(
                                                Grant.onResource("record", ONE, "view"),
                                                Grant.onResource("record", new ResourceId("x"), "view"),
                                                Grant.onResource("other", ONE, "view"))))
                        .details())
                .containsEntry("resources", List.of("one", "x"));
    }

    @Test
    void conditionsLookAtSubjectAttributesThatTheSettingsNameOnly() {
        Condition department = new Condition(List.of(new Comparison(
                new AttributeName(Source.RESOURCE, "department"),
                Operator.EQ,
                new Operand.Attribute(new AttributeName(Source.SUBJECT, "department")))));
        GrantRules.attributesAreKnown(department, List.of("department"));
        refused(ProblemCode.UNKNOWN_ATTRIBUTE, () -> GrantRules.attributesAreKnown(department, List.of()));
        GrantRules.attributesAreKnown(Condition.OWNER, List.of());
    }

    private static Holdings holding(Grant... grants) {
        return Holdings.of(List.of(
                CompiledRole.compile(new RoleReference(new RoleId("r"), "r", 1, false), List.of(grants), CATALOGUE)));
    }
}
