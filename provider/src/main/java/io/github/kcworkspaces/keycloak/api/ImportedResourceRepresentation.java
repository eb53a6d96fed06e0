package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource that an import is about.
 *
 * @param id null for one that a dry run would add
 * @param fields what the import changes of it; null unless it changes it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportedResourceRepresentation(
        @Nullable String id,
        String type,
        String externalId,
        String name,
        @Nullable List<String> fields) {}
