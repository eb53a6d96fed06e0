package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may the subject do with that? (AuthZEN 1.0) */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionSearchRepresentation(
        EntityRepresentation subject,
        EntityRepresentation resource,
        @Nullable Map<String, Object> context,
        @Nullable SearchPageRepresentation page) {}
