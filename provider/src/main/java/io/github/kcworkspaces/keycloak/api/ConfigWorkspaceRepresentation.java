package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workspace in a declarative file; what is null keeps its value.
 *
 * @param status {@code ACTIVE} or {@code SUSPENDED}
 * @param mfaRequired whether whoever works in it needs a second factor
 * @param owner username
 * @param organization alias of the Keycloak organization it belongs to; empty for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigWorkspaceRepresentation(
        @Nullable String alias,
        @Nullable String name,
        @Nullable String description,
        @Nullable String status,
        @Nullable Boolean mfaRequired,
        @Nullable String owner,
        @Nullable String organization,
        @Nullable List<ConfigRoleRepresentation> roles,
        @Nullable List<ConfigResourceRepresentation> resources,
        @Nullable List<ConfigMemberRepresentation> members,
        @Nullable List<ConfigGroupRepresentation> groups) {}
