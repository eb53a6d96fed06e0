package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a role allows.
 *
 * @param type key of a resource type; required
 * @param resource id of a resource; null for every resource of the type
 * @param actions required, not empty
 * @param condition null when it always applies
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantRepresentation(
        @Nullable String type,
        @Nullable String resource,
        @Nullable List<String> actions,
        @Nullable ConditionRepresentation condition) {}
