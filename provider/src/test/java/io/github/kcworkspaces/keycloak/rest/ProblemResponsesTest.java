package io.github.kcworkspaces.keycloak.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kcworkspaces.problem.ProblemCode;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemResponsesTest {

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void everyCodeHasAStatusOfItsKind(ProblemCode code) {
        assertThat(ProblemResponses.status(code)).isBetween(400, 429);
    }

    @Test
    void hasAllMembersAndItsType() throws JsonProcessingException {
        Response response = ProblemResponses.of(RequestRules.invalid("roles[3]", "must not be empty"));
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getHeaderString("Content-Type")).isEqualTo("application/problem+json");
        JsonNode body = Json.MAPPER.readTree((String) response.getEntity());
        assertThat(body.path("type").asText()).isEqualTo("urn:keycloak-workspaces:problem:invalid-request");
        assertThat(body.path("title").asText()).isEqualTo("Invalid request");
        assertThat(body.path("status").asInt()).isEqualTo(400);
        assertThat(body.path("code").asText()).isEqualTo("INVALID_REQUEST");
        assertThat(body.path("errorMessage")).isEqualTo(body.path("detail"));
        assertThat(body.path("violations").path(0).path("field").asText()).isEqualTo("roles[3]");
    }

    @Test
    void detailsBecomeMembers() throws JsonProcessingException {
        Response response = ProblemResponses.of(org.assertj.core.api.Assertions.catchThrowableOfType(
                io.github.kcworkspaces.problem.Problem.class,
                () -> io.github.kcworkspaces.role.RoleRules.referencesAreKnown(List.of("x"))));
        JsonNode body = Json.MAPPER.readTree((String) response.getEntity());
        assertThat(body.path("roles").path(0).asText()).isEqualTo("x");
        assertThat(response.getStatus()).isEqualTo(422);
    }

    @Test
    void unexpectedFailuresTellNothing() {
        Response response = ProblemResponses.unexpected();
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat((String) response.getEntity()).contains("INTERNAL_ERROR");
    }

    @ParameterizedTest
    @CsvSource({"23505,true", "40001,true", "40P01,true", "55P03,true", "42P01,false", "08006,false"})
    void lostRacesAreTold(String state, boolean lost) {
        RuntimeException failure = new IllegalStateException(new SQLException("x", state));
        assertThat(ProblemResponses.isLostRace(failure)).isEqualTo(lost);
    }
}
