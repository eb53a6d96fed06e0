package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * With whom a resource is shared.
 *
 * @param workspaces ids of the workspaces in which it can be used
 * @param members users who may use it without a role
 * @param groups Keycloak groups whose members may, as far as they are members of the workspace
 * @param version of the resource
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharesRepresentation(
        List<String> workspaces,
        List<MemberShareRepresentation> members,
        List<GroupShareRepresentation> groups,
        long version) {}
