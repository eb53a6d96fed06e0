package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question.
 *
 * @param context {@code {"reason": "NO_GRANT"}} if it was asked for; {@code {"error": {"status": 400, "message": "…"}}} of
 *     a question among several that is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationRepresentation(
        boolean decision, @Nullable Map<String, Object> context) {}
