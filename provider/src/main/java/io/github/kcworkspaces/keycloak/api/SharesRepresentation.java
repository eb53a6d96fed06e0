package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * With whom a resource is shared.
 *
 * @param workspaces ids of the workspaces in which it can be used
 * @param members users who may use it without a role
 * @param groups Keycloak groups whose members may, as far as they are members of the workspace
 * @param version of the resource
 * @param names of all these by id: aliases of workspaces, usernames, paths of groups; without workspaces that the caller
 *     does not see
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharesRepresentation(
        List<String> workspaces,
        List<MemberShareRepresentation> members,
        List<GroupShareRepresentation> groups,
        long version,
        Map<String, String> names) {}
