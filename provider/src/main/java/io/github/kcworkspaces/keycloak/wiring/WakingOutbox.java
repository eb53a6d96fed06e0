package io.github.kcworkspaces.keycloak.wiring;

import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.invitation.Mail;
import io.github.kcworkspaces.invitation.Outbox;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/** Wakes the worker when the transaction that has put mails into the outbox is committed. It would find them without, later. */
final class WakingOutbox implements Outbox {

    private final Outbox outbox;
    private final KeycloakSession session;
    private final Runnable wake;
    private boolean waking;

    WakingOutbox(Outbox outbox, KeycloakSession session, Runnable wake) {
        this.outbox = outbox;
        this.session = session;
        this.wake = wake;
    }

    @Override
    public void add(Collection<Mail> mails) {
        outbox.add(mails);
        if (!mails.isEmpty() && !waking) {
            waking = true;
            session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
                @Override
                protected void commitImpl() {
                    wake.run();
                }

                @Override
                protected void rollbackImpl() {
                    // There is nothing new to send.
                }
            });
        }
    }

    @Override
    public void cancel(RealmId realm, Collection<InvitationId> invitations) {
        outbox.cancel(realm, invitations);
    }

    @Override
    public List<Mail> due(int max) {
        return outbox.due(max);
    }

    @Override
    public Optional<Mail> claim(Mail mail, Duration lease) {
        return outbox.claim(mail, lease);
    }

    @Override
    public boolean sent(Mail mail) {
        return outbox.sent(mail);
    }

    @Override
    public boolean postpone(Mail mail, Duration delay) {
        return outbox.postpone(mail, delay);
    }

    @Override
    public void postpone(RealmId realm, Duration delay) {
        outbox.postpone(realm, delay);
    }

    @Override
    public boolean giveUp(Mail mail) {
        return outbox.giveUp(mail);
    }
}
