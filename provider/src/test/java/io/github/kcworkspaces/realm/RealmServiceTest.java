package io.github.kcworkspaces.realm;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static io.github.kcworkspaces.testing.TestRbac.ACME;
import static io.github.kcworkspaces.testing.TestRbac.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.audit.ActivityType;
import io.github.kcworkspaces.decision.MfaRequiredFor;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.paging.PageRequest;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.testing.TestRbac;
import io.github.kcworkspaces.workspace.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealmServiceTest {

    @Test
    void enablingCreatesWhatTheRealmNeedsOnce() {
        TestRbac rbac = new TestRbac();
        RealmSettings settings = rbac.realms.update(ACME, ROOT, SettingsChange.enable());
        assertThat(settings.enabled()).isTrue();
        assertThat(settings.defaultWorkspace()).isNotNull();
        assertThat(rbac.world.trail().types())
                .containsExactly(
                        ActivityType.ROLE_CREATED,
                        ActivityType.ROLE_CREATED,
                        ActivityType.ROLE_CREATED,
                        ActivityType.WORKSPACE_CREATED,
                        ActivityType.REALM_ENABLED);
        rbac.world.trail().clear();
        rbac.realms.update(ACME, ROOT, SettingsChange.enable());
        assertThat(rbac.world.trail().rows()).isEmpty();
        assertThat(rbac.workspaces.page(ACME, null, PageRequest.firstRows(10)).total())
                .isEqualTo(1);
        assertThat(rbac.provisioned()).isPositive();
    }

    @Test
    void aRealmThatWasNeverEnabledIsRefused() {
        refused(ProblemCode.REALM_NOT_ENABLED, () -> new TestRbac().realms.requireEnabled(ACME));
    }

    @Test
    void theAccountOwnerBecomesOwnerOfWhatNobodyOwnsAndMemberOfAll() {
        TestRbac rbac = TestRbac.enabled();
        Workspace ownerless = rbac.workspace("ownerless");
        UserId ada = rbac.user("ada");
        UserId ben = rbac.user("ben");
        Workspace owned = rbac.workspaces.create(
                ACME,
                TestRbac.actor(ben),
                new io.github.kcworkspaces.workspace.NewWorkspace("owned", "Owned", null, null));

        rbac.realms.update(ACME, ROOT, owner(ada));

        assertThat(rbac.reload(ownerless).owner()).isEqualTo(ada);
        assertThat(rbac.reload(owned).owner()).isEqualTo(ben);
        assertThat(rbac.members.get(owned, ada).directRoleNames()).containsExactly("owner");

        UserId cleo = rbac.user("cleo");
        rbac.realms.update(ACME, ROOT, owner(cleo));
        assertThat(rbac.members.get(owned, cleo).directRoleNames()).containsExactly("owner");
        assertThat(rbac.members.get(owned, ada).directRoleNames()).containsExactly("admin");
        assertThat(rbac.members.get(ownerless, ada).directRoleNames()).containsExactly("owner");
    }

    @Test
    void anAttributeThatUsersEditThemselvesIsRefused() {
        TestRbac rbac = TestRbac.enabled();
        SettingsChange fine = new SettingsChange(null, null, null, null, null, List.of("department"), null);
        assertThat(rbac.realms.update(ACME, ROOT, fine).subjectAttributes()).containsExactly("department");
        refused(
                ProblemCode.INVALID_REQUEST,
                () -> rbac.realms.update(
                        ACME, ROOT, new SettingsChange(null, null, null, null, null, List.of("own-nickname"), null)));
    }

    @Test
    void secondFactorsCanBeDemandedOfAccountAdmins() {
        TestRbac rbac = TestRbac.enabled();
        rbac.world.trail().clear();
        assertThat(rbac.realms.update(ACME, ROOT, mfa(MfaRequiredFor.ACCOUNT_ADMINS, 3)))
                .satisfies(after -> {
                    assertThat(after.mfaRequiredFor()).isEqualTo(MfaRequiredFor.ACCOUNT_ADMINS);
                    assertThat(after.mfaLevel()).isEqualTo(3);
                });
        assertThat(rbac.world.trail().rows())
                .singleElement()
                .satisfies(row -> assertThat(row.changes()).containsOnlyKeys("mfaRequiredFor", "mfaLevel"));
        refused(ProblemCode.INVALID_REQUEST, () -> rbac.realms.update(ACME, ROOT, mfa(null, 0)));
    }

    private static SettingsChange mfa(MfaRequiredFor whom, Integer level) {
        return new SettingsChange(null, null, null, null, null, null, whom, level, null, null, null, null);
    }

    @Test
    void anUnknownAccountOwnerIsRefused() {
        TestRbac rbac = TestRbac.enabled();
        refused(ProblemCode.UNKNOWN_USER, () -> rbac.realms.update(ACME, ROOT, owner(new UserId("nobody"))));
    }

    private static SettingsChange owner(UserId user) {
        return new SettingsChange(null, user, null, null, null, null, null);
    }
}
