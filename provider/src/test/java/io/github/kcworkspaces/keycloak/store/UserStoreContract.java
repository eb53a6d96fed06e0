package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.InvitationId;
import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.invitation.Invitation;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.paging.Slice;
import io.github.kcworkspaces.resource.Resource;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.testing.InMemoryWorld.Mark;
import io.github.kcworkspaces.user.LoginStore.Seen;
import io.github.kcworkspaces.user.User;
import io.github.kcworkspaces.user.UserFilter;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of users, whatever keeps them. */
abstract class UserStoreContract extends StoreContract {

    static final List<String> ADMINS = List.of(StoreWorld.ADMIN_ROLE);

    private static final UserFilter EVERYBODY = UserFilter.all(100);

    private List<String> names(UserFilter filter) {
        return names(REALM, filter);
    }

    private List<String> names(RealmId realm, UserFilter filter) {
        return world.users().slice(realm, ADMINS, filter).items().stream()
                .map(User::username)
                .toList();
    }

    private User one(String id) {
        return world.users().find(REALM, ADMINS, new UserId(id)).orElseThrow();
    }

    private static UserFilter filter(
            User.@Nullable Type type,
            User.@Nullable Status status,
            User.@Nullable Source source,
            @Nullable Workspace workspace,
            @Nullable String role) {
        return new UserFilter(null, type, status, source, workspace == null ? null : workspace.id(), role, null, 100);
    }

    private static UserFilter found(String search) {
        return new UserFilter(search, null, null, null, null, null, null, 100);
    }

    private static UserFilter status(User.Status status) {
        return filter(null, status, null, null, null);
    }

    @Test
    void usersOfTheRealmComeInTheOrderOfTheirNamesWithoutServiceAccounts() {
        for (String name : List.of("carl", "anna", "ben", "service-account-app")) {
            user(name);
        }
        world.mark(new UserId("service-account-app"), Mark.SERVICE_ACCOUNT);
        world.user(OTHER, new Member.Person(new UserId("dora"), "dora", null, null, null));
        assertThat(names(EVERYBODY)).containsExactly("anna", "ben", "carl");
        assertThat(names(OTHER, EVERYBODY)).containsExactly("dora");
        assertThat(world.users().find(OTHER, ADMINS, new UserId("anna"))).isEmpty();
        assertThat(world.users().find(REALM, ADMINS, new UserId("nobody"))).isEmpty();
    }

    @Test
    void whomKeycloakDoesNotImportIsListedBehindTheOthers() {
        Workspace first = workspace("w1");
        Workspace second = workspace("w2");
        user("zoe");
        member(second, "f:ldap:ben", 1);
        member(first, "f:ldap:ben", 1);
        member(first, "f:ldap:anna", 1);
        member(workspace(OTHER, "w3", false), "f:ldap:carl", 1);
        assertThat(names(EVERYBODY)).containsExactly("zoe", "f:ldap:anna-snapshot", "f:ldap:ben-snapshot");
        assertThat(one("f:ldap:ben").places()).extracting(User.Place::alias).containsExactly("alias-w1", "alias-w2");
        assertThat(one("f:ldap:ben").source()).isEqualTo(User.Source.LDAP);
        assertThat(names(filter(null, null, User.Source.LDAP, null, null)))
                .containsExactly("f:ldap:anna-snapshot", "f:ldap:ben-snapshot");
        assertThat(names(filter(null, null, User.Source.LOCAL, null, null))).containsExactly("zoe");
        assertThat(names(filter(null, null, null, second, null))).containsExactly("f:ldap:ben-snapshot");
        assertThat(names(found("LDAP:ANNA"))).containsExactly("f:ldap:anna-snapshot");
        assertThat(names(status(User.Status.ACTIVE))).hasSize(3);
        assertThat(names(status(User.Status.DISABLED))).isEmpty();
    }

    @Test
    void cursorsLeadThroughTheWholeListOnce() {
        Workspace workspace = workspace("w1");
        List<String> all = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            user("user-" + number);
            all.add("user-" + number);
        }
        for (int number = 0; number < 4; number++) {
            member(workspace, "f:ldap:" + number, 1);
            all.add("f:ldap:" + number + "-snapshot");
        }
        for (int size : List.of(1, 2, 3, 7, 11, 12)) {
            List<String> walked = new ArrayList<>();
            String after = null;
            do {
                Slice<User> slice = world.users().slice(REALM, ADMINS, EVERYBODY.from(after, size));
                assertThat(slice.items()).as("page of " + size).hasSizeBetween(1, size);
                slice.items().forEach(user -> walked.add(user.username()));
                after = slice.next();
            } while (after != null);
            assertThat(walked).as("pages of " + size).isEqualTo(all);
        }
        assertThat(names(EVERYBODY.from("no cursor", 100))).isEqualTo(all);
        assertThat(names(EVERYBODY.from("k!", 100))).isEqualTo(all);
    }

    @Test
    void aSearchLooksAtNamesAndEMailLiterally() {
        world.user(REALM, new Member.Person(new UserId("u1"), "a.smith", "as@example.org", "Anna", "Smith"));
        world.user(REALM, new Member.Person(new UserId("u2"), "b_jones", "bj@example.com", "Ben", null));
        world.user(REALM, new Member.Person(new UserId("u3"), "bxjones", null, null, "O'Neil"));
        assertThat(names(found("anna sm"))).containsExactly("a.smith");
        assertThat(names(found("EXAMPLE.COM"))).containsExactly("b_jones");
        assertThat(names(found("b_j"))).containsExactly("b_jones");
        assertThat(names(found("o'n"))).containsExactly("bxjones");
        assertThat(names(found("%"))).isEmpty();
    }

    @Test
    void accountAdminsAreThoseWithTheRoleThemselvesOrThroughAGroup() {
        GroupId admins = world.group(REALM, "admins");
        GroupId below = world.group(REALM, "below", admins);
        user("anna");
        user("ben", admins);
        user("carl", below);
        user("dora");
        world.adminGroup(admins);
        world.mark(new UserId("anna"), Mark.ADMIN);
        assertThat(names(filter(User.Type.ADMIN, null, null, null, null))).containsExactly("anna", "ben", "carl");
        assertThat(names(filter(User.Type.NORMAL, null, null, null, null))).containsExactly("dora");
        assertThat(world.users().slice(REALM, ADMINS, EVERYBODY).items())
                .extracting(User::type)
                .containsExactly(User.Type.ADMIN, User.Type.ADMIN, User.Type.ADMIN, User.Type.NORMAL);
        assertThat(world.users()
                        .find(REALM, ADMINS, new UserId("carl"))
                        .orElseThrow()
                        .type())
                .isEqualTo(User.Type.ADMIN);
    }

    @Test
    void accountsAreLocalOfADirectoryOrLinked() {
        for (String name : List.of("anna", "ben", "carl")) {
            user(name);
        }
        world.mark(new UserId("ben"), Mark.IMPORTED);
        world.mark(new UserId("ben"), Mark.LINKED);
        world.mark(new UserId("carl"), Mark.LINKED);
        assertThat(world.users().slice(REALM, ADMINS, EVERYBODY).items())
                .extracting(User::source)
                .containsExactly(User.Source.LOCAL, User.Source.LDAP, User.Source.BROKER);
        for (User.Source source : User.Source.values()) {
            assertThat(world.users()
                            .slice(REALM, ADMINS, filter(null, null, source, null, null))
                            .items())
                    .as(source.name())
                    .hasSize(1)
                    .allMatch(user -> user.source() == source);
        }
    }

    @Test
    void aStatusFollowsFromTheAccountAndAllMemberships() {
        Workspace first = workspace("w1");
        Workspace second = workspace("w2");
        GroupId staff = world.group(REALM, "staff");
        GroupId below = world.group(REALM, "below", staff);
        world.groupMappings()
                .put(REALM, first.id(), staff, Set.of(role(first, "reader").id()));
        user("anna");
        user("ben");
        user("carl");
        user("dora", below);
        user("eve", below);
        user("fred");
        member(first, "ben", 1);
        member(second, "ben", Member.Status.SUSPENDED, Member.Source.DIRECT, 1);
        member(first, "carl", Member.Status.SUSPENDED, Member.Source.DIRECT, 1);
        member(first, "eve", Member.Status.SUSPENDED, Member.Source.GROUP, 1);
        member(second, "fred", Member.Status.SUSPENDED, Member.Source.DIRECT, 1);
        member(first, "anna", Member.Status.SUSPENDED, Member.Source.GROUP, 1);
        world.mark(new UserId("fred"), Mark.DISABLED);
        Map<User.Status, List<String>> expected = Map.of(
                User.Status.ACTIVE, List.of("anna", "ben", "dora"),
                User.Status.SUSPENDED, List.of("carl", "eve"),
                User.Status.DISABLED, List.of("fred"),
                User.Status.INVITED, List.of());
        expected.forEach((status, people) -> {
            assertThat(names(status(status))).as(status.name()).isEqualTo(people);
            people.forEach(name -> assertThat(one(name).status()).as(name).isEqualTo(status));
        });
    }

    @Test
    void whomAnInvitationWaitsForIsInvitedUntilHeIsAMember() {
        Workspace workspace = workspace("w1");
        for (String name : List.of("anna", "ben", "carl", "dora")) {
            user(name);
        }
        invitation(workspace, "anna", Invitation.Status.PENDING, 2_000);
        invitation(workspace, "ben", Invitation.Status.PENDING, 1_000);
        invitation(workspace, "carl", Invitation.Status.PENDING, 2_000);
        invitation(workspace, "dora", Invitation.Status.REVOKED, 2_000);
        member(workspace, "carl", 1);
        assertThat(names(status(User.Status.INVITED))).containsExactly("anna");
        assertThat(one("anna").status()).isEqualTo(User.Status.INVITED);
        assertThat(names(status(User.Status.ACTIVE))).containsExactly("ben", "carl", "dora");
        assertThat(world.users().slice(REALM, ADMINS, EVERYBODY).items())
                .extracting(User::status)
                .containsExactly(User.Status.INVITED, User.Status.ACTIVE, User.Status.ACTIVE, User.Status.ACTIVE);
    }

    private void invitation(Workspace workspace, String user, Invitation.Status status, long expiresAt) {
        world.invitations()
                .insert(List.of(new Invitation(
                        new InvitationId("i-" + user),
                        REALM,
                        workspace.id(),
                        user + "@example.org",
                        null,
                        null,
                        Set.of(),
                        false,
                        null,
                        null,
                        new Invitation.Inviter(REALM.value(), null, "system"),
                        status,
                        Invitation.MailStatus.NONE,
                        1,
                        expiresAt,
                        null,
                        null,
                        "https://example.org",
                        1)));
    }

    @Test
    void placesHaveTheRolesOfTheUserAndOfHisGroups() {
        Workspace first = workspace("w1");
        Workspace second = workspace("w2");
        Role reader = role(first, "reader");
        Role writer = role(first, "writer");
        Role gone = role(first, "gone");
        GroupId staff = world.group(REALM, "staff");
        GroupId below = world.group(REALM, "below", staff);
        world.groupMappings().put(REALM, first.id(), staff, Set.of(writer.id()));
        world.groupMappings().put(REALM, second.id(), below, Set.of());
        user("anna", below);
        user("ben");
        member(first, "anna", 1, reader, gone);
        member(second, "ben", 1);
        world.roles()
                .update(new Role(
                        gone.id(),
                        REALM,
                        first.id(),
                        Role.Kind.CUSTOM,
                        "gone",
                        "of gone",
                        1,
                        5L,
                        gone.revision(),
                        gone.version()));
        assertThat(one("anna").places())
                .containsExactly(
                        new User.Place(first.id(), "alias-w1", "Name of w1", false, true, List.of("reader", "writer")));
        assertThat(one("ben").places())
                .containsExactly(new User.Place(second.id(), "alias-w2", "Name of w2", false, true, List.of()));
    }

    /** Members whose accounts nobody knows: there to be many. */
    private void crowd(Workspace workspace, int members) {
        for (int number = 0; number < members; number++) {
            member(workspace, "unknown-" + number, 1);
        }
    }

    @ParameterizedTest(name = "among {0} others")
    @ValueSource(ints = {0, UserRows.MANY})
    void usersAreFoundByWorkspaceAndRole(int others) {
        Workspace first = workspace("w1");
        Workspace second = workspace("w2");
        Role reader = role(first, "reader");
        Role other = role(REALM, second.id(), Role.Kind.CUSTOM, "reader-2");
        GroupId staff = world.group(REALM, "staff");
        GroupId below = world.group(REALM, "below", staff);
        world.groupMappings().put(REALM, first.id(), staff, Set.of(reader.id()));
        user("anna");
        user("ben", below);
        user("carl");
        member(first, "anna", 1, reader);
        member(second, "anna", 1);
        member(second, "carl", 1, other);
        crowd(first, others);
        assertThat(names(filter(null, null, null, first, null))).containsExactly("anna", "ben");
        assertThat(names(filter(null, null, null, second, null))).containsExactly("anna", "carl");
        assertThat(names(filter(null, null, null, null, "READER"))).containsExactly("anna", "ben");
        assertThat(names(filter(null, null, null, null, other.id().value()))).containsExactly("carl");
        assertThat(names(filter(null, null, null, second, "reader"))).isEmpty();
        assertThat(names(filter(null, null, null, first, "reader-2"))).isEmpty();
        assertThat(names(filter(User.Type.NORMAL, User.Status.ACTIVE, User.Source.LOCAL, first, "reader")))
                .containsExactly("anna", "ben");
        assertThat(names(filter(null, null, null, null, "nobody's"))).isEmpty();
    }

    @ParameterizedTest(name = "among {0} others")
    @ValueSource(ints = {0, UserRows.MANY})
    void whoIsNotInTheOrganizationHasNoPlaceInItsWorkspaces(int others) {
        settings(REALM);
        user("anna");
        user("ben");
        world.organization(REALM, "org-1", true, new UserId("anna"));
        Workspace workspace = new Workspace(
                new WorkspaceId("w1"),
                REALM,
                "alias-w1",
                "Name of w1",
                null,
                false,
                null,
                "org-1",
                Workspace.Status.ACTIVE,
                false,
                1,
                1);
        world.workspaces().insert(workspace);
        Role reader = role(workspace, "reader");
        member(workspace, "anna", 1, reader);
        member(workspace, "ben", Member.Status.SUSPENDED, Member.Source.DIRECT, 1, reader);
        assertThat(one("anna").places()).hasSize(1);
        assertThat(one("ben").places()).isEmpty();
        crowd(workspace, others);
        assertThat(names(filter(null, null, null, workspace, null))).containsExactly("anna");
        assertThat(names(filter(null, null, null, workspace, "reader"))).containsExactly("anna");
        assertThat(names(filter(null, null, null, null, "reader"))).containsExactly("anna");
        assertThat(names(status(User.Status.ACTIVE))).containsExactly("anna", "ben");
        assertThat(names(status(User.Status.SUSPENDED))).isEmpty();
    }

    @Test
    void whoWasHereLastIsKnownUntilForgotten() {
        RealmId realm = new RealmId(UUID.randomUUID().toString());
        UserId anna = new UserId(UUID.randomUUID().toString());
        UserId ben = new UserId("f:ldap:" + anna.value());
        world.user(realm, new Member.Person(anna, "anna", null, null, null));
        Workspace workspace = workspace(realm, UUID.randomUUID().toString(), false);
        world.logins().seen(realm, anna, new Seen(7L, "app", null, null));
        world.logins().seen(realm, anna, new Seen(null, null, workspace.id(), null));
        world.logins().seen(realm, anna, new Seen(9L, "other", null, null));
        world.logins()
                .seen(realm, ben, new Seen(8L, "app", null, new Member.Person(ben, "ben", "b@x.org", "Ben", "B")));
        List<User> users = world.users().slice(realm, ADMINS, EVERYBODY).items();
        assertThat(users).extracting(User::username).containsExactly("anna", "ben");
        assertThat(users.get(0).lastLogin()).isEqualTo(9);
        assertThat(users.get(0).lastClient()).isEqualTo("other");
        assertThat(users.get(0).activeWorkspace()).isEqualTo(new User.Active(workspace.id(), workspace.alias()));
        assertThat(users.get(1).email()).isEqualTo("b@x.org");
        assertThat(users.get(1).activeWorkspace()).isNull();
        assertThat(names(realm, found("b@x"))).containsExactly("ben");
        assertThat(world.users().find(realm, ADMINS, ben)).isPresent();
        world.logins().forget(realm, anna);
        world.logins().forget(realm, ben);
        assertThat(world.users().slice(realm, ADMINS, EVERYBODY).items())
                .extracting(User::lastLogin)
                .containsExactly((Long) null);
    }

    @Test
    void aStatusIsSetInAllWorkspacesOfTheUser() {
        Workspace first = workspace("w1");
        Workspace second = workspace("w2");
        user("anna");
        user("ben");
        for (Workspace workspace : List.of(first, second)) {
            member(workspace, "anna", 1);
            member(workspace, "ben", 1);
        }
        world.users().setStatus(REALM, new UserId("anna"), Member.Status.SUSPENDED);
        assertThat(one("anna").places()).hasSize(2).allMatch(User.Place::suspended);
        assertThat(one("ben").places()).hasSize(2).noneMatch(User.Place::suspended);
        world.users().setStatus(OTHER, new UserId("anna"), Member.Status.ACTIVE);
        assertThat(one("anna").status()).isEqualTo(User.Status.SUSPENDED);
        world.users().setStatus(REALM, new UserId("anna"), Member.Status.ACTIVE);
        assertThat(one("anna").status()).isEqualTo(User.Status.ACTIVE);
    }

    @Test
    void whatAUserOwnsIsListedAndHandedOver() {
        Workspace first = workspace("w1");
        Workspace second = workspace("w2");
        type("widget", null);
        owned(first, "r1", "anna");
        owned(first, "r2", "anna");
        owned(second, "r3", "anna");
        owned(second, "r4", "ben");
        UserId anna = new UserId("anna");
        UserId ben = new UserId("ben");
        assertThat(world.users().owned(REALM, anna, 2))
                .extracting(owned -> owned.id().value())
                .containsExactly("r1", "r2");
        assertThat(world.users().owned(OTHER, anna, 9)).isEmpty();
        assertThat(world.users().handOver(REALM, anna, ben))
                .extracting(handed -> handed.alias() + " " + handed.count())
                .containsExactly("alias-w1 2", "alias-w2 1");
        assertThat(world.users().owned(REALM, anna, 9)).isEmpty();
        assertThat(world.users().owned(REALM, ben, 9)).hasSize(4);
    }

    private void owned(Workspace workspace, String id, String owner) {
        world.resources()
                .insert(new Resource(
                        new ResourceId(id),
                        REALM,
                        workspace.id(),
                        "widget",
                        "ext-" + id,
                        "Resource " + id,
                        null,
                        null,
                        List.of(),
                        null,
                        new UserId(owner),
                        List.of(),
                        Map.of(),
                        true,
                        1));
    }
}
