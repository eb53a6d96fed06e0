package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers to several questions, in their order. The semantics that stop early leave out those after the one that
 * decides.
 *
 * @param evaluations null when the request had no list of questions
 * @param decision the answer then
 * @param context likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationsRepresentation(
        @Nullable List<EvaluationRepresentation> evaluations,
        @Nullable Boolean decision,
        @Nullable Map<String, Object> context) {}
