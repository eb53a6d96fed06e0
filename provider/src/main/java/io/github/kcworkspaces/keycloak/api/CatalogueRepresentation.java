package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue of resource types, as an application brings it. The built-in type {@code workspace} may be in it with the
 * actions to add to it.
 *
 * @param labels names of the catalogue by language
 * @param categories names of categories by language
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CatalogueRepresentation(
        @Nullable Map<String, String> labels,
        @Nullable Map<String, Map<String, String>> categories,
        @Nullable List<ResourceTypeChangeRepresentation> types) {}
