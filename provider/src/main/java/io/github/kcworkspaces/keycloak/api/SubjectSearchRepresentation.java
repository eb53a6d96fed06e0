package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may do this with that? (AuthZEN 1.0) */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubjectSearchRepresentation(
        SoughtRepresentation subject,
        ActionRepresentation action,
        EntityRepresentation resource,
        @Nullable Map<String, Object> context,
        @Nullable SearchPageRepresentation page) {}
