package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A role.
 *
 * @param scope {@code TEMPLATE} or {@code WORKSPACE}
 * @param workspace id; null for a template
 * @param memberCount users to whom it is assigned directly
 * @param deletedAt null while the role is live
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoleRepresentation(
        String id,
        String name,
        String description,
        String scope,
        boolean builtIn,
        @Nullable String workspace,
        long memberCount,
        long createdAt,
        @Nullable Long deletedAt,
        long version) {}
