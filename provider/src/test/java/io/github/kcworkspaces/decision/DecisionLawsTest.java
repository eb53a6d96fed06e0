package io.github.kcworkspaces.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.TypeDefinition.Registration;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;

/** What holds of the engine whatever the world: each repetition asks all questions of a random one. */
class DecisionLawsTest {

    private static final WorkspaceId HOME = new WorkspaceId("home");
    private static final List<String> TYPES = List.of("parent", "child", "plain");
    private static final List<String> ACTIONS = List.of("view", "update", "delete");
    private static final int RESOURCES = 4;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @RepeatedTest(50)
    void withoutGrantsEverythingIsDenied() {
        questions(List.of())
                .forEach(question -> assertThat(DecisionEngine.decide(question).allowed())
                        .as("seed %d", seed)
                        .isFalse());
    }

    @RepeatedTest(50)
    void theOrderOfRolesAndGrantsDoesNotMatter() {
        List<List<Grant>> roles = roles();
        List<List<Grant>> shuffled = new ArrayList<>();
        roles.forEach(grants -> {
            List<Grant> copy = new ArrayList<>(grants);
            Collections.shuffle(copy, random);
            shuffled.add(copy);
        });
        Collections.shuffle(shuffled, random);
        assertThat(answers(roles)).as("seed %d", seed).isEqualTo(answers(shuffled));
    }

    @RepeatedTest(50)
    void anotherGrantNeverTakesAnythingAway() {
        List<List<Grant>> roles = roles();
        List<List<Grant>> more = new ArrayList<>(roles);
        more.add(List.of(grant()));
        List<Boolean> before = answers(roles);
        List<Boolean> after = answers(more);
        for (int index = 0; index < before.size(); index++) {
            assertThat(after.get(index) || !before.get(index))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @RepeatedTest(50)
    void everythingAllowedAgreesWithTheDecision() {
        for (Question question : questions(roles())) {
            assertThat(DecisionEngine.allowed(question).containsKey(question.action()))
                    .as("seed %d: %s", seed, question.action())
                    .isEqualTo(DecisionEngine.decide(question).allowed());
        }
    }

    @RepeatedTest(50)
    void whoCoversAGrantMayDoAllThatItGives() {
        List<List<Grant>> roles = roles();
        Holdings holdings = holdings(roles);
        Grant grant = grant();
        if (!holdings.covers(grant, catalogue())) {
            return;
        }
        List<Boolean> alone = answers(List.of(List.of(grant)));
        List<Boolean> held = answers(roles);
        for (int index = 0; index < alone.size(); index++) {
            assertThat(held.get(index) || !alone.get(index)).as("seed %d", seed).isTrue();
        }
    }

    @RepeatedTest(50)
    void aPermissionKeyIsAllowedOnEveryResourceOfItsType() {
        List<List<Grant>> roles = roles();
        Set<String> keys = holdings(roles).permissionKeys(catalogue());
        for (Question question : questions(roles)) {
            if (keys.contains(question.resource().type() + ":" + question.action())) {
                assertThat(DecisionEngine.decide(question).allowed())
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
    }

    private List<Boolean> answers(List<List<Grant>> roles) {
        return questions(roles).stream()
                .map(question -> DecisionEngine.decide(question).allowed())
                .toList();
    }

    private List<Question> questions(List<List<Grant>> roles) {
        List<Question> questions = new ArrayList<>();
        for (String type : TYPES) {
            for (int number = 0; number < RESOURCES; number++) {
                for (String action : ACTIONS) {
                    questions.add(new Question(
                            new SubjectFacts(new UserId("u"), "u", null, true, false, Set.of(), Map.of()),
                            new Membership(HOME, "home", 1, true, true, null, 1, Membership.Standing.ACTIVE, List.of()),
                            holdings(roles),
                            catalogue(),
                            action,
                            resource(type, number),
                            Map.of(),
                            Map.of()));
                }
            }
        }
        return questions;
    }

    private static ResourceFacts resource(String type, int number) {
        ResourceFacts parent = type.equals("child") && number > 0 ? resource("parent", number % 2) : null;
        String id = type + number;
        UserId owner = number % 2 == 0 ? new UserId("u") : null;
        return new ResourceFacts(new ResourceId(id), type, id, HOME, owner, true, parent, Map.of());
    }

    private static Holdings holdings(List<List<Grant>> roles) {
        List<CompiledRole> compiled = new ArrayList<>();
        for (List<Grant> grants : roles) {
            RoleReference role = new RoleReference(new RoleId("r" + compiled.size()), "r", 1, false);
            compiled.add(CompiledRole.compile(role, grants, catalogue()));
        }
        return Holdings.of(compiled);
    }

    private static Catalogue catalogue() {
        return Catalogue.of(
                1,
                List.of(
                        new TypeDefinition("parent", ACTIONS, "view", Map.of(), null, Registration.REQUIRED),
                        new TypeDefinition("child", ACTIONS, "view", Map.of(), "parent", Registration.REQUIRED),
                        new TypeDefinition(
                                "plain",
                                ACTIONS,
                                "view",
                                Map.of("delete", Set.of("update")),
                                null,
                                Registration.REQUIRED)));
    }

    private List<List<Grant>> roles() {
        List<List<Grant>> roles = new ArrayList<>();
        for (int role = random.nextInt(4); role >= 0; role--) {
            List<Grant> grants = new ArrayList<>();
            for (int grant = random.nextInt(6); grant > 0; grant--) {
                grants.add(grant());
            }
            roles.add(grants);
        }
        return roles;
    }

    private Grant grant() {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        ResourceId resource = random.nextBoolean() ? null : new ResourceId(type + random.nextInt(RESOURCES));
        Condition condition = random.nextInt(4) == 0 ? Condition.OWNER : null;
        return new Grant(type, resource, Set.of(ACTIONS.get(random.nextInt(ACTIONS.size()))), condition);
    }
}
