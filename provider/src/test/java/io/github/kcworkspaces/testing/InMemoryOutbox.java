package io.github.kcworkspaces.testing;

import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.invitation.Mail;
import io.github.kcworkspaces.invitation.Outbox;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Mails in memory. */
public final class InMemoryOutbox implements Outbox {

    private final InMemoryWorld world;

    InMemoryOutbox(InMemoryWorld world) {
        this.world = world;
    }

    @Override
    public void add(Collection<Mail> mails) {
        mails.forEach(mail -> world.mails.put(mail.id(), mail));
    }

    @Override
    public void cancel(RealmId realm, Collection<InvitationId> invitations) {
        world.mails.values().removeIf(mail -> mail.realm().equals(realm) && invitations.contains(mail.invitation()));
    }

    @Override
    public List<Mail> due(int max) {
        return world.mails.values().stream()
                .filter(mail -> mail.dueAt() <= world.now)
                .sorted(Comparator.comparing(Mail::dueAt).thenComparing(Mail::id))
                .limit(max)
                .toList();
    }

    @Override
    public Optional<Mail> claim(Mail mail, Duration lease) {
        long until = world.now + lease.toMillis();
        Mail claimed = new Mail(
                mail.id(), mail.realm(), mail.workspace(), mail.invitation(), mail.kind(), mail.attempts() + 1, until);
        return world.mails.replace(mail.id(), mail, claimed) ? Optional.of(claimed) : Optional.empty();
    }

    @Override
    public boolean sent(Mail mail) {
        return world.mails.remove(mail.id(), mail);
    }

    @Override
    public boolean postpone(Mail mail, Duration delay) {
        return world.mails.replace(
                mail.id(),
                mail,
                new Mail(
                        mail.id(),
                        mail.realm(),
                        mail.workspace(),
                        mail.invitation(),
                        mail.kind(),
                        mail.attempts(),
                        world.now + delay.toMillis()));
    }

    @Override
    public void postpone(RealmId realm, Duration delay) {
        world.mails.values().stream()
                .filter(mail -> mail.realm().equals(realm) && mail.dueAt() <= world.now)
                .toList()
                .forEach(mail -> postpone(mail, delay));
    }

    @Override
    public boolean giveUp(Mail mail) {
        return world.mails.remove(mail.id(), mail);
    }
}
