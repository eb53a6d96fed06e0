package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Invitation.MailStatus;
import io.github.kcworkspaces.invitation.Invitation.Status;
import io.github.kcworkspaces.workspace.WorkspaceService;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happens to invitations by themselves: their time runs out, people are reminded, mails go out, users go. */
public final class InvitationUpkeep {

    private final InvitationStore store;
    private final Outbox outbox;
    private final InvitationEndings endings;
    private final Supplier<String> ids;

    public InvitationUpkeep(
            InvitationStore store,
            Outbox outbox,
            WorkspaceService workspaces,
            Recorder recorder,
            Supplier<String> ids) {
        this.store = store;
        this.outbox = outbox;
        this.endings = new InvitationEndings(store, outbox, workspaces, recorder);
        this.ids = ids;
    }

    /**
     * A user of the realm is gone: what he has sent ends, because nobody could accept it, and what was sent to him.
     *
     * @param email his address; null for none
     */
    public void userRemoved(RealmId realm, Actor actor, UserId user, @Nullable String email) {
        List<Invitation> ending = store.pendingOf(realm, user, lower(email), InvitationService.CHUNK);
        while (!ending.isEmpty()) {
            endings.endAll(actor, ending, Status.REVOKED, ActivityType.INVITATION_REVOKED);
            ending = store.pendingOf(realm, user, lower(email), InvitationService.CHUNK);
        }
    }

    /**
     * Stores that some invitations have expired.
     *
     * @return how many
     */
    public int expire(Actor actor, int max) {
        List<Invitation> overdue = store.overdue(max);
        endings.endAll(actor, overdue, Status.EXPIRED, ActivityType.INVITATION_EXPIRED);
        return overdue.size();
    }

    /**
     * Puts mails into the outbox about some invitations that expire soon.
     *
     * @return how many
     */
    public int remind(int max) {
        List<Invitation> due = store.toRemind(max);
        long now = store.now();
        store.reminded(due, now);
        outbox.add(due.stream().map(invitation -> reminder(invitation, now)).toList());
        return due.size();
    }

    /** A new link for a mail about the invitation, which is kept as a hash only; null if it has ended since. */
    public @Nullable Invitation link(Mail mail, String hash) {
        Invitation invitation = store.find(mail.realm(), mail.invitation()).orElse(null);
        if (invitation == null || !invitation.pending()) {
            return null;
        }
        store.addLink(invitation, hash, store.now());
        return invitation;
    }

    /** Stores what became of the mail about an invitation. */
    public void mailed(Mail mail, MailStatus status) {
        store.mailed(mail.realm(), List.of(mail.invitation()), status);
    }

    private Mail reminder(Invitation invitation, long now) {
        return Mail.about(ids.get(), invitation, Mail.Kind.REMINDER, now);
    }

    private static @Nullable String lower(@Nullable String email) {
        return email == null ? null : email.toLowerCase(java.util.Locale.ROOT);
    }
}
