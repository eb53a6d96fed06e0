package io.github.kcworkspaces.keycloak.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.Membership.Standing;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WorkspaceClaimsTest {

    private static final RoleReference EDITOR = new RoleReference(new RoleId("r1"), "editor", 3, false);
    private static final RoleReference AUTHOR = new RoleReference(new RoleId("r2"), "author", 1, false);

    @Test
    void saysWhatAndWhereAndNothingElse() {
        assertThat(WorkspaceClaims.claim(membership(1, EDITOR, AUTHOR), new TreeSet<>(Set.of("b:view", "a:view"))))
                .containsOnlyKeys("id", "alias", "roles", "permissions", "rev")
                .containsEntry("id", "w1")
                .containsEntry("alias", "research")
                .containsEntry("roles", List.of("author", "editor"))
                .containsEntry("permissions", List.of("a:view", "b:view"));
    }

    @Test
    void permissionsAreAnOption() {
        assertThat(WorkspaceClaims.claim(membership(1, EDITOR), null)).containsOnlyKeys("id", "alias", "roles", "rev");
    }

    @Test
    void aRoleHeldTwiceIsNamedOnce() {
        assertThat(WorkspaceClaims.claim(membership(1, EDITOR, EDITOR), null))
                .containsEntry("roles", List.of("editor"));
    }

    @Test
    void revisionChangesWithWhatItStandsForOnly() {
        int before = WorkspaceClaims.revision(membership(1, EDITOR, AUTHOR));
        RoleReference edited = new RoleReference(EDITOR.id(), EDITOR.name(), 4, false);
        assertThat(before).isPositive().isEqualTo(WorkspaceClaims.revision(membership(1, AUTHOR, EDITOR)));
        assertThat(List.of(
                        WorkspaceClaims.revision(membership(2, EDITOR, AUTHOR)),
                        WorkspaceClaims.revision(membership(1, edited, AUTHOR)),
                        WorkspaceClaims.revision(membership(1, EDITOR)),
                        WorkspaceClaims.revision(membership(1))))
                .doesNotContain(before)
                .doesNotHaveDuplicates()
                .allMatch(revision -> revision > 0);
    }

    private static Membership membership(long version, RoleReference... roles) {
        return new Membership(
                new WorkspaceId("w1"), "research", version, true, true, null, 1, Standing.ACTIVE, List.of(roles));
    }
}
