package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a role stands to a resource.
 *
 * @param parent id of the resource that it belongs to
 * @param granted actions that the role grants on this very resource
 * @param byType actions that the role grants on every resource of the type
 * @param conditional whether any of them is under a condition
 * @param blocked whether the role does not grant the parent, so that a grant gives nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceStateRepresentation(
        String id,
        String type,
        String externalId,
        String name,
        @Nullable String category,
        @Nullable String subCategory,
        List<String> providers,
        @Nullable String parent,
        boolean active,
        List<String> granted,
        List<String> byType,
        boolean conditional,
        boolean blocked) {}
