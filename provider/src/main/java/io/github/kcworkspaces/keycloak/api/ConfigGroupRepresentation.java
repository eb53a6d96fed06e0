package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mapped group in a declarative file.
 *
 * @param roles names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigGroupRepresentation(
        @Nullable String path, @Nullable List<String> roles) {}
