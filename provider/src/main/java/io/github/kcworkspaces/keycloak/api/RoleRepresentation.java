package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role.
 *
 * @param scope {@code TEMPLATE} or {@code WORKSPACE}
 * @param workspace id; null for a template
 * @param memberCount users to whom it is assigned directly
 * @param deletedAt null while the role is live
 * @param may what the caller may do where the role is: {@code roles-write}, {@code templates-write} and the like; null in
 *     lists
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
        long version,
        @Nullable List<String> may) {}
