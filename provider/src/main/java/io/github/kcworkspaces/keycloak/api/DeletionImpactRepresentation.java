package io.github.kcworkspaces.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What goes with a workspace when it is deleted.
 *
 * @param sharesOut shares of its resources to other workspaces
 * @param sharesIn shares of other workspaces' resources to it
 * @param pendingInvitations invitations that are revoked with it
 * @param deletable whether it can be deleted now
 * @param refusals codes of what forbids it
 * @param membersInTheWay user names of members who have to be unlinked first, the first 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeletionImpactRepresentation(
        long members,
        long roles,
        long resources,
        long sharesOut,
        long sharesIn,
        long pendingInvitations,
        boolean deletable,
        List<String> refusals,
        List<String> membersInTheWay) {}
