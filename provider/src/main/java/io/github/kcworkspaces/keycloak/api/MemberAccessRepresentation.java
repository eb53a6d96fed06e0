package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a member may do with a resource, and through which roles.
 *
 * @param actions all that he may do with it
 * @param via the roles behind what was asked for; empty for an account admin without a role, and for what a direct share alone gives
 * @param shared whether a direct share is behind it, too
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberAccessRepresentation(
        PersonRepresentation user, List<String> actions, List<ViaRepresentation> via, boolean shared) {}
