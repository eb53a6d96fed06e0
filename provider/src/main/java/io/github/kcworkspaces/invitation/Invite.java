package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.workspace.Workspace;

/** One address to be invited to one workspace, by somebody who has entered it. */
public record Invite(Host host, NewInvitation wanted) {

    /**
     * Who invites where, and what he may there beyond inviting. One for each workspace: what he holds differs.
     *
     * @param realm id of the realm that he is a user of, which may be the master realm
     * @param mayInvite whether standard invitations are his to send
     * @param mayBypass whether bypass invitations are (the permission; the switch of the realm is asked besides)
     * @param mayManageUsers whether he may create accounts
     */
    public record Host(
            Workspace workspace,
            Caller caller,
            String realm,
            boolean mayInvite,
            boolean mayBypass,
            boolean mayManageUsers) {}
}
