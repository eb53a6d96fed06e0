package io.github.kcworkspaces.invitation;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.audit.Recorder;
import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Invitation.Status;
import io.github.kcworkspaces.member.Admissions;
import io.github.kcworkspaces.member.ManagedRoleStore.Row;
import io.github.kcworkspaces.member.ManagedRoleStore.Standing;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.Member.Person;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody sees who was invited, and his answer: whoever accepts is let in. */
public final class InvitationAnswers {

    private final InvitationStore store;
    private final InvitationService.Collaborators with;
    private final InvitationPlaces places;
    private final InvitationEndings endings;

    public InvitationAnswers(
            InvitationStore store, Outbox outbox, InvitationService.Collaborators with, Recorder recorder) {
        this.store = store;
        this.with = with;
        this.places = with.places();
        this.endings = new InvitationEndings(store, outbox, with.workspaces(), recorder);
    }

    /** An invitation with the names that a page shows. */
    public record Shown(Invitation invitation, Workspace workspace, List<String> roles) {

        public Shown {
            roles = List.copyOf(roles);
        }
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
        places.settings(realm);
        Workspace workspace = WorkspaceRules.exists(
                with.workspaces().find(realm, invitation.workspace().value()));
        InvitationRules.workspaceIsOpen(places.isOpen(workspace));
        Inviters.Standing inviter =
                InvitationRules.inviterMayStill(with.inviters().now(workspace, invitation.invitedBy()));
        List<Role> given = places.roles(workspace, List.of(invitation));
        InvitationRules.rolesAreThere(workspace, !given.isEmpty());
        mayStillGive(new Caller(actor, inviter.holdings()), workspace, given);
        boolean joins = joins(workspace, person.id(), inviter);
        Standing standing = with.admissions().standing(workspace, person);
        Row row = standing == null ? null : standing.row();
        InvitationRules.isNotAMember(
                standing != null && (standing.owner() || (row != null && row.status() != Member.Status.ACTIVE)));

        endings.close(invitation, Status.ACCEPTED, person.id(), true);
        endings.record(
                workspace,
                actor,
                ActivityType.INVITATION_ACCEPTED,
                invitation,
                InvitationEndings.state(invitation, Status.ACCEPTED));
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
        return new Shown(invitation, workspace, InvitationPlaces.names(given));
    }

    /** @param user who declines; null if only the link is known */
    public void decline(RealmId realm, InvitationId id, Actor actor, @Nullable Person user) {
        Invitation invitation = InvitationRules.exists(store.find(realm, id));
        if (user != null) {
            InvitationRules.isFor(invitation, user.email());
        }
        InvitationRules.isPending(invitation);
        endings.close(invitation, Status.DECLINED, user == null ? null : user.id(), true);
        Workspace workspace = WorkspaceRules.exists(
                with.workspaces().find(realm, invitation.workspace().value()));
        endings.record(
                workspace,
                actor,
                ActivityType.INVITATION_DECLINED,
                invitation,
                InvitationEndings.state(invitation, Status.DECLINED));
    }

    private Optional<Shown> open(Invitation invitation) {
        return Optional.of(invitation)
                .filter(known -> places.isEnabled(known.realm()))
                .flatMap(this::shown)
                .filter(shown -> places.isOpen(shown.workspace()));
    }

    private Optional<Shown> shown(Invitation invitation) {
        return with.workspaces()
                .find(invitation.realm(), invitation.workspace().value())
                .map(workspace -> new Shown(
                        invitation, workspace, InvitationPlaces.names(places.roles(workspace, List.of(invitation)))));
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
}
