package io.github.kcworkspaces.keycloak.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.kcworkspaces.decision.Request;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.keycloak.rest.EvaluationBody.SubjectName;
import io.github.kcworkspaces.problem.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationBodyTest {

    private static final String FULL = """
            {"subject":{"type":"user","id":"username:ben","properties":{"role":"admin"},"extra":1},
             "action":{"name":"read","properties":{"soft":true,"none":null},"extra":{}},
             "resource":{"type":"record","id":"1","properties":{"status":"open","tags":["a",1,null,{}],"deep":{"x":1}}},
             "context":{"workspace":"research","time":5},
             "options":{"explain":true,"other":[]},
             "extra":[]}""";

    @Test
    void ignoresWhatItDoesNotKnow() throws JsonProcessingException {
        EvaluationBody body = parse(FULL);
        assertThat(body.subject()).isEqualTo(new SubjectName(SubjectName.Kind.USERNAME, "ben"));
        assertThat(body.workspace()).isEqualTo("research");
        assertThat(body.explain()).isTrue();
        assertThat(body.actionProperties()).isEqualTo(Map.of("soft", true));
        assertThat(body.resourceProperties()).isEqualTo(Map.of("status", "open", "tags", List.of("a", 1)));
    }

    @Test
    void attributesCountOnlyWhenTrusted() throws JsonProcessingException {
        Request trusted = parse(FULL).request(null, new UserId("u"), true);
        assertThat(trusted.context()).containsEntry("time", 5);
        Request request = parse(FULL).request(null, new UserId("u"), false);
        assertThat(request.workspace()).isEqualTo("research");
        assertThat(request.context()).isEmpty();
        assertThat(request.resourceProperties()).isEmpty();
        assertThat(request.actionProperties()).isEmpty();
    }

    @Test
    void thePathNamesTheWorkspaceFirst() throws JsonProcessingException {
        assertThat(parse(FULL).request("trading", new UserId("u"), false).workspace())
                .isEqualTo("trading");
    }

    @Test
    void theResourceMayNameTheWorkspace() throws JsonProcessingException {
        EvaluationBody body = parse("""
                {"subject":{"type":"identity","id":"x"},"action":{"name":"a"},
                 "resource":{"type":"t","id":"r","properties":{"workspace":"w"}}}""");
        assertThat(body.workspace()).isEqualTo("w");
        assertThat(body.subject()).isEqualTo(new SubjectName(SubjectName.Kind.ID, "x"));
        assertThat(body.explain()).isFalse();
    }

    @Test
    void subjectsOfOtherTypesAreUnknown() throws JsonProcessingException {
        assertThat(parse("""
                                {"subject":{"type":"robot","id":"x"},"action":{"name":"a"},"resource":{"type":"t","id":"r"}}""").subject()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"subject\":\"alice\",\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":\"r\"}}",
                "{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":\"r\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"x\"},\"action\":{\"name\":123},\"resource\":{\"type\":\"t\",\"id\":\"r\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"x\"},\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"x\"},\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":1}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"x\"},\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":\"r\"},\"context\":[]}"
            })
    void refusesWhatIsMissingOrOfAnotherType(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense"})
    void refusesWhatCannotBeRead(String body) {
        assertThatThrownBy(() -> EvaluationBody.read(
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), "application/json"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void refusesAnotherContentType() {
        assertThatThrownBy(() -> EvaluationBody.read(
                        new ByteArrayInputStream(FULL.getBytes(StandardCharsets.UTF_8)), "text/plain"))
                .isInstanceOf(Problem.class);
    }

    private static EvaluationBody parse(String json) throws JsonProcessingException {
        return EvaluationBody.of(Json.MAPPER.readTree(json));
    }
}
