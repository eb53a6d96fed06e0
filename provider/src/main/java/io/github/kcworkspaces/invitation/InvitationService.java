package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.audit.Target;
import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.invitation.Accounts.Account;
import io.github.kcworkspaces.invitation.Invitation.MailStatus;
import io.github.kcworkspaces.invitation.Invitation.Status;
import io.github.kcworkspaces.invitation.InvitationDrafts.Draft;
import io.github.kcworkspaces.invitation.Invite.Host;
import io.github.kcworkspaces.invitation.Verdict.Outcome;
import io.github.kcworkspaces.member.Admissions;
import io.github.kcworkspaces.member.GrantGuard;
import io.github.kcworkspaces.member.ManagedRoleStore.Row;
import io.github.kcworkspaces.member.ManagedRoleStore.Standing;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.Member.Person;
import io.github.kcworkspaces.member.MemberStore;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.SettingsStore;
import io.github.kcworkspaces.workspace.Organizations;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceRules;
import io.github.kcworkspaces.workspace.WorkspaceService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Invites people, and lets those in who accept. */
public final class InvitationService {

    /** How many are judged and written at once. */
    public static final int CHUNK = 500;

    private static final long HOUR = 3_600_000;

    private final InvitationStore store;
    private final Outbox outbox;
    private final Collaborators with;
    private final InvitationDrafts drafts;
    private final Recorder recorder;
    private final Supplier<String> ids;

    /** What invitations work with. */
    public record Collaborators(
            WorkspaceService workspaces,
            MemberStore members,
            Admissions admissions,
            RoleStore roles,
            GrantGuard guard,
            SettingsStore settings,
            Organizations organizations,
            Accounts accounts,
            Inviters inviters,
            Applications applications,
            Supplier<String> site) {}

    public InvitationService(
            InvitationStore store, Outbox outbox, Collaborators with, Recorder recorder, Supplier<String> ids) {
        this.store = store;
        this.outbox = outbox;
        this.with = with;
        this.drafts = new InvitationDrafts(
                store,
                with.members(),
                with.roles(),
                with.guard(),
                with.organizations(),
                with.accounts(),
                with.applications());
        this.recorder = recorder;
        this.ids = ids;
    }

    /** An invitation with the names that a page shows. */
    public record Shown(Invitation invitation, Workspace workspace, List<String> roles) {

        public Shown {
            roles = List.copyOf(roles);
        }
    }

    /** Invites all of them or none: the first that is refused refuses the request. All of one realm. */
    public List<Verdict> invite(List<Invite> invites) {
        long now = store.now();
        List<Draft> judged = new ArrayList<>();
        Set<InvitationStore.Key> seen = new HashSet<>();
        for (int from = 0; from < invites.size(); from += CHUNK) {
            List<Invite> chunk = invites.subList(from, Math.min(invites.size(), from + CHUNK));
            List<Draft> some = drafts.judge(settings(chunk), chunk, seen, now);
            some.forEach(InvitationService::enforce);
            judged.addAll(some);
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (int from = 0; from < judged.size(); from += CHUNK) {
            List<Draft> chunk = judged.subList(from, Math.min(judged.size(), from + CHUNK));
            verdicts.addAll(
                    apply(settings(chunk.stream().map(Draft::invite).toList()), chunk, now, InvitationService::raise));
        }
        return verdicts;
    }

    /**
     * Invites those who may be, standard and bypass ones mixed, to whatever workspaces of one realm, and says for each row
     * in the same order what became of it. One that is refused stops no other. A chunk of {@link #CHUNK} rows costs a number
     * of statements that depends on the number of workspaces and of sets of roles in it only, except that each new account
     * is created by Keycloak one by one. An address that is there twice for a workspace is refused the second time; so give
     * all rows of a file that must differ to one call, or look for duplicates yourself. Everything is written in the
     * transaction of the caller.
     *
     * @param dryRun to be told the verdicts only: nothing is written, and invitations in the verdicts have no meaning beyond
     *     what they say
     */
    public List<Verdict> inviteAll(List<Invite> invites, boolean dryRun) {
        long now = store.now();
        Set<InvitationStore.Key> seen = new HashSet<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (int from = 0; from < invites.size(); from += CHUNK) {
            List<Invite> chunk = invites.subList(from, Math.min(invites.size(), from + CHUNK));
            RealmSettings settings = settings(chunk);
            List<Draft> judged = drafts.judge(settings, chunk, seen, now);
            verdicts.addAll(
                    dryRun
                            ? judged.stream()
                                    .map(draft -> foretold(settings, draft, now))
                                    .toList()
                            : apply(settings, judged, now, Verdict::refused));
        }
        return verdicts;
    }

    public Invitation get(Workspace workspace, InvitationId id) {
        return InvitationRules.exists(store.find(workspace.realm(), workspace.id(), id));
    }

    /** @param statuses only those in one of these states; empty for all */
    public Page<Invitation> page(Workspace workspace, Set<Status> statuses, PageRequest request) {
        return store.page(workspace.realm(), workspace.id(), statuses, request);
    }

    /** The live roles that these invitations give, for their names. One statement. */
    public List<Role> roles(Workspace workspace, List<Invitation> invitations) {
        Set<String> given = invitations.stream()
                .flatMap(invitation -> invitation.roles().stream())
                .map(RoleId::value)
                .collect(Collectors.toSet());
        return given.isEmpty() ? List.of() : with.roles().resolve(workspace.realm(), workspace.id(), given);
    }

    /**
     * Sends a pending invitation again, from now on in the name of the caller, with the lifespan that the settings name. Links
     * of earlier mails end (rule I1).
     */
    public Invitation resend(Host host, InvitationId id) {
        Workspace workspace = host.workspace();
        Invitation before = get(workspace, id);
        InvitationRules.isPending(before);
        InvitationRules.mayInvite(host.mayInvite());
        InvitationRules.workspaceIsOpen(drafts.isOpen(workspace));
        with.guard().mayHandle(host.caller(), workspace, roles(workspace, List.of(before)));
        RealmSettings settings = settings(workspace.realm());
        Invitation says = new Invitation(
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
                with.site().get(),
                before.version());
        Invitation after = before.renewed(says);
        store.renew(List.of(after));
        invalidate(workspace.realm(), List.of(after));
        queue(List.of(after), Mail.Kind.INVITATION, store.now());
        record(workspace, host.caller().actor(), ActivityType.INVITATION_RESENT, after, new Changes());
        return after;
    }

    /** Ends a pending invitation; no link leads to it any more. */
    public void revoke(Actor actor, Workspace workspace, InvitationId id) {
        Invitation before = get(workspace, id);
        InvitationRules.isPending(before);
        close(before, Status.REVOKED, null, false);
        record(workspace, actor, ActivityType.INVITATION_REVOKED, before, state(before, Status.REVOKED));
    }

    /** Pending invitations of an address that was proved, the latest first. */
    public Page<Shown> mine(RealmId realm, String email, PageRequest request) {
        return store.pendingFor(realm, email, request)
                .map(invitation -> shown(invitation).orElseThrow(InvitationRules::notFound));
    }

    /** What a link leads to, if it can be accepted now: an open link to a pending invitation into an open workspace. */
    public Optional<Shown> behind(RealmId realm, String hash) {
        return store.byLink(realm, hash).filter(Invitation::pending).flatMap(this::open);
    }

    /** The same by id, for who has come through a link before. */
    public Optional<Shown> pending(RealmId realm, InvitationId id) {
        return store.find(realm, id).filter(Invitation::pending).flatMap(this::open);
    }

    /** The same, and keeps everybody else who would answer the invitation waiting until this transaction ends. */
    public Optional<Shown> held(RealmId realm, InvitationId id) {
        return store.lock(realm, id).filter(Invitation::pending).flatMap(this::open);
    }

    /** Whatever its state is. */
    public Optional<Invitation> find(RealmId realm, InvitationId id) {
        return store.find(realm, id);
    }

    /**
     * Lets somebody in who was invited. The invitation is used up in the same transaction: of several who try with it one
     * gets in (rule I3).
     *
     * @param proved whether the account has proved that the address is its own (rule I4)
     */
    public Shown accept(RealmId realm, InvitationId id, Actor actor, Person person, boolean proved) {
        Invitation invitation = InvitationRules.exists(store.find(realm, id));
        InvitationRules.isFor(invitation, person.email());
        InvitationRules.isPending(invitation);
        InvitationRules.addressIsProved(proved);
        settings(realm);
        Workspace workspace = WorkspaceRules.exists(
                with.workspaces().find(realm, invitation.workspace().value()));
        InvitationRules.workspaceIsOpen(drafts.isOpen(workspace));
        Inviters.Standing inviter =
                InvitationRules.inviterMayStill(with.inviters().now(workspace, invitation.invitedBy()));
        List<Role> given = roles(workspace, List.of(invitation));
        InvitationRules.rolesAreThere(workspace, !given.isEmpty());
        mayStillGive(new Caller(actor, inviter.holdings()), workspace, given);
        boolean joins = joins(workspace, person.id(), inviter);
        Standing standing = with.admissions().standing(workspace, person);
        Row row = standing == null ? null : standing.row();
        InvitationRules.isNotAMember(
                standing != null && (standing.owner() || (row != null && row.status() != Member.Status.ACTIVE)));

        close(invitation, Status.ACCEPTED, person.id(), true);
        record(workspace, actor, ActivityType.INVITATION_ACCEPTED, invitation, state(invitation, Status.ACCEPTED));
        String organization = workspace.organization();
        if (joins && organization != null) {
            with.organizations().join(realm, organization, person.id());
        }
        Admissions.Admission admission = new Admissions.Admission(
                workspace,
                actor,
                person,
                given,
                Member.Source.INVITATION,
                invitation.invitedBy().username());
        if (standing == null) {
            with.admissions().admit(realm, List.of(admission));
        } else {
            with.admissions().add(admission, standing);
        }
        return new Shown(invitation, workspace, names(given));
    }

    /** @param user who declines; null if only the link is known */
    public void decline(RealmId realm, InvitationId id, Actor actor, @Nullable Person user) {
        Invitation invitation = InvitationRules.exists(store.find(realm, id));
        if (user != null) {
            InvitationRules.isFor(invitation, user.email());
        }
        InvitationRules.isPending(invitation);
        close(invitation, Status.DECLINED, user == null ? null : user.id(), true);
        Workspace workspace = WorkspaceRules.exists(
                with.workspaces().find(realm, invitation.workspace().value()));
        record(workspace, actor, ActivityType.INVITATION_DECLINED, invitation, state(invitation, Status.DECLINED));
    }

    /**
     * A user of the realm is gone: what he has sent ends, because nobody could accept it, and what was sent to him.
     *
     * @param email his address; null for none
     */
    public void userRemoved(RealmId realm, Actor actor, UserId user, @Nullable String email) {
        List<Invitation> ending = store.pendingOf(realm, user, lower(email), CHUNK);
        while (!ending.isEmpty()) {
            endAll(actor, ending, Status.REVOKED, ActivityType.INVITATION_REVOKED);
            ending = store.pendingOf(realm, user, lower(email), CHUNK);
        }
    }

    /**
     * Stores that some invitations have expired.
     *
     * @return how many
     */
    public int expire(Actor actor, int max) {
        List<Invitation> overdue = store.overdue(max);
        endAll(actor, overdue, Status.EXPIRED, ActivityType.INVITATION_EXPIRED);
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
        queue(due, Mail.Kind.REMINDER, now);
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

    private void endAll(Actor actor, List<Invitation> ending, Status status, ActivityType type) {
        for (Invitation invitation : ending) {
            if (store.close(invitation.realm(), invitation.id(), status, null, store.now(), false)) {
                invalidate(invitation.realm(), List.of(invitation));
                with.workspaces()
                        .find(invitation.realm(), invitation.workspace().value())
                        .ifPresent(workspace -> record(workspace, actor, type, invitation, state(invitation, status)));
            }
        }
    }

    private void close(Invitation invitation, Status status, @Nullable UserId user, boolean inTime) {
        RealmId realm = invitation.realm();
        InvitationRules.wasPending(store.close(realm, invitation.id(), status, user, store.now(), inTime));
        invalidate(realm, List.of(invitation));
    }

    /**
     * Behind the change of the invitations themselves, as everywhere: who changes both locks them in this order. Mails first: a
     * worker that has claimed one adds no link after this.
     */
    private void invalidate(RealmId realm, List<Invitation> invitations) {
        Set<InvitationId> ending = invitations.stream().map(Invitation::id).collect(Collectors.toSet());
        outbox.cancel(realm, ending);
        store.removeLinks(realm, ending);
    }

    private Optional<Shown> open(Invitation invitation) {
        return with.settings()
                .find(invitation.realm())
                .filter(RealmSettings::enabled)
                .flatMap(enabled -> shown(invitation))
                .filter(shown -> drafts.isOpen(shown.workspace()));
    }

    private Optional<Shown> shown(Invitation invitation) {
        return with.workspaces()
                .find(invitation.realm(), invitation.workspace().value())
                .map(workspace -> new Shown(invitation, workspace, names(roles(workspace, List.of(invitation)))));
    }

    private void mayStillGive(Caller inviter, Workspace workspace, List<Role> given) {
        try {
            with.guard().mayHandle(inviter, workspace, given);
        } catch (Problem refusal) {
            throw refusal.code() == ProblemCode.CANNOT_GRANT ? InvitationRules.inviterNotEntitled() : refusal;
        }
    }

    private boolean joins(Workspace workspace, UserId user, Inviters.Standing inviter) {
        String organization = workspace.organization();
        if (organization == null
                || !with.members()
                        .countingIn(workspace.realm(), organization, Set.of(user))
                        .isEmpty()) {
            return false;
        }
        InvitationRules.mayLeadIn(inviter.managesAll());
        return true;
    }

    /** What is done with a refusal that is only found while writing. */
    @FunctionalInterface
    private interface Late {
        Verdict of(Problem refusal);
    }

    private List<Verdict> apply(RealmSettings settings, List<Draft> judged, long now, Late late) {
        RealmId realm = settings.realm();
        List<Verdict> verdicts = new ArrayList<>();
        List<Invitation> added = new ArrayList<>();
        List<Invitation> renewed = new ArrayList<>();
        List<Invitation> ended = new ArrayList<>();
        List<Invitation> mailed = new ArrayList<>();
        List<Invitation> notices = new ArrayList<>();
        List<Invitation> accounts = new ArrayList<>();
        List<Admissions.Admission> admissions = new ArrayList<>();
        List<Runnable> joins = new ArrayList<>();
        for (Draft draft : judged) {
            Problem refusal = draft.refusal();
            if (refusal != null) {
                verdicts.add(Verdict.refused(refusal));
                continue;
            }
            Invitation stored = draft.stored();
            if (stored != null && (draft.bypass() || !stored.pending())) {
                ended.add(stored);
            }
            if (!draft.bypass()) {
                Invitation fresh = fresh(settings, draft, now);
                boolean renews = stored != null && stored.pending();
                Invitation says = stored != null && renews ? stored.renewed(fresh) : fresh;
                (renews ? renewed : added).add(says);
                mailed.add(says);
                verdicts.add(new Verdict(renews ? Outcome.RENEWED : Outcome.INVITED, says, null));
                continue;
            }
            Account account;
            try {
                account = account(realm, draft);
            } catch (Problem refused) {
                verdicts.add(late.of(refused));
                continue;
            }
            Invitation given = fresh(settings, draft, now)
                    .closed(Status.BYPASSED, account.person().id(), now);
            added.add(given);
            (draft.account() == null ? accounts : notices).add(given);
            Workspace workspace = draft.invite().host().workspace();
            admissions.add(new Admissions.Admission(
                    workspace,
                    draft.invite().host().caller().actor(),
                    account.person(),
                    draft.roles(),
                    Member.Source.BYPASS,
                    draft.invite().host().caller().actor().username()));
            String organization = workspace.organization();
            if (draft.joins() && organization != null) {
                joins.add(() -> with.organizations()
                        .join(realm, organization, account.person().id()));
            }
            verdicts.add(new Verdict(draft.account() == null ? Outcome.CREATED : Outcome.BYPASSED, given, null));
        }
        end(judged, ended);
        if (!renewed.isEmpty()) {
            store.renew(renewed);
            invalidate(realm, renewed);
        }
        store.insert(added);
        joins.forEach(Runnable::run);
        with.admissions().admit(realm, admissions);
        queue(mailed, Mail.Kind.INVITATION, now);
        queue(notices, Mail.Kind.ADDED, now);
        queue(accounts, Mail.Kind.ACCOUNT, now);
        for (int index = 0; index < judged.size(); index++) {
            record(judged.get(index), verdicts.get(index));
        }
        return verdicts;
    }

    /** What stood in the way: overdue invitations expire, pending ones give way to access without one. */
    private void end(List<Draft> judged, List<Invitation> ended) {
        for (Draft draft : judged) {
            Invitation stored = draft.stored();
            if (stored != null && ended.contains(stored)) {
                boolean pending = stored.pending();
                Actor actor = draft.invite().host().caller().actor();
                endAll(
                        actor,
                        List.of(stored),
                        pending ? Status.REVOKED : Status.EXPIRED,
                        pending ? ActivityType.INVITATION_REVOKED : ActivityType.INVITATION_EXPIRED);
            }
        }
    }

    private Account account(RealmId realm, Draft draft) {
        Account found = draft.account();
        NewInvitation wanted = draft.invite().wanted();
        return found != null
                ? found
                : with.accounts().create(realm, draft.email(), wanted.firstName(), wanted.lastName());
    }

    private Verdict foretold(RealmSettings settings, Draft draft, long now) {
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

    private Invitation fresh(RealmSettings settings, Draft draft, long now) {
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
                with.site().get(),
                1);
    }

    private static Invitation.Inviter inviter(Host host) {
        Actor actor = host.caller().actor();
        return new Invitation.Inviter(host.realm(), actor.id(), actor.username());
    }

    private void queue(List<Invitation> invitations, Mail.Kind kind, long now) {
        outbox.add(invitations.stream()
                .map(invitation ->
                        new Mail(ids.get(), invitation.realm(), invitation.workspace(), invitation.id(), kind, 0, now))
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
        record(
                draft.invite().host().workspace(),
                draft.invite().host().caller().actor(),
                type,
                invitation,
                new Changes()
                        .field("roles", null, names(draft.roles()))
                        .field("account", null, verdict.outcome() == Outcome.CREATED ? "created" : null));
    }

    private void record(Workspace workspace, Actor actor, ActivityType type, Invitation invitation, Changes changes) {
        WorkspaceId id = workspace.id();
        recorder.record(
                workspace.realm(),
                id,
                workspace.alias(),
                actor,
                type,
                new Target("invitation", invitation.id().value(), invitation.email()),
                changes);
    }

    private static Changes state(Invitation before, Status after) {
        return new Changes().field("status", before.status().name(), after.name());
    }

    private RealmSettings settings(List<Invite> invites) {
        return settings(invites.get(0).host().workspace().realm());
    }

    private RealmSettings settings(RealmId realm) {
        return io.github.kcworkspaces.settings.SettingsRules.realmIsEnabled(
                with.settings().find(realm));
    }

    private static void enforce(Draft draft) {
        if (draft.refusal() != null) {
            throw draft.refusal();
        }
    }

    private static Verdict raise(Problem refusal) {
        throw refusal;
    }

    private static List<String> names(List<Role> roles) {
        return roles.stream().map(Role::name).sorted().toList();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable String lower(@Nullable String email) {
        return email == null ? null : email.toLowerCase(java.util.Locale.ROOT);
    }
}
