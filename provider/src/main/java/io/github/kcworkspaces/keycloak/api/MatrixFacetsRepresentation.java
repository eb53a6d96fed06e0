package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What there is to choose from in a matrix. The text searched for and the provider narrow the groups, type and category do not.
 *
 * @param types all resource types of the realm
 * @param groups how many resources there are of each type and category
 * @param providers how many resources each provider has
 * @param incomplete what the role can use without what it requires; empty for several roles
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MatrixFacetsRepresentation(
        List<ResourceTypeRepresentation> types,
        List<MatrixGroupRepresentation> groups,
        Map<String, Long> providers,
        List<IncompleteResourceRepresentation> incomplete) {}
