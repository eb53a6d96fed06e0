package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/** What was changed, with its name at the time. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetRepresentation(String kind, String id, String name) {}
