package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An invitation of one address to one workspace. It has no secret: that is only in the mailed link (rule I3).
 *
 * @param email lower case
 * @param roles ids of the roles that it gives
 * @param bypass whether it gave access at once (rule I5)
 * @param application where it leads to; null for the account console
 * @param expiresAt epoch milliseconds of the database's time; of a bypass invitation without meaning
 * @param answeredAt when it got its final state; null while it is pending
 * @param user who accepted or declined it, or was given access; null while nobody did
 * @param site address of the server as the inviter reached it: where the links of mails lead to
 */
public record Invitation(
        InvitationId id,
        RealmId realm,
        WorkspaceId workspace,
        String email,
        @Nullable String firstName,
        @Nullable String lastName,
        Set<RoleId> roles,
        boolean bypass,
        @Nullable String message,
        @Nullable Application application,
        Inviter invitedBy,
        Status status,
        MailStatus mailStatus,
        long createdAt,
        long expiresAt,
        @Nullable Long answeredAt,
        @Nullable UserId user,
        String site,
        long version) {

    /** Rule I2: all but the first are final. */
    public enum Status {
        PENDING,
        ACCEPTED,
        DECLINED,
        EXPIRED,
        REVOKED,
        BYPASSED
    }

    /** Where the latest mail about it is. */
    public enum MailStatus {
        /** Waits to be sent, maybe not for the first time. */
        QUEUED,
        SENT,
        /** Given up. */
        FAILED,
        /** There is none to send. */
        NONE
    }

    /**
     * An application of the realm.
     *
     * @param client its client id
     * @param redirectUri one of its redirect URIs; null for its home page
     */
    public record Application(String client, @Nullable String redirectUri) {}

    /**
     * Who invites.
     *
     * @param realm id of the realm that he is a user of, which may be the master realm
     * @param id null for the product itself
     * @param username as it was then
     */
    public record Inviter(String realm, @Nullable UserId id, String username) {}

    public Invitation {
        roles = java.util.Collections.unmodifiableSet(sorted(roles));
    }

    private static Set<RoleId> sorted(Set<RoleId> roles) {
        Set<RoleId> sorted = new TreeSet<>(java.util.Comparator.comparing(RoleId::value));
        sorted.addAll(roles);
        return sorted;
    }

    public boolean pending() {
        return status == Status.PENDING;
    }

    /** The same as it stands at that time of the database: pending ones expire by time alone. */
    public Invitation asOf(long now) {
        return pending() && expiresAt <= now ? ended(Status.EXPIRED, null, expiresAt) : this;
    }

    /** The same, which was pending, in a final state: a mail that still waits is not sent any more. */
    public Invitation ended(Status other, @Nullable UserId by, long at) {
        Invitation closed = closed(other, by, at);
        return mailStatus == MailStatus.QUEUED ? closed.withMailStatus(MailStatus.NONE) : closed;
    }

    /** The same, sent again: by somebody, with what he gives. */
    Invitation renewed(Invitation by) {
        return new Invitation(
                id,
                realm,
                workspace,
                email,
                by.firstName,
                by.lastName,
                by.roles,
                false,
                by.message,
                by.application,
                by.invitedBy,
                Status.PENDING,
                MailStatus.QUEUED,
                createdAt,
                by.expiresAt,
                null,
                null,
                by.site,
                version + 1);
    }

    /** The same in a final state, of which a mail may tell. */
    public Invitation closed(Status other, @Nullable UserId by, long at) {
        return new Invitation(
                id,
                realm,
                workspace,
                email,
                firstName,
                lastName,
                roles,
                bypass,
                message,
                application,
                invitedBy,
                other,
                mailStatus,
                createdAt,
                expiresAt,
                at,
                by,
                site,
                version);
    }

    public Invitation withMailStatus(MailStatus other) {
        return new Invitation(
                id,
                realm,
                workspace,
                email,
                firstName,
                lastName,
                roles,
                bypass,
                message,
                application,
                invitedBy,
                status,
                other,
                createdAt,
                expiresAt,
                answeredAt,
                user,
                site,
                version);
    }

    public Invitation withVersion(long other) {
        return new Invitation(
                id,
                realm,
                workspace,
                email,
                firstName,
                lastName,
                roles,
                bypass,
                message,
                application,
                invitedBy,
                status,
                mailStatus,
                createdAt,
                expiresAt,
                answeredAt,
                user,
                site,
                other);
    }
}
