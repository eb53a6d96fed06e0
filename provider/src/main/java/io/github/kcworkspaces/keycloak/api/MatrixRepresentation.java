package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How roles stand to resources of a workspace.
 *
 * @param roles the roles asked for; everything that is by role comes in their order
 * @param total how many resources there are in all pages
 * @param rows one for each resource of the page, ordered by type, name and id
 * @param facets what there is to choose from; null unless asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MatrixRepresentation(
        List<MatrixRoleRepresentation> roles,
        long total,
        List<MatrixRowRepresentation> rows,
        @Nullable MatrixFacetsRepresentation facets) {}
