package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A Keycloak group whose members hold roles in a workspace.
 *
 * @param id id of the group
 * @param path such as {@code /staff/research}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupMappingRepresentation(String id, String path, List<RoleReferenceRepresentation> roles) {}
