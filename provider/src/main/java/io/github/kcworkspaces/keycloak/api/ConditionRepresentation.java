package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Restricts a grant: holds when every comparison holds.
 *
 * @param all the comparisons
 * @param owner true, alone, is short for "the subject owns the resource"
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConditionRepresentation(
        @Nullable List<ComparisonRepresentation> all,
        @Nullable Boolean owner) {}
