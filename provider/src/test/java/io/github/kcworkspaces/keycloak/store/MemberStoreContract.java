package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.member.FirstLoginRule;
import io.github.kcworkspaces.member.GroupMappingStore.GroupMapping;
import io.github.kcworkspaces.member.ManagedRoleStore;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.member.SourceApprovalStore;
import io.github.kcworkspaces.paging.Page;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

abstract class MemberStoreContract extends StoreContract {

    private static final ResourceId UNSHARED = new ResourceId("unshared");

    @Test
    void aRoleIsTakenFromThoseWhoHoldItDirectly() {
        Workspace workspace = workspace("w1");
        Role lead = role(workspace, "lead");
        GroupId staff = world.group(REALM, "staff");
        world.groupMappings().put(REALM, workspace.id(), staff, Set.of(lead.id()));
        user("cleo", staff);
        member(workspace, "anna", 1, lead);
        member(workspace, "ben", 1);
        List<UserId> users = List.of(new UserId("anna"), new UserId("ben"), new UserId("cleo"));
        assertThat(world.members().page(REALM, workspace.id(), lead.id(), ALL).total())
                .isEqualTo(2);
        assertThat(world.members().directHolders(REALM, workspace.id(), lead.id(), users))
                .containsExactly(new UserId("anna"));
        world.members().removeRole(REALM, workspace.id(), lead.id(), List.of(new UserId("anna")));
        assertThat(world.members().directHolders(REALM, workspace.id(), lead.id(), users))
                .isEmpty();
        assertThat(world.members().page(REALM, workspace.id(), lead.id(), ALL).total())
                .isEqualTo(1);
    }

    @Test
    void mappedGroupsComeByNameWithTheirRolesAndWithoutThoseThatAreGone() {
        Workspace workspace = workspace("w1");
        Role lead = role(workspace, "lead");
        Role reader = role(workspace, "reader");
        GroupId staff = world.group(REALM, "staff");
        GroupId press = world.group(REALM, "press", staff);
        GroupId guests = world.group(REALM, "100%_guests");
        world.groupMappings().put(REALM, workspace.id(), staff, Set.of(lead.id(), reader.id()));
        world.groupMappings().put(REALM, workspace.id(), press, Set.of(lead.id()));
        world.groupMappings().put(REALM, workspace.id(), guests, Set.of(reader.id()));
        world.groupMappings().put(REALM, workspace.id(), new GroupId("gone"), Set.of(reader.id()));
        world.groupMappings().put(REALM, workspace("w2").id(), staff, Set.of(lead.id()));

        Page<GroupMapping> first = world.groupMappings().page(REALM, workspace.id(), new PageRequest(0, 2, null));
        assertThat(first.total()).isEqualTo(3);
        assertThat(first.items()).extracting(GroupMapping::group).containsExactly(guests, press);
        Page<GroupMapping> second = world.groupMappings().page(REALM, workspace.id(), new PageRequest(2, 2, null));
        assertThat(second.total()).isEqualTo(3);
        assertThat(second.items())
                .containsExactly(
                        new GroupMapping(workspace.id(), workspace.alias(), staff, Set.of(lead.id(), reader.id())));
        assertThat(world.groupMappings()
                        .page(REALM, workspace.id(), new PageRequest(0, 9, "%_GUE"))
                        .items())
                .extracting(GroupMapping::group)
                .containsExactly(guests);
        assertThat(world.groupMappings().page(OTHER, workspace.id(), ALL).total())
                .isZero();
        assertThat(world.groupMappings().among(REALM, workspace.id(), List.of(press, new GroupId("other"))))
                .extracting(GroupMapping::group)
                .containsExactly(press);
    }

    @Test
    void directMemberHasNamesRolesAndVersion() {
        Workspace workspace = workspace("w1");
        Role editor = role(workspace, "editor");
        Role gone = role(workspace, "gone");
        user("anna");
        member(workspace, "anna", 7, editor, gone);
        world.roles().update(gone.withDeletedAt(9L));

        Member anna =
                world.members().find(REALM, workspace.id(), subject("anna")).orElseThrow();

        assertThat(anna.user().username()).isEqualTo("anna");
        assertThat(anna.direct()).isTrue();
        assertThat(anna.roles()).containsExactly(new Member.HeldRole(editor.id(), "editor", false));
        assertThat(anna.since()).isEqualTo(7);
        assertThat(anna.version()).isEqualTo(1);
    }

    @Test
    void whoKeycloakHasNoRowOfHasTheNamesStoredWithTheMembership() {
        Workspace workspace = workspace("w1");
        member(workspace, "f:ldap:bob", 1);

        assertThat(world.members().page(REALM, workspace.id(), ALL).items())
                .extracting(member -> member.user().username())
                .containsExactly("f:ldap:bob-snapshot");
    }

    @Test
    void membershipsOfAFormerBearerOfAnIdAreKnownByWhatTheDirectoryCalledHim() {
        Workspace workspace = workspace("w1");
        UserId bob = new UserId("f:ldap:bob");
        member(workspace, "anna", 1);
        world.members()
                .insert(new Member(
                        REALM,
                        workspace.id(),
                        new Member.Person(bob, "bob", null, null, null, "uuid-1"),
                        Member.Status.ACTIVE,
                        Member.Source.DIRECT,
                        true,
                        List.of(),
                        1,
                        1));

        assertThat(world.members().heldByAnother(REALM, bob, "uuid-1")).isFalse();
        assertThat(world.members().heldByAnother(REALM, bob, "uuid-2")).isTrue();
        assertThat(world.members().heldByAnother(new RealmId("other"), bob, "uuid-2"))
                .isFalse();
        assertThat(world.members().heldByAnother(REALM, new UserId("anna"), "uuid-2"))
                .isFalse();
    }

    @Test
    void whoIsBelowAMappedGroupIsAMember() {
        Workspace workspace = workspace("w1");
        Role reader = role(workspace, "reader");
        GroupId staff = world.group(REALM, "staff");
        GroupId research = world.group(REALM, "research", staff);
        user("carl", research);
        world.groupMappings().put(REALM, workspace.id(), staff, Set.of(reader.id()));

        Member found = world.members()
                .find(REALM, workspace.id(), subject("carl", staff, research))
                .orElseThrow();
        Member listed = world.members().page(REALM, workspace.id(), ALL).items().get(0);

        assertThat(found).isEqualTo(listed);
        assertThat(found.direct()).isFalse();
        assertThat(found.source()).isEqualTo(Member.Source.GROUP);
        assertThat(found.roles()).containsExactly(new Member.HeldRole(reader.id(), "reader", true));
        assertThat(world.workspaces()
                        .summary(REALM, workspace.id())
                        .orElseThrow()
                        .memberCount())
                .isEqualTo(1);
        assertThat(world.members().directMembers(REALM, workspace.id(), List.of(new UserId("carl"))))
                .isEmpty();
    }

    @Test
    void holdersOfRolesAreFoundDirectlyAndThroughGroups() {
        Workspace workspace = workspace("w1");
        Workspace elsewhere = workspace("w2");
        Role reader = role(workspace, "reader");
        Role writer = role(workspace, "writer");
        Role template = role(REALM, null, Role.Kind.CUSTOM, "template");
        GroupId staff = world.group(REALM, "staff");
        GroupId research = world.group(REALM, "research", staff);
        user("anna");
        user("bert", research);
        user("carl");
        user("dora", research);
        world.groupMappings().put(REALM, workspace.id(), staff, Set.of(reader.id()));
        member(workspace, "anna", 1, reader, writer);
        member(workspace, "carl", 1, writer);
        member(workspace, "dora", Member.Status.SUSPENDED, Member.Source.DIRECT, 1);
        member(elsewhere, "carl", 1, template);

        Set<RoleId> wanted = Set.of(reader.id());
        assertThat(world.members().holding(REALM, workspace.id(), wanted, UNSHARED, null, 9))
                .extracting(member -> member.user().id().value())
                .containsExactly("anna", "bert");
        assertThat(world.members().holding(REALM, workspace.id(), wanted, UNSHARED, new UserId("anna"), 9))
                .extracting(member -> member.user().id().value())
                .containsExactly("bert");
        assertThat(world.members().holding(REALM, workspace.id(), wanted, UNSHARED, "BER", null, 9))
                .extracting(member -> member.user().id().value())
                .containsExactly("bert");
        assertThat(world.members()
                        .holding(REALM, workspace.id(), wanted, UNSHARED, null, 1)
                        .get(0)
                        .roles())
                .hasSize(2);
        assertThat(world.members().holding(REALM, elsewhere.id(), wanted, UNSHARED, null, 9))
                .isEmpty();
        assertThat(world.members().holding(REALM, workspace.id(), Set.of(), UNSHARED, null, 9))
                .isEmpty();

        assertThat(world.members().holders(REALM, workspace.id(), reader.id())).isEqualTo(3);
        assertThat(world.members().holders(REALM, workspace.id(), writer.id())).isEqualTo(2);
        assertThat(world.members().holders(REALM, null, template.id())).isEqualTo(1);
        assertThat(world.members().holders(OTHER, null, template.id())).isZero();
    }

    @Test
    void aRowThatAccompaniesAGroupCountsAsLongAsTheGroupDoes() {
        Workspace workspace = workspace("w1");
        Role reader = role(workspace, "reader");
        GroupId staff = world.group(REALM, "staff");
        user("dora", staff);
        world.groupMappings().put(REALM, workspace.id(), staff, Set.of(reader.id()));
        member(workspace, "dora", Member.Status.SUSPENDED, Member.Source.GROUP, 3, reader);

        Member dora = world.members()
                .find(REALM, workspace.id(), subject("dora", staff))
                .orElseThrow();
        assertThat(dora.status()).isEqualTo(Member.Status.SUSPENDED);
        assertThat(dora.roles()).hasSize(2);
        assertThat(world.members().page(REALM, workspace.id(), ALL).items()).containsExactly(dora);

        world.leaveGroups(REALM, new UserId("dora"));
        assertThat(world.members().find(REALM, workspace.id(), subject("dora"))).isEmpty();
        assertThat(world.members().page(REALM, workspace.id(), ALL).total()).isZero();
    }

    @Test
    void searchTakesTextLiterally() {
        Workspace workspace = workspace("w1");
        for (String name : List.of("a_b", "axb", "a%b", "a!b")) {
            user(name);
            member(workspace, name, 1);
        }
        for (String name : List.of("a_b", "a%b", "a!b")) {
            assertThat(world.members()
                            .page(REALM, workspace.id(), search(name.toUpperCase(java.util.Locale.ROOT)))
                            .items())
                    .extracting(member -> member.user().id().value())
                    .containsExactly(name);
        }
        assertThat(world.members()
                        .page(REALM, workspace.id(), search("example.org"))
                        .total())
                .isEqualTo(4);
    }

    @Test
    void pagesAreCutAndCountedAfterFiltering() {
        Workspace workspace = workspace("w1");
        for (String name : List.of("u1", "u2", "u3", "u4")) {
            user(name);
            member(workspace, name, 1);
        }
        var page = world.members().page(REALM, workspace.id(), new PageRequest(1, 2, null));
        assertThat(page.total()).isEqualTo(4);
        assertThat(page.items()).extracting(member -> member.user().username()).containsExactly("u2", "u3");
        assertThat(world.members().othersThan(REALM, workspace.id(), Set.of(new UserId("u1")), 2))
                .extracting(Member.Person::username)
                .containsExactly("u2", "u3");
    }

    @Test
    void changesBumpTheVersion() {
        Workspace workspace = workspace("w1");
        Role editor = role(workspace, "editor");
        Role reader = role(workspace, "reader");
        UserId anna = new UserId("anna");
        member(workspace, "anna", 1, editor);
        world.members().updateStatus(REALM, workspace.id(), anna, Member.Status.SUSPENDED);
        world.members().updateSource(REALM, workspace.id(), anna, Member.Source.OWNER);
        world.members().updateRoles(REALM, workspace.id(), anna, Set.of(reader.id()));
        world.members().addRole(REALM, workspace.id(), editor.id(), List.of(anna));
        world.members().addRole(REALM, workspace.id(), editor.id(), List.of(anna));

        Member after =
                world.members().find(REALM, workspace.id(), subject("anna")).orElseThrow();
        assertThat(after.version()).isEqualTo(5);
        assertThat(after.status()).isEqualTo(Member.Status.SUSPENDED);
        assertThat(after.source()).isEqualTo(Member.Source.OWNER);
        assertThat(after.directRoles()).containsExactlyInAnyOrder(editor.id(), reader.id());

        assertThat(world.members().ofUser(REALM, anna, 5)).hasSize(1);
        assertThat(world.members().seatsWithRole(REALM, anna, reader.id())).hasSize(1);
        assertThat(world.members().workspacesWithout(REALM, anna, reader.id(), 5))
                .isEmpty();
        world.members().delete(REALM, workspace.id(), anna);
        assertThat(world.members().ofUser(REALM, anna, 5)).isEmpty();
        assertThat(world.members().workspacesWithout(REALM, anna, reader.id(), 5))
                .hasSize(1);
        member(workspace, "anna", 1, editor);
        assertThat(world.members().ofUser(REALM, anna, 5)).hasSize(1);
    }

    @Test
    void anotherRealmOrWorkspaceHasNoSuchMember() {
        Workspace workspace = workspace("w1");
        Workspace second = workspace("w2");
        member(workspace, "anna", 1);
        UserId anna = new UserId("anna");
        assertThat(world.members().find(OTHER, workspace.id(), subject("anna"))).isEmpty();
        assertThat(world.members().find(REALM, second.id(), subject("anna"))).isEmpty();
        assertThat(world.members().page(OTHER, workspace.id(), ALL).total()).isZero();
        world.members().delete(OTHER, workspace.id(), anna);
        assertThat(world.members().ofUser(OTHER, anna, 5)).isEmpty();
        assertThat(world.members().find(REALM, workspace.id(), subject("anna"))).isPresent();
    }

    private static final String PARTNER = "idp:m1";

    private ManagedRoleStore.Place given(Workspace workspace, String user, Role... roles) {
        ManagedRoleStore.Place place = new ManagedRoleStore.Place(workspace.id(), new UserId(user));
        world.managedRoles()
                .give(
                        REALM,
                        PARTNER,
                        Arrays.stream(roles)
                                .map(role -> new ManagedRoleStore.SourceRole(place, role.id()))
                                .toList());
        return place;
    }

    @Test
    void aRoleMayComeFromSeveralSourcesAndByHand() {
        settings(REALM);
        Workspace workspace = workspace("w1");
        Role editor = role(workspace, "editor");
        Role reader = role(workspace, "reader");
        UserId anna = new UserId("anna");
        user("anna");
        member(workspace, "anna", 1, editor);
        given(workspace, "anna", editor, reader);
        world.managedRoles()
                .give(
                        REALM,
                        "ldap:c1",
                        List.of(new ManagedRoleStore.SourceRole(
                                new ManagedRoleStore.Place(workspace.id(), anna), reader.id())));

        Member found =
                world.members().find(REALM, workspace.id(), subject("anna")).orElseThrow();
        assertThat(found.roles())
                .containsExactly(
                        new Member.HeldRole(editor.id(), "editor", false),
                        new Member.HeldRole(editor.id(), "editor", true),
                        new Member.HeldRole(reader.id(), "reader", true));
        assertThat(world.members().page(REALM, workspace.id(), ALL).items()).containsExactly(found);
        assertThat(world.members().holders(REALM, workspace.id(), reader.id())).isEqualTo(1);
        assertThat(world.members().page(REALM, workspace.id(), reader.id(), ALL).total())
                .isEqualTo(1);
        assertThat(world.decisions()
                        .membership(REALM, workspace.alias(), subject("anna"))
                        .orElseThrow()
                        .roles())
                .extracting(role -> role.name())
                .containsExactlyInAnyOrder("editor", "reader");
        assertThat(world.decisions().memberships(REALM, workspace.alias(), List.of(subject("anna"), subject("ben"))))
                .hasEntrySatisfying(
                        anna, membership -> assertThat(membership.roles()).hasSize(2));
        assertThat(world.members().directHolders(REALM, workspace.id(), reader.id(), List.of(anna)))
                .isEmpty();
        assertThat(world.members().managedHolders(REALM, workspace.id(), reader.id(), List.of(anna)))
                .containsExactly(anna);

        world.members().updateRoles(REALM, workspace.id(), anna, Set.of());
        world.members().addRole(REALM, workspace.id(), reader.id(), List.of(anna));
        world.members().removeRole(REALM, workspace.id(), reader.id(), List.of(anna));
        assertThat(world.members()
                        .find(REALM, workspace.id(), subject("anna"))
                        .orElseThrow()
                        .roles())
                .containsExactly(
                        new Member.HeldRole(editor.id(), "editor", true),
                        new Member.HeldRole(reader.id(), "reader", true));
        world.members().removeManaged(REALM, workspace.id(), anna);
        assertThat(world.members()
                        .find(REALM, workspace.id(), subject("anna"))
                        .orElseThrow()
                        .roles())
                .isEmpty();
    }

    @Test
    void sourcesWriteAndReadWhatTheyGive() {
        settings(REALM);
        world.settings().update(world.settings().find(REALM).orElseThrow().withEnabled(true));
        Workspace workspace = workspace("w1");
        Workspace second = workspace("w2");
        Role editor = role(workspace, "editor");
        Role reader = role(second, "reader");
        UserId anna = new UserId("anna");
        user("anna");
        user("ben");
        member(workspace, "anna", Member.Status.SUSPENDED, Member.Source.GROUP, 3);
        ManagedRoleStore.Place there = new ManagedRoleStore.Place(second.id(), new UserId("ben"));
        world.managedRoles()
                .insert(List.of(new Member(
                        REALM,
                        second.id(),
                        new Member.Person(there.user(), "ben", null, null, null),
                        Member.Status.ACTIVE,
                        Member.Source.IDP,
                        true,
                        List.of(),
                        5,
                        1)));
        ManagedRoleStore.Place here = given(workspace, "anna", editor);
        given(second, "ben", reader);
        world.managedRoles().touch(REALM, Map.of(here, Member.Source.IDP));
        world.managedRoles().lock(REALM, List.of(second.id(), workspace.id()));

        List<ManagedRoleStore.Standing> standings =
                world.managedRoles().standings(REALM, anna, PARTNER, List.of(second.id()));
        assertThat(standings)
                .extracting(ManagedRoleStore.Standing::alias)
                .containsExactlyInAnyOrder("alias-w1", "alias-w2");
        assertThat(standings).anySatisfy(standing -> {
            assertThat(standing.row())
                    .isEqualTo(new ManagedRoleStore.Row(Member.Status.SUSPENDED, Member.Source.IDP, "anna-snapshot"));
            assertThat(standing.given()).containsExactly(new ManagedRoleStore.Given(editor.id(), "editor", PARTNER));
            assertThat(standing.owner()).isFalse();
        });
        assertThat(world.managedRoles().standings(OTHER, anna, PARTNER, List.of(second.id())))
                .isEmpty();
        assertThat(world.managedRoles().fed(REALM, PARTNER, null, 9)).hasSize(2);
        assertThat(world.managedRoles().fed(REALM, PARTNER, second.id(), 9))
                .extracting(ManagedRoleStore.Standing::place)
                .containsExactly(there);
        assertThat(world.managedRoles().fed(REALM, PARTNER, null, 1)).hasSize(1);
        assertThat(world.managedRoles().fedTo(REALM, PARTNER, anna)).hasSize(1);

        world.managedRoles().take(REALM, PARTNER, List.of(new ManagedRoleStore.SourceRole(here, editor.id())));
        assertThat(world.managedRoles().fed(REALM, PARTNER, null, 9)).hasSize(1);
        world.managedRoles().strip(REALM, List.of(here));
        world.managedRoles().delete(REALM, List.of(there));
        assertThat(world.managedRoles().fed(REALM, PARTNER, null, 9)).isEmpty();
        assertThat(world.members().find(REALM, second.id(), subject("ben"))).isEmpty();
        assertThat(world.members().find(REALM, workspace.id(), subject("anna"))).isPresent();
    }

    @Test
    void approvalsNameLiveRolesOnly() {
        Workspace workspace = workspace("w1");
        Role editor = role(workspace, "editor");
        Role gone = role(workspace, "gone");
        world.sourceApprovals()
                .put(
                        REALM,
                        workspace.id(),
                        new SourceApprovalStore.Approval(PARTNER, "f1", Set.of(editor.id(), gone.id()), "root", 7));
        world.roles().update(gone.withDeletedAt(9L));
        assertThat(world.sourceApprovals().approved(REALM, PARTNER, "f1"))
                .isEqualTo(Map.of(workspace.id(), Map.of(editor.id(), "editor")));
        assertThat(world.sourceApprovals().approved(OTHER, PARTNER, "f1")).isEmpty();
        assertThat(world.sourceApprovals().approved(REALM, PARTNER, "f2")).isEmpty();
        assertThat(world.sourceApprovals().ofWorkspace(REALM, workspace.id()))
                .containsExactly(
                        new SourceApprovalStore.Approval(PARTNER, "f1", Set.of(editor.id(), gone.id()), "root", 7));
        world.sourceApprovals()
                .put(REALM, workspace.id(), new SourceApprovalStore.Approval(PARTNER, "f1", Set.of(), "root", 8));
        assertThat(world.sourceApprovals().ofWorkspace(REALM, workspace.id())).isEmpty();
        world.sourceApprovals()
                .put(
                        REALM,
                        workspace.id(),
                        new SourceApprovalStore.Approval("ldap:c1", "f1", Set.of(editor.id()), "root", 7));
        world.sourceApprovals().forget(REALM, "ldap:c1");
        assertThat(world.sourceApprovals().ofWorkspace(REALM, workspace.id())).isEmpty();
    }

    @Test
    void rulesForFirstLoginsCountOncePerUser() {
        settings(REALM);
        Workspace workspace = workspace("w1");
        Role editor = role(workspace, "editor");
        UserId anna = new UserId("anna");
        List<FirstLoginRule> rules = List.of(
                new FirstLoginRule(FirstLoginRule.Kind.ANYBODY, "", workspace.id(), Set.of(editor.id())),
                new FirstLoginRule(
                        FirstLoginRule.Kind.EMAIL_DOMAIN, "example.org", workspace.id(), Set.of(editor.id())));
        world.firstLogins().put(REALM, rules);
        assertThat(world.firstLogins().rules(REALM)).isEqualTo(rules);
        assertThat(world.firstLogins().rules(OTHER)).isEmpty();
        assertThat(world.firstLogins().pending(REALM, anna)).isEmpty();
        world.settings().update(world.settings().find(REALM).orElseThrow().withEnabled(true));
        assertThat(world.firstLogins().pending(REALM, anna)).isEqualTo(rules);
        world.firstLogins().done(REALM, anna, 7);
        assertThat(world.firstLogins().pending(REALM, anna)).isEmpty();
        assertThat(world.firstLogins().pending(REALM, new UserId("ben"))).hasSize(2);
        world.firstLogins().forget(REALM, anna);
        assertThat(world.firstLogins().pending(REALM, anna)).hasSize(2);
        world.workspaces().delete(REALM, workspace.id());
        assertThat(world.firstLogins().rules(REALM)).isEmpty();
    }
}
