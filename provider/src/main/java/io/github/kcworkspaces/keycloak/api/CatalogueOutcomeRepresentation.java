package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a catalogue changed, or with {@code dryRun} would change: keys of resource types.
 *
 * @param added types that the realm did not have
 * @param changed types that it had otherwise
 * @param unchanged types that it had just so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CatalogueOutcomeRepresentation(List<String> added, List<String> changed, List<String> unchanged) {}
