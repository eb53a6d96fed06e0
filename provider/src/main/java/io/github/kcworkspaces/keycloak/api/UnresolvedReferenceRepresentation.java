package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A widget that is named in a file and nowhere to be found.
 *
 * @param widget as it is named
 * @param pointer JSON pointer to where
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnresolvedReferenceRepresentation(String widget, String pointer) {}
