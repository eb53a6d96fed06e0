package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search is for.
 *
 * @param type of all results
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SoughtRepresentation(String type, @Nullable Map<String, Object> properties) {}
