package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How many actions a change of grants gave and took.
 *
 * @param warnings what the change leaves incomplete
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantsOutcomeRepresentation(int added, int removed, List<GrantWarningRepresentation> warnings) {}
