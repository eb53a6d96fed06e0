package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/** What a resource is called. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceNameRepresentation(String id, String type, String name) {}
