package io.github.kcworkspaces.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kcworkspaces.it.support.OnKeycloak;
import io.github.kcworkspaces.it.support.TestRealm;
import io.github.kcworkspaces.it.support.TestUser;
import io.github.kcworkspaces.keycloak.api.GrantRepresentation;
import io.github.kcworkspaces.keycloak.api.GrantsChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.ImportOutcomeRepresentation;
import io.github.kcworkspaces.keycloak.api.MemberChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.MemberRepresentation;
import io.github.kcworkspaces.keycloak.api.NewRoleRepresentation;
import io.github.kcworkspaces.keycloak.api.NewWorkspaceRepresentation;
import io.github.kcworkspaces.keycloak.api.RoleRepresentation;
import io.github.kcworkspaces.keycloak.api.SettingsChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceChangeRepresentation;
import io.github.kcworkspaces.keycloak.api.WorkspaceRepresentation;
import io.github.kcworkspaces.keycloak.client.RbacApi;
import io.github.kcworkspaces.keycloak.client.RbacClient;
import io.github.kcworkspaces.keycloak.client.WorkspaceApi;
import jakarta.ws.rs.ClientErrorException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The typed Java client that users get. */
@OnKeycloak
class ClientIT {

    @Test
    void aWorkspaceIsSetUpThroughTheTypedClient(TestRealm realm) {
        RbacApi rbac = RbacClient.admin(
                realm.keycloak().admin(), URI.create(realm.keycloak().baseUrl()), realm.name());
        TestUser ben = realm.user("ben");
        rbac.settings().update(null, SettingsChangeRepresentation.enabling());

        WorkspaceRepresentation created =
                rbac.workspaces().create(new NewWorkspaceRepresentation("research", "Research", null, null, null));
        WorkspaceApi research = rbac.workspaces().workspace("research");
        RoleRepresentation role = research.roles().create(new NewRoleRepresentation("lead", "Leads", null, null));
        research.roles()
                .change(
                        role.id(),
                        null,
                        null,
                        new GrantsChangeRepresentation(
                                List.of(new GrantRepresentation("workspace", null, List.of("manage-members"), null)),
                                null,
                                null));
        MemberRepresentation member =
                research.members().put(ben.id(), null, new MemberChangeRepresentation(null, List.of("lead"), null));

        assertThat(member.roles()).extracting(held -> held.name()).containsExactly("lead");
        assertThat(research.members().list(0, 10, "be", null)).hasSize(1);
        assertThat(research.members()
                        .permissions(ben.id(), null, null, null, null)
                        .get(0)
                        .actions())
                .containsExactlyInAnyOrder("view", "manage-members");
        assertThat(research.deletionImpact().deletable()).isFalse();
        assertThat(rbac.workspaces().list(0, 10, null, null))
                .extracting(WorkspaceRepresentation::alias)
                .contains("research");
        assertThat(research.get().id()).isEqualTo(created.id());
        assertThat(rbac.openApi()).contains("\"3.1.");
    }

    @Test
    void aCatalogueAndABackendAreImportedThroughTheTypedClient(TestRealm realm) {
        RbacApi rbac = RbacClient.admin(
                realm.keycloak().admin(), URI.create(realm.keycloak().baseUrl()), realm.name());
        rbac.settings().update(null, SettingsChangeRepresentation.enabling());
        assertThat(rbac.resourceTypes().presets()).hasSize(3);
        assertThat(rbac.resourceTypes().importCatalogue("openbb", false, null).added())
                .contains("widget");
        ImportOutcomeRepresentation outcome = rbac.workspaces()
                .workspace("default")
                .resources()
                .importFiles(
                        "openbb",
                        false,
                        null,
                        null,
                        "feeds",
                        "Feeds",
                        null,
                        null,
                        null,
                        Map.of("prices", Map.of("name", "Prices")));
        assertThat(outcome.connector().name()).isEqualTo("Feeds");
        assertThat(outcome.added()).hasSize(2);
    }

    @Test
    void refusalsComeAsStatusWithTheProblem(TestRealm realm) {
        RbacApi rbac = RbacClient.admin(
                realm.keycloak().admin(), URI.create(realm.keycloak().baseUrl()), realm.name());
        rbac.settings().update(null, SettingsChangeRepresentation.enabling());
        WorkspaceApi lobby = rbac.workspaces().workspace("default");

        assertThatThrownBy(() -> lobby.delete("default", null))
                .isInstanceOfSatisfying(ClientErrorException.class, refusal -> {
                    assertThat(refusal.getResponse().getStatus()).isEqualTo(409);
                    assertThat(refusal.getResponse().readEntity(String.class))
                            .contains("DEFAULT_WORKSPACE_UNDELETABLE");
                });
        assertThatThrownBy(() -> lobby.update(
                        "\"99\"", new WorkspaceChangeRepresentation(null, "X", null, null, null, null, null)))
                .isInstanceOfSatisfying(
                        ClientErrorException.class,
                        refusal -> assertThat(refusal.getResponse().getStatus()).isEqualTo(412));
    }
}
