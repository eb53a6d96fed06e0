package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of several questions; what it leaves out is what they have in common. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationItemRepresentation(
        @Nullable EntityRepresentation subject,
        @Nullable ActionRepresentation action,
        @Nullable EntityRepresentation resource,
        @Nullable Map<String, Object> context) {}
