package io.github.kcworkspaces.keycloak.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.decision.Request;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(body.subject().id()).isEqualTo("username:ben");
        assertThat(body.context().workspace()).isEqualTo("research");
        assertThat(EvaluationBody.explain(tree(FULL))).isTrue();
        assertThat(body.action().properties()).isEqualTo(Map.of("soft", true));
        assertThat(body.resource().properties()).isEqualTo(Map.of("status", "open", "tags", List.of("a", 1)));
    }

    @Test
    void attributesCountOnlyWhenTrusted() throws JsonProcessingException {
        Request trusted = parse(FULL).request("w", new UserId("u"), true);
        assertThat(trusted.context()).containsEntry("time", 5);
        assertThat(trusted.subjectProperties()).containsEntry("role", "admin");
        Request request = parse(FULL).request("w", new UserId("u"), false);
        assertThat(request.workspace()).isEqualTo("w");
        assertThat(request.context()).isEmpty();
        assertThat(request.subjectProperties()).isEmpty();
        assertThat(request.resourceProperties()).isEmpty();
        assertThat(request.actionProperties()).isEmpty();
    }

    @Test
    void theResourceMayNameTheWorkspace() throws JsonProcessingException {
        EvaluationBody body = parse("""
                {"subject":{"type":"identity","id":"x"},"action":{"name":"a"},
                 "resource":{"type":"t","id":"r","properties":{"workspace":"w"}}}""");
        assertThat(body.resource().workspace()).isEqualTo("w");
        assertThat(body.subject().isUser()).isTrue();
    }

    @Test
    void subjectsOfOtherTypesAreNoUsers() throws JsonProcessingException {
        assertThat(parse("""
                {"subject":{"type":"robot","id":"x"},"action":{"name":"a"},"resource":{"type":"t","id":"r"}}""").subject().isUser()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "id:x, ID, x",
        "username:x:y, USERNAME, x:y",
        "email:a@b, EMAIL, a@b",
        "x, PLAIN, x",
        "plain:x, PLAIN, plain:x"
    })
    void subjectsAreNamedInFourWays(String id, SubjectName.Kind kind, String value) {
        assertThat(SubjectName.of(id)).isEqualTo(new SubjectName(kind, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"subject\":\"alice\",\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":\"r\"}}",
                "{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":\"r\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"x\"},\"action\":{\"name\":123},\"resource\":{\"type\":\"t\",\"id\":\"r\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"x\"},\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"x\"},\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":1}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"x\",\"properties\":1},\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":\"r\"}}",
                "{\"subject\":{\"type\":\"user\",\"id\":\"x\"},\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":\"r\"},\"context\":[]}"
            })
    void refusesWhatIsMissingOrOfAnotherType(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "[]", "null", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":\"\\u0000\"}"})
    void refusesWhatCannotBeRead(String body) {
        assertThatThrownBy(() -> read(body, "application/json")).isInstanceOf(Problem.class);
    }

    @Test
    void refusesAnotherContentType() {
        assertThat(read(FULL, "Application/JSON; charset=utf-8").isObject()).isTrue();
        for (String type : new String[] {"text/plain", "application/jsonx", "", null}) {
            assertThatThrownBy(() -> read(FULL, type)).isInstanceOf(Problem.class);
        }
    }

    @Test
    void waitsForNothingBehindABodyWhoseLengthIsTold() {
        byte[] bytes = FULL.getBytes(StandardCharsets.UTF_8);
        InputStream endless = new SequenceInputStream(new ByteArrayInputStream(bytes), new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read beyond the last byte");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return read();
            }
        });
        assertThat(AccessJson.read(endless, "application/json", String.valueOf(bytes.length))
                        .isObject())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999", "100000", "-1", "many", ""})
    void readsWhatIsThereWhateverItsLengthIsSaidToBe(String length) {
        byte[] bytes = FULL.getBytes(StandardCharsets.UTF_8);
        assertThat(AccessJson.read(new ByteArrayInputStream(bytes), "application/json", length)
                        .isObject())
                .isTrue();
    }

    private static JsonNode read(String body, String contentType) {
        return AccessJson.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), contentType, null);
    }

    private static EvaluationBody parse(String json) throws JsonProcessingException {
        return EvaluationBody.of(tree(json));
    }

    private static JsonNode tree(String json) throws JsonProcessingException {
        return Json.MAPPER.readTree(json);
    }
}
