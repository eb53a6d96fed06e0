package io.github.kcworkspaces.keycloak.mail;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.invitation.Invitation.MailStatus;
import io.github.kcworkspaces.invitation.Mail;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Sends what is in the outbox, on every node: whoever claims a mail first sends it. It claims in one transaction, sends in
 * none that writes, and stores the outcome in another; so a mail server that is slow holds no lock, and one that is down only
 * makes mails wait. A mail whose node died while it was sent is sent again: it may come twice, and is never lost.
 */
public final class MailWorker {

    /** Name of the task in Keycloak's timer. */
    public static final String NAME = "workspaces-mail";

    private static final Logger LOG = Logger.getLogger(MailWorker.class);

    private static final int AT_ONCE = 50;
    private static final int SENDERS = 4;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(10);
    private static final int DOUBLINGS = 8;

    /** With the delays between them, about four days. */
    private static final int MOST_ATTEMPTS = 100;

    private final ThreadPoolExecutor senders;
    private final KeycloakSessionFactory sessions;

    public MailWorker(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
        senders = new ThreadPoolExecutor(
                SENDERS, SENDERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(SENDERS), work -> {
                    Thread thread = new Thread(work, NAME);
                    thread.setDaemon(true);
                    return thread;
                });
        senders.allowCoreThreadTimeOut(true);
    }

    public void stop() {
        senders.shutdownNow();
    }

    /** There may be something to send. Returns at once and never fails. */
    public void wake() {
        try {
            senders.execute(this::drain);
        } catch (RejectedExecutionException busy) {
            LOG.trace("All senders are at work, or the server stops");
        }
    }

    private void drain() {
        try {
            Map<RealmId, Duration> failing = new HashMap<>();
            boolean sending = true;
            while (sending && !Thread.currentThread().isInterrupted()) {
                List<Mail> due = new ArrayList<>(KeycloakModelUtils.runJobInTransactionWithResult(
                        sessions,
                        session ->
                                session.getProvider(RbacProvider.class).outbox().due(AT_ONCE)));
                if (due.size() == AT_ONCE) {
                    wake();
                }
                // Several look at the same ones at the same time.
                Collections.shuffle(due);
                sending = false;
                for (Mail mail : due) {
                    sending |= send(mail, failing);
                }
            }
        } catch (RuntimeException failed) {
            LOG.warn("Sending mails failed and will be tried again", failed);
        }
    }

    /**
     * @param failing realms whose mail server takes nothing now, with the time to wait for it
     * @return whether it was claimed
     */
    private boolean send(Mail due, Map<RealmId, Duration> failing) {
        Duration delay = failing.get(due.realm());
        if (delay != null) {
            postponeAll(due.realm(), delay);
            return false;
        }
        Optional<Letter> claimed = KeycloakModelUtils.runJobInTransactionWithResult(sessions, session -> {
            RbacProvider services = session.getProvider(RbacProvider.class);
            return services.outbox().claim(due, LEASE).map(mail -> Letter.about(session, mail));
        });
        claimed.ifPresent(letter -> {
            Mail mail = letter.mail();
            if (!letter.wanted()) {
                finish(mail, MailStatus.NONE);
            } else {
                try {
                    KeycloakModelUtils.runJobInTransactionWithTimeout(sessions, letter::send, (int) LEASE.toSeconds());
                    finish(mail, MailStatus.SENT);
                } catch (Letter.NotSent notSent) {
                    failed(mail, notSent, failing);
                }
            }
        });
        return claimed.isPresent();
    }

    private void failed(Mail mail, Letter.NotSent notSent, Map<RealmId, Duration> failing) {
        if (notSent.isFinal() || mail.attempts() >= MOST_ATTEMPTS) {
            LOG.warnf("A mail about invitation %s is given up: %s", mail.invitation(), notSent.getMessage());
            finish(mail, MailStatus.FAILED);
            return;
        }
        LOG.debugf("A mail about invitation %s has to wait: %s", mail.invitation(), notSent.getMessage());
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(mail.attempts() - 1, DOUBLINGS));
        KeycloakModelUtils.runJobInTransaction(
                sessions,
                session -> session.getProvider(RbacProvider.class).outbox().postpone(mail, delay));
        if (!notSent.isAboutTheAddress()) {
            failing.put(mail.realm(), delay);
            postponeAll(mail.realm(), delay);
        }
    }

    /** One statement, however many wait: an outage costs next to nothing, and no mail of another realm stands behind these. */
    private void postponeAll(RealmId realm, Duration delay) {
        KeycloakModelUtils.runJobInTransaction(
                sessions,
                session -> session.getProvider(RbacProvider.class).outbox().postpone(realm, delay));
    }

    /** The invitation before the mail: in this order everybody else locks them who changes both. */
    private void finish(Mail mail, MailStatus status) {
        KeycloakModelUtils.runJobInTransaction(sessions, session -> {
            RbacProvider services = session.getProvider(RbacProvider.class);
            if (status != MailStatus.NONE) {
                services.invitationUpkeep().mailed(mail, status);
            }
            boolean mine = status == MailStatus.FAILED
                    ? services.outbox().giveUp(mail)
                    : services.outbox().sent(mail);
            if (!mine) {
                session.getTransactionManager().setRollbackOnly();
            }
        });
    }
}
