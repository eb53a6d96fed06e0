package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A Keycloak group that could be chosen.
 *
 * @param id id of the group
 * @param path such as {@code /staff/research}
 * @param mapped whether it has roles in the workspace already
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupCandidateRepresentation(String id, String path, boolean mapped) {}
