package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource in a declarative file; what is null keeps its value.
 *
 * @param parent external id, or {@code type/externalId}
 * @param owner username
 * @param requires {@code type/externalId} each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigResourceRepresentation(
        @Nullable String type,
        @Nullable String externalId,
        @Nullable String name,
        @Nullable String category,
        @Nullable String subCategory,
        @Nullable List<String> providers,
        @Nullable String parent,
        @Nullable String owner,
        @Nullable List<String> requires,
        @Nullable Map<String, Object> attributes,
        @Nullable Boolean active,
        @Nullable ConfigSharesRepresentation shares) {}
