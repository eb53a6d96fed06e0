package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Action of a question. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionRepresentation(String name, @Nullable Map<String, Object> properties) {}
