package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * With what may the subject do this? (AuthZEN 1.0)
 *
 * @param context its member {@code workspace} names the workspace where the path does not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceSearchRepresentation(
        EntityRepresentation subject,
        ActionRepresentation action,
        SoughtRepresentation resource,
        @Nullable Map<String, Object> context,
        @Nullable SearchPageRepresentation page) {}
