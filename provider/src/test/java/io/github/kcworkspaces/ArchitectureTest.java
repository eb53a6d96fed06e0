package io.github.kcworkspaces;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The directions of dependency between our packages, and the few conventions that a compiler can check. */
@AnalyzeClasses(packages = ArchitectureTest.BASE, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    static final String BASE = "io.github.kcworkspaces";
    private static final String RING = BASE + ".keycloak";
    private static final String PROBLEM = BASE + ".problem.Problem";

    /** Keycloak's packages without any promise of compatibility. */
    private static final String[] KEYCLOAK_INTERNAL = {
        "org.keycloak.authentication..",
        "org.keycloak.connections..",
        "org.keycloak.events.outbox..",
        "org.keycloak.models.jpa..",
        "org.keycloak.organization..",
        "org.keycloak.protocol..",
        "org.keycloak.services..",
        "org.keycloak.storage.ldap..",
        "org.keycloak.wellknown..",
    };

    /** Those of them that we use all the same: what to look at first when Keycloak is upgraded. */
    private static final Set<String> KEYCLOAK_INTERNAL_USED = Set.of(
            "org.keycloak.authentication",
            "org.keycloak.authentication.actiontoken",
            "org.keycloak.authentication.actiontoken.execactions",
            "org.keycloak.authentication.authenticators.conditional",
            "org.keycloak.authentication.authenticators.util",
            "org.keycloak.connections.jpa",
            "org.keycloak.connections.jpa.entityprovider",
            "org.keycloak.connections.jpa.util",
            "org.keycloak.models.jpa",
            "org.keycloak.models.jpa.entities",
            "org.keycloak.organization",
            "org.keycloak.protocol",
            "org.keycloak.protocol.oidc",
            "org.keycloak.protocol.oidc.encode",
            "org.keycloak.protocol.oidc.mappers",
            "org.keycloak.protocol.oidc.rar",
            "org.keycloak.protocol.oidc.utils",
            "org.keycloak.protocol.oidc.rar.parsers",
            "org.keycloak.protocol.saml.mappers",
            "org.keycloak.services",
            "org.keycloak.services.cors",
            "org.keycloak.services.managers",
            "org.keycloak.services.messages",
            "org.keycloak.services.resource",
            "org.keycloak.services.resources",
            "org.keycloak.services.resources.admin",
            "org.keycloak.services.resources.admin.ext",
            "org.keycloak.services.resources.admin.fgap",
            "org.keycloak.services.util",
            "org.keycloak.storage.ldap",
            "org.keycloak.storage.ldap.idm.model",
            "org.keycloak.storage.ldap.idm.query",
            "org.keycloak.storage.ldap.idm.query.internal",
            "org.keycloak.storage.ldap.mappers",
            "org.keycloak.wellknown");

    private static final DescribedPredicate<JavaClass> CORE = resideInAPackage(BASE + "..")
            .and(not(resideInAPackage(RING + "..")))
            .as("core");

    @ArchTest
    static final ArchRule coreIsPlainJava = classes()
            .that(CORE)
            .should()
            .onlyDependOnClassesThat(CORE.or(resideInAnyPackage("java..", "org.jspecify.annotations"))
                    .as("core, java.. or jspecify"))
            .because("rules and decisions are read and tested without a server")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule decisionDependsOnNobody = classes()
            .that()
            .resideInAPackage(BASE + ".decision..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    BASE + ".decision..", BASE + ".id..", BASE + ".paging..", "java..", "org.jspecify.annotations")
            .because("the engine is a pure function over loaded data")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule coreFeaturesFormNoCycle = slices().assignedFrom(packagesBelow(BASE, RING))
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ringPackagesFormNoCycle = slices().assignedFrom(packagesBelow(RING, null))
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyRulesRefuse = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Rules")
            .and(not(assignableTo(PROBLEM)))
            .should()
            .callConstructorWhere(constructorOf(PROBLEM))
            .because("a rule has one place and one name")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyStoreAndWiringKnowPersistence = noClasses()
            .that()
            .resideOutsideOfPackages(RING + ".store..", RING + ".wiring..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheEdgeKnowsHttp = noClasses()
            .that()
            .resideOutsideOfPackages(
                    RING + ".rest..", RING + ".client..", RING + ".api..", RING + ".token..", RING + ".login..", RING + ".mail..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule tokenKnowsHttpOnlyToRefuse = noClasses()
            .that()
            .resideInAPackage(RING + ".token..")
            .should()
            .dependOnClassesThat(resideInAPackage("jakarta.ws.rs..")
                    .and(not(describe("Response", type -> type.getName().startsWith("jakarta.ws.rs.core.Response"))))
                    .and(not(describe("an exception", type -> type.isAssignableTo(Throwable.class)))))
            .because("Keycloak's refusal of a token request carries a Response")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(liveInANullMarkedPackage());

    @ArchTest
    static final ArchRule keycloakInternalsAreListed = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(KEYCLOAK_INTERNAL)
                    .and(describe(
                            "not in KEYCLOAK_INTERNAL_USED",
                            type -> !KEYCLOAK_INTERNAL_USED.contains(type.getPackageName()))))
            .because("the risk of an upgrade is a list that one can read")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule coreIsGivenItsTime = noClasses()
            .that(CORE)
            .should()
            .callMethodWhere(readsTheSystemClock())
            .orShould()
            .callConstructor(Date.class)
            .because("time comes in through java.time.Clock")
            .allowEmptyShould(true);

    private static SliceAssignment packagesBelow(String parent, String except) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                if (!name.startsWith(parent + ".") || (except != null && (name + ".").startsWith(except + "."))) {
                    return SliceIdentifier.ignore();
                }
                return SliceIdentifier.of(name.substring(parent.length() + 1).split("\\.", 2)[0]);
            }

            @Override
            public String getDescription() {
                return "packages below " + parent;
            }
        };
    }

    private static DescribedPredicate<JavaConstructorCall> constructorOf(String type) {
        return describe("constructor of " + type, call -> call.getTargetOwner().isAssignableTo(type));
    }

    private static DescribedPredicate<JavaMethodCall> readsTheSystemClock() {
        DescribedPredicate<JavaMethodCall> system = describe(
                "System.currentTimeMillis or nanoTime",
                call -> call.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("currentTimeMillis", "nanoTime").contains(call.getName()));
        DescribedPredicate<JavaMethodCall> clock = describe(
                "Clock.system* or tick*",
                call -> call.getTargetOwner().isEquivalentTo(Clock.class)
                        && (call.getName().startsWith("system")
                                || call.getName().startsWith("tick")));
        DescribedPredicate<JavaMethodCall> now = describe(
                "now() without a clock",
                call -> call.getTargetOwner().getPackageName().equals("java.time")
                        && call.getName().equals("now")
                        && call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class)));
        return system.or(clock).or(now);
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package annotated @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getPackageName() + " has no package-info with @NullMarked"));
            }
        };
    }
}
