package io.github.kcworkspaces.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The truth table of access, as data: each file under decision-cases is a world and the questions asked in it. */
@Tag("OBN-06")
@Tag("OBN-09")
@Tag("OBN-11")
@Tag("OBN-22")
@Tag("OBN-23")
@Tag("FLW-05")
@Tag("FLW-43")
@Tag("FLW-47")
@Tag("FLW-51")
@Tag("OWU-21")
@Tag("OWU-23")
class DecisionCasesTest {

    private static final List<String> FILES = List.of("roles-and-grants", "standing", "conditions", "shares");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TestFactory
    Stream<DynamicTest> theEngineDecidesAsTheCasesSay() {
        return FILES.stream()
                .map(DecisionCasesTest::read)
                .flatMap(world -> world.cases().stream()
                        .map(one -> DynamicTest.dynamicTest(one.name(), () -> decidesAsTheCaseSays(world, one))));
    }

    private static void decidesAsTheCaseSays(DecisionWorld world, DecisionWorld.Case one) {
        Question question = world.question(one);
        Decision decision = DecisionEngine.decide(question);
        assertThat(decision.reason().name()).isEqualTo(one.expect());
        assertThat(decision.role() == null ? null : decision.role().value()).isEqualTo(one.by());
        assertThat(DecisionEngine.allowed(question).containsKey(question.action()))
                .as("everything allowed agrees with the decision")
                .isEqualTo(decision.allowed());
    }

    private static DecisionWorld read(String file) {
        try (InputStream in = DecisionCasesTest.class.getResourceAsStream("/decision-cases/" + file + ".yaml")) {
            return YAML.readValue(Objects.requireNonNull(in, file), DecisionWorld.class);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the cases in " + file, e);
        }
    }
}
