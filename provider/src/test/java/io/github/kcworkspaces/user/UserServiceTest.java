package io.github.kcworkspaces.user;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static io.github.kcworkspaces.testing.TestRbac.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.Activity;
import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.ResourceId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.realm.SettingsChange;
import io.github.kcworkspaces.resource.ResourceDraft;
import io.github.kcworkspaces.resource.ResourceDraft.Link;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.NewWorkspace;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UserServiceTest {

    /** Manages every account. */
    private static final Administrator ALL = new Administrator(ROOT, true, true);

    /** An account admin without rights of Keycloak's own. */
    private static final Administrator ACCOUNT_ADMIN = new Administrator(ROOT, true, false);

    /** Manages the realm, but not its users. */
    private static final Administrator NO_ACCOUNTS = new Administrator(ROOT, false, false);

    private final TestRbac rbac = TestRbac.enabled();

    private void own(Workspace workspace, @Nullable UserId owner, String name) {
        rbac.resources.register(
                workspace,
                ROOT,
                new ResourceDraft(
                        "chatflow",
                        name,
                        "The " + name,
                        null,
                        null,
                        null,
                        new Link<ResourceId>(null),
                        new Link<>(owner),
                        null,
                        null,
                        null));
    }

    private Activity last() {
        List<Activity> rows = rbac.world.trail().rows();
        return rows.get(rows.size() - 1);
    }

    @Test
    void suspendingEndsEveryMembershipAndResumingBringsAllBack() {
        UserId ben = rbac.user("ben");
        Workspace first = rbac.workspace("w1");
        Workspace second = rbac.workspace("w2");
        rbac.member(first, ben, "admin");
        rbac.member(second, ben, "member");
        rbac.world.trail().clear();

        rbac.users.changeStatus(ACME, NO_ACCOUNTS, ben, User.Status.SUSPENDED);

        assertThat(rbac.users.get(ACME, ben).status()).isEqualTo(User.Status.SUSPENDED);
        assertThat(rbac.world.trail().types())
                .containsExactly(
                        ActivityType.MEMBER_SUSPENDED, ActivityType.MEMBER_SUSPENDED, ActivityType.USER_SUSPENDED);
        assertThat(last().target().name()).isEqualTo("ben");
        rbac.world.trail().clear();
        rbac.users.changeStatus(ACME, NO_ACCOUNTS, ben, User.Status.SUSPENDED);
        assertThat(rbac.world.trail().rows()).isEmpty();

        rbac.users.changeStatus(ACME, NO_ACCOUNTS, ben, User.Status.ACTIVE);
        assertThat(rbac.users.get(ACME, ben).places()).noneMatch(User.Place::suspended);
        assertThat(rbac.users.get(ACME, ben).places().get(0).roles()).containsExactly("admin");
        assertThat(rbac.world.trail().types())
                .containsExactly(ActivityType.MEMBER_RESUMED, ActivityType.MEMBER_RESUMED, ActivityType.USER_RESUMED);
    }

    @Test
    void aMemberThroughAGroupIsSuspendedLikeTheOthers() {
        GroupId staff = rbac.world.directory().group(ACME, "staff", "/staff");
        UserId ben = rbac.world.directory().user(ACME, "u-ben", "ben", staff);
        Workspace workspace = rbac.workspace("w1");
        rbac.world
                .groupMappings()
                .put(
                        ACME,
                        workspace.id(),
                        staff,
                        Set.of(rbac.role(workspace, "reader").id()));
        assertThat(rbac.users.get(ACME, ben).status()).isEqualTo(User.Status.ACTIVE);

        rbac.users.changeStatus(ACME, ALL, ben, User.Status.SUSPENDED);

        assertThat(rbac.users.get(ACME, ben).status()).isEqualTo(User.Status.SUSPENDED);
        rbac.users.changeStatus(ACME, ALL, ben, User.Status.ACTIVE);
        assertThat(rbac.users.get(ACME, ben).status()).isEqualTo(User.Status.ACTIVE);
    }

    @Test
    void whoOwnsOrManagesEverythingOrNothingIsNotSuspended() {
        UserId ada = rbac.user("ada");
        UserId ben = rbac.user("ben");
        UserId cleo = rbac.user("cleo");
        UserId dora = rbac.world.directory().accountAdmin(ACME, "u-dora", "dora");
        rbac.realms.update(ACME, ROOT, new SettingsChange(null, ada, null, null, null, null, null));
        rbac.workspaces.create(ACME, TestRbac.actor(ben), new NewWorkspace("bens", "Of Ben", null, null));

        refused(ProblemCode.OWNER_IMMUTABLE, () -> suspend(ada));
        Problem refusal = refused(ProblemCode.OWNER_IMMUTABLE, () -> suspend(ben));
        assertThat(refusal.details()).containsEntry("workspaces", List.of("bens"));
        refused(ProblemCode.NOT_A_MEMBER, () -> suspend(cleo));
        refused(ProblemCode.USER_IS_ADMIN, () -> suspend(dora));
        refused(ProblemCode.USER_NOT_FOUND, () -> suspend(new UserId("nobody")));
        refused(ProblemCode.INVALID_REQUEST, () -> rbac.users.changeStatus(ACME, ALL, cleo, User.Status.INVITED));
    }

    private void suspend(UserId user) {
        rbac.users.changeStatus(ACME, ALL, user, User.Status.SUSPENDED);
    }

    @Test
    void accountsAreDisabledByWhoManagesThem() {
        UserId ben = rbac.user("ben");
        refused(ProblemCode.ACCESS_DENIED, () -> rbac.users.changeStatus(ACME, NO_ACCOUNTS, ben, User.Status.DISABLED));
        rbac.users.changeStatus(ACME, ALL, ben, User.Status.DISABLED);
        assertThat(rbac.users.get(ACME, ben).status()).isEqualTo(User.Status.DISABLED);
        assertThat(last().type()).isEqualTo(ActivityType.USER_DISABLED);
        rbac.world.trail().clear();
        rbac.users.changeStatus(ACME, ALL, ben, User.Status.DISABLED);
        assertThat(rbac.world.trail().rows()).isEmpty();
        rbac.users.changeStatus(ACME, ALL, ben, User.Status.ACTIVE);
        assertThat(rbac.users.get(ACME, ben).status()).isEqualTo(User.Status.ACTIVE);
        assertThat(last().type()).isEqualTo(ActivityType.USER_ENABLED);
        rbac.accounts.readOnly.add(ben);
        refused(ProblemCode.ACCOUNT_READ_ONLY, () -> rbac.users.changeStatus(ACME, ALL, ben, User.Status.DISABLED));
        refused(ProblemCode.ACCOUNT_READ_ONLY, () -> rbac.users.delete(ACME, ALL, ben, null));
    }

    @Test
    @Tag("OBN-58")
    void theLastAccountAdminIsNeitherDemotedNorDisabledNorDeleted() {
        UserId ada = rbac.user("ada");
        rbac.users.changeType(ACME, ROOT, ada, User.Type.ADMIN);
        assertThat(rbac.users.get(ACME, ada).type()).isEqualTo(User.Type.ADMIN);
        refused(ProblemCode.LAST_ADMIN, () -> rbac.users.changeType(ACME, ROOT, ada, User.Type.NORMAL));
        refused(ProblemCode.LAST_ADMIN, () -> rbac.users.changeStatus(ACME, ALL, ada, User.Status.DISABLED));
        refused(ProblemCode.LAST_ADMIN, () -> rbac.users.delete(ACME, ALL, ada, null));
        rbac.users.changeType(ACME, ROOT, rbac.user("ben"), User.Type.ADMIN);
        rbac.users.delete(ACME, ALL, ada, null);
    }

    @Test
    void whoAdministersKeycloakIsLeftToThoseWhoDoToo() {
        UserId kim = rbac.user("kim");
        rbac.accounts.administrators.add(kim);
        refused(ProblemCode.ACCESS_DENIED, () -> rbac.users.delete(ACME, ACCOUNT_ADMIN, kim, null));
        refused(
                ProblemCode.ACCESS_DENIED,
                () -> rbac.users.changeStatus(ACME, ACCOUNT_ADMIN, kim, User.Status.DISABLED));
        rbac.users.delete(ACME, ALL, kim, null);
    }

    @Test
    @Tag("OBN-57")
    void whatADeletedUserOwnsIsListedOrGoesToASuccessor() {
        UserId ben = rbac.user("ben");
        UserId cleo = rbac.user("cleo");
        Workspace bens =
                rbac.workspaces.create(ACME, TestRbac.actor(ben), new NewWorkspace("bens", "Of Ben", null, null));
        Workspace other = rbac.workspace("other");
        own(other, ben, "f1");
        own(other, ben, "f2");

        refused(ProblemCode.ACCESS_DENIED, () -> rbac.users.delete(ACME, NO_ACCOUNTS, ben, cleo));
        Problem refusal = refused(ProblemCode.USER_OWNS, () -> rbac.users.delete(ACME, ALL, ben, null));
        assertThat(refusal.details()).containsEntry("workspaces", List.of("bens"));
        assertThat((List<?>) refusal.details().get("resources")).hasSize(2);
        refused(ProblemCode.UNKNOWN_USER, () -> rbac.users.delete(ACME, ALL, ben, new UserId("nobody")));
        refused(ProblemCode.UNKNOWN_USER, () -> rbac.users.delete(ACME, ALL, ben, ben));
        rbac.world.trail().clear();

        rbac.users.delete(ACME, ALL, ben, cleo);

        refused(ProblemCode.USER_NOT_FOUND, () -> rbac.users.get(ACME, ben));
        assertThat(rbac.reload(bens).owner()).isEqualTo(cleo);
        assertThat(rbac.world.users().owned(ACME, cleo, 9)).hasSize(2);
        assertThat(rbac.world.trail().types())
                .contains(
                        ActivityType.WORKSPACE_TRANSFERRED,
                        ActivityType.RESOURCES_HANDED_OVER,
                        ActivityType.USER_DELETED,
                        ActivityType.MEMBER_REMOVED);
        assertThat(rbac.world.trail().rows())
                .filteredOn(row -> row.type() == ActivityType.USER_DELETED)
                .allMatch(row -> row.target().name().equals("ben"));
    }

    @Test
    void theAccountOwnerIsNotDeleted() {
        UserId ada = rbac.user("ada");
        rbac.realms.update(ACME, ROOT, new SettingsChange(null, ada, null, null, null, null, null));
        refused(ProblemCode.OWNER_IMMUTABLE, () -> rbac.users.delete(ACME, ALL, ada, rbac.user("ben")));
        refused(ProblemCode.OWNER_IMMUTABLE, () -> rbac.users.changeStatus(ACME, ALL, ada, User.Status.DISABLED));
    }

    @Test
    void whomADirectoryNoLongerHasIsDeletedAllTheSame() {
        UserId fred = new UserId("f:ldap:fred");
        Workspace workspace = rbac.workspace("w1");
        rbac.world.directory().user(ACME, fred.value(), "fred");
        rbac.member(workspace, fred, "member");
        rbac.world.directory().removeUser(ACME, fred);
        assertThat(rbac.users.get(ACME, fred).places()).hasSize(1);

        rbac.users.delete(ACME, ALL, fred, null);

        refused(ProblemCode.USER_NOT_FOUND, () -> rbac.users.get(ACME, fred));
        assertThat(rbac.world.trail().types()).contains(ActivityType.USER_DELETED, ActivityType.MEMBER_REMOVED);
    }

    @Test
    void anExportIsRecordedWithItsFilters() {
        rbac.users.exported(
                ACME, ROOT, new UserFilter("ben", User.Type.NORMAL, null, null, null, "viewer", null, 500), "csv");
        assertThat(last().type()).isEqualTo(ActivityType.USERS_EXPORTED);
        assertThat(last().changes()).containsOnlyKeys("format", "search", "type", "role");
    }
}
