package io.github.kcworkspaces.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.invitation.Invite;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.role.Caller;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InvitationRowsTest {

    private final TestRbac rbac = TestRbac.enabled();
    private final Workspace here = rbac.workspace("here");
    private final Workspace there = rbac.workspace("there");
    private final Workspace closed = rbac.workspace("closed");
    private final Map<String, Invite.Host> hosts = new HashMap<>();
    private final InvitationRows rows = new InvitationRows(rbac.invitations, rbac.world.invitations(), this::existing);

    InvitationRowsTest() {
        rbac.role(here, "reader");
        rbac.role(there, "reader");
        rbac.role(here, "only-here");
        host(here, true, false);
        host(there, true, false);
        host(closed, false, false);
    }

    @Test
    @Tag("OBN-53")
    void everyRowGetsItsVerdictInOrder() {
        rbac.member(here, rbac.user("ben"), "member");
        String ben = rbac.world
                .directory()
                .find(TestRbac.ACME, new UserId("u-ben"))
                .orElseThrow()
                .email();
        List<JobRow> settled = invite(
                row(2, "a@example.org", "", "reader"),
                row(3, ben == null ? "ben@example.org" : ben, "", "reader"),
                row(4, "c@example.org", "nowhere", "reader"),
                row(5, "d@example.org", "closed", ""),
                row(6, "e@example.org", "", "unheard-of"),
                row(7, "f@example.org", "", "owner"),
                row(8, "A@Example.org", "here", "only-here"));
        assertThat(settled)
                .extracting(InvitationRowsTest::told)
                .contains(
                        "2 OK []",
                        "4 FAILED [workspaces UNKNOWN_WORKSPACE]",
                        "5 FAILED [workspaces ACCESS_DENIED]",
                        "6 FAILED [roles UNKNOWN_ROLE]",
                        "7 FAILED [roles CANNOT_GRANT]",
                        "8 FAILED [email DUPLICATE_ROW]");
        assertThat(settled).extracting(JobRow::number).containsExactly(2, 3, 4, 5, 6, 7, 8);
        assertThat(pending(here)).contains("a@example.org").doesNotContain("c@example.org", "e@example.org");
    }

    @Test
    @Tag("FLW-27")
    void aRowStandsOrFallsInAllItsWorkspaces() {
        assertThat(invite(
                        row(2, "a@example.org", "here;THERE", "reader"),
                        row(3, "b@example.org", "here;there", "only-here"),
                        row(4, "c@example.org", "here;nowhere", "reader"),
                        row(5, "d@example.org", "here;" + here.id().value(), "reader"),
                        row(6, "b@example.org", "here", "only-here")))
                .extracting(InvitationRowsTest::told)
                .containsExactly(
                        "2 OK []",
                        "3 FAILED [roles UNKNOWN_ROLE]",
                        "4 FAILED [workspaces UNKNOWN_WORKSPACE]",
                        "5 OK []",
                        "6 OK []");
        assertThat(pending(here)).containsExactlyInAnyOrder("a@example.org", "b@example.org", "d@example.org");
        assertThat(pending(there)).containsExactly("a@example.org");
    }

    @Test
    void whoIsInvitedAlreadyKeepsHisLink() {
        assertThat(invite(row(2, "a@example.org", "", "reader")).get(0).state()).isEqualTo(JobRow.State.OK);
        int mails = mails();
        assertThat(invite(row(2, "A@example.org", "", "reader"), row(3, "a@example.org", "here;there", "reader")))
                .extracting(InvitationRowsTest::told)
                .containsExactly("2 SKIPPED [email ALREADY_INVITED]", "3 OK []");
        assertThat(mails()).isEqualTo(mails + 1);
        assertThat(pending(there)).containsExactly("a@example.org");
    }

    @Test
    void aRowThatWasRefusedLetsALaterOneOfTheSamePersonThrough() {
        assertThat(invite(
                        row(2, "a@example.org", "", "unheard-of"),
                        row(3, "a@example.org", "", "reader"),
                        row(4, "a@example.org", "", "only-here")))
                .extracting(InvitationRowsTest::told)
                .containsExactly("2 FAILED [roles UNKNOWN_ROLE]", "3 OK []", "4 FAILED [email DUPLICATE_ROW]");
    }

    @Test
    void rowsOfEarlierBatchesCountAsWell() {
        JobRow earlier = row(2, "a@example.org", "", "reader").settled(JobRow.State.OK, List.of());
        JobRow refused = row(3, "b@example.org", "", "nothing").settled(JobRow.State.FAILED, List.of());
        List<JobRow> settled = rows.invite(
                job(true),
                List.of(row(204, "A@example.org", "here", "reader"), row(205, "b@example.org", "", "reader")),
                List.of(earlier, refused));
        assertThat(settled)
                .extracting(InvitationRowsTest::told)
                .containsExactly("204 FAILED [email DUPLICATE_ROW]", "205 OK []");
        assertThat(settled.get(0).issues().get(0).message()).contains("row 2");
    }

    @Test
    void aDryRunSaysTheSameAndWritesNothing() {
        JobRow[] file = {
            row(2, "a@example.org", "here;there", "reader"),
            row(3, "a@example.org", "there", "reader"),
            row(4, "b@example.org", "closed", "reader")
        };
        List<JobRow> dry = rows.invite(job(true), List.of(file), List.of());
        assertThat(pending(here)).isEmpty();
        assertThat(mails()).isZero();
        assertThat(rows.invite(job(false), List.of(file), List.of())).isEqualTo(dry);
        assertThat(pending(here)).containsExactly("a@example.org");
    }

    @Test
    void bypassNeedsItsOwnRightAndExpiryIsTold() {
        JobRow bypass = row(2, "a@example.org", "", "reader", Map.of(Column.BYPASS, "yes"));
        JobRow over = row(3, "b@example.org", "", "reader", Map.of(Column.EXPIRY, "1970-01-01"));
        JobRow hours = row(4, "c@example.org", "", "reader", Map.of(Column.EXPIRY, "24", Column.MESSAGE, "Welcome"));
        assertThat(invite(bypass, hours))
                .extracting(InvitationRowsTest::told)
                .containsExactly("2 FAILED [bypass BYPASS_NOT_ALLOWED]", "4 OK []");
        Invitation invited = rbac.invitations
                .page(here, Set.of(), PageRequest.firstRows(10))
                .items()
                .get(0);
        assertThat(invited.message()).isEqualTo("Welcome");
        assertThat(invited.expiresAt() - rbac.world.invitations().now()).isEqualTo(24 * 3_600_000L);
        if (rbac.world.invitations().now() > 86_400_000L) {
            assertThat(told(invite(over).get(0))).isEqualTo("3 FAILED [expiry INVALID_VALUE]");
        }
    }

    @Test
    void whoMayNoLongerInviteHereInvitesNobody() {
        hosts.clear();
        assertThat(invite(row(2, "a@example.org", "", "reader"), row(3, "a@example.org", "there", "reader")))
                .extracting(InvitationRowsTest::told)
                .containsExactly("2 FAILED [workspaces ACCESS_DENIED]", "3 FAILED [workspaces UNKNOWN_WORKSPACE]");
        assertThat(pending(here)).isEmpty();
    }

    private List<JobRow> invite(JobRow... some) {
        return rows.invite(job(false), List.of(some), List.of());
    }

    private static String told(JobRow row) {
        return row.number() + " " + row.state() + " "
                + row.issues().stream()
                        .map(issue -> issue.field() + " " + issue.code())
                        .toList();
    }

    private List<String> pending(Workspace workspace) {
        List<String> emails = new ArrayList<>();
        rbac.invitations
                .page(workspace, Set.of(Invitation.Status.PENDING), PageRequest.firstRows(100))
                .items()
                .forEach(invitation -> emails.add(invitation.email()));
        return emails;
    }

    private int mails() {
        return rbac.world.outbox().due(1_000).size();
    }

    private Map<String, Invite.Host> existing(Job job, Collection<String> references) {
        Map<String, Invite.Host> found = new HashMap<>(hosts);
        found.keySet().retainAll(references);
        return found;
    }

    private void host(Workspace workspace, boolean mayInvite, boolean mayBypass) {
        Invite.Host host = new Invite.Host(
                workspace, Caller.unlimited(TestRbac.ROOT), TestRbac.ACME.value(), mayInvite, mayBypass, false);
        hosts.put(workspace.alias(), host);
        hosts.put(workspace.id().value(), host);
    }

    private Job job(boolean dryRun) {
        return new Job(
                "job-1",
                TestRbac.ACME,
                here.id(),
                new Starter(TestRbac.ACME.value(), TestRbac.ROOT, true, true, "https://id.example.org"),
                dryRun,
                null,
                "hash",
                Job.Status.RUNNING,
                Job.Counts.NONE,
                0,
                null);
    }

    private static JobRow row(int number, String email, String workspaces, String roles) {
        return row(number, email, workspaces, roles, Map.of());
    }

    private static JobRow row(int number, String email, String workspaces, String roles, Map<Column, String> more) {
        Map<Column, String> cells = new EnumMap<>(Map.of(
                Column.FIRST_NAME, "A", Column.LAST_NAME, "B", Column.EMAIL, email, Column.WORKSPACES, workspaces));
        cells.put(Column.ROLES, roles);
        cells.putAll(more);
        return new JobRow(number, cells, JobRow.State.WAITING, List.of());
    }
}
