package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A user of the realm who could be chosen.
 *
 * @param member whether he is a direct member of the workspace already
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserCandidateRepresentation(PersonRepresentation user, boolean member) {}
