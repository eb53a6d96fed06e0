package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of thing that an application protects.
 *
 * @param implies action and what it brings along
 * @param parentType null for none
 * @param registration {@code REQUIRED} or {@code OPTIONAL}
 * @param builtIn whether it can't be changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceTypeRepresentation(
        String key,
        String name,
        @Nullable String category,
        List<String> actions,
        String baseAction,
        Map<String, List<String>> implies,
        @Nullable String parentType,
        String registration,
        boolean builtIn,
        long version) {}
