package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A role, where the name is all that is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoleReferenceRepresentation(String id, String name) {}
