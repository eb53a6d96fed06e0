package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Actions that a search has found. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoundActionsRepresentation(FoundPageRepresentation page, List<ActionRepresentation> results) {}
