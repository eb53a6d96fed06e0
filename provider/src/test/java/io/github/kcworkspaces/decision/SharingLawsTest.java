package io.github.kcworkspaces.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** What holds of shares whatever the world: each repetition asks all questions about the resources of a random one. */
@Tag("FLW-47")
@Tag("FLW-51")
class SharingLawsTest {

    private static final WorkspaceId HERE = new WorkspaceId("here");
    private static final WorkspaceId ELSEWHERE = new WorkspaceId("elsewhere");
    private static final List<String> ACTIONS = List.of("view", "use", "update", "share");
    private static final List<String> TYPES = List.of("parent", "child", "closed");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final boolean homeActive = random.nextInt(4) != 0;

    @RepeatedTest(100)
    void whatIsSharedFromElsewhereIsNeverChanged() {
        for (Question question : questions(world(), holdings())) {
            ResourceFacts resource = question.resource();
            boolean shared = resource.origin() != null && resource.origin().active();
            if (resource.home().equals(ELSEWHERE)
                    && DecisionEngine.decide(question).allowed()) {
                assertThat(shared).as("seed %d: %s", seed, resource).isTrue();
                assertThat(List.of("view", "use")).as("seed %d", seed).contains(question.action());
            }
        }
    }

    @RepeatedTest(100)
    void aChildIsNeverUsableWithoutItsParent() {
        for (Question question : questions(world(), holdings())) {
            ResourceFacts parent = question.resource().parent();
            if (parent != null && DecisionEngine.decide(question).allowed()) {
                Question aboutParent = about(question, parent).withAction("view");
                assertThat(DecisionEngine.decide(aboutParent).allowed())
                        .as("seed %d: %s", seed, question.resource())
                        .isTrue();
            }
        }
    }

    @RepeatedTest(100)
    void aDirectShareTakesNothingAwayAndGivesWhatItsTypeShares() {
        Holdings holdings = holdings();
        for (Question question : questions(world(), holdings)) {
            ResourceFacts bare = question.resource().withDirect(Set.of(), Set.of());
            boolean before = DecisionEngine.decide(about(question, bare)).allowed();
            Decision after = DecisionEngine.decide(question);
            assertThat(after.allowed() || !before).as("seed %d", seed).isTrue();
            if (after.reason() == Decision.Reason.SHARED) {
                assertThat(List.of("view", "use")).as("seed %d", seed).contains(question.action());
                assertThat(question.resource().home()).as("seed %d", seed).isEqualTo(HERE);
            }
        }
    }

    @RepeatedTest(100)
    void everythingAllowedAgreesWithTheDecision() {
        for (Question question : questions(world(), holdings())) {
            assertThat(DecisionEngine.allowed(question).containsKey(question.action()))
                    .as("seed %d: %s", seed, question)
                    .isEqualTo(DecisionEngine.decide(question).allowed());
        }
    }

    private List<Question> questions(List<ResourceFacts> resources, Holdings holdings) {
        boolean accountAdmin = random.nextInt(5) == 0;
        Membership.Standing standing = random.nextInt(5) == 0 ? Membership.Standing.NONE : Membership.Standing.ACTIVE;
        List<Question> questions = new ArrayList<>();
        for (ResourceFacts resource : resources) {
            for (String action : ACTIONS) {
                questions.add(new Question(
                        new SubjectFacts(new UserId("u"), "u", null, true, accountAdmin, Set.of(), Map.of()),
                        new Membership(HERE, "here", 1, true, true, null, 1, standing, List.of()),
                        standing == Membership.Standing.ACTIVE ? holdings : Holdings.NOTHING,
                        catalogue(),
                        action,
                        resource,
                        Map.of(),
                        Map.of()));
            }
        }
        return questions;
    }

    private static Question about(Question question, ResourceFacts resource) {
        return new Question(
                question.subject(),
                question.membership(),
                question.holdings(),
                question.catalogue(),
                question.action(),
                resource,
                question.actionProperties(),
                question.context());
    }

    private List<ResourceFacts> world() {
        List<ResourceFacts> resources = new ArrayList<>();
        for (WorkspaceId home : List.of(HERE, ELSEWHERE)) {
            for (int number = 0; number < 3; number++) {
                ResourceFacts parent = resource("parent", home, number, null);
                resources.add(parent);
                resources.add(resource("child", home, number, random.nextInt(4) == 0 ? null : parent));
                resources.add(resource("closed", home, number, null));
            }
        }
        return resources;
    }

    private ResourceFacts resource(String type, WorkspaceId home, int number, @Nullable ResourceFacts parent) {
        String id = type + home + number;
        ResourceFacts.Origin origin =
                home.equals(HERE) || random.nextInt(3) == 0 ? null : new ResourceFacts.Origin(homeActive, null);
        boolean active = random.nextInt(6) != 0;
        Set<String> direct = random.nextBoolean() ? Set.of() : some();
        return new ResourceFacts(
                new ResourceId(id), type, id, home, new UserId("u"), active, parent, Map.of(), origin, direct);
    }

    private Holdings holdings() {
        List<CompiledRole> roles = new ArrayList<>();
        for (int number = random.nextInt(3); number > 0; number--) {
            List<Grant> grants = new ArrayList<>();
            for (int count = random.nextInt(5); count > 0; count--) {
                String type = TYPES.get(random.nextInt(TYPES.size()));
                WorkspaceId home = random.nextBoolean() ? HERE : ELSEWHERE;
                ResourceId resource = random.nextBoolean() ? null : new ResourceId(type + home + random.nextInt(3));
                grants.add(new Grant(type, resource, some(), random.nextInt(4) == 0 ? Condition.OWNER : null));
            }
            RoleReference role = new RoleReference(new RoleId("r" + number), "r", 1, random.nextInt(6) == 0);
            roles.add(CompiledRole.compile(role, grants, catalogue()));
        }
        return Holdings.of(roles);
    }

    private Set<String> some() {
        Set<String> some = new HashSet<>(Set.of(ACTIONS.get(random.nextInt(ACTIONS.size()))));
        some.add(ACTIONS.get(random.nextInt(ACTIONS.size())));
        return some;
    }

    private static Catalogue catalogue() {
        return Catalogue.of(
                1,
                List.of(
                        new TypeDefinition("parent", ACTIONS, "view", Map.of(), null, Registration.REQUIRED),
                        new TypeDefinition(
                                "child",
                                ACTIONS,
                                "view",
                                Map.of("use", Set.of("update")),
                                "parent",
                                Registration.REQUIRED),
                        new TypeDefinition(
                                "closed", ACTIONS, "view", Map.of(), null, Registration.REQUIRED, Set.of())));
    }
}
