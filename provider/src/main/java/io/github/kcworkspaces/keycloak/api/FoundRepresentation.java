package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A result of a search.
 *
 * @param id of a user his user id; of a resource its external id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoundRepresentation(String type, String id) {}
