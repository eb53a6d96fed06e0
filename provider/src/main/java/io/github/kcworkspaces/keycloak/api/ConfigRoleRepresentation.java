package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role in a declarative file.
 *
 * @param grants all of its grants, resources by external id; null to keep them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigRoleRepresentation(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<GrantRepresentation> grants) {}
