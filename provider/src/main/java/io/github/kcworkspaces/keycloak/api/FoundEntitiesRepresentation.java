package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Subjects or resources that a search has found. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoundEntitiesRepresentation(FoundPageRepresentation page, List<FoundRepresentation> results) {}
