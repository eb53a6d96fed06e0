package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A workspace that a user is a member of.
 *
 * @param status {@code ACTIVE} or {@code SUSPENDED}
 * @param roles names of his roles there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserWorkspaceRepresentation(String id, String alias, String name, String status, List<String> roles) {}
