package io.github.kcworkspaces.keycloak.store;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.Invitation.MailStatus;
import io.github.kcworkspaces.invitation.Invitation.Status;
import io.github.kcworkspaces.invitation.InvitationStore;
import io.github.kcworkspaces.invitation.Mail;
import io.github.kcworkspaces.invitation.Outbox;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.settings.InvitationSettings;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Invitations, the links to them and the mails about them. */
abstract class InvitationStoreContract extends StoreContract {

    private static final long HOUR = 3_600_000;

    private Invitation invitation(Workspace workspace, String id, String email, long lifespan) {
        return invitation(workspace, id, email, world.invitations().now(), lifespan);
    }

    static Invitation invitation(Workspace workspace, String id, String email, long now, long lifespan) {
        return new Invitation(
                new InvitationId(id),
                workspace.realm(),
                workspace.id(),
                email,
                "First " + id,
                null,
                Set.of(new RoleId("r2"), new RoleId("r1")),
                false,
                "Come in\nand see",
                new Invitation.Application("app", "https://app.example/"),
                new Invitation.Inviter("master", new UserId("root"), "root"),
                Status.PENDING,
                MailStatus.QUEUED,
                now,
                now + lifespan,
                null,
                null,
                "https://sso.example/",
                1);
    }

    private Invitation stored(Workspace workspace, String id, String email, long lifespan) {
        Invitation invitation = invitation(workspace, id, email, lifespan);
        store().insert(List.of(invitation));
        return invitation;
    }

    private InvitationStore store() {
        return world.invitations();
    }

    private void enable(int reminderHours) {
        settings(REALM);
        RealmSettings before = world.settings().find(REALM).orElseThrow();
        world.settings()
                .update(new RealmSettings(
                        REALM,
                        true,
                        null,
                        null,
                        before.workspaceCreation(),
                        before.gate(),
                        before.claimBudgetBytes(),
                        List.of(),
                        before.mfaRequiredFor(),
                        before.mfaLevel(),
                        new InvitationSettings(72, false, reminderHours),
                        before.catalogueRevision(),
                        before.version()));
    }

    @Test
    void whatIsStoredIsFoundByItsWorkspaceAndRealmOnly() {
        Workspace workspace = workspace("w1");
        Invitation invitation = stored(workspace, "i1", "zoe@example.org", HOUR);
        assertThat(store().find(REALM, workspace.id(), invitation.id())).contains(invitation);
        assertThat(store().find(REALM, invitation.id())).contains(invitation);
        assertThat(store().find(REALM, new WorkspaceId("w2"), invitation.id())).isEmpty();
        assertThat(store().find(OTHER, workspace.id(), invitation.id())).isEmpty();
        assertThat(store().find(OTHER, invitation.id())).isEmpty();
    }

    @Test
    void anAddressHasOnePendingInvitationToAWorkspace() {
        Workspace workspace = workspace("w1");
        Workspace other = workspace("w2");
        Invitation first = stored(workspace, "i1", "zoe@example.org", HOUR);
        stored(other, "i2", "zoe@example.org", HOUR);
        assertThat(store().stored(
                                REALM,
                                List.of(
                                        new InvitationStore.Key(workspace.id(), "zoe@example.org"),
                                        new InvitationStore.Key(workspace.id(), "dan@example.org")))
                        .keySet())
                .containsExactly(new InvitationStore.Key(workspace.id(), "zoe@example.org"));
        assertThat(store().close(REALM, first.id(), Status.REVOKED, null, 5, false))
                .isTrue();
        stored(workspace, "i3", "zoe@example.org", HOUR);
        // Last: the database gives the transaction up.
        refused(ProblemCode.CONCURRENT_CHANGE, () -> stored(workspace, "i4", "zoe@example.org", HOUR));
    }

    @Test
    void whatIsClosedIsClosedOnceAndInTimeOnly() {
        Workspace workspace = workspace("w1");
        Invitation invitation = stored(workspace, "i1", "zoe@example.org", HOUR);
        UserId zoe = new UserId("zoe");
        assertThat(store().close(OTHER, invitation.id(), Status.ACCEPTED, zoe, 7, true))
                .isFalse();
        assertThat(store().close(REALM, invitation.id(), Status.ACCEPTED, zoe, 7, true))
                .isTrue();
        assertThat(store().close(REALM, invitation.id(), Status.ACCEPTED, zoe, 8, true))
                .isFalse();
        Invitation after = store().find(REALM, invitation.id()).orElseThrow();
        assertThat(after.status()).isEqualTo(Status.ACCEPTED);
        assertThat(after.user()).isEqualTo(zoe);
        assertThat(after.answeredAt()).isEqualTo(7);

        Invitation late = stored(workspace, "i2", "dan@example.org", -1);
        assertThat(store().find(REALM, late.id()).orElseThrow().status()).isEqualTo(Status.EXPIRED);
        assertThat(store().close(REALM, late.id(), Status.ACCEPTED, zoe, 9, true))
                .isFalse();
        assertThat(store().close(REALM, late.id(), Status.EXPIRED, null, 9, false))
                .isTrue();
    }

    @Test
    void aMailThatStillWaitsIsNoneWhenItsInvitationEndsAndOneThatWasSentStaysSent() {
        Workspace workspace = workspace("w1");
        Invitation waiting = stored(workspace, "i1", "zoe@example.org", HOUR);
        Invitation told = stored(workspace, "i2", "dan@example.org", HOUR);
        Invitation late = stored(workspace, "i3", "eve@example.org", -1);
        store().mailed(REALM, List.of(waiting.id()), MailStatus.QUEUED);
        store().mailed(REALM, List.of(told.id()), MailStatus.SENT);
        store().mailed(REALM, List.of(late.id()), MailStatus.QUEUED);

        store().close(REALM, waiting.id(), Status.REVOKED, null, 7, false);
        store().close(REALM, told.id(), Status.REVOKED, null, 7, false);

        assertThat(mailStatus(waiting)).isEqualTo(MailStatus.NONE);
        assertThat(mailStatus(told)).isEqualTo(MailStatus.SENT);
        assertThat(mailStatus(late)).isEqualTo(MailStatus.NONE);
    }

    private MailStatus mailStatus(Invitation invitation) {
        return store().find(REALM, invitation.id()).orElseThrow().mailStatus();
    }

    @Test
    void pagesAreFilteredOrderedAndCounted() {
        Workspace workspace = workspace("w1");
        stored(workspace, "i1", "zoe@example.org", HOUR);
        stored(workspace, "i2", "dan_x@example.org", HOUR);
        stored(workspace, "i3", "eve@example.org", -1);
        stored(workspace("w2"), "i4", "zoe@example.org", HOUR);
        assertThat(store().page(REALM, workspace.id(), Set.of(), ALL).total()).isEqualTo(3);
        assertThat(store().page(REALM, workspace.id(), Set.of(Status.PENDING), ALL)
                        .items())
                .extracting(Invitation::email)
                .containsExactlyInAnyOrder("zoe@example.org", "dan_x@example.org");
        assertThat(store().page(REALM, workspace.id(), Set.of(Status.EXPIRED), ALL)
                        .total())
                .isEqualTo(1);
        assertThat(store().page(REALM, workspace.id(), Set.of(), search("DAN_")).items())
                .extracting(Invitation::id)
                .containsExactly(new InvitationId("i2"));
        assertThat(store().page(REALM, workspace.id(), Set.of(), search("first i3"))
                        .total())
                .isEqualTo(1);
        assertThat(store().page(REALM, workspace.id(), Set.of(), new PageRequest(1, 1, null))
                        .items())
                .hasSize(1);
        assertThat(store().page(OTHER, workspace.id(), Set.of(), ALL).total()).isZero();
        assertThat(store().pendingFor(REALM, "zoe@example.org", ALL).total()).isEqualTo(2);
        assertThat(store().pendingFor(REALM, "eve@example.org", ALL).total()).isZero();
    }

    @Test
    void aRenewedInvitationSaysSomethingElse() {
        Workspace workspace = workspace("w1");
        Invitation before = stored(workspace, "i1", "zoe@example.org", HOUR);
        Invitation says = invitation(workspace, "other", "zoe@example.org", 2 * HOUR);
        store().renew(List.of(before.withMailStatus(MailStatus.SENT)));
        assertThat(store().find(REALM, before.id()).orElseThrow().mailStatus()).isEqualTo(MailStatus.SENT);
        refused(ProblemCode.CONCURRENT_CHANGE, () -> store().renew(List.of(says)));
    }

    @Test
    @Tag("FLW-08")
    void linksLeadToTheirInvitationUntilTheyAreRemoved() {
        Workspace workspace = workspace("w1");
        Invitation invitation = stored(workspace, "i1", "zoe@example.org", HOUR);
        store().addLink(invitation, "hash1", 1);
        store().addLink(invitation, "hash2", 2);
        assertThat(store().byLink(REALM, "hash1")).contains(invitation);
        assertThat(store().byLink(REALM, "hash2")).contains(invitation);
        assertThat(store().byLink(OTHER, "hash1")).isEmpty();
        store().removeLinks(OTHER, List.of(invitation.id()));
        assertThat(store().byLink(REALM, "hash1")).isPresent();
        store().removeLinks(REALM, List.of(invitation.id()));
        assertThat(store().byLink(REALM, "hash1")).isEmpty();
        assertThat(store().byLink(REALM, "hash2")).isEmpty();
    }

    @Test
    void overdueOnesAndThoseToRemindOfAreFound() {
        enable(2);
        Workspace workspace = workspace("w1");
        Invitation late = stored(workspace, "i1", "zoe@example.org", -1);
        Invitation soon = stored(workspace, "i2", "dan@example.org", HOUR);
        store().mailed(REALM, List.of(soon.id()), MailStatus.SENT);
        assertThat(store().overdue(10)).extracting(Invitation::id).containsExactly(late.id());
        assertThat(store().toRemind(10))
                .as("it never lasted longer than the time of the reminder")
                .isEmpty();
        enable(0);
        assertThat(store().toRemind(10)).isEmpty();
    }

    @Test
    void thoseThatConcernAUserAreFound() {
        Workspace workspace = workspace("w1");
        stored(workspace, "i1", "zoe@example.org", HOUR);
        assertThat(store().pendingOf(REALM, new UserId("root"), null, 10)).hasSize(1);
        assertThat(store().pendingOf(REALM, new UserId("zoe"), "zoe@example.org", 10))
                .hasSize(1);
        assertThat(store().pendingOf(REALM, new UserId("zoe"), null, 10)).isEmpty();
        assertThat(store().pendingOf(OTHER, new UserId("root"), null, 10)).isEmpty();
    }

    @Test
    void invitationsLinksAndMailsGoWithTheWorkspace() {
        Workspace workspace = workspace("w1");
        Invitation invitation = stored(workspace, "i1", "zoe@example.org", HOUR);
        store().addLink(invitation, "hash1", 1);
        world.outbox().add(List.of(mail(invitation, "m1")));
        assertThat(world.workspaces().impact(REALM, workspace.id()).pendingInvitations())
                .isEqualTo(1);
        world.workspaces().delete(REALM, workspace.id());
        assertThat(store().find(REALM, invitation.id())).isEmpty();
        assertThat(store().byLink(REALM, "hash1")).isEmpty();
        assertThat(world.outbox().due(10)).isEmpty();
    }

    @Test
    void oneGetsAMailUntilHisClaimEndsAndItIsThereAgainAfterwards() {
        Outbox outbox = world.outbox();
        Invitation invitation = stored(workspace("w1"), "i1", "zoe@example.org", HOUR);
        outbox.add(List.of(mail(invitation, "m1")));
        Mail due = outbox.due(10).get(0);
        Mail claimed = outbox.claim(due, Duration.ofMinutes(5)).orElseThrow();
        assertThat(claimed.attempts()).isEqualTo(1);
        assertThat(outbox.claim(due, Duration.ofMinutes(5))).as("somebody else").isEmpty();
        assertThat(outbox.due(10)).isEmpty();
        assertThat(outbox.postpone(claimed, Duration.ofMillis(-1))).isTrue();

        Mail again = outbox.due(10).get(0);
        assertThat(again.attempts()).isEqualTo(1);
        Mail dying = outbox.claim(again, Duration.ofMillis(-1)).orElseThrow();
        Mail taken = outbox.claim(outbox.due(10).get(0), Duration.ofMinutes(5)).orElseThrow();
        assertThat(outbox.sent(dying)).as("who was given up for dead").isFalse();
        assertThat(outbox.sent(taken)).isTrue();
        assertThat(outbox.due(10)).isEmpty();
    }

    @Test
    void aMailThatIsTakenBackIsNotSent() {
        Outbox outbox = world.outbox();
        Invitation invitation = stored(workspace("w1"), "i1", "zoe@example.org", HOUR);
        outbox.add(List.of(mail(invitation, "m1"), mail(invitation, "m2")));
        Mail claimed =
                outbox.claim(outbox.due(10).get(0), Duration.ofMinutes(5)).orElseThrow();
        outbox.cancel(OTHER, List.of(invitation.id()));
        assertThat(outbox.due(10)).hasSize(1);
        outbox.cancel(REALM, List.of(invitation.id()));
        assertThat(outbox.due(10)).isEmpty();
        assertThat(outbox.giveUp(claimed)).isFalse();
    }

    @Test
    void whatIsDueOfARealmWaitsTogetherAndWhatIsClaimedIsLeftToWhoHasIt() {
        Outbox outbox = world.outbox();
        Invitation invitation = stored(workspace("w1"), "i1", "zoe@example.org", HOUR);
        outbox.add(List.of(mail(invitation, "m1"), mail(invitation, "m2"), mail(invitation, "m3")));
        Mail claimed =
                outbox.claim(outbox.due(10).get(0), Duration.ofMinutes(5)).orElseThrow();

        outbox.postpone(OTHER, Duration.ofMinutes(1));
        assertThat(outbox.due(10)).hasSize(2);
        outbox.postpone(REALM, Duration.ofMinutes(1));

        assertThat(outbox.due(10)).isEmpty();
        assertThat(outbox.sent(claimed)).isTrue();
    }

    private static Mail mail(Invitation invitation, String id) {
        RealmId realm = invitation.realm();
        return new Mail(id, realm, invitation.workspace(), invitation.id(), Mail.Kind.INVITATION, 0, 1);
    }
}
