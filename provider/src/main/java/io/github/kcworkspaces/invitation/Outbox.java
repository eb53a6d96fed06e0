package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Port: mails that wait to be sent (rule I6). They are put in with the change that they tell of, and sent by a worker. */
public interface Outbox {

    void add(Collection<Mail> mails);

    /** Takes back what was not sent of these invitations; waits for a worker that has just claimed one. */
    void cancel(RealmId realm, Collection<InvitationId> invitations);

    /** Mails that are due by the database's time, the oldest first. */
    List<Mail> due(int max);

    /**
     * Claims a mail for a while: nobody else gets it until then, and somebody else does if this node dies.
     *
     * @param lease how long
     * @return the mail as it is claimed; empty if somebody else was faster or it was taken back
     */
    Optional<Mail> claim(Mail mail, Duration lease);

    /**
     * The claimed mail has gone out.
     *
     * @return whether it was still claimed by the same and not taken back
     */
    boolean sent(Mail mail);

    /** The claimed mail could not be sent and is due again after a while; the answer as of {@link #sent}. */
    boolean postpone(Mail mail, Duration delay);

    /** What is due of a realm waits, too, because its mail server takes nothing now. What others have claimed is not touched. */
    void postpone(RealmId realm, Duration delay);

    /** The claimed mail is given up; the answer as of {@link #sent}. */
    boolean giveUp(Mail mail);
}
