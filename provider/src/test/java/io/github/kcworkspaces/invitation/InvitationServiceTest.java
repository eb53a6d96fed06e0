package io.github.kcworkspaces.invitation;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static io.github.kcworkspaces.testing.TestRbac.BY_ROOT;
import static io.github.kcworkspaces.testing.TestRbac.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Invitation.MailStatus;
import io.github.kcworkspaces.invitation.Invitation.Status;
import io.github.kcworkspaces.invitation.Invite.Host;
import io.github.kcworkspaces.invitation.Verdict.Outcome;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.Member.Person;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.realm.SettingsChange;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceChange;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationServiceTest {

    private static final long HOUR = 3_600_000;

    private final TestRbac rbac = TestRbac.enabled();
    private final Workspace workspace = rbac.workspace("research");

    InvitationServiceTest() {
        rbac.role(workspace, "viewer", Grant.onType("chatflow", "view"));
        rbac.role(workspace, "editor", Grant.onType("chatflow", "update"));
        rbac.role(workspace, "inviter", Grant.onType("workspace", "invite"), Grant.onType("chatflow", "view"));
        rbac.world.trail().clear();
    }

    private Host root() {
        return host(workspace, BY_ROOT, true);
    }

    private static Host host(Workspace workspace, Caller caller, boolean everything) {
        return new Host(workspace, caller, ACME.value(), true, everything, everything);
    }

    private static NewInvitation wanted(String email, boolean bypass, String... roles) {
        return new NewInvitation(email, "Zoë", "Example", List.of(roles), bypass, null, null, null);
    }

    private Invitation invite(Host host, String email, String... roles) {
        return rbac.invitations
                .invite(List.of(new Invite(host, wanted(email, false, roles))))
                .get(0)
                .invitation();
    }

    private Invitation invite(String email, String... roles) {
        return invite(root(), email, roles);
    }

    private Verdict bypass(Host host, String email) {
        return rbac.invitations
                .invite(List.of(new Invite(host, wanted(email, true, "viewer"))))
                .get(0);
    }

    private void allowBypass() {
        rbac.realms.update(ACME, ROOT, SettingsChange.ofInvitations(null, true, null));
    }

    private static Person person(UserId user, String email) {
        return new Person(user, user.value(), email, null, null);
    }

    private InvitationAnswers.Shown accept(Invitation invitation, UserId user, String email) {
        return rbac.answers.accept(ACME, invitation.id(), actor(user), person(user, email), true);
    }

    private static Actor actor(UserId user) {
        return TestRbac.actor(user);
    }

    private Status status(Invitation invitation) {
        return rbac.invitations.get(workspace, invitation.id()).status();
    }

    @Test
    @Tag("OBN-50")
    void whoAcceptsIsAMemberWithWhatTheInvitationGives() {
        Invitation invitation = invite("Zoe@Example.org", "viewer");
        assertThat(invitation.email()).isEqualTo("zoe@example.org");
        assertThat(invitation.status()).isEqualTo(Status.PENDING);
        assertThat(invitation.mailStatus()).isEqualTo(MailStatus.QUEUED);
        assertThat(invitation.expiresAt()).isEqualTo(1_000 + 72 * HOUR);
        assertThat(rbac.world.outbox().due(10)).hasSize(1);

        UserId zoe = rbac.world.directory().person(ACME, "zoe", "zoe@example.org", true);
        accept(invitation, zoe, "ZOE@example.org");

        Member member = rbac.members.get(workspace, zoe);
        assertThat(member.source()).isEqualTo(Member.Source.INVITATION);
        assertThat(member.directRoleNames()).containsExactly("viewer");
        assertThat(status(invitation)).isEqualTo(Status.ACCEPTED);
        assertThat(rbac.world.outbox().due(10)).isEmpty();
        assertThat(rbac.world.trail().types())
                .containsExactly(
                        ActivityType.INVITATION_CREATED, ActivityType.INVITATION_ACCEPTED, ActivityType.MEMBER_ADDED);
    }

    @Test
    void anInvitationIsUsedOnce() {
        Invitation invitation = invite("zoe@example.org", "viewer");
        UserId zoe = rbac.world.directory().person(ACME, "zoe", "zoe@example.org", true);
        accept(invitation, zoe, "zoe@example.org");
        refused(ProblemCode.INVITATION_NOT_PENDING, () -> accept(invitation, zoe, "zoe@example.org"));
    }

    @Test
    void onlyTheProvedAddressAcceptsAndOthersSeeNoInvitation() {
        Invitation invitation = invite("zoe@example.org", "viewer");
        UserId zoe = rbac.world.directory().person(ACME, "zoe", "zoe@example.org", false);
        refused(
                ProblemCode.EMAIL_NOT_VERIFIED,
                () -> rbac.answers.accept(ACME, invitation.id(), actor(zoe), person(zoe, "zoe@example.org"), false));
        refused(ProblemCode.INVITATION_NOT_FOUND, () -> accept(invitation, zoe, "zoe2@example.org"));
        refused(
                ProblemCode.INVITATION_NOT_FOUND,
                () -> rbac.answers.accept(
                        ACME, new InvitationId("other"), actor(zoe), person(zoe, "zoe@example.org"), true));
        assertThat(status(invitation)).isEqualTo(Status.PENDING);
    }

    @Test
    void invitingAgainChangesTheInvitationAndEndsEarlierLinks() {
        Invitation first = invite("zoe@example.org", "viewer");
        rbac.world.invitations().addLink(first, "hash", 1);
        Verdict again = rbac.invitations
                .invite(List.of(new Invite(root(), wanted("ZOE@example.org", false, "editor"))))
                .get(0);
        assertThat(again.outcome()).isEqualTo(Outcome.RENEWED);
        assertThat(again.invitation().id()).isEqualTo(first.id());
        assertThat(rbac.answers.behind(ACME, "hash")).isEmpty();
        assertThat(rbac.world.outbox().due(10)).hasSize(1);
        assertThat(rbac.invitations
                        .page(workspace, Set.of(), PageRequest.firstRows(10))
                        .total())
                .isEqualTo(1);
        UserId zoe = rbac.world.directory().person(ACME, "zoe", "zoe@example.org", true);
        accept(first, zoe, "zoe@example.org");
        assertThat(rbac.members.get(workspace, zoe).directRoleNames()).containsExactly("editor");
    }

    @Test
    @Tag("FLW-27")
    void invitationsToSeveralWorkspacesStandBesideEachOther() {
        Workspace other = rbac.workspace("sales");
        List<Verdict> verdicts = rbac.invitations.invite(List.of(
                new Invite(root(), wanted("zoe@example.org", false, "member")),
                new Invite(host(other, BY_ROOT, true), wanted("zoe@example.org", false, "member"))));
        assertThat(verdicts).extracting(Verdict::outcome).containsOnly(Outcome.INVITED);
        UserId zoe = rbac.world.directory().person(ACME, "zoe", "zoe@example.org", true);
        verdicts.forEach(verdict -> accept(verdict.invitation(), zoe, "zoe@example.org"));
        assertThat(rbac.members.among(workspace, List.of(zoe))).hasSize(1);
        assertThat(rbac.members.among(other, List.of(zoe))).hasSize(1);
    }

    @Test
    void oneThatIsRefusedRefusesARequestAsAWhole() {
        Workspace other = rbac.workspace("sales");
        refused(
                ProblemCode.UNKNOWN_ROLE,
                () -> rbac.invitations.invite(List.of(
                        new Invite(root(), wanted("zoe@example.org", false, "viewer")),
                        new Invite(host(other, BY_ROOT, true), wanted("zoe@example.org", false, "viewer")))));
        assertThat(rbac.world.outbox().due(10)).isEmpty();
        assertThat(rbac.invitations
                        .page(workspace, Set.of(), PageRequest.firstRows(10))
                        .total())
                .isZero();
    }

    @Test
    void ofManyEachGetsItsVerdict() {
        allowBypass();
        UserId ben = rbac.world.directory().person(ACME, "ben", "ben@example.org", true);
        rbac.member(workspace, ben, "viewer");
        rbac.world.directory().person(ACME, "cleo", "cleo@example.org", true);
        List<Invite> rows = List.of(
                new Invite(root(), wanted("zoe@example.org", false, "viewer")),
                new Invite(root(), wanted("ZOE@example.org", false, "viewer")),
                new Invite(root(), wanted("nonsense", false, "viewer")),
                new Invite(root(), wanted("ben@example.org", false, "viewer")),
                new Invite(root(), wanted("cleo@example.org", true, "viewer")),
                new Invite(root(), wanted("new@example.org", true, "viewer")),
                new Invite(root(), wanted("dan@example.org", false, "nosuch")));
        List<Outcome> outcomes = List.of(
                Outcome.INVITED,
                Outcome.REFUSED,
                Outcome.REFUSED,
                Outcome.REFUSED,
                Outcome.BYPASSED,
                Outcome.CREATED,
                Outcome.REFUSED);

        assertThat(rbac.invitations.inviteAll(rows, true))
                .extracting(Verdict::outcome)
                .isEqualTo(outcomes);
        assertThat(rbac.world.outbox().due(10)).as("a dry run writes nothing").isEmpty();

        List<Verdict> verdicts = rbac.invitations.inviteAll(rows, false);
        assertThat(verdicts).extracting(Verdict::outcome).isEqualTo(outcomes);
        assertThat(verdicts.stream()
                        .map(Verdict::refusal)
                        .filter(refusal -> refusal != null)
                        .map(Problem::code))
                .containsExactly(
                        ProblemCode.DUPLICATE_INVITATION,
                        ProblemCode.INVALID_EMAIL,
                        ProblemCode.ALREADY_MEMBER,
                        ProblemCode.UNKNOWN_ROLE);
        assertThat(rbac.world.outbox().due(10)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zoe",
                "zoe@",
                "@example.org",
                "zoe@@example.org",
                "zo e@example.org",
                "zoe@example..org",
                "zoe@-example.org",
                "zoe@exаmple.org",
                "zoë@example.org",
                "zoe@example.org\r\nBcc: x@y.z",
                "\u212Aate@example.org"
            })
    void addressesThatAreNoneOrLookLikeOthersAreRefused(String email) {
        refused(ProblemCode.INVALID_EMAIL, () -> invite(email, "viewer"));
    }

    @Test
    @Tag("OBN-49")
    @Tag("FLW-22")
    void namesAddressAndRolesAreRequired() {
        for (NewInvitation missing : List.of(
                new NewInvitation("zoe@example.org", null, "Example", List.of("viewer"), false, null, null, null),
                new NewInvitation("zoe@example.org", "Zoe", " ", List.of("viewer"), false, null, null, null),
                new NewInvitation("zoe@example.org", "Zoe", "Example", List.of(), false, null, null, null),
                new NewInvitation("zoe@example.org", "Zoe", "Example", List.of("viewer"), false, null, 999L, null))) {
            refused(ProblemCode.INVALID_REQUEST, () -> rbac.invitations.invite(List.of(new Invite(root(), missing))));
        }
        refused(ProblemCode.INVALID_EMAIL, () -> invite(root(), null, "viewer"));
    }

    @Test
    void anInvitationLeadsToAddressesOfTheApplicationOnly() {
        NewInvitation elsewhere = new NewInvitation(
                "zoe@example.org",
                "Zoe",
                "Example",
                List.of("viewer"),
                false,
                null,
                null,
                new Invitation.Application("app", "https://evil.example"));
        refused(ProblemCode.INVALID_REQUEST, () -> rbac.invitations.invite(List.of(new Invite(root(), elsewhere))));
    }

    @Test
    void oneGivesOnlyWhatOneHolds() {
        UserId ben = rbac.user("ben");
        rbac.member(workspace, ben, "inviter");
        Host host = host(workspace, rbac.caller(workspace, ben), false);
        invite(host, "zoe@example.org", "viewer");
        refused(ProblemCode.CANNOT_GRANT, () -> invite(host, "dan@example.org", "editor"));
        refused(ProblemCode.CANNOT_GRANT, () -> invite(host, "dan@example.org", "admin"));
        refused(ProblemCode.OWNER_ROLE_UNASSIGNABLE, () -> invite("dan@example.org", "owner"));
        Invitation byRoot = invite("dan@example.org", "editor");
        refused(ProblemCode.CANNOT_GRANT, () -> rbac.invitations.resend(host, byRoot.id()));
    }

    @Test
    void whatTheInviterMayNoLongerGiveNobodyTakesAndAnotherMaySendItAgain() {
        UserId ben = rbac.user("ben");
        rbac.member(workspace, ben, "inviter");
        Invitation invitation =
                invite(host(workspace, rbac.caller(workspace, ben), false), "zoe@example.org", "viewer");
        rbac.members.put(BY_ROOT, workspace, ben, null, List.of("viewer"), null);
        UserId zoe = rbac.world.directory().person(ACME, "zoe", "zoe@example.org", true);

        refused(ProblemCode.INVITER_NOT_ENTITLED, () -> accept(invitation, zoe, "zoe@example.org"));
        assertThat(status(invitation)).isEqualTo(Status.PENDING);
        assertThat(rbac.members.among(workspace, List.of(zoe))).isEmpty();

        rbac.invitations.resend(root(), invitation.id());
        accept(invitation, zoe, "zoe@example.org");
        assertThat(status(invitation)).isEqualTo(Status.ACCEPTED);
    }

    @Test
    @Tag("FLW-19")
    void anInvitationExpiresByTheTimeOfTheDatabase() {
        rbac.realms.update(ACME, ROOT, SettingsChange.ofInvitations(1, null, null));
        Invitation invitation = invite("zoe@example.org", "viewer");
        UserId zoe = rbac.world.directory().person(ACME, "zoe", "zoe@example.org", true);
        rbac.world.pass(HOUR - 1);
        assertThat(rbac.answers.pending(ACME, invitation.id())).isPresent();
        rbac.world.pass(1);
        assertThat(status(invitation)).isEqualTo(Status.EXPIRED);
        refused(ProblemCode.INVITATION_NOT_PENDING, () -> accept(invitation, zoe, "zoe@example.org"));
        refused(ProblemCode.INVITATION_NOT_PENDING, () -> rbac.invitations.resend(root(), invitation.id()));

        Invitation again = invite("zoe@example.org", "viewer");
        assertThat(again.id()).isNotEqualTo(invitation.id());
        assertThat(rbac.world.trail().types()).contains(ActivityType.INVITATION_EXPIRED);
        rbac.world.pass(HOUR);
        assertThat(rbac.upkeep.expire(ROOT, 10)).isEqualTo(1);
        assertThat(rbac.upkeep.expire(ROOT, 10)).isZero();
    }

    @Test
    void oneIsRemindedOnceBeforeTheEnd() {
        rbac.realms.update(ACME, ROOT, SettingsChange.ofInvitations(10, null, 2));
        Invitation invitation = invite("zoe@example.org", "viewer");
        Mail mail = rbac.world.outbox().due(1).get(0);
        rbac.world.outbox().sent(mail);
        rbac.upkeep.mailed(mail, MailStatus.SENT);
        rbac.world.pass(8 * HOUR - 1);
        assertThat(rbac.upkeep.remind(10)).isZero();
        rbac.world.pass(1);
        assertThat(rbac.upkeep.remind(10)).isEqualTo(1);
        assertThat(rbac.upkeep.remind(10)).isZero();
        assertThat(rbac.world.outbox().due(10)).singleElement().satisfies(reminder -> {
            assertThat(reminder.kind()).isEqualTo(Mail.Kind.REMINDER);
            assertThat(reminder.invitation()).isEqualTo(invitation.id());
        });
    }

    @Test
    void aRevokedOrDeclinedInvitationIsOverAndStaysInTheList() {
        Invitation revoked = invite("zoe@example.org", "viewer");
        rbac.world.invitations().addLink(revoked, "hash", 1);
        rbac.invitations.revoke(ROOT, workspace, revoked.id());
        assertThat(rbac.answers.behind(ACME, "hash")).isEmpty();
        refused(ProblemCode.INVITATION_NOT_PENDING, () -> rbac.invitations.revoke(ROOT, workspace, revoked.id()));
        Invitation declined = invite("zoe@example.org", "viewer");
        rbac.answers.decline(ACME, declined.id(), ROOT, null);
        assertThat(rbac.invitations
                        .page(workspace, Set.of(), PageRequest.firstRows(10))
                        .items())
                .extracting(Invitation::status)
                .containsExactlyInAnyOrder(Status.REVOKED, Status.DECLINED);
        assertThat(rbac.world.outbox().due(10)).isEmpty();
    }

    @Test
    void intoASuspendedWorkspaceNobodyIsInvitedNorLed() {
        Invitation invitation = invite("zoe@example.org", "viewer");
        rbac.world.invitations().addLink(invitation, "hash", 1);
        Workspace suspended = rbac.workspaces.update(
                rbac.reload(workspace),
                ROOT,
                new WorkspaceChange(null, null, null, null, Workspace.Status.SUSPENDED, null, null));
        assertThat(rbac.answers.behind(ACME, "hash")).isEmpty();
        UserId zoe = rbac.world.directory().person(ACME, "zoe", "zoe@example.org", true);
        refused(ProblemCode.WORKSPACE_DISABLED, () -> accept(invitation, zoe, "zoe@example.org"));
        refused(
                ProblemCode.WORKSPACE_DISABLED,
                () -> invite(host(suspended, BY_ROOT, true), "dan@example.org", "viewer"));
    }

    @Test
    @Tag("FLW-53")
    void pendingInvitationsGoWithTheWorkspaceAndAreCountedBefore() {
        Invitation invitation = invite("zoe@example.org", "viewer");
        rbac.world.invitations().addLink(invitation, "hash", 1);
        assertThat(rbac.deletion.impact(workspace).counts().pendingInvitations())
                .isEqualTo(1);
        rbac.deletion.delete(workspace, ROOT, "research", null);
        assertThat(rbac.answers.behind(ACME, "hash")).isEmpty();
        assertThat(rbac.world.outbox().due(10)).isEmpty();
    }

    @Test
    void whoIsGoneHasSentNothingAndIsInvitedNoMore() {
        UserId ben = rbac.user("ben");
        rbac.member(workspace, ben, "inviter");
        Invitation sent = invite(host(workspace, rbac.caller(workspace, ben), false), "zoe@example.org", "viewer");
        Invitation to = invite("ben@example.org", "viewer");
        rbac.upkeep.userRemoved(ACME, ROOT, ben, "Ben@example.org");
        assertThat(List.of(status(sent), status(to))).containsOnly(Status.REVOKED);
    }

    @Test
    @Tag("OBN-51")
    @Tag("OBO-44")
    void bypassGivesAccessAtOnceWhereTheRealmAndTheRightAllowIt() {
        UserId ben = rbac.world.directory().person(ACME, "ben", "ben@example.org", true);
        refused(ProblemCode.BYPASS_DISABLED, () -> bypass(root(), "ben@example.org"));
        allowBypass();
        refused(
                ProblemCode.ACCESS_DENIED,
                () -> bypass(new Host(workspace, BY_ROOT, "acme", true, false, true), "ben@example.org"));
        Invitation pending = invite("ben@example.org", "editor");
        rbac.world.trail().clear();

        Verdict verdict = bypass(root(), "Ben@Example.org");

        assertThat(verdict.outcome()).isEqualTo(Outcome.BYPASSED);
        assertThat(verdict.invitation().status()).isEqualTo(Status.BYPASSED);
        Member member = rbac.members.get(workspace, ben);
        assertThat(member.source()).isEqualTo(Member.Source.BYPASS);
        assertThat(member.directRoleNames()).containsExactly("viewer");
        assertThat(status(pending)).isEqualTo(Status.REVOKED);
        assertThat(rbac.world.outbox().due(10)).extracting(Mail::kind).containsExactly(Mail.Kind.ADDED);
        assertThat(rbac.world.trail().types())
                .containsExactlyInAnyOrder(
                        ActivityType.INVITATION_REVOKED, ActivityType.MEMBER_ADDED, ActivityType.INVITATION_BYPASSED);
        refused(ProblemCode.ALREADY_MEMBER, () -> bypass(root(), "ben@example.org"));
    }

    @Test
    void bypassCreatesAnAccountOnlyForWhoManagesUsers() {
        allowBypass();
        Host host = new Host(workspace, BY_ROOT, "acme", true, true, false);
        refused(ProblemCode.ACCESS_DENIED, () -> bypass(host, "new@example.org"));
        assertThat(bypass(root(), "new@example.org").outcome()).isEqualTo(Outcome.CREATED);
        assertThat(rbac.world.outbox().due(10)).extracting(Mail::kind).containsExactly(Mail.Kind.ACCOUNT);
    }

    @Test
    void bypassGivesNothingToAccountsThatMayBeSomebodyElses() {
        allowBypass();
        rbac.world.directory().person(ACME, "a1", "two@example.org", true);
        rbac.world.directory().person(ACME, "a2", "two@example.org", true);
        refused(ProblemCode.AMBIGUOUS_ACCOUNT, () -> bypass(root(), "two@example.org"));
        rbac.world.directory().person(ACME, "eve", "victim@example.org", false);
        refused(
                ProblemCode.EMAIL_NOT_VERIFIED,
                () -> bypass(new Host(workspace, BY_ROOT, "acme", true, true, false), "victim@example.org"));
    }

    @Test
    void whoCameInOtherwiseGetsWhatHeLacksAndASuspendedMemberStaysSuspended() {
        Invitation invitation = invite("zoe@example.org", "viewer");
        UserId zoe = rbac.world.directory().person(ACME, "zoe", "zoe@example.org", true);
        rbac.member(workspace, zoe, "editor");
        accept(invitation, zoe, "zoe@example.org");
        assertThat(rbac.members.get(workspace, zoe).directRoleNames()).containsExactly("editor", "viewer");

        Invitation other = invite("dan@example.org", "viewer");
        UserId dan = rbac.world.directory().person(ACME, "dan", "dan@example.org", true);
        rbac.members.put(BY_ROOT, workspace, dan, Member.Status.SUSPENDED, List.of("member"), null);
        refused(ProblemCode.ALREADY_MEMBER, () -> accept(other, dan, "dan@example.org"));
        assertThat(rbac.members.get(workspace, dan).status()).isEqualTo(Member.Status.SUSPENDED);
    }

    @Test
    void intoAnOrganizationOnlyWhoManagesAllWorkspacesLeads() {
        rbac.world.directory().organization(ACME, "org", true);
        Workspace under = rbac.workspaces.update(
                rbac.reload(workspace), ROOT, new WorkspaceChange(null, null, null, "org", null, null, null));
        refused(
                ProblemCode.NOT_IN_ORGANIZATION,
                () -> invite(new Host(under, BY_ROOT, "acme", true, false, false), "zoe@example.org", "viewer"));
        Invitation invitation = invite(host(under, BY_ROOT, true), "zoe@example.org", "viewer");
        UserId zoe = rbac.world.directory().person(ACME, "zoe", "zoe@example.org", true);
        accept(invitation, zoe, "zoe@example.org");
        assertThat(rbac.members.among(under, List.of(zoe))).hasSize(1);
    }

    @Test
    void aSecretIsUnlikeAnyOtherAndIsNotPrinted() {
        LinkSecret secret = LinkSecret.random(new java.security.SecureRandom());
        assertThat(secret.value()).hasSize(43);
        assertThat(secret.hash()).hasSize(64).doesNotContain(secret.value());
        assertThat(secret.toString()).doesNotContain(secret.value());
        assertThat(LinkSecret.sent(secret.value())).contains(secret);
        assertThat(LinkSecret.sent("../../etc/passwd")).isEmpty();
    }
}
