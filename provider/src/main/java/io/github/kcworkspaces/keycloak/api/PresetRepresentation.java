package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A catalogue of resource types that comes with the product.
 *
 * @param key what to name it by when it is imported
 * @param labels names by language
 * @param types keys of its types
 * @param actions how many actions they have altogether
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PresetRepresentation(String key, Map<String, String> labels, List<String> types, int actions) {}
