package io.github.kcworkspaces.member;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static io.github.kcworkspaces.testing.TestRbac.BY_ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.audit.Actor;
import io.github.kcworkspaces.decision.Grant;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.member.FirstLoginRule.Kind;
import io.github.kcworkspaces.member.FirstLoginRule.Login;
import io.github.kcworkspaces.member.FirstLoginService.Draft;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.role.RoleScope;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstLoginServiceTest {

    private static final Actor SYNC = Actor.system(Actor.Cause.SYNC);
    private static final Login LOCAL = new Login(null, null);

    private final TestRbac rbac = TestRbac.enabled();
    private final Workspace workspace = rbac.workspace("research");
    private final Role viewer = rbac.role(workspace, "viewer", Grant.onType("chatflow", "view"));
    private final UserId ben = rbac.user("ben");

    private void rules(Draft... rules) {
        rbac.firstLogins.put(BY_ROOT, ACME, List.of(rules));
    }

    private static Draft anybody(String... roles) {
        return new Draft(Kind.ANYBODY, "", "research", List.of(roles));
    }

    private boolean member() {
        return !rbac.members.among(workspace, List.of(ben)).isEmpty();
    }

    @Test
    void aFirstLoginGivesOrdinaryRolesOnceOnly() {
        rules(anybody("viewer"));
        rbac.world.trail().clear();
        rbac.firstLogins.loggedIn(ACME, SYNC, ben, LOCAL);
        Member found = rbac.members.get(workspace, ben);
        assertThat(found.source()).isEqualTo(Member.Source.DIRECT);
        assertThat(found.directRoleNames()).containsExactly("viewer");
        assertThat(rbac.world.trail().types()).containsExactly(ActivityType.MEMBER_ADDED);
        assertThat(rbac.world.trail().rows().get(0).actor().cause()).isEqualTo(Actor.Cause.SYNC);

        rbac.members.remove(BY_ROOT, workspace, ben, null);
        rbac.firstLogins.loggedIn(ACME, SYNC, ben, LOCAL);
        assertThat(member()).isFalse();
    }

    @Test
    void anotherRuleIsAnotherVersionOfTheSettings() {
        long before = version();
        rules(anybody("viewer"));
        assertThat(version()).isEqualTo(before + 1);
        rules(anybody("viewer"));
        assertThat(version()).isEqualTo(before + 1);
    }

    private long version() {
        return rbac.world.settings().find(ACME).orElseThrow().version();
    }

    @Test
    void whoIsAMemberAlreadyStaysWhatHeIs() {
        rbac.member(workspace, ben, "member");
        rules(anybody("viewer"));
        rbac.firstLogins.loggedIn(ACME, SYNC, ben, LOCAL);
        assertThat(rbac.members.get(workspace, ben).directRoleNames()).containsExactly("member");
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, ben@example.org, true",
        "Example.ORG, ben@EXAMPLE.org, true",
        "bücher.example, ben@xn--bcher-kva.example, true",
        "example.org, ben@sub.example.org, false",
        "example.org, ben@notexample.org, false",
        "example.org, ben@example.org@evil.test, false",
        "example.org,, false"
    })
    void aDomainIsMeantExactlyAndVerifiedOnly(String domain, String email, boolean meant) {
        rules(new Draft(Kind.EMAIL_DOMAIN, domain, "research", List.of("viewer")));
        rbac.firstLogins.loggedIn(ACME, SYNC, ben, new Login(null, email));
        assertThat(member()).isEqualTo(meant);
    }

    @Test
    void anAddressThatIsVerifiedLaterCountsThen() {
        rules(new Draft(Kind.EMAIL_DOMAIN, "example.org", "research", List.of("viewer")));
        rbac.firstLogins.loggedIn(ACME, SYNC, ben, LOCAL);
        assertThat(member()).isFalse();
        rbac.firstLogins.loggedIn(ACME, SYNC, ben, new Login(null, "ben@example.org"));
        assertThat(member()).isTrue();
    }

    @Test
    void aProviderIsMeantByItsAlias() {
        rules(new Draft(Kind.PROVIDER, "partner", "research", List.of("viewer")));
        rbac.firstLogins.loggedIn(ACME, SYNC, ben, new Login("other", "ben@example.org"));
        assertThat(member()).isFalse();
        rbac.firstLogins.loggedIn(ACME, SYNC, ben, new Login("partner", null));
        assertThat(member()).isTrue();
        rbac.firstLogins.providerRemoved(ACME, SYNC, "other");
        assertThat(rbac.firstLogins.list(ACME)).hasSize(1);
        rbac.firstLogins.providerRemoved(ACME, SYNC, "partner");
        assertThat(rbac.firstLogins.list(ACME)).isEmpty();
    }

    @Test
    void whatIsGoneIsNotGivenAndNotMeantByItsOldName() {
        rules(anybody("viewer"));
        rbac.roles.delete(BY_ROOT, RoleScope.of(workspace), viewer.id(), null);
        rbac.role(workspace, "viewer", Grant.onType("chatflow", "delete"));
        rbac.firstLogins.loggedIn(ACME, SYNC, ben, LOCAL);
        assertThat(member()).isFalse();
    }

    @Test
    void rulesAreCheckedWhenTheyAreSet() {
        refused(ProblemCode.OWNER_ROLE_UNASSIGNABLE, () -> rules(anybody("owner")));
        refused(ProblemCode.UNKNOWN_ROLE, () -> rules(anybody("nothing")));
        refused(ProblemCode.INVALID_REQUEST, () -> rules(anybody()));
        refused(ProblemCode.INVALID_REQUEST, () -> rules(new Draft(Kind.ANYBODY, "", "nowhere", List.of("viewer"))));
        refused(
                ProblemCode.INVALID_REQUEST,
                () -> rules(new Draft(Kind.EMAIL_DOMAIN, "no domain", "research", List.of("viewer"))));
        refused(ProblemCode.INVALID_REQUEST, () -> rules(new Draft(Kind.PROVIDER, "", "research", List.of("viewer"))));
        UserId lead = rbac.user("lead");
        rbac.member(workspace, lead, "member");
        refused(
                ProblemCode.CANNOT_GRANT,
                () -> rbac.firstLogins.put(rbac.caller(workspace, lead), ACME, List.of(anybody("viewer"))));
        assertThat(rbac.firstLogins.list(ACME)).isEmpty();
        rules(anybody("viewer"));
        rbac.world.trail().clear();
        rules(anybody("viewer"));
        assertThat(rbac.world.trail().rows()).isEmpty();
    }
}
