package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * May the subject do this with that? (AuthZEN 1.0)
 *
 * @param context its member {@code workspace} names the workspace
 * @param options {@code {"explain": true}} asks for the reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationRequestRepresentation(
        EntityRepresentation subject,
        ActionRepresentation action,
        EntityRepresentation resource,
        @Nullable Map<String, Object> context,
        @Nullable Map<String, Object> options) {}
