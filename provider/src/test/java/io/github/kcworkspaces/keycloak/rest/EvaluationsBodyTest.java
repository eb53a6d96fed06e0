package io.github.kcworkspaces.keycloak.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.kcworkspaces.keycloak.rest.EvaluationsBody.Item;
import io.github.kcworkspaces.keycloak.rest.EvaluationsBody.Semantic;
import io.github.kcworkspaces.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationsBodyTest {

    private static final String DEFAULTS = """
            "subject":{"type":"user","id":"alice","properties":{"a":1}},"action":{"name":"read"},
            "resource":{"type":"record","id":"1"},"context":{"time":5},""";

    @Test
    void anItemTakesOverWholeEntities() throws JsonProcessingException {
        List<Item> items = items("{" + DEFAULTS + """
                "evaluations":[{},{"subject":{"type":"user","id":"bob"}},{"context":{}},
                               {"resource":{"type":"record","id":"2"},"action":{"name":"write"},"x":1}]}""");
        assertThat(question(items, 0).subject().id()).isEqualTo("alice");
        assertThat(question(items, 1).subject()).isEqualTo(new EntityPart("user", "bob", Map.of()));
        assertThat(question(items, 1).context().values()).containsEntry("time", 5);
        assertThat(question(items, 2).context().values()).isEmpty();
        assertThat(question(items, 3).resource().id()).isEqualTo("2");
        assertThat(question(items, 3).action().name()).isEqualTo("write");
    }

    @Test
    void anItemThatIsNoQuestionSpoilsNoOther() throws JsonProcessingException {
        List<Item> items = items("""
                {"subject":{"type":"user","id":"alice"},"action":{"name":"read"},
                 "evaluations":[{"resource":{"type":"record","id":"1"}},{},{"resource":{"type":"record"}},7]}""");
        assertThat(items).extracting(item -> item.question() == null).containsExactly(false, true, true, true);
        assertThat(items.get(1).wrong()).isEqualTo("evaluations[1].resource is required");
        assertThat(items.get(2).wrong()).isEqualTo("evaluations[2].resource.id is required");
        assertThat(items.get(3).wrong()).isEqualTo("evaluations[3] must be an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"evaluations\":null}", "{\"evaluations\":[]}"})
    void withoutItemsTheBodyIsTheQuestion(String body) throws JsonProcessingException {
        assertThat(EvaluationsBody.of(Json.MAPPER.readTree(body)).items()).isNull();
    }

    @Test
    void semanticsEndWithTheAnswerThatDecides() throws JsonProcessingException {
        assertThat(semantic("{}")).isEqualTo(Semantic.EXECUTE_ALL);
        assertThat(semantic("{\"options\":{\"evaluations_semantic\":\"deny_on_first_deny\",\"x\":1}}"))
                .isEqualTo(Semantic.DENY_ON_FIRST_DENY);
        assertThat(semantic("{\"options\":{\"evaluations_semantic\":\"permit_on_first_permit\"}}"))
                .isEqualTo(Semantic.PERMIT_ON_FIRST_PERMIT);
        assertThat(Semantic.EXECUTE_ALL.endsWith(true) || Semantic.EXECUTE_ALL.endsWith(false))
                .isFalse();
        assertThat(Semantic.DENY_ON_FIRST_DENY.endsWith(false)).isTrue();
        assertThat(Semantic.DENY_ON_FIRST_DENY.endsWith(true)).isFalse();
        assertThat(Semantic.PERMIT_ON_FIRST_PERMIT.endsWith(true)).isTrue();
        assertThat(Semantic.PERMIT_ON_FIRST_PERMIT.endsWith(false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"evaluations\":{}}",
                "{\"evaluations\":\"x\"}",
                "{\"options\":[]}",
                "{\"options\":{\"evaluations_semantic\":\"EXECUTE_ALL\"}}",
                "{\"options\":{\"evaluations_semantic\":1}}",
                "{\"subject\":\"alice\",\"evaluations\":[{}]}",
                "{\"subject\":{\"type\":\"user\"},\"evaluations\":[{}]}",
                "{\"action\":{\"name\":1},\"evaluations\":[{}]}",
                "{\"context\":[],\"evaluations\":[{}]}"
            })
    void whatIsWrongOfAllIsRefused(String body) {
        assertThatThrownBy(() -> EvaluationsBody.of(Json.MAPPER.readTree(body))).isInstanceOf(Problem.class);
    }

    @Test
    void thereAreNotTooManyItems() throws JsonProcessingException {
        assertThat(items(many(EvaluationsBody.MOST_ITEMS))).hasSize(EvaluationsBody.MOST_ITEMS);
        assertThatThrownBy(() -> items(many(EvaluationsBody.MOST_ITEMS + 1)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("1000");
    }

    private static String many(int number) {
        return "{\"evaluations\":[{}" + ",{}".repeat(number - 1) + "]}";
    }

    private static EvaluationBody question(List<Item> items, int index) {
        return Objects.requireNonNull(items.get(index).question());
    }

    private static List<Item> items(String body) throws JsonProcessingException {
        return Objects.requireNonNull(
                EvaluationsBody.of(Json.MAPPER.readTree(body)).items());
    }

    private static Semantic semantic(String body) throws JsonProcessingException {
        return EvaluationsBody.of(Json.MAPPER.readTree(body)).semantic();
    }
}
