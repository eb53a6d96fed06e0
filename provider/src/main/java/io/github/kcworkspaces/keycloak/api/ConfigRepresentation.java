package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Declarative file of the RBAC model of a realm. Users are named by username, groups by path, resources by external id.
 *
 * @param catalogues names of bundled catalogues of resource types; of a type that stands in {@code resourceTypes} too, that
 *     counts
 * @param accountAdmins usernames
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigRepresentation(
        @Nullable ConfigSettingsRepresentation settings,
        @Nullable List<String> catalogues,
        @Nullable List<ResourceTypeChangeRepresentation> resourceTypes,
        @Nullable List<ConfigRoleRepresentation> templates,
        @Nullable List<ConfigWorkspaceRepresentation> workspaces,
        @Nullable List<String> accountAdmins) {}
