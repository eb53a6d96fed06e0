package io.github.kcworkspaces.keycloak.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kcworkspaces.decision.MfaRequiredFor;
import io.github.kcworkspaces.id.GroupId;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.UserId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.member.Member;
import io.github.kcworkspaces.role.Role;
import io.github.kcworkspaces.settings.InvitationSettings;
import io.github.kcworkspaces.settings.RealmSettings;
import io.github.kcworkspaces.workspace.DeletionImpact;
import io.github.kcworkspaces.workspace.Workspace;
import io.github.kcworkspaces.workspace.WorkspaceOverview;
import io.github.kcworkspaces.workspace.WorkspaceSummary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

abstract class WorkspaceRoleStoreContract extends StoreContract {

    @Test
    void settingsKeepWhatIsStored() {
        settings(REALM);
        RealmSettings before = world.settings().find(REALM).orElseThrow();
        world.settings()
                .update(new RealmSettings(
                        REALM,
                        true,
                        new UserId("anna"),
                        new WorkspaceId("w1"),
                        RealmSettings.WorkspaceCreation.MEMBERS,
                        RealmSettings.Gate.AUTO,
                        4_096,
                        List.of("department"),
                        MfaRequiredFor.ACCOUNT_ADMINS,
                        3,
                        new InvitationSettings(24, true, 6),
                        -1,
                        before.version()));
        RealmSettings after = world.settings().lock(REALM).orElseThrow();
        assertThat(after.enabled()).isTrue();
        assertThat(after.invitations()).isEqualTo(new InvitationSettings(24, true, 6));
        assertThat(after.accountOwner()).isEqualTo(new UserId("anna"));
        assertThat(before.gate()).isEqualTo(RealmSettings.Gate.STRICT);
        assertThat(after.gate()).isEqualTo(RealmSettings.Gate.AUTO);
        assertThat(after.subjectAttributes()).containsExactly("department");
        assertThat(before.mfaRequiredFor()).isEqualTo(MfaRequiredFor.NONE);
        assertThat(before.mfaLevel()).isEqualTo(RealmSettings.DEFAULT_MFA_LEVEL);
        assertThat(after.mfaRequiredFor()).isEqualTo(MfaRequiredFor.ACCOUNT_ADMINS);
        assertThat(after.mfaLevel()).isEqualTo(3);
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.catalogueRevision()).isEqualTo(before.catalogueRevision());
        world.settings().reviseCatalogue(REALM);
        assertThat(world.settings().find(REALM).orElseThrow().catalogueRevision())
                .isNotEqualTo(before.catalogueRevision());
        world.settings().update(after.withAccountOwner(null));
        assertThat(world.settings().find(REALM).orElseThrow().accountOwner()).isNull();
        world.settings().delete(REALM);
        assertThat(world.settings().find(REALM)).isEmpty();
    }

    @Test
    void workspaceIsFoundByIdAndAliasInItsRealmOnly() {
        Workspace workspace = workspace("w1");
        assertThat(world.workspaces().find(REALM, "w1")).contains(workspace);
        assertThat(world.workspaces().find(REALM, "alias-w1")).contains(workspace);
        assertThat(world.workspaces().find(OTHER, "w1")).isEmpty();
        assertThat(world.workspaces().lock(OTHER, workspace.id())).isEmpty();
        assertThat(world.workspaces().summary(OTHER, workspace.id())).isEmpty();
    }

    @Test
    void updateStoresAndBumps() {
        Workspace workspace = workspace("w1").withOwner(new UserId("anna"));
        world.workspaces().update(workspace);
        Workspace after = world.workspaces().find(REALM, "w1").orElseThrow();
        assertThat(after.owner()).isEqualTo(new UserId("anna"));
        assertThat(after.version()).isEqualTo(2);
        assertThat(world.workspaces().ownedBy(REALM, new UserId("anna"))).containsExactly(after);
        world.workspaces().update(after.withOwner(null));
        assertThat(world.workspaces().find(REALM, "w1").orElseThrow().owner()).isNull();
    }

    @Test
    void listShowsActiveWorkspacesOfActiveMembers() {
        Workspace direct = workspace("w1");
        Workspace suspended = workspace("w2");
        Workspace through = workspace("w3");
        workspace("w4");
        Workspace blocked = workspace("w5");
        Role reader = role(through, "reader");
        GroupId staff = world.group(REALM, "staff");
        world.groupMappings().put(REALM, through.id(), staff, Set.of(reader.id()));
        world.groupMappings().put(REALM, blocked.id(), staff, Set.of(reader.id()));
        user("anna", staff);
        member(direct, "anna", 1);
        member(suspended, "anna", Member.Status.SUSPENDED, Member.Source.DIRECT, 1);
        member(blocked, "anna", Member.Status.SUSPENDED, Member.Source.GROUP, 1);

        assertThat(world.workspaces().page(REALM, subject("anna", staff), ALL).items())
                .extracting(WorkspaceSummary::workspace)
                .containsExactly(direct, through);
        assertThat(world.workspaces().page(REALM, null, ALL).total()).isEqualTo(5);
        assertThat(world.workspaces().page(REALM, null, search("OF W4")).total())
                .isEqualTo(1);
        assertThat(world.workspaces().page(REALM, null, search("_")).total()).isZero();
        assertThat(world.workspaces().active(REALM, subject("anna", staff), ALL).items())
                .containsExactly(direct, through);
        assertThat(world.workspaces().active(REALM, null, ALL).total()).isEqualTo(5);
        assertThat(world.workspaces().active(REALM, null, search("OF W4")).total())
                .isEqualTo(1);
    }

    @Test
    void overviewCountsWhatIsInTheWorkspace() {
        Workspace workspace = workspace("w1");
        Workspace other = workspace("w2");
        Role own = role(workspace, "own");
        role(other, "other");
        role(REALM, null, Role.Kind.CUSTOM, "template");
        GroupId staff = world.group(REALM, "staff");
        world.groupMappings().put(REALM, workspace.id(), staff, Set.of(own.id()));
        user("bea", staff);
        member(workspace, "anna", 1, own);
        resource(workspace, "r1", null);
        resource(workspace, "r2", null);
        resource(other, "r3", null);

        WorkspaceOverview overview = world.workspaces().overview(REALM, workspace.id());

        assertThat(overview).isEqualTo(new WorkspaceOverview(2, 1, 1, 1, Map.of("widget", 2L), 0, 0));
    }

    @Test
    void deletionTakesAllThatIsInTheWorkspace() {
        Workspace workspace = workspace("w1");
        Workspace other = workspace("w2");
        Role own = role(workspace, "own");
        Role template = role(REALM, null, Role.Kind.CUSTOM, "template");
        member(workspace, "anna", 1, own, template);
        member(other, "anna", 1, template);
        resource(workspace, "r1", null);
        assertThat(world.workspaces().impact(REALM, workspace.id())).isEqualTo(new DeletionImpact(1, 1, 1, 0, 0, 0));
        world.workspaces().delete(OTHER, workspace.id());
        assertThat(world.workspaces().find(REALM, "w1")).isPresent();
        world.workspaces().delete(REALM, workspace.id());
        assertThat(world.workspaces().find(REALM, "w1")).isEmpty();
        assertThat(world.roles().find(REALM, workspace.id(), own.id())).isEmpty();
        assertThat(world.roles().summary(template).memberCount()).isEqualTo(1);
        assertThat(world.members().ofUser(REALM, new UserId("anna"), 9)).hasSize(1);
        assertThat(world.usage().used(REALM, "widget")).isFalse();
    }

    @Test
    void rolesAreResolvedByIdAndNameOwnBeforeTemplate() {
        Workspace workspace = workspace("w1");
        Role own = role(workspace, "editor");
        Role template = role(REALM, null, Role.Kind.CUSTOM, "t-editor");
        world.roles().update(template.withTexts("Editor", "x"));
        Role builtIn = role(REALM, null, Role.Kind.OWNER, "owner");
        assertThat(world.roles().resolve(REALM, workspace.id(), List.of("EDITOR")))
                .extracting(Role::id)
                .containsExactly(own.id());
        assertThat(world.roles().resolve(REALM, workspace.id(), List.of("t-editor", "owner", "none")))
                .extracting(Role::id)
                .containsExactlyInAnyOrder(new RoleId("t-editor"), builtIn.id());
        assertThat(world.roles().resolve(OTHER, workspace.id(), List.of("editor")))
                .isEmpty();
        assertThat(world.roles().builtIn(REALM, Role.Kind.OWNER).id()).isEqualTo(builtIn.id());
        assertThat(world.roles().page(REALM, workspace.id(), false, ALL).total())
                .isEqualTo(3);
        assertThat(world.roles().page(REALM, null, false, ALL).total()).isEqualTo(2);
    }

    @Test
    void aDeletedRoleBlocksNoName() {
        Workspace workspace = workspace("w1");
        Role first = role(workspace, "editor");
        world.roles().update(first.withDeletedAt(5L));
        assertThat(world.roles().findByName(REALM, workspace.id(), "EDITOR")).isEmpty();
        assertThat(world.roles().page(REALM, workspace.id(), true, ALL).total()).isEqualTo(1);
        Role second =
                new Role(new RoleId("second"), REALM, workspace.id(), Role.Kind.CUSTOM, "Editor", "x", 1, null, 0, 1);
        world.roles().insert(second);
        assertThat(world.roles()
                        .findByName(REALM, workspace.id(), "editor")
                        .orElseThrow()
                        .id())
                .isEqualTo(second.id());
    }

    @Test
    void everyRevisionIsNew() {
        Workspace workspace = workspace("w1");
        Role role = role(workspace, "editor");
        world.roles().revise(role);
        Role after = world.roles().lock(REALM, workspace.id(), role.id()).orElseThrow();
        assertThat(after.revision()).isNotEqualTo(role.revision());
        assertThat(after.version()).isEqualTo(role.version() + 1);
        assertThat(world.roles().find(OTHER, workspace.id(), role.id())).isEmpty();
        assertThat(world.roles().find(REALM, null, role.id())).isEmpty();
    }

    @Test
    void aTakenNameIsRefused() {
        Workspace workspace = workspace("w1");
        role(workspace, "editor");
        assertThatThrownBy(() -> world.roles()
                        .insert(new Role(
                                new RoleId("x"),
                                REALM,
                                workspace.id(),
                                Role.Kind.CUSTOM,
                                "EDITOR",
                                "x",
                                1,
                                null,
                                0,
                                1)))
                .hasMessageContaining("EDITOR");
    }

    @Test
    void aTakenAliasIsRefused() {
        Workspace workspace = workspace("w1");
        assertThatThrownBy(() -> world.workspaces()
                        .insert(new Workspace(
                                new WorkspaceId("w2"),
                                REALM,
                                workspace.alias(),
                                "x",
                                null,
                                false,
                                null,
                                null,
                                Workspace.Status.ACTIVE,
                                false,
                                1,
                                1)))
                .hasMessageContaining(workspace.alias());
    }
}
