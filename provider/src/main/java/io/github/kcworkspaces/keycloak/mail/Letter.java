package io.github.kcworkspaces.keycloak.mail;

import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.LinkSecret;
import io.github.kcworkspaces.invitation.Mail;
import io.github.kcworkspaces.keycloak.spi.RbacProvider;
import io.github.kcworkspaces.workspace.Workspace;
import jakarta.mail.Address;
import jakarta.mail.SendFailedException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.adapter.InMemoryUserAdapter;

/**
 * A mail as it is to be sent: all that it says, loaded in the transaction that has claimed it.
 *
 * @param invitation null if nobody wants the mail any more
 * @param workspace name
 * @param inviter name
 * @param secret of the link; null for mails that lead to no invitation
 */
record Letter(
        Mail mail,
        @Nullable Invitation invitation,
        String workspace,
        String inviter,
        @Nullable LinkSecret secret) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The mail has not gone out. */
    static final class NotSent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Fault fault;

        private NotSent(String why, Fault fault, @Nullable Throwable cause) {
            super(why, cause);
            this.fault = fault;
        }

        /** Whether the mail server does not take this address, while it may take others. */
        boolean isAboutTheAddress() {
            return fault != Fault.SERVER;
        }

        /** Whether it makes no sense to try again. */
        boolean isFinal() {
            return fault == Fault.ADDRESS;
        }
    }

    /** Why a mail has not gone out. */
    private enum Fault {
        /** The mail server is down, or takes no mail of ours. */
        SERVER,
        /** It does not take this address. */
        ADDRESS,
        /** It does not take this address for the moment. */
        ADDRESS_FOR_NOW
    }

    /** Loads what a claimed mail says; a new link is stored with it, as a hash. */
    static Letter about(KeycloakSession session, Mail mail) {
        RbacProvider services = session.getProvider(RbacProvider.class);
        boolean leadsToInvitation = mail.kind() == Mail.Kind.INVITATION || mail.kind() == Mail.Kind.REMINDER;
        LinkSecret secret = leadsToInvitation ? LinkSecret.random(RANDOM) : null;
        Invitation invitation = secret == null
                ? services.invitationAnswers()
                        .find(mail.realm(), mail.invitation())
                        .orElse(null)
                : services.invitationUpkeep().link(mail, secret.hash());
        Workspace workspace = services.workspaces()
                .find(mail.realm(), mail.workspace().value())
                .orElse(null);
        return invitation == null || workspace == null
                ? new Letter(mail, null, "", "", null)
                : new Letter(
                        mail,
                        invitation,
                        workspace.name(),
                        invitation.invitedBy().username(),
                        secret);
    }

    boolean wanted() {
        return invitation != null;
    }

    /** @throws NotSent if the mail server has not taken it */
    void send(KeycloakSession session) {
        Invitation about = Objects.requireNonNull(invitation);
        RealmModel realm = session.realms().getRealm(mail.realm().value());
        if (realm == null) {
            throw new NotSent("the realm is gone", Fault.SERVER, null);
        }
        if (realm.getSmtpConfig().get("host") == null) {
            throw new NotSent("the realm has no mail server", Fault.SERVER, null);
        }
        session.getContext().setRealm(realm);
        UserModel recipient = recipient(session, realm, about);
        Map<String, Object> says = says(session, realm, about, recipient);
        String name = "workspace-" + mail.kind().name().toLowerCase(Locale.ROOT);
        try {
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(recipient)
                    .send(subject(mail.kind()), List.of(workspace, inviter), name + ".ftl", says);
        } catch (EmailException failed) {
            throw new NotSent(reason(failed), fault(failed), failed);
        }
    }

    private Map<String, Object> says(KeycloakSession session, RealmModel realm, Invitation about, UserModel recipient) {
        Locale locale = session.getContext().resolveLocale(recipient);
        Links links = new Links(session, realm, about);
        Map<String, Object> says = new HashMap<>();
        says.put("workspace", workspace);
        says.put("inviter", inviter);
        says.put("message", about.message() == null ? "" : about.message());
        says.put(
                "link",
                switch (mail.kind()) {
                    case INVITATION, REMINDER -> links.toInvitation(Objects.requireNonNull(secret));
                    case ADDED -> links.toApplication();
                    case ACCOUNT -> links.toSetPassword(Objects.requireNonNull(about.user()));
                });
        long end = mail.kind() == Mail.Kind.ACCOUNT ? links.passwordLinkEndsAt() : about.expiresAt();
        says.put(
                "until",
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                                .withLocale(locale)
                                .format(Instant.ofEpochMilli(end).atOffset(ZoneOffset.UTC))
                        + " UTC");
        return says;
    }

    /** The account that has been let in; else somebody with the address, who may have one under it or not. */
    private static UserModel recipient(KeycloakSession session, RealmModel realm, Invitation about) {
        UserId known = about.user();
        UserModel user = known == null
                ? session.users().getUserByEmail(realm, about.email())
                : session.users().getUserById(realm, known.value());
        if (user != null && about.email().equalsIgnoreCase(user.getEmail())) {
            return user;
        }
        InMemoryUserAdapter nobody =
                new InMemoryUserAdapter(session, realm, about.id().value());
        nobody.setEmail(about.email());
        nobody.setUsername(about.email());
        if (about.firstName() != null) {
            nobody.setFirstName(about.firstName());
        }
        if (about.lastName() != null) {
            nobody.setLastName(about.lastName());
        }
        return nobody;
    }

    private static String subject(Mail.Kind kind) {
        return switch (kind) {
            case INVITATION -> "workspaceInvitationSubject";
            case REMINDER -> "workspaceReminderSubject";
            case ADDED -> "workspaceAddedSubject";
            case ACCOUNT -> "workspaceAccountSubject";
        };
    }

    /** Names the kind of failure only: what the server says may repeat the mail. */
    private static String reason(EmailException failed) {
        Throwable deepest = failed;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName();
    }

    /** A recipient who is put off is among those who could have been sent to; only refused ones are invalid. */
    private static Fault fault(EmailException failed) {
        Fault fault = Fault.SERVER;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SendFailedException refused && holds(refused.getInvalidAddresses())) {
                return Fault.ADDRESS;
            }
            if (cause.getClass().getSimpleName().equals("SMTPAddressFailedException")) {
                fault = Fault.ADDRESS_FOR_NOW;
            }
        }
        return fault;
    }

    private static boolean holds(Address @Nullable [] addresses) {
        return addresses != null && addresses.length > 0;
    }
}
