package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One thing wrong with one member of a request.
 *
 * @param field path of the member, such as {@code roles[3]}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ViolationRepresentation(String field, String message) {}
