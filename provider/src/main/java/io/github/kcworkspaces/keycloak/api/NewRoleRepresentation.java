package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role to be created.
 *
 * @param members ids of members to give the role to at once; only in a workspace
 * @param cloneOf id of a role, not built in, whose grants it shall have as well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewRoleRepresentation(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> members,
        @Nullable String cloneOf) {}
