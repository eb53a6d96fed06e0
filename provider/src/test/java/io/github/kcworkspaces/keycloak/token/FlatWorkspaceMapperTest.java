package io.github.kcworkspaces.keycloak.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kcworkspaces.decision.Membership;
import io.github.kcworkspaces.decision.Membership.Standing;
import io.github.kcworkspaces.decision.RoleReference;
import io.github.kcworkspaces.id.RoleId;
import io.github.kcworkspaces.id.WorkspaceId;
import io.github.kcworkspaces.keycloak.token.FlatWorkspaceMapper.GroupsContent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapperConfigException;

class FlatWorkspaceMapperTest {

    private static final Membership MEMBERSHIP = new Membership(
            new WorkspaceId("w1"),
            "research",
            1,
            true,
            true,
            null,
            1,
            Standing.ACTIVE,
            List.of(
                    new RoleReference(new RoleId("r1"), "viewer", 1, false),
                    new RoleReference(new RoleId("r2"), "editor", 1, false)));

    @Test
    void groupsAreNamesWithoutASlashInFront() {
        assertThat(FlatWorkspaceMapper.groups(MEMBERSHIP, GroupsContent.of(null)))
                .containsExactly("research", "research/editor", "research/viewer");
        assertThat(FlatWorkspaceMapper.groups(MEMBERSHIP, GroupsContent.of("workspace")))
                .containsExactly("research");
        assertThat(FlatWorkspaceMapper.groups(MEMBERSHIP, GroupsContent.of("roles")))
                .containsExactly("research/editor", "research/viewer");
    }

    @Test
    void theSentinelStandsForAnEmptyListOnly() {
        assertThat(FlatWorkspaceMapper.list(List.of(), "none")).containsExactly("none");
        assertThat(FlatWorkspaceMapper.list(List.of("editor"), "none")).containsExactly("editor");
        assertThat(FlatWorkspaceMapper.list(List.of(), null)).isEmpty();
        assertThat(FlatWorkspaceMapper.list(List.of(), " ")).isEmpty();
    }

    @Test
    void aNameThatIsNotSetLeavesItsClaimOut() {
        assertThat(new FlatWorkspaceMapper().paths(mapper(Map.of("groups.claim", "teams"))))
                .containsExactly(new ClaimPath(List.of("teams")));
    }

    @Test
    void aClaimOfTheTokenItselfIsNoName() {
        assertThat(refused(Map.of("roles.claim", "roles", "groups.claim", "realm_access.roles")))
                .isTrue();
        assertThat(refused(Map.of("roles.claim", "app.roles", "groups.claim", "")))
                .isFalse();
    }

    private static boolean refused(Map<String, String> config) {
        try {
            new FlatWorkspaceMapper().validateConfig(null, null, null, mapper(config));
            return false;
        } catch (ProtocolMapperConfigException refusal) {
            return true;
        }
    }

    private static ProtocolMapperModel mapper(Map<String, String> config) {
        ProtocolMapperModel mapper = new ProtocolMapperModel();
        mapper.setConfig(new HashMap<>(config));
        return mapper;
    }
}
