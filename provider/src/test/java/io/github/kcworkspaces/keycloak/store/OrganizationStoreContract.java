package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.ResourceName;
import io.github.kcworkspaces.decision.SubjectFacts;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.Subject;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceSummary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace that belongs to an organization: every question about members gives the same answer. */
abstract class OrganizationStoreContract extends StoreContract {

    private static final String ORG = "org-1";
    private static final UserId ANNA = new UserId("anna");
    private static final UserId BEN = new UserId("ben");
    private static final UserId CARL = new UserId("carl");
    private static final UserId DORA = new UserId("dora");
    private static final UserId FRED = new UserId("f:ldap:fred");
    private static final UserId BOSS = new UserId("boss");
    private static final List<UserId> ALL_USERS = List.of(ANNA, BEN, CARL, DORA, FRED, BOSS);

    /** Inside: by hand, through a group, federated; and the account owner, who need not be. */
    private static final List<UserId> COUNTING = List.of(ANNA, CARL, FRED, BOSS);

    private GroupId staff;
    private Role reader;

    @BeforeEach
    void people() {
        settings(REALM);
        world.settings()
                .update(world.settings()
                        .find(REALM)
                        .orElseThrow()
                        .withEnabled(true)
                        .withAccountOwner(BOSS));
        staff = world.group(REALM, "staff");
        for (String name : List.of("anna", "ben", "boss")) {
            user(name);
        }
        user("carl", staff);
        user("dora", staff);
    }

    private Workspace under(String id, String organization) {
        Workspace workspace = new Workspace(
                new WorkspaceId(id),
                REALM,
                "alias-" + id,
                "Name of " + id,
                null,
                false,
                null,
                organization,
                Workspace.Status.ACTIVE,
                false,
                1,
                1);
        world.workspaces().insert(workspace);
        return workspace;
    }

    private Workspace staffed(String id, String organization) {
        Workspace workspace = under(id, organization);
        reader = role(workspace, "reader-" + id);
        for (UserId user : List.of(ANNA, BEN, FRED, BOSS)) {
            member(workspace, user.value(), 1, reader);
        }
        world.groupMappings().put(REALM, workspace.id(), staff, Set.of(reader.id()));
        return workspace;
    }

    private Subject asked(UserId user) {
        return user.equals(CARL) || user.equals(DORA) ? subject(user.value(), staff) : subject(user.value());
    }

    private static List<UserId> those(Predicate<UserId> answer) {
        return ALL_USERS.stream().filter(answer).toList();
    }

    @Test
    void whoIsNotInTheOrganizationDoesNotCount() {
        world.organization(REALM, ORG, true, ANNA, CARL, FRED);
        world.organization(REALM, "org-2", true, BEN, DORA);
        Workspace workspace = staffed("w1", ORG);
        List<Subject> subjects = ALL_USERS.stream().map(this::asked).toList();
        ResourceName unknown = new ResourceName("widget", "w");

        assertThat(those(user -> world.decisions()
                        .membership(REALM, "alias-w1", asked(user))
                        .filter(this::reads)
                        .isPresent()))
                .as("membership")
                .isEqualTo(COUNTING);
        assertThat(those(user -> world.decisions()
                        .load(REALM, "alias-w1", asked(user), unknown)
                        .filter(loaded -> reads(loaded.membership()))
                        .isPresent()))
                .as("membership with a resource")
                .isEqualTo(COUNTING);
        Map<UserId, Membership> many = world.decisions().memberships(REALM, "alias-w1", subjects);
        assertThat(those(user -> reads(many.get(user)))).as("many memberships").isEqualTo(COUNTING);
        assertThat(those(user -> reads(world.decisions()
                        .memberships(REALM, List.of(workspace.id()), asked(user))
                        .get(workspace.id()))))
                .as("memberships in workspaces")
                .isEqualTo(COUNTING);
        assertThat(those(user -> world.decisions().fallback(REALM, asked(user)).isPresent()))
                .as("fallback")
                .isEqualTo(COUNTING);
        assertThat(those(user -> !world.decisions()
                        .workspaces(REALM, facts(user), null, 9)
                        .isEmpty()))
                .as("workspaces")
                .isEqualTo(COUNTING);
        assertThat(those(
                        user -> world.workspaces().page(REALM, asked(user), ALL).total() == 1))
                .as("visible workspaces")
                .isEqualTo(COUNTING);
        assertThat(those(user -> !world.workspaces()
                        .named(REALM, asked(user), List.of("alias-w1"))
                        .isEmpty()))
                .as("named workspaces")
                .isEqualTo(COUNTING);
        assertThat(those(user ->
                        world.members().find(REALM, workspace.id(), asked(user)).isPresent()))
                .as("member")
                .isEqualTo(COUNTING);
        assertThat(world.members().page(REALM, workspace.id(), ALL).items())
                .as("members")
                .extracting(member -> member.user().id())
                .containsExactlyInAnyOrderElementsOf(COUNTING);
        assertThat(world.members().page(REALM, workspace.id(), reader.id(), ALL).total())
                .as("holders of a role")
                .isEqualTo(4);
        assertThat(world.members().membersAmong(REALM, workspace.id(), ALL_USERS))
                .as("members among users")
                .containsExactlyInAnyOrderElementsOf(COUNTING);
        assertThat(world.members().directMembers(REALM, workspace.id(), ALL_USERS))
                .as("direct members among users")
                .containsExactlyInAnyOrder(ANNA, FRED, BOSS);
        assertThat(world.members().othersThan(REALM, workspace.id(), Set.of(BOSS), 9))
                .as("other members")
                .hasSize(3);
        assertThat(world.workspaces()
                        .summary(REALM, workspace.id())
                        .orElseThrow()
                        .memberCount())
                .as("how many")
                .isEqualTo(4);
    }

    private boolean reads(Membership membership) {
        return membership.standing() == Membership.Standing.ACTIVE
                && membership.roles().equals(List.of(reader.reference()));
    }

    private SubjectFacts facts(UserId user) {
        return new SubjectFacts(
                user, user.value(), null, true, false, asked(user).groups(), Map.of());
    }

    @Test
    void aDisabledOrganizationIsNobodysFallbackAndInNobodysList() {
        world.organization(REALM, ORG, false, ANNA, CARL);
        world.organization(REALM, "org-2", true, ANNA, CARL);
        staffed("w1", ORG);
        Workspace usable = staffed("w2", "org-2");
        for (UserId user : List.of(ANNA, CARL)) {
            assertThat(world.decisions().fallback(REALM, asked(user)).map(Membership::workspace))
                    .as(user.value())
                    .contains(usable.id());
            assertThat(world.workspaces().page(REALM, asked(user), ALL).items())
                    .as(user.value())
                    .extracting(found -> found.workspace().id())
                    .containsExactly(usable.id());
        }
        assertThat(world.decisions()
                        .membership(REALM, "alias-w1", asked(ANNA))
                        .orElseThrow()
                        .standing())
                .isEqualTo(Membership.Standing.ACTIVE);
    }

    @Test
    void membersWhoWouldNotCountAreNamedUnlessTheyFollowASource() {
        world.organization(REALM, ORG, true, ANNA);
        Workspace workspace = staffed("w1", null);
        user("eve");
        member(workspace, "eve", Member.Status.ACTIVE, Member.Source.LDAP, 1);
        user("owen");
        member(workspace, "owen", Member.Status.ACTIVE, Member.Source.OWNER, 1);
        assertThat(world.members().outside(REALM, workspace.id(), ORG, 9))
                .extracting(Member.Person::username)
                .containsExactly("ben", "f:ldap:fred-snapshot", "owen");
        assertThat(world.members().outside(REALM, workspace.id(), ORG, 1)).hasSize(1);
        assertThat(world.members().countingIn(REALM, ORG, ALL_USERS)).containsExactlyInAnyOrder(ANNA, BOSS);
        assertThat(world.members().countingIn(REALM, "gone", ALL_USERS)).containsExactly(BOSS);
        assertThat(world.members().countingIn(REALM, ORG, List.of())).isEmpty();
    }

    @Test
    void seatsAndWorkspacesOfAnOrganizationAreFound() {
        world.organization(REALM, ORG, true, ANNA);
        world.organization(REALM, "org-2", true);
        staffed("w1", ORG);
        staffed("w2", "org-2");
        staffed("w3", null);
        assertThat(world.members().seatsUnder(REALM, BEN, ORG))
                .extracting(seat -> seat.workspace().value())
                .containsExactly("w1");
        assertThat(world.members().seatsUnder(OTHER, BEN, ORG)).isEmpty();
        assertThat(world.members().seatsUnder(REALM, CARL, ORG)).isEmpty();
        assertThat(world.workspaces().page(REALM, null, ORG, ALL).items())
                .extracting(WorkspaceSummary::organizationName)
                .containsExactly("Name of org-1");
        assertThat(world.workspaces().page(REALM, asked(ANNA), "org-2", ALL).total())
                .isZero();
        assertThat(world.workspaces().page(REALM, null, ALL).items())
                .extracting(WorkspaceSummary::organizationName)
                .containsExactly("Name of org-1", "Name of org-2", null);
        assertThat(world.workspaces().ofOrganization(REALM, ORG)).hasSize(1);
    }
}
