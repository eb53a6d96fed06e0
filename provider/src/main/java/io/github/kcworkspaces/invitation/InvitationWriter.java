package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.invitation.Accounts.Account;
import io.github.kcworkspaces.invitation.Invitation.MailStatus;
import io.github.kcworkspaces.invitation.Invitation.Status;
import io.github.kcworkspaces.invitation.InvitationDrafts.Draft;
import io.github.kcworkspaces.invitation.Invite.Host;
import io.github.kcworkspaces.invitation.Verdict.Outcome;
import io.github.kcworkspaces.member.Admissions;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.Member.Person;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.workspace.Organizations;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what was judged: invitations, what they replace, memberships of bypass ones, and their mails. */
final class InvitationWriter {

    private static final long HOUR = 3_600_000;

    private final InvitationStore store;
    private final Outbox outbox;
    private final InvitationEndings endings;
    private final Admissions admissions;
    private final Organizations organizations;
    private final Accounts accounts;
    private final Supplier<String> site;
    private final Supplier<String> ids;

    InvitationWriter(
            InvitationStore store,
            Outbox outbox,
            InvitationEndings endings,
            InvitationService.Collaborators with,
            Supplier<String> ids) {
        this.store = store;
        this.outbox = outbox;
        this.endings = endings;
        this.admissions = with.admissions();
        this.organizations = with.organizations();
        this.accounts = with.accounts();
        this.site = with.site();
        this.ids = ids;
    }

    /** What is done with a refusal that is only found while writing. */
    @FunctionalInterface
    interface Late {
        Verdict of(Problem refusal);
    }

    /** Writes all of one realm that were not refused, and says in the same order what became of each. */
    List<Verdict> apply(RealmSettings settings, List<Draft> judged, long now, Late late) {
        Chunk chunk = new Chunk(settings, now);
        List<Verdict> verdicts = new ArrayList<>();
        for (Draft draft : judged) {
            Problem refusal = draft.refusal();
            if (refusal != null) {
                verdicts.add(Verdict.refused(refusal));
            } else {
                verdicts.add(draft.bypass() ? chunk.bypass(draft, late) : chunk.standard(draft));
            }
        }
        chunk.write();
        for (int index = 0; index < judged.size(); index++) {
            record(judged.get(index), verdicts.get(index));
        }
        return verdicts;
    }

    /** What is collected to be written together. */
    private final class Chunk {

        private final RealmSettings settings;
        private final long now;
        private final List<Invitation> added = new ArrayList<>();
        private final List<Invitation> renewed = new ArrayList<>();
        private final List<Runnable> before = new ArrayList<>();
        private final List<Admissions.Admission> admitted = new ArrayList<>();
        private final Map<Mail.Kind, List<Invitation>> mails = new EnumMap<>(Mail.Kind.class);

        Chunk(RealmSettings settings, long now) {
            this.settings = settings;
            this.now = now;
        }

        Verdict standard(Draft draft) {
            Invitation stored = draft.stored();
            Invitation says = fresh(settings, draft, now);
            boolean renews = stored != null && stored.pending();
            if (stored != null && renews) {
                says = stored.renewed(says);
                renewed.add(says);
            } else {
                giveWay(draft, stored);
                added.add(says);
            }
            mail(Mail.Kind.INVITATION, says);
            return new Verdict(renews ? Outcome.RENEWED : Outcome.INVITED, says, null);
        }

        Verdict bypass(Draft draft, Late late) {
            RealmId realm = settings.realm();
            Account account;
            try {
                account = account(realm, draft);
            } catch (Problem refused) {
                return late.of(refused);
            }
            giveWay(draft, draft.stored());
            boolean known = draft.account() != null;
            Person person = account.person();
            Invitation given = fresh(settings, draft, now).closed(Status.BYPASSED, person.id(), now);
            added.add(given);
            mail(known ? Mail.Kind.ADDED : Mail.Kind.ACCOUNT, given);
            Workspace workspace = draft.invite().host().workspace();
            Actor actor = draft.invite().host().caller().actor();
            admitted.add(new Admissions.Admission(
                    workspace, actor, person, draft.roles(), Member.Source.BYPASS, actor.username()));
            String organization = workspace.organization();
            if (draft.joins() && organization != null) {
                before.add(() -> organizations.join(realm, organization, person.id()));
            }
            return new Verdict(known ? Outcome.BYPASSED : Outcome.CREATED, given, null);
        }

        /** What stands in its place ends first: an overdue one expires, a pending one gives way to access without it. */
        private void giveWay(Draft draft, @Nullable Invitation stored) {
            if (stored == null) {
                return;
            }
            boolean pending = stored.pending();
            Actor actor = draft.invite().host().caller().actor();
            before.add(() -> endings.endAll(
                    actor,
                    List.of(stored),
                    pending ? Status.REVOKED : Status.EXPIRED,
                    pending ? ActivityType.INVITATION_REVOKED : ActivityType.INVITATION_EXPIRED));
        }

        private void mail(Mail.Kind kind, Invitation about) {
            mails.computeIfAbsent(kind, none -> new ArrayList<>()).add(about);
        }

        void write() {
            before.forEach(Runnable::run);
            if (!renewed.isEmpty()) {
                store.renew(renewed);
                endings.invalidate(settings.realm(), renewed);
            }
            store.insert(added);
            admissions.admit(settings.realm(), admitted);
            mails.forEach((kind, about) -> queue(about, kind, now));
        }
    }

    private Account account(RealmId realm, Draft draft) {
        Account found = draft.account();
        NewInvitation wanted = draft.invite().wanted();
        return found != null ? found : accounts.create(realm, draft.email(), wanted.firstName(), wanted.lastName());
    }

    /** What would become of it. */
    Verdict foretold(RealmSettings settings, Draft draft, long now) {
        Problem refusal = draft.refusal();
        if (refusal != null) {
            return Verdict.refused(refusal);
        }
        Invitation stored = draft.stored();
        Outcome outcome = draft.bypass()
                ? draft.account() == null ? Outcome.CREATED : Outcome.BYPASSED
                : stored != null && stored.pending() ? Outcome.RENEWED : Outcome.INVITED;
        return new Verdict(outcome, fresh(settings, draft, now), null);
    }

    /** The pending invitation that a draft becomes. */
    Invitation fresh(RealmSettings settings, Draft draft, long now) {
        Host host = draft.invite().host();
        NewInvitation wanted = draft.invite().wanted();
        Long expiresAt = wanted.expiresAt();
        return new Invitation(
                new InvitationId(ids.get()),
                settings.realm(),
                host.workspace().id(),
                draft.email(),
                blankToNull(wanted.firstName()),
                blankToNull(wanted.lastName()),
                draft.roles().stream().map(Role::id).collect(Collectors.toSet()),
                wanted.bypass(),
                blankToNull(wanted.message()),
                wanted.application(),
                inviter(host),
                Status.PENDING,
                MailStatus.QUEUED,
                now,
                expiresAt == null ? now + settings.invitations().lifespanHours() * HOUR : expiresAt,
                null,
                null,
                site.get(),
                1);
    }

    /** The same invitation, sent again by somebody with the lifespan that the settings name. */
    Invitation again(RealmSettings settings, Host host, Invitation before) {
        return before.renewed(new Invitation(
                before.id(),
                before.realm(),
                before.workspace(),
                before.email(),
                before.firstName(),
                before.lastName(),
                before.roles(),
                false,
                before.message(),
                before.application(),
                inviter(host),
                Status.PENDING,
                MailStatus.QUEUED,
                before.createdAt(),
                store.now() + settings.invitations().lifespanHours() * HOUR,
                null,
                null,
                site.get(),
                before.version()));
    }

    /** Writes the new state of pending invitations, whose earlier links end, and their mails. */
    void renew(RealmId realm, List<Invitation> renewed) {
        store.renew(renewed);
        endings.invalidate(realm, renewed);
        queue(renewed, Mail.Kind.INVITATION, store.now());
    }

    private static Invitation.Inviter inviter(Host host) {
        Actor actor = host.caller().actor();
        return new Invitation.Inviter(host.realm(), actor.id(), actor.username());
    }

    void queue(List<Invitation> invitations, Mail.Kind kind, long now) {
        outbox.add(invitations.stream()
                .map(invitation -> Mail.about(ids.get(), invitation, kind, now))
                .toList());
    }

    private void record(Draft draft, Verdict verdict) {
        Invitation invitation = verdict.invitation();
        if (invitation == null) {
            return;
        }
        ActivityType type =
                switch (verdict.outcome()) {
                    case RENEWED -> ActivityType.INVITATION_RESENT;
                    case BYPASSED, CREATED -> ActivityType.INVITATION_BYPASSED;
                    default -> ActivityType.INVITATION_CREATED;
                };
        endings.record(
                draft.invite().host().workspace(),
                draft.invite().host().caller().actor(),
                type,
                invitation,
                new Changes()
                        .field("roles", null, InvitationPlaces.names(draft.roles()))
                        .field("account", null, verdict.outcome() == Outcome.CREATED ? "created" : null));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
