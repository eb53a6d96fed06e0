package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A resource that a role can use, but not as a whole.
 *
 * @param missing what it requires and the role can't use
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncompleteResourceRepresentation(
        String id, String type, String name, List<ResourceNameRepresentation> missing) {}
