package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Changes;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.invitation.Invitation.Status;
import io.github.kcworkspaces.invitation.InvitationDrafts.Draft;
import io.github.kcworkspaces.invitation.Invite.Host;
import io.github.kcworkspaces.member.Admissions;
import io.github.kcworkspaces.member.GrantGuard;
import io.github.kcworkspaces.member.MemberStore;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleStore;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.settings.SettingsStore;
import io.github.kcworkspaces.workspace.Organizations;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Invites people: one, many at once, again, or no longer. Answers are {@link InvitationAnswers}. */
public final class InvitationService {

    /** How many are judged and written at once. */
    public static final int CHUNK = 500;

    private final InvitationStore store;
    private final GrantGuard guard;
    private final InvitationPlaces places;
    private final InvitationDrafts drafts;
    private final InvitationEndings endings;
    private final InvitationWriter writer;

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
            Supplier<String> site) {

        InvitationPlaces places() {
            return new InvitationPlaces(settings, organizations, roles);
        }
    }

    public InvitationService(
            InvitationStore store, Outbox outbox, Collaborators with, Recorder recorder, Supplier<String> ids) {
        this.store = store;
        this.guard = with.guard();
        this.places = with.places();
        this.drafts = new InvitationDrafts(
                store, with.members(), with.roles(), with.guard(), places, with.accounts(), with.applications());
        this.endings = new InvitationEndings(store, outbox, with.workspaces(), recorder);
        this.writer = new InvitationWriter(store, outbox, endings, with, ids);
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
            verdicts.addAll(writer.apply(
                    settings(chunk.stream().map(Draft::invite).toList()), chunk, now, InvitationService::raise));
        }
        return verdicts;
    }

    /**
     * Invites those who may be, standard and bypass ones mixed, to whatever workspaces of one realm, and says for each row
     * in the same order what became of it. One that is refused stops no other. A chunk of {@link #CHUNK} rows costs a number
     * of statements that depends on the number of workspaces and of sets of roles in it only, except that each new account
     * is created by Keycloak one by one, and each overdue or bypassed invitation that stands in the way is ended by itself. An
     * address that is there twice for a workspace is refused the second time; so give all rows of a file that must differ to
     * one call, or look for duplicates yourself. Everything is written in the transaction of the caller.
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
                                    .map(draft -> writer.foretold(settings, draft, now))
                                    .toList()
                            : writer.apply(settings, judged, now, Verdict::refused));
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
        return places.roles(workspace, invitations);
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
        InvitationRules.workspaceIsOpen(places.isOpen(workspace));
        guard.mayHandle(host.caller(), workspace, places.roles(workspace, List.of(before)));
        Invitation after = writer.again(places.settings(workspace.realm()), host, before);
        writer.renew(workspace.realm(), List.of(after));
        endings.record(workspace, host.caller().actor(), ActivityType.INVITATION_RESENT, after, new Changes());
        return after;
    }

    /** Ends a pending invitation; no link leads to it any more. */
    public void revoke(Actor actor, Workspace workspace, InvitationId id) {
        Invitation before = get(workspace, id);
        InvitationRules.isPending(before);
        endings.close(before, Status.REVOKED, null, false);
        endings.record(
                workspace,
                actor,
                ActivityType.INVITATION_REVOKED,
                before,
                InvitationEndings.state(before, Status.REVOKED));
    }

    private RealmSettings settings(List<Invite> invites) {
        return places.settings(invites.get(0).host().workspace().realm());
    }

    private static void enforce(Draft draft) {
        if (draft.refusal() != null) {
            throw draft.refusal();
        }
    }

    private static Verdict raise(Problem refusal) {
        throw refusal;
    }
}
