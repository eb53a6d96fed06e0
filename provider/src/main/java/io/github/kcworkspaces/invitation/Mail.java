package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;

/**
 * A mail that waits to be sent.
 *
 * @param attempts how often it was tried
 * @param dueAt epoch milliseconds; not to be tried before
 */
public record Mail(
        String id, RealmId realm, WorkspaceId workspace, InvitationId invitation, Kind kind, int attempts, long dueAt) {

    /** A mail about an invitation, due at once. */
    static Mail about(String id, Invitation invitation, Kind kind, long now) {
        return new Mail(id, invitation.realm(), invitation.workspace(), invitation.id(), kind, 0, now);
    }

    /** What it says. */
    public enum Kind {
        /** Come and accept. */
        INVITATION,
        /** It expires soon. */
        REMINDER,
        /** You were given access with the account that you have. */
        ADDED,
        /** An account was made for you: set a password. */
        ACCOUNT
    }
}
