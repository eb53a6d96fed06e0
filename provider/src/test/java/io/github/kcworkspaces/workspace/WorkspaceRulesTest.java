package io.github.kcworkspaces.workspace;

import static io.github.kcworkspaces.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.id.RealmId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceRulesTest {

    private static final Workspace DEFAULT = workspace("default", "Default", true);
    private static final Workspace OTHER = workspace("research", "Research", false);

    @Test
    void theDefaultWorkspaceCannotBeDeletedWhateverItIsCalled() {
        refused(
                ProblemCode.DEFAULT_WORKSPACE_UNDELETABLE,
                () -> WorkspaceRules.defaultWorkspaceCannotBeDeleted(workspace("default", "Renamed", true)));
        WorkspaceRules.defaultWorkspaceCannotBeDeleted(OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-research",
                "Research",
                "re search",
                "größe",
                "default",
                "a/b",
                "123e4567-e89b-12d3-a456-426614174000",
                "a1234567890123456789012345678901234567890123456789012345678901234"
            })
    void aBadAliasIsRefused(String alias) {
        assertThat(refused(
                                ProblemCode.INVALID_REQUEST,
                                () -> WorkspaceRules.newWorkspaceIsValid(alias, "Research", null))
                        .violations())
                .allSatisfy(violation -> assertThat(violation.field()).isEqualTo("alias"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "research", "team-1", "a--b-"})
    void aGoodAliasIsFine(String alias) {
        WorkspaceRules.newWorkspaceIsValid(alias, "Research", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Default Workspace", " default  workspace ", "PERSONAL WORKSPACE"})
    void reservedNamesAreRefusedInAnyCaseAndSpacing(String name) {
        refused(ProblemCode.INVALID_REQUEST, () -> WorkspaceRules.newWorkspaceIsValid("research", name, null));
    }

    @Test
    void membersBesidesTheOwnersStandAgainstDeletionAndAreNamed() {
        assertThat(refused(
                                ProblemCode.WORKSPACE_HAS_MEMBERS,
                                () -> WorkspaceRules.onlyOwnersAreLeft(List.of("ben", "cleo")))
                        .details())
                .containsEntry("members", List.of("ben", "cleo"));
        WorkspaceRules.onlyOwnersAreLeft(List.of());
    }

    @Test
    void deletionNeedsTheAliasTypedAgain() {
        refused(ProblemCode.CONFIRMATION_REQUIRED, () -> WorkspaceRules.deletionIsConfirmed(OTHER, null));
        refused(ProblemCode.CONFIRMATION_REQUIRED, () -> WorkspaceRules.deletionIsConfirmed(OTHER, "Research"));
        WorkspaceRules.deletionIsConfirmed(OTHER, "research");
    }

    @Test
    void theDefaultWorkspaceKeepsAliasAndStatusButMayBeRenamed() {
        WorkspaceRules.changeIsValid(DEFAULT, workspace("default", "Lobby", true));
        refused(
                ProblemCode.INVALID_REQUEST,
                () -> WorkspaceRules.changeIsValid(DEFAULT, workspace("lobby", "Lobby", true)));
    }

    private static Workspace workspace(String alias, String name, boolean isDefault) {
        return new Workspace(
                new WorkspaceId("w-" + alias),
                new RealmId("acme"),
                alias,
                name,
                null,
                isDefault,
                null,
                null,
                Workspace.Status.ACTIVE,
                false,
                0,
                1);
    }
}
