package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many actions a change of grants gave and took.
 *
 * @param warnings what the change leaves incomplete
 * @param members how many users it would affect; in dry runs only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantsOutcomeRepresentation(
        int added,
        int removed,
        List<GrantWarningRepresentation> warnings,
        @Nullable Long members) {}
