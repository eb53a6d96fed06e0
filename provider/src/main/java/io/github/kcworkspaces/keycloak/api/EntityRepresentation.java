package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Subject or resource of a question.
 *
 * @param id of a subject: user id, or {@code id:…}, {@code username:…}, {@code email:…}; of a resource: its external id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntityRepresentation(
        String type, String id, @Nullable Map<String, Object> properties) {}
