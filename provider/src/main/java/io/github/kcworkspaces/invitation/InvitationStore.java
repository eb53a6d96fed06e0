package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Port: invitations and the links to them. What is read is as of the database's time: a pending one whose time is over reads
 * {@link Invitation.Status#EXPIRED}, also before it was stored as such.
 */
public interface InvitationStore {

    /** The database's time in epoch milliseconds. */
    long now();

    Optional<Invitation> find(RealmId realm, WorkspaceId workspace, InvitationId id);

    /** Whatever workspace it is to. */
    Optional<Invitation> find(RealmId realm, InvitationId id);

    /** As {@link #find}, and keeps every other transaction that answers it waiting until this one ends. */
    Optional<Invitation> lock(RealmId realm, InvitationId id);

    /**
     * The latest first.
     *
     * @param statuses only those in one of these states; empty for all
     */
    Page<Invitation> page(RealmId realm, WorkspaceId workspace, Set<Invitation.Status> statuses, PageRequest request);

    /** Pending invitations of an address to active workspaces, the latest first. */
    Page<Invitation> pendingFor(RealmId realm, String email, PageRequest request);

    /** An address in a workspace. */
    record Key(WorkspaceId workspace, String email) {}

    /** Those stored as pending of these addresses, also if their time is over; in batches. */
    Map<Key, Invitation> stored(RealmId realm, Collection<Key> keys);

    /**
     * Adds invitations in batches.
     *
     * @throws io.github.kcworkspaces.problem.Problem {@code CONCURRENT_CHANGE} if one of them is pending already
     */
    void insert(Collection<Invitation> invitations);

    /**
     * Stores what pending invitations say now.
     *
     * @throws io.github.kcworkspaces.problem.Problem {@code CONCURRENT_CHANGE}
     */
    void renew(Collection<Invitation> invitations);

    /**
     * Gives a pending invitation its final state. Of several who try, the first one does; the others wait for him and don't.
     * A mail about it that waits is none any more.
     *
     * @param inTime whether only one whose time is not over, by the time of the database
     * @return whether it was pending
     */
    boolean close(
            RealmId realm, InvitationId id, Invitation.Status status, @Nullable UserId user, long at, boolean inTime);

    /** Adds a link. */
    void addLink(Invitation invitation, String hash, long at);

    /** The invitation that a link leads to. */
    Optional<Invitation> byLink(RealmId realm, String hash);

    /** From now on no link leads to these. */
    void removeLinks(RealmId realm, Collection<InvitationId> invitations);

    /** Some of those that are stored as pending and whose time is over; of enabled realms. */
    List<Invitation> overdue(int max);

    /** Some of those whose time is over soon, as the settings of their realm say, and of which nobody was reminded. */
    List<Invitation> toRemind(int max);

    /** They were reminded of. */
    void reminded(Collection<Invitation> invitations, long at);

    /**
     * Pending invitations by a user of the realm, or of an address; some of them.
     *
     * @param email null for none
     */
    List<Invitation> pendingOf(RealmId realm, UserId inviter, @Nullable String email, int max);

    /** Stores what became of the latest mail about an invitation. */
    void mailed(RealmId realm, Collection<InvitationId> invitations, Invitation.MailStatus status);
}
