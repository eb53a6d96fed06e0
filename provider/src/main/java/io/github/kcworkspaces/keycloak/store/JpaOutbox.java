package io.github.kcworkspaces.keycloak.store;

import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.invitation.Mail;
import io.github.kcworkspaces.invitation.Outbox;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mails in {@code KCW_MAIL}. Who claims one moves its time of being due behind the end of his claim, if it is still what he
 * has read: so one gets it, and if he dies it is due again by itself.
 */
public final class JpaOutbox implements Outbox {

    private static final String CLAIMED = " WHERE ID = ? AND REALM_ID = ? AND DUE_AT = ? AND ATTEMPTS = ?";

    private final EntityManager em;

    public JpaOutbox(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(Collection<Mail> mails) {
        Sql.batch(
                em,
                "INSERT INTO KCW_MAIL (ID, REALM_ID, WORKSPACE_ID, INVITATION_ID, KIND, ATTEMPTS, DUE_AT)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                mails.stream()
                        .map(mail -> List.<@Nullable Object>of(
                                mail.id(),
                                mail.realm().value(),
                                mail.workspace().value(),
                                mail.invitation().value(),
                                mail.kind().name(),
                                mail.attempts(),
                                mail.dueAt()))
                        .toList());
    }

    @Override
    public void cancel(RealmId realm, Collection<InvitationId> invitations) {
        Sql.batch(
                em,
                "DELETE FROM KCW_MAIL WHERE INVITATION_ID = ? AND REALM_ID = ?",
                invitations.stream()
                        .map(id -> List.<@Nullable Object>of(id.value(), realm.value()))
                        .toList());
    }

    @Override
    public List<Mail> due(int max) {
        return new Sql(
                        "SELECT m.ID, m.REALM_ID, m.WORKSPACE_ID, m.INVITATION_ID, m.KIND, m.ATTEMPTS, m.DUE_AT"
                                + " FROM KCW_MAIL m WHERE m.DUE_AT <= ? ORDER BY m.DUE_AT, m.ID LIMIT ?",
                        JpaInvitationStore.now(em),
                        max)
                .list(
                        em,
                        row -> new Mail(
                                row.getString(1),
                                new RealmId(row.getString(2)),
                                new WorkspaceId(row.getString(3)),
                                new InvitationId(row.getString(4)),
                                Mail.Kind.valueOf(row.getString(5)),
                                row.getInt(6),
                                row.getLong(7)));
    }

    @Override
    public Optional<Mail> claim(Mail mail, Duration lease) {
        long until = JpaInvitationStore.now(em) + lease.toMillis();
        Mail claimed = new Mail(
                mail.id(), mail.realm(), mail.workspace(), mail.invitation(), mail.kind(), mail.attempts() + 1, until);
        return update("UPDATE KCW_MAIL SET ATTEMPTS = ?, DUE_AT = ?" + CLAIMED, mail, claimed.attempts(), until)
                ? Optional.of(claimed)
                : Optional.empty();
    }

    @Override
    public boolean sent(Mail mail) {
        return remove(mail);
    }

    @Override
    public boolean postpone(Mail mail, Duration delay) {
        long dueAt = JpaInvitationStore.now(em) + delay.toMillis();
        return update("UPDATE KCW_MAIL SET DUE_AT = ?" + CLAIMED, mail, dueAt);
    }

    @Override
    public void postpone(RealmId realm, Duration delay) {
        long now = JpaInvitationStore.now(em);
        Sql.batch(
                em,
                "UPDATE KCW_MAIL SET DUE_AT = ? WHERE REALM_ID = ? AND DUE_AT <= ?",
                List.of(List.of(now + delay.toMillis(), realm.value(), now)));
    }

    @Override
    public boolean giveUp(Mail mail) {
        return remove(mail);
    }

    private boolean remove(Mail mail) {
        return update("DELETE FROM KCW_MAIL" + CLAIMED, mail);
    }

    private boolean update(String statement, Mail mail, @Nullable Object... values) {
        List<@Nullable Object> row = new java.util.ArrayList<>(java.util.Arrays.asList(values));
        row.add(mail.id());
        row.add(mail.realm().value());
        row.add(mail.dueAt());
        row.add(mail.attempts());
        return Sql.batch(em, statement, List.of(row)) > 0;
    }
}
