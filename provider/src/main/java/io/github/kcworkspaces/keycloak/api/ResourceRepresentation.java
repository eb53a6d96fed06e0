package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource in its home workspace.
 *
 * @param parent id of the resource it belongs to; null for none
 * @param owner id of a user; null for none
 * @param requires ids of the resources without which it is not complete
 * @param attributes what conditions can look at
 * @param active false once it vanished from its catalogue
 * @param workspace id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceRepresentation(
        String id,
        String type,
        String externalId,
        String name,
        @Nullable String category,
        @Nullable String subCategory,
        List<String> providers,
        @Nullable String parent,
        @Nullable String owner,
        List<String> requires,
        Map<String, Object> attributes,
        boolean active,
        String workspace,
        long version) {}
